import { html, nothing, type TemplateResult } from 'lit';
import type { ViewerView } from '../../contract/thread.ts';

/** Draws a member's picture, or the first letter of their name, as beside their comments. It says nothing: the name stands beside it. */
export function renderPortrait({ name, picture }: Pick<ViewerView, 'name' | 'picture'>): TemplateResult {
  const broken = (event: Event) => (event.target as HTMLElement).remove();
  return html`<span part="portrait" class="portrait" aria-hidden="true"
    ><span>${Array.from(name)[0]}</span>${picture ? html`<img src=${picture} alt="" referrerpolicy="no-referrer" @error=${broken} />` : nothing}</span
  >`;
}
