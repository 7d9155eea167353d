import { html, type TemplateResult } from 'lit';

/** What a button says, and what it does. */
export type Action = readonly [label: string, act: () => void];

/** Draws a sentence and what can be done about it. */
export function renderLine(part: string, text: string, actions: readonly Action[]): TemplateResult {
  return html`<p part=${part} class="line">
    <span>${text}</span>
    ${actions.map(([label, act]) => html`<button part="button" type="button" @click=${act}>${label}</button>`)}
  </p>`;
}
