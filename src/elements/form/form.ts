import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { GuestIdentity } from '../../contract/comment.ts';
import type { FieldFault } from '../../contract/errors.ts';
import { lengthOf, type Wanted } from '../../contract/rules.ts';
import { Composing } from '../../controllers/composing.ts';
import { PostEvent } from '../../controllers/events.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withWriting } from '../../i18n/en/writing.ts';
import type { FormMessages } from '../../i18n/messages.ts';
import type { OutboxEntry } from '../../state/outbox.ts';
import type { GuestMemory } from '../../state/guest-memory.ts';
import { adoptStyles } from '../../styles/adopt.ts';
import { Room } from '../room.ts';
import { renderDraftLines } from './draft-lines.ts';
import { faultsOf, paths, sayFaults, type FieldName } from './faults.ts';
import { formStyles } from './form.styles.ts';
import { growWithText } from './grow.ts';
import { renderLine } from './line.ts';
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
 * @csspart remembered - That name and e-mail are remembered.
 * @csspart own - What this reader just sent.
 */
export class DiwanForm extends Room {
  readonly #controller = new WidgetController(this);
  readonly #composing = new Composing(this, () => this.#controller.widget, (entry) => this.#settled(entry));
  #faults: readonly FieldFault[] = [];
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
    const own = renderOwn(entries, writing, messages, now(), this.#composing.again, this.#takeBack);
    // Closed while somebody wrote: the text can still be read and copied.
    if (!thread.page?.thread.can.comment) return html`${draft.text ? html`<textarea part="textarea" readonly aria-label=${messages.text}></textarea>` : nothing}${own}`;
    const { guest: wants, maxLength } = thread.adapter.facts;
    const said = sayFaults(this.#faults, messages, maxLength);
    const left = maxLength - lengthOf(draft.text);

    const field = (name: FieldName, control: TemplateResult, isOptional: boolean, more?: TemplateResult) => html`<div
      part="field"
      class=${name === 'text' ? 'wide' : nothing}
    >
      <label for=${name}>${messages[name]} ${isOptional ? html`<span class="muted">${messages.optional}</span>` : nothing}</label>
      ${control}
      <span id=${`${name}-fault`} part="fault" class="fault">${said[paths[name]]}</span>
      ${more}
    </div>`;
    const line = (name: keyof GuestIdentity, more?: TemplateResult) =>
      this.#composing.viewer || wants[name] === 'none' ? '' : field(name, this.#line(name, wants[name], !!said[paths[name]]), wants[name] === 'optional', more);
    const lines = [line('name'), line('email', html`<span id="email-note" class="muted">${messages.emailNote}</span>`)];
    const sheet = html`<div class=${this.#isBegun ? 'sheet begun' : 'sheet'}>
      <textarea
        part="textarea"
        id="text"
        name="text"
        dir="auto"
        rows="3"
        required
        aria-invalid=${!!said[paths.text]}
        aria-describedby="text-fault counter"
        @focus=${this.#begin}
        @input=${this.#typed}
      ></textarea>
      ${renderDraftLines(draft, writing.records.isFleeting, messages, () => this.#area?.focus())}
    </div>`;
    const counter = html`<span id="counter" part="counter" class=${left < 0 ? 'fault' : 'muted'}
      >${left < 0 ? messages.over(-left) : left <= maxLength / 10 ? messages.left(left) : nothing}</span
    >`;
    return html`<form part="form" novalidate aria-labelledby="form-heading" @submit=${this.#submit} @keydown=${this.#hurry}>
        ${lines} ${field('text', sheet, false, counter)}
        <div class="row wide">
          ${lines.some(Boolean) ? this.#tick(messages) : nothing}
          <button part="submit" type="submit" aria-disabled=${this.#isStoring}><span>${messages.submit}</span></button>
        </div>
      </form>
      ${own}`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { draft } = this.#composing;
    const area = this.#area;
    if (!draft || !area) return;
    if (area.value !== draft.text) area.value = draft.text;
    if (this.#isBegun) growWithText(area);
  }

  get #memory(): GuestMemory | undefined {
    return this.#controller.widget?.writing?.guestMemory;
  }

  get #area(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  #line(name: keyof GuestIdentity, wanted: Wanted, isWrong: boolean): TemplateResult {
    const typed = (event: Event) => {
      const memory = this.#memory!;
      memory.guest = { ...memory.guest, [name]: (event.target as HTMLInputElement).value };
      this.#forgive(name);
    };
    return html`<input
      part="input"
      id=${name}
      name=${name}
      type=${name === 'email' ? name : 'text'}
      dir="auto"
      autocomplete=${name}
      .value=${this.#memory!.guest[name] ?? ''}
      ?required=${wanted === 'required'}
      aria-invalid=${isWrong}
      aria-describedby=${name === 'email' ? 'email-fault email-note' : `${name}-fault`}
      @input=${typed}
    />`;
  }

