import { html, nothing, type TemplateResult } from 'lit';
import type { ViewerView } from '../../contract/thread.ts';

/** Draws a member's picture, or the first letters of their name. It says nothing: the name stands beside it. */
export function renderPortrait({ name, picture }: Pick<ViewerView, 'name' | 'picture'>): TemplateResult {
  const broken = (event: Event) => (event.target as HTMLElement).remove();
  return html`<span part="portrait" class="portrait" aria-hidden="true"
    ><span>${initialsOf(name)}</span>${picture ? html`<img src=${picture} alt="" referrerpolicy="no-referrer" @error=${broken} />` : nothing}</span
  >`;
}

/** The first letters of the first and of the last word. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last].map((word) => (word ? Array.from(word)[0]! : '')).join('').toLocaleUpperCase() || '·';
}
