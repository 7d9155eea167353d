import { html, nothing, type TemplateResult } from 'lit';
import { renderBody } from '../../content/body.ts';
import type { CommentView } from '../../contract/comment.ts';
import type { ReadingMessages } from '../../i18n/messages.ts';
import { Room } from '../room.ts';
import { renderPortrait } from './portrait.ts';

/**
 * @summary One comment: who, when, what, and what state it is in.
 * @csspart comment - The whole comment.
 * @csspart picture - The member who wrote it: their picture, or the first letter of their name on a tint.
 * @csspart name - The writer's name.
 * @csspart kind - Beside the name of a guest, where it is a member's name.
 * @csspart date - When it was written.
 * @csspart edited - That its text was changed, on hover when.
 * @csspart text - What it says.
 * @csspart state - Said under a comment that not everyone sees, and in place of a removed one.
 */
export class DiwanComment extends Room {
  static override properties = { comment: { attribute: false }, messages: { attribute: false }, now: { attribute: false }, exact: { attribute: false } };

  declare comment: CommentView | undefined;
  declare messages: ReadingMessages | undefined;
  /** Whether the exact date is there too, on hover and for assistive technology: after the first paint, which its formatting would delay. */
  declare exact: boolean;
  /** The moment that "3 hours ago" counts from, in milliseconds since 1970. */
  declare now: number;

  protected override render(): TemplateResult | typeof nothing {
    const { comment, messages } = this;
    if (!comment || !messages) return nothing;
    const { state, author, createdAt, editedAt, can } = comment;
    const then = Date.parse(createdAt);
    const { kind, picture } = author;
    const name = author.name || (kind === 'former' ? messages.former : messages.guest);
    const exact = this.exact ? messages.exact(then) : nothing;
    if (state === 'removed') return html`<article part="comment" class="comment"><p part="state" class="muted">${messages.removed}</p></article>`;
    return html`<article part="comment" class="comment" aria-label=${name}>
      <header class="byline">
        ${kind === 'member' ? renderPortrait(name, picture) : nothing}<bdi part="name">${name}</bdi>
        ${kind === 'namesake' ? html`<span part="kind" class="muted">${messages.guest}</span>` : nothing}
        <time part="date" class="muted" datetime=${createdAt} title=${exact}
          ><span aria-hidden="true">${messages.ago(then, this.now)}</span><span class="unseen">${exact}</span></time
        >${editedAt ? html`<span part="edited" class="muted" title=${this.exact ? messages.exact(Date.parse(editedAt)) : nothing}>${messages.edited}</span>` : nothing}
      </header>
      ${renderBody(comment.body)}${state === 'published' ? nothing : html`<p part="state" class="muted">${messages[state]}</p>`}${can.edit || can.remove ? html`<diwan-deeds .comment=${comment}></diwan-deeds>` : nothing}
    </article>`;
  }
}
