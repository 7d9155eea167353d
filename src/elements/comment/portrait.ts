import { html, type TemplateResult } from 'lit';

/** How many tints `comment.styles.ts` has. */
const tints = 6;

/**
 * Draws a member: their picture, or the first letter of their name on a tint that is the name's own. Both are for the eye alone, and go
 * right before the name. A picture that does not come leaves a plain place. Nothing is fetched but what the backend named as an image.
 */
export function renderPortrait(name: string, picture: string | null): TemplateResult {
  if (/^(https?:|data:image\/)/.test(picture ?? '')) return html`<img part="picture" class="tint-0" src=${picture} alt="" loading="lazy" width="28" height="28" />`;
  let tint = 0;
  for (const letter of name) tint += letter.codePointAt(0)!;
  return html`<span part="picture" class=${`tint-${tint % tints}`} aria-hidden="true">${initialOf(name)}</span>`;
}

/** The first letter as readers see it: with its accents, or a whole flag. By hand, since the first use of `Intl` costs the first paint some 15 ms. */
function initialOf(name: string): string {
  return /\p{RI}{2}|.(?:\p{M}|\p{EMod}|\u200d.)*/su.exec(name)![0];
}