  #tick(messages: FormMessages): TemplateResult {
    return this.#memory!.isKept
      ? renderLine('remembered', messages.rememberNote, [[messages.forget, () => void this.#forget()]])
      : html`<label class="line"><input type="checkbox" name="remember" />${messages.remember}</label>`;
  }

  #typed(event: Event): void {
    this.#isJustSent = false;
    this.#composing.draft?.write((event.target as HTMLTextAreaElement).value);
    this.#forgive('text');
  }

  /** What is wrong with a field is no longer said once it is being mended. */
  #forgive(name: FieldName): void {
    this.#faults = this.#faults.filter(({ field }) => field !== paths[name]);
    this.requestUpdate();
  }

  /** From now on the field grows with its text. Not for the buttons below it: they would slip away from under the press. */
  #begin(): void {
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
    const { guestMemory } = widget.writing!;
    const told = (name: keyof GuestIdentity) => (facts.guest[name] === 'none' ? null : guestMemory.guest[name]);
    const guest = this.#composing.viewer ? null : { name: told('name'), email: told('email') };
    const faults = faultsOf(draft.text, guest, facts);
    if (faults.length) return this.#refuse(faults);
    this.#isStoring = true;
    this.#faults = [];
    this.requestUpdate();
    if (guest && (guestMemory.isKept || this.querySelector<HTMLInputElement>('[name=remember]')?.checked)) void guestMemory.keep();
    await this.#composing.send(guest);
    this.#isStoring = false;
    this.#isJustSent = true;
    this.requestUpdate();
  }

  #refuse(faults: readonly FieldFault[]): void {
    this.#faults = faults;
    this.#say(({ problems }) => problems(faults.length));
    this.#focusLater('[aria-invalid=true]');
  }

  readonly #takeBack = async (entry: OutboxEntry): Promise<void> => {
    const taken = await this.#composing.takeBack(entry);
    if (!taken) return;
    this.#memory?.fill(taken.guest);
    this.requestUpdate();
    this.#area?.focus();
    if (entry.faults.length) this.#refuse(entry.faults);
  };

  async #recall(): Promise<void> {
    await this.#memory?.load();
    this.requestUpdate();
  }

  async #forget(): Promise<void> {
    await this.#memory?.forget();
    this.#say(({ forgotten }) => forgotten);
    this.#focusLater('[name=remember]');
  }

  #settled(entry: OutboxEntry): void {
    if (entry.view) this.dispatchEvent(new PostEvent(entry.view));
    this.#say((messages) => statusOf(entry, messages));
  }

  #say(text: (messages: FormMessages) => string): void {
    const { widget } = this.#controller;
    if (widget?.messages) widget.say(text(withWriting(widget.messages)));
  }

  /** Draws anew, and then brings the reader to what was not there before. */
  #focusLater(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(selector)?.focus());
  }
}
