import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { GuestIdentity } from '../../contract/comment.ts';
import type { FieldFault } from '../../contract/errors.ts';
import { lengthOf, type Wanted } from '../../contract/rules.ts';
import { Composing } from '../../controllers/composing.ts';
import { PostEvent } from '../../controllers/events.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withWriting } from '../../i18n/en/writing.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { OutboxEntry } from '../../state/outbox.ts';
import { adoptStyles } from '../../styles/adopt.ts';
import { Room } from '../room.ts';
import { renderDraftLines } from './draft-lines.ts';
import { faultsOf, sayFaults, type FieldName } from './faults.ts';
import { formStyles } from './form.styles.ts';
import { renderOwn, statusOf } from './own-comments.ts';

/**
 * @summary The form for a new comment, and what became of those just sent.
 * @fires diwan-post - The backend took a comment of this reader.
 * @csspart form - The form.
 * @csspart field - A label with its field.
 * @csspart input - A field for one line.
 * @csspart textarea - The field for the text.
 * @csspart fault - What is wrong with a field.
 * @csspart counter - How much room is left, near the limit.
 * @csspart submit - The button that posts.
 * @csspart button - Any other button.
 * @csspart own - What this reader just sent.
 */
export class DiwanForm extends Room {
  readonly #controller = new WidgetController(this);
  readonly #composing = new Composing(this, () => this.#controller.widget, (entry) => this.#settled(entry));
  #faults: readonly FieldFault[] = [];
  #guest: GuestIdentity = { name: null, email: null };
  #isRemembered = false;
  #isStoring = false;
  #isBegun = false;
  /** Nothing was typed since the last comment was posted: pressing again is a slip, not an empty comment. */
  #isJustSent = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    if (root instanceof ShadowRoot) adoptStyles(root, formStyles);
    void this.#recall();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { messages: reading, thread, writing, now } = this.#controller.widget ?? {};
    const { draft, entries } = this.#composing;
    if (!reading || !thread || !writing || !draft || !now) return nothing;
    const messages = withWriting(reading);
    const own = renderOwn(entries, messages, now(), { again: (entry) => this.#composing.again(entry), takeBack: (entry) => void this.#takeBack(entry) });
    if (!thread.page?.thread.can.comment) return html`${own}`;
    const { guest: wants, maxLength } = thread.adapter.facts;
    const said = sayFaults(this.#faults, messages, maxLength);
    const isGuest = !thread.page.viewer;
    const left = maxLength - lengthOf(draft.text);
    const area = html`<textarea
      part="textarea"
      id="text"
      name="text"
      dir="auto"
      rows="4"
      required
      aria-invalid=${!!said.text}
      aria-describedby="text-fault counter"
      @focus=${this.#begin}
      @input=${this.#typed}
    ></textarea>`;
    const sheet = html`<div class=${this.#isBegun ? 'sheet begun' : 'sheet'}>
      ${area} ${renderDraftLines(draft, writing.records.isFleeting, messages, () => this.#area?.focus())}
    </div>`;
    const counter = html`<span id="counter" part="counter" class=${left < 0 ? 'fault' : 'muted'}
      >${left < 0 ? messages.over(-left) : left <= maxLength / 10 ? messages.left(left) : nothing}</span
    >`;
    const line = (name: 'name' | 'email', label: string, more?: TemplateResult) =>
      isGuest && wants[name] !== 'none' ? field(name, label, this.#line(name, wants[name], !!said[name]), said[name], wants[name] === 'optional' && messages.optional, more) : nothing;
    return html`<form part="form" class="form" novalidate aria-labelledby="form-heading" @submit=${this.#submit} @keydown=${this.#hurry}>
        ${line('name', messages.name)} ${line('email', messages.email, html`<span id="email-note" class="muted">${messages.emailNote}</span>`)}
        ${field('text', messages.text, sheet, said.text, false, counter)}
        <div class="row wide">
          ${isGuest && (wants.name !== 'none' || wants.email !== 'none') ? this.#tick(messages) : html`<span></span>`}
          <button part="submit" class="submit" type="submit" aria-disabled=${this.#isStoring}><span>${messages.submit}</span></button>
        </div>
      </form>
      ${own}`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { draft } = this.#composing;
    const area = this.#area;
    if (!draft || !area) return;
    if (area.value !== draft.text) area.value = draft.text;
    if (this.#isBegun && !CSS.supports('field-sizing', 'content')) {
      area.style.blockSize = 'auto';
      area.style.blockSize = `${area.scrollHeight + 2}px`;
    }
  }

  get #area(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  #line(name: 'name' | 'email', wanted: Wanted, isWrong: boolean): TemplateResult {
    const typed = (event: Event) => {
      this.#guest = { ...this.#guest, [name]: (event.target as HTMLInputElement).value };
      this.#forgive(name);
    };
    return html`<input
      part="input"
      id=${name}
      name=${name}
      type=${name === 'email' ? name : 'text'}
      dir="auto"
      autocomplete=${name}
      .value=${this.#guest[name] ?? ''}
      ?required=${wanted === 'required'}
      aria-invalid=${isWrong}
      aria-describedby=${`${name}-fault ${name}-note`}
      @input=${typed}
    />`;
  }

  #tick(messages: Messages): TemplateResult {
    if (this.#isRemembered) {
      return html`<span class="line"
        >${messages.rememberNote} <button part="button" type="button" @click=${() => this.#forget(messages)}>${messages.forget}</button></span
      >`;
    }
    return html`<label class="line"><input type="checkbox" name="remember" />${messages.remember}</label>`;
  }

  #typed(event: Event): void {
    this.#isJustSent = false;
    this.#composing.draft?.write((event.target as HTMLTextAreaElement).value);
    this.#forgive('text');
  }

