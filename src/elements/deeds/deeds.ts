import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CommentView } from '../../contract/comment.ts';
import { codeOf, isCommentsError } from '../../contract/errors.ts';
import { lengthOf, normalizeText, textFault } from '../../contract/rules.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withOwn } from '../../i18n/en/own.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { Draft } from '../../state/drafts.ts';
import { adoptStyles } from '../../styles/adopt.ts';
import { renderLine } from '../form/line.ts';
import { Room } from '../room.ts';
import { deedsStyles } from './deeds.styles.ts';

/**
 * @summary What the writer of a comment can do with it: edit it, remove it.
 * @csspart deeds - The line with the buttons.
 * @csspart textarea - The field for the changed text.
 * @csspart fault - What is wrong with it.
 * @csspart counter - How much room is left, near the limit.
 * @csspart submit - The button that saves.
 * @csspart button - Any other button.
 */
export class DiwanDeeds extends Room {
  static override properties = { comment: { attribute: false } };
  declare comment: CommentView | undefined;
  readonly #controller = new WidgetController(this);
  #doing: 'nothing' | 'editing' | 'removing' = 'nothing';
  #draft: Draft | null = null;
  #isBusy = false;
  /** What went wrong, in the reader's language; empty where nothing did. */
  #fault = '';

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    if (root instanceof ShadowRoot) adoptStyles(root, deedsStyles);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // What is only moved in the page keeps its field.
    queueMicrotask(() => this.isConnected || this.#fold());
  }

