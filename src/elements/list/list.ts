import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ErrorCode } from '../../contract/errors.ts';
import type { ThreadPage } from '../../contract/thread.ts';
import type { ReadingMessages } from '../../i18n/messages.ts';
import { Room } from '../room.ts';

/**
 * @summary The comments of one page, or what stands there until they come.
 * @csspart list - The list of comments.
 * @csspart skeleton - What stands there until the comments come.
 */
export class DiwanList extends Room {
  static override properties = {
    messages: { attribute: false },
    page: { attribute: false },
    failure: { attribute: false },
    busy: { attribute: false },
    furnished: { attribute: false },
    now: { attribute: false },
  };

  declare messages: ReadingMessages | null;
  declare page: ThreadPage | null | undefined;
  /** Why the page asked for is not shown, or `null`; a notice then stands in place of the comments. */
  declare failure: ErrorCode | null | undefined;
  declare busy: boolean;
  /** Whether a notice finds the widget it speaks about. */
  declare furnished: boolean;
  /** The moment that "3 hours ago" counts from: when the page came, then as the controller sets it. */
  declare now: number;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('page')) this.now = Date.now();
    this.ariaBusy = `${this.busy}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { messages, page, failure, now } = this;
    const notice = this.furnished && (failure || !page?.items.length) ? html`<diwan-notice about="list"></diwan-notice>` : nothing;
    if (page ? messages && !page.items.length : failure) return notice;
    if (!messages || !page) return html`<div part="skeleton"><span class="unseen">${messages?.loading ?? nothing}</span></div>`;
    return html`${notice}<ol part="list" role="list" class="list">
      ${page.items.map((comment) => html`<li><diwan-comment .comment=${comment} .messages=${messages} .now=${now} .exact=${this.furnished}></diwan-comment></li>`)}
    </ol>`;
  }
}
