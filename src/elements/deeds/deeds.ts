import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CommentView } from '../../contract/comment.ts';
import { lengthOf } from '../../contract/rules.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withOwn } from '../../i18n/en/own.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { Deed, DeedName } from '../../state/deed.ts';
import type { Revision } from '../../state/revision.ts';
import { adoptStyles } from '../../styles/adopt.ts';
import { renderDraftLines } from '../form/draft-lines.ts';
import { growWithText } from '../form/grow.ts';
import { renderLine } from '../form/line.ts';
import { Room } from '../room.ts';
import { deedsStyles } from './deeds.styles.ts';

/**
 * @summary What the writer of a comment can do with it: edit it, remove it.
 * @csspart deeds - The line with the buttons.
 * @csspart editing - The field for the changed text, with all that belongs to it.
 * @csspart textarea - The field itself.
 * @csspart fault - What is wrong with it, or what went wrong.
 * @csspart counter - How much room is left, near the limit.
 * @csspart removing - The question whether to remove it, with the answers.
 * @csspart submit - The button that saves.
 * @csspart button - Any other button.
 */
export class DiwanDeeds extends Room {
  static override properties = { comment: { attribute: false } };
  /** The list draws another comment in the same place when what stands before it goes: nothing about one is kept here. */
  declare comment: CommentView | undefined;
  readonly #controller = new WidgetController(this);
  #followed: Deed | null = null;
  #unfollow = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    if (root instanceof ShadowRoot) adoptStyles(root, deedsStyles);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow();
    this.#followed = null;
  }

  protected override willUpdate(): void {
    const deed = this.#deed;
    if (deed === this.#followed) return;
    this.#unfollow();
    this.#unfollow = deed?.subscribe(() => this.requestUpdate()) ?? this.#unfollow;
    this.#followed = deed;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { comment } = this;
    const deed = this.#deed;
    const { messages: reading } = this.#controller.widget ?? {};
    if (!comment || !deed || !reading) return nothing;
    const messages = withOwn(reading);
    if (deed.stage === 'editing' && deed.revision) return this.#field(messages, deed, deed.revision, comment);
    const fault = html`<p part="fault" class="fault" role="alert">${faultOf(deed, messages, this.#maxLength)}</p>`;
    if (deed.stage === 'removing') {
      return html`<div part="removing" role="group" aria-label=${messages.removeAsk} @keydown=${this.#leave}>
        ${renderLine('deeds', messages.removeAsk, [[messages.removeYes, () => void this.#remove(messages)], [messages.removeNo, () => this.#back('remove')]])}${fault}
      </div>`;
    }
    const button = (name: DeedName, act: () => unknown) =>
      comment.can[name] && !deed.isSpent(name)
        ? html`<button part="button" type="button" data-deed=${name} @click=${act}>${messages[name]}</button>`
        : nothing;
    const ask = () => {
      deed.ask();
      this.#focusLater('button:last-of-type');
    };
    return html`<p part="deeds" class="line">${button('edit', () => void this.#edit())}${button('remove', ask)}</p>
      ${fault}`;
  }

  protected override updated(_changed: PropertyValues): void {
    const area = this.querySelector('textarea');
    const { revision } = this.#deed ?? {};
    if (!area || !revision) return;
    if (area.value !== revision.text) area.value = revision.text;
    growWithText(area);
  }

  #field(messages: Messages, deed: Deed, revision: Revision, comment: CommentView): TemplateResult {
    const { widget } = this.#controller;
    const max = this.#maxLength;
    const left = max - lengthOf(revision.text);
    const isWrong = !!deed.fault && 'reason' in deed.fault;
    const save = (event: Event) => {
      event.preventDefault();
      void this.#save(messages);
    };
    const hurry = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event);
      this.#leave(event);
    };
    // Each field has its own, in the widget's one root; a list of ids holds no spaces.
    const [fault, counter] = ['fault', 'counter'].map((name) => `${name}-${comment.id.replace(/\s/g, '_')}`);
    return html`<form part="editing" novalidate @submit=${save} @keydown=${hurry}>
      <textarea
        part="textarea"
        dir="auto"
        rows="4"
        aria-label=${messages.text}
        aria-invalid=${isWrong}
        aria-describedby=${`${fault} ${counter}`}
        @input=${(event: Event) => deed.write((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p id=${fault} part="fault" class="fault" role="alert">${faultOf(deed, messages, max)}</p>
      ${renderDraftLines(revision, !!widget?.writing?.records.isFleeting, messages, () => this.querySelector('textarea')?.focus())}
      <div class="row">
        <span id=${counter} part="counter" class=${left < 0 ? 'fault' : 'muted'}
          >${left < 0 ? messages.over(-left) : left <= max / 10 ? messages.left(left) : nothing}</span
        >
        <span class="line"><button part="button" type="button" @click=${() => this.#back('edit')}>${messages.cancel}</button></span>
        ${deed.isSpent('edit')
          ? nothing
          : html`<button part="submit" type="submit" aria-disabled=${deed.isBusy}><span>${messages.save}</span></button>`}
      </div>
    </form>`;
  }

  get #deed(): Deed | null {
    const { comment } = this;
    return (comment && this.#controller.widget?.writing?.own?.deedOf(comment.id)) ?? null;
  }

  get #maxLength(): number {
    return this.#controller.widget!.thread!.adapter.facts.maxLength;
  }

  async #edit(): Promise<void> {
    await this.#deed?.edit(this.comment!);
    await this.updateComplete;
    const area = this.querySelector('textarea');
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }

  /** As in a dialog; what was typed stays a draft. An input method's own Escape is not meant. */
  #leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    this.#back(this.#deed?.stage === 'editing' ? 'edit' : 'remove');
  }

  #back(name: DeedName): void {
    this.#deed?.back();
    this.#focusLater(`[data-deed=${name}]`);
  }

  async #save(messages: Messages): Promise<void> {
    const deed = this.#deed;
    const isSaved = await deed?.save(this.comment!);
    if (isSaved) this.#controller.widget?.say(messages.saved);
    if (this.#isFree()) this.#focusLater(deed?.stage === 'editing' ? 'textarea' : '[data-deed=edit]');
  }

  async #remove(messages: Messages): Promise<void> {
    const { widget } = this.#controller;
    const root = this.getRootNode() as ShadowRoot;
    const item = this.closest('li');
    const before = item?.previousElementSibling;
    const isRemoved = await this.#deed?.remove(this.comment!);
    if (isRemoved) widget?.say(messages.removedNow);
    if (!this.#isFree(root)) return;
    if (!isRemoved) return this.#focusLater('button:last-of-type');
    // Once all is drawn. The next comment stands where this one stood, if there is one.
    await new Promise((resolve) => setTimeout(resolve));
    const place = [item, before].find((each) => each?.isConnected);
    focusOn(place?.querySelector('article') ?? root.querySelector('diwan-list'));
  }

  /** Whether the focus may be moved: the reader is still here, or was left nowhere. */
  #isFree(root = this.getRootNode() as ShadowRoot): boolean {
    const { activeElement } = root;
    if (activeElement) return this.contains(activeElement);
    return !document.activeElement || document.activeElement === document.body || document.activeElement === root.host;
  }

  /** Draws anew, and then brings the reader to what was not there before; to the comment itself where nothing can be done any more. */
  #focusLater(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const found = this.querySelector<HTMLElement>(selector) ?? this.querySelector('button');
      if (found) found.focus();
      else focusOn(this.closest('article'));
    });
  }
}

/** Brings the reader to what takes no focus by itself. */
function focusOn(element: HTMLElement | null): void {
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** What went wrong, in the reader's language; nothing where nothing did. */
function faultOf({ fault, stage }: Deed, messages: Messages, max: number): string | typeof nothing {
  if (!fault) return nothing;
  if ('reason' in fault) {
    if (fault.reason === 'required') return messages.textRequired;
    return fault.reason === 'too-long' ? messages.textTooLong(max) : messages.textCharacters;
  }
  const { code } = fault;
  if (code === 'forbidden' || code === 'not-found') return messages.tooLate;
  const said = messages.errors[code] ?? messages.errors.unavailable;
  return stage === 'editing' ? `${said} ${messages.notSaved}` : said;
}