  /** What is wrong with a field is no longer said once it is being mended. */
  #forgive(name: FieldName): void {
    const path = name === 'text' ? 'body.text' : `guest.${name}`;
    if (!this.#faults.some(({ field }) => field === path)) return;
    this.#faults = this.#faults.filter(({ field }) => field !== path);
    this.requestUpdate();
  }

  /** From now on the field grows with its text. Not for the buttons below it: they would slip away from under the press. */
  #begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.requestUpdate();
  }

  #hurry(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#submit(event);
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const { widget } = this.#controller;
    const { draft } = this.#composing;
    if (this.#isStoring || !widget?.thread?.page || !draft || (this.#isJustSent && !draft.text)) return;
    const { facts } = widget.thread.adapter;
    // What was remembered is not told to a backend that does not ask.
    const told = (name: 'name' | 'email') => (facts.guest[name] === 'none' ? null : this.#guest[name]);
    const guest = widget.thread.page.viewer ? null : { name: told('name'), email: told('email') };
    const faults = faultsOf(draft.text, guest, facts);
    if (faults.length) return this.#refuse(faults);
    this.#isStoring = true;
    this.#faults = [];
    this.requestUpdate();
    if (guest && this.querySelector<HTMLInputElement>('[name=remember]')?.checked) this.#isRemembered = true;
    if (guest && this.#isRemembered) void widget.writing?.guestMemory.remember(this.#guest);
    await this.#composing.send(guest);
    this.#isStoring = false;
    this.#isJustSent = true;
    this.requestUpdate();
  }

  #refuse(faults: readonly FieldFault[]): void {
    this.#faults = faults;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      const { widget } = this.#controller;
      if (widget?.messages) widget.say(withWriting(widget.messages).problems(faults.length));
    });
  }

  async #takeBack(entry: OutboxEntry): Promise<void> {
    const taken = await this.#composing.takeBack(entry);
    if (!taken) return;
    const { name, email } = this.#guest;
    this.#guest = { name: name || (taken.guest?.name ?? null), email: email || (taken.guest?.email ?? null) };
    if (entry.faults.length) this.#refuse(entry.faults);
    this.requestUpdate();
    this.#area?.focus();
  }

  async #recall(): Promise<void> {
    const remembered = await this.#controller.widget?.writing?.guestMemory.load();
    if (!remembered) return;
    this.#isRemembered = true;
    this.#guest = { name: this.#guest.name || remembered.name, email: this.#guest.email || remembered.email };
    this.requestUpdate();
  }

  #forget(messages: Messages): void {
    const { widget } = this.#controller;
    this.#isRemembered = false;
    void widget?.writing?.guestMemory.forget();
    widget?.say(messages.forgotten);
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[name=remember]')?.focus());
  }

  #settled(entry: OutboxEntry): void {
    const { widget } = this.#controller;
    if (entry.view) this.dispatchEvent(new PostEvent(entry.view));
    if (widget?.messages) widget.say(statusOf(entry, withWriting(widget.messages)));
  }
}

/** A label with its field, what is wrong with it, and what else there is to know. */
function field(
  name: FieldName,
  label: string,
  control: TemplateResult,
  fault: string | undefined,
  aside: string | false,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div part="field" class=${name === 'text' ? 'field wide' : 'field'}>
    <label for=${name}>${label} ${aside ? html`<span class="muted">${aside}</span>` : nothing}</label>
    ${control}
    <span id=${`${name}-fault`} part="fault" class="fault">${fault}</span>
    ${more}
  </div>`;
}
