import { html, nothing, type TemplateResult } from 'lit';
import type { ReadingMessages } from '../../i18n/messages.ts';
import type { MembershipMessages } from '../../i18n/membership-messages.ts';
import type { Asking } from '../../state/asking.ts';
import type { Membership } from '../../state/membership.ts';

/** What each section of members' pages is drawn with. */
export interface MemberPage {
  readonly membership: Membership;
  readonly messages: MembershipMessages;
  /** What the widget itself says, such as how long ago something was. */
  readonly reading: ReadingMessages;
  /** The present moment in milliseconds since 1970. */
  readonly now: number;
  /** Tells assistive technology something. */
  say(text: string): void;
  /** Draws anew, and then brings the reader there. */
  focus(selector: string): void;
  /** Closes the pages, and leads to the form of the thread shown. */
  write(): void;
  /** Signs out everywhere, and asks first about what would be lost by it. */
  signOutEverywhere(): void;
  /** Opens the backend's own page, where passwords are typed; `null` where there is none. */
  readonly openPage: (() => void) | null;
}

/** What a field is made of. */
export interface FieldParts {
  readonly id: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly fault?: string | undefined;
}

/** What is said with a field: for its `aria-describedby`. */
export const describedBy = (id: string): string => `${id}-fault ${id}-note`;

/** Draws a field with its label, what is wrong with it, and what is to be known of it. */
export function renderField({ id, label, note, fault }: FieldParts, control: TemplateResult, more: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div part="field">
    <label for=${id}>${label}</label>
    ${control}
    <p id="${id}-fault" part="fault" class="fault" role="alert">${fault ?? nothing}</p>
    <p id="${id}-note" class="muted">${note ?? nothing}</p>
    ${more}
  </div>`;
}

/** Draws a field of one line. */
export function renderLineField(
  parts: FieldParts,
  value: string,
  write: (text: string) => void,
  { type = 'text', autocomplete = 'off', inputMode = 'text' }: { readonly type?: string; readonly autocomplete?: string; readonly inputMode?: string } = {},
): TemplateResult {
  const control = html`<input
    part="input"
    id=${parts.id}
    name=${parts.id}
    type=${type}
    dir=${type === 'password' || inputMode === 'numeric' ? 'ltr' : 'auto'}
    inputmode=${inputMode}
    autocomplete=${autocomplete}
    .value=${value}
    aria-invalid=${!!parts.fault}
    aria-describedby=${describedBy(parts.id)}
    @input=${(event: Event) => write((event.target as HTMLInputElement).value)}
  />`;
  return renderField(parts, control);
}

/** Draws the button that sends a form. While something is on its way it says so, and can be pressed without effect. */
export function renderSubmit(label: string, { isBusy }: Asking, isDanger = false): TemplateResult {
  return html`<button part="submit" type="submit" class=${isDanger ? 'danger' : ''} aria-disabled=${isBusy} aria-busy=${isBusy}><span>${label}</span></button>`;
}

/** Draws any other button. */
export function renderButton(label: string, act: () => unknown, { name, isBusy = false, key }: { readonly name?: string; readonly isBusy?: boolean; readonly key?: string } = {}): TemplateResult {
  return html`<button part="button" type="button" aria-label=${name ?? nothing} aria-disabled=${isBusy || nothing} data-key=${key ?? nothing} @click=${act}>${label}</button>`;
}

/** Draws what went wrong with what was asked, where that is no field's fault. */
export function renderFailure(asking: Asking, messages: MembershipMessages): TemplateResult {
  return html`<p part="fault" class="fault" role="alert">${failureOf(asking, messages) ?? nothing}</p>`;
}

/** What went wrong, in the reader's language, or `null`. */
export function failureOf({ failure, minutes }: Asking, messages: MembershipMessages): string | null {
  if (!failure) return null;
  if (failure === 'offline') return messages.offline;
  if (failure === 'rate-limited') return messages.tooFast(minutes);
  if (failure === 'unauthenticated') return messages.lost;
  return failure === 'forbidden' || failure === 'unsupported' ? messages.notHere : messages.failed;
}

/** After a form was sent in vain: says so, and leads to the first field that is wrong. */
export function refuse({ messages, say, focus }: MemberPage, asking: Asking): void {
  if (!asking.faults.length) return;
  say(messages.problems(asking.faults.length));
  focus('[aria-invalid=true]');
}
