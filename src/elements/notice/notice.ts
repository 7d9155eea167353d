import { html, nothing, type TemplateResult } from 'lit';
import { ListRequest, type ListWish } from '../../controllers/events.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withTurning } from '../../i18n/en/turning.ts';
import { newerThan } from '../../state/turning.ts';
import { Room } from '../room.ts';

/**
 * @summary What is said in place of comments or of the form: that there are none, that they are closed, that they could not be loaded, that there are newer ones.
 * @attr {"list" | "desk" | "newer"} about - What it speaks about.
 * @csspart notice - The whole notice.
 * @csspart button - What can be done about it.
 * @csspart newer - The button that shows what was posted meanwhile.
 */
export class DiwanNotice extends Room {
  static override properties = { about: {} };

  declare about: 'list' | 'desk' | 'newer';
  readonly #controller = new WidgetController(this);

  protected override render(): TemplateResult | typeof nothing {
    const { messages: reading, thread, failure, isFormMissing } = this.#controller.widget ?? {};
    if (!reading) return nothing;
    const messages = withTurning(reading);
    const ask = (to: 'retry' | 'refresh' | 'form') => () => this.dispatchEvent(new ListRequest({ to } satisfies ListWish));
    const again = (to: 'retry' | 'form') => html`<button part="button" type="button" @click=${ask(to)}>${messages.retry}</button>`;
    const say = (text: string, rest: TemplateResult | typeof nothing = nothing) => html`<div part="notice" class="notice"><p>${text}</p>${rest}</div>`;
    if (this.about === 'desk') {
      if (isFormMissing) return say(messages.formMissing, again('form'));
      return thread?.page?.thread.state === 'closed' ? say(messages.closed) : nothing;
    }
    if (this.about === 'newer') {
      const count = thread ? newerThan(thread) : 0;
      return count ? html`<button part="newer" class="newer" type="button" @click=${ask('refresh')}>${messages.newer(count)}</button>` : nothing;
    }
    const code = failure ?? thread?.failure;
    // Where the reader's own comment is the first one, it stands above; and an empty page may be one of many.
    if (!code && thread?.total) return nothing;
    if (!code) return say(messages.empty, thread?.page?.thread.can.comment ? html`<p class="muted">${messages.emptyHint}</p>` : nothing);
    const text = code === 'offline' ? messages.loadOffline : messages.loadFailed;
    return html`<div role="alert">${say(text, again('retry'))}</div>`;
  }
}
