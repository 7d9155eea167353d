import type { CSSResult } from 'lit';

/** Adds style sheets that came later to those a widget was made with. Adopted, since a strict policy allows no other. */
export function adoptStyles(root: ShadowRoot, ...styles: readonly CSSResult[]): void {
  const sheets = styles.map((style) => style.styleSheet!).filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}