  protected override render(): TemplateResult | typeof nothing {
    const { comment } = this;
    const { messages: reading } = this.#controller.widget ?? {};
    if (!comment || !reading) return nothing;
    const messages = withOwn(reading);
    const fault = html`<p id=${this.#id('fault')} part="fault" class="fault" role="alert">${this.#fault}</p>`;
    if (this.#doing === 'editing' && this.#draft) return html`${this.#field(messages, this.#draft, comment)}${fault}`;
    if (this.#doing === 'removing') {
      return html`${renderLine('deeds', messages.removeAsk, [
        [messages.removeYes, () => void this.#remove(messages)],
        [messages.removeNo, () => this.#back('[data-deed=remove]')],
      ])}${fault}`;
    }
    const deed = (name: 'edit' | 'remove', act: () => unknown) =>
      html`<button part="button" type="button" data-deed=${name} aria-describedby=${this.#id('name')} @click=${act}>${messages[name]}</button>`;
    return html`<p part="deeds" class="line">
        ${comment.can.edit ? deed('edit', () => void this.#edit()) : nothing}${comment.can.remove ? deed('remove', () => this.#ask()) : nothing}
      </p>
      ${fault}`;
  }

  protected override updated(_changed: PropertyValues): void {
    const area = this.querySelector('textarea');
    if (area && this.#draft && area.value !== this.#draft.text) area.value = this.#draft.text;
  }

  #field(messages: Messages, draft: Draft, comment: CommentView): TemplateResult {
    const { maxLength } = this.#controller.widget!.thread!.adapter.facts;
    const left = maxLength - lengthOf(draft.text);
    const typed = (event: Event) => {
      this.#fault = '';
      draft.write((event.target as HTMLTextAreaElement).value);
    };
    const hurry = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#save(messages);
      if (event.key === 'Escape') this.#back('[data-deed=edit]');
    };
    const startAnew = () => {
      draft.write(comment.body.text);
      this.querySelector('textarea')?.focus();
    };
    return html`<textarea
        part="textarea"
        dir="auto"
        rows="4"
        aria-label=${messages.text}
        aria-invalid=${!!this.#fault}
        aria-describedby=${`${this.#id('fault')} ${this.#id('counter')}`}
        @input=${typed}
        @keydown=${hurry}
      ></textarea>
      ${draft.restored ? renderLine('draft', messages.draftRestored, [[messages.draftDiscard, startAnew]]) : nothing}
      <span id=${this.#id('counter')} part="counter" class=${left < 0 ? 'fault' : 'muted'}
        >${left < 0 ? messages.over(-left) : left <= maxLength / 10 ? messages.left(left) : nothing}</span
      >
      <div class="row">
        <button part="button" type="button" @click=${() => this.#back('[data-deed=edit]')}>${messages.cancel}</button>
        <button part="submit" type="submit" aria-disabled=${this.#isBusy} @click=${() => void this.#save(messages)}><span>${messages.save}</span></button>
      </div>`;
  }

  /** Opens the field with the text as it is, or with what was typed over it and not saved. */
  async #edit(): Promise<void> {
    const { comment } = this;
    const { thread, writing } = this.#controller.widget ?? {};
    if (!comment || !thread || !writing) return;
    const viewer = thread.page?.viewer?.id ?? null;
    const draft = writing.drafts.open({ backend: writing.backend, site: thread.ref.site, thread: thread.ref.key, parent: comment.parentId, viewer, edited: comment.id });
    draft.subscribe(() => this.requestUpdate());
    await draft.ready;
    if (!draft.text) draft.write(comment.body.text);
    this.#draft = draft;
    this.#turn('editing', 'textarea');
  }

  #ask(): void {
    this.#turn('removing', 'button:last-of-type');
  }

  async #save(messages: Messages): Promise<void> {
    const { comment } = this;
    const draft = this.#draft;
    const { widget } = this.#controller;
    const own = widget?.writing?.own;
    if (this.#isBusy || !comment || !draft || !own) return;
    const reason = textFault(draft.text, widget.thread!.adapter.facts.maxLength);
    if (reason) return this.#refuse(reason === 'required' ? messages.textRequired : reason === 'too-long' ? messages.over(lengthOf(draft.text)) : messages.textCharacters);
    const text = draft.text;
    if (normalizeText(text) !== comment.body.text && !(await this.#attempt(messages, () => own.edit(comment, text)))) return;
    // What was typed while it was being saved is kept for the next time.
    if (draft.text === text) draft.write('');
    await draft.flush();
    widget.say(messages.saved);
    this.#back('[data-deed=edit]');
  }

  async #remove(messages: Messages): Promise<void> {
    const { comment } = this;
    const { widget } = this.#controller;
    const own = widget?.writing?.own;
    if (this.#isBusy || !comment || !own) return;
    const list = this.closest<HTMLElement>('diwan-list, [part=own]');
    if (!(await this.#attempt(messages, () => own.remove(comment)))) return;
    this.#doing = 'nothing';
    widget.say(messages.removedNow);
    // The button is gone, and with it the place in the page.
    if (list) {
      list.tabIndex = -1;
      list.focus({ preventScroll: true });
    }
  }

  /** Does it, and says what went wrong where it did. Answers whether it was done. */
  async #attempt(messages: Messages, deed: () => Promise<void>): Promise<boolean> {
    this.#isBusy = true;
    this.#fault = '';
    this.requestUpdate();
    try {
      await deed();
      return true;
    } catch (thrown) {
      const code = codeOf(thrown);
      if (!isCommentsError(thrown)) console.error('Dîwan:', thrown);
      const isTooLate = code === 'forbidden' || code === 'not-found';
      this.#refuse(isTooLate ? messages.tooLate : `${messages.errors[code]} ${messages.notSaved}`);
      // What may be done has changed; what was typed stays where it is, to be copied.
      if (isTooLate && this.#doing !== 'editing') void this.#controller.widget?.writing?.own?.load();
      return false;
    } finally {
      this.#isBusy = false;
      this.requestUpdate();
    }
  }

  #refuse(text: string): void {
    this.#fault = text;
    this.requestUpdate();
  }

  /** Folds the field up; what was typed stays a draft. */
  #back(selector: string): void {
    this.#fold();
    this.#turn('nothing', selector);
  }

  #fold(): void {
    const { comment } = this;
    // A text that was not changed is nothing to come back to.
    if (this.#draft && this.#draft.text === comment?.body.text) this.#draft.write('');
    this.#draft?.close();
    this.#draft = null;
    this.#doing = 'nothing';
    this.#fault = '';
  }

  #turn(doing: 'nothing' | 'editing' | 'removing', selector: string): void {
    this.#doing = doing;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(selector)?.focus());
  }

  /** Ids in the widget's one root, for each comment its own. Only letters, digits and signs that need no escaping. */
  #id(part: string): string {
    return `${part}-${(this.comment?.id ?? '').replace(/[^\w-]/g, '_')}`;
  }
}
