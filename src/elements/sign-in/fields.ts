import { html, nothing, type TemplateResult } from 'lit';
import type { AccountMessages } from '../../i18n/account-messages.ts';
import type { FieldName, SignIn } from '../../state/sign-in.ts';
import type { Scene } from './scene.ts';

/** How a field differs from a plain one. */
interface FieldOptions {
  readonly label?: string;
  readonly note?: string;
  readonly autocomplete: string;
}

/** Draws a field with its label, its note and what is wrong with it. */
export function renderField({ signIn, messages, ways, showsPassword }: Scene, name: FieldName, { label = messages[name], note, autocomplete }: FieldOptions): TemplateResult {
  const fault = faultIn(signIn, name, messages, ways.passwordLength);
  const id = `sign-in-${name}`;
  const type = name === 'email' ? 'email' : name === 'password' && !showsPassword ? 'password' : 'text';
  return html`<div part="field">
    <label for=${id}>${label}</label>
    <input
      part="input"
      class=${name}
      id=${id}
      name=${autocomplete}
      type=${type}
      dir=${name === 'name' ? 'auto' : 'ltr'}
      autocomplete=${autocomplete}
      inputmode=${name === 'code' ? 'numeric' : nothing}
      autocapitalize=${name === 'name' ? nothing : 'none'}
      spellcheck="false"
      required
      .value=${signIn.typed[name]}
      aria-invalid=${!!fault}
      aria-describedby=${`${id}-fault${note ? ` ${id}-note` : ''}`}
      @input=${(event: Event) => signIn.type(name, (event.target as HTMLInputElement).value)}
    />
    <span id=${`${id}-fault`} part="fault" class="fault">${fault}</span>
    ${note ? html`<span id=${`${id}-note`} class="muted">${note}</span>` : nothing}
  </div>`;
}

/** Draws the field for a password, and the tick that shows it. */
export function renderPassword(scene: Scene, options: FieldOptions): TemplateResult {
  const { messages, showsPassword, showPassword } = scene;
  return html`${renderField(scene, 'password', options)}
    <label class="line"
      ><input type="checkbox" .checked=${showsPassword} @change=${(event: Event) => showPassword((event.target as HTMLInputElement).checked)} />${messages.showPassword}</label
    >`;
}

/** What went wrong with all of it, in the reader's language; nothing where nothing did. */
export function renderFailure({ failure }: SignIn, messages: AccountMessages): TemplateResult {
  return html`<p part="failure" class="fault" role="alert">${failure ? saidOf(failure, messages) : nothing}</p>`;
}

function saidOf({ code, retryAfter }: NonNullable<SignIn['failure']>, messages: AccountMessages): string {
  if (code === 'mismatch') return messages.mismatch;
  if (code === 'passkey') return messages.passkeyFailed;
  if (code === 'offline') return messages.offline;
  if (code === 'rate-limited') return messages.tooFast(Math.max(1, Math.ceil((retryAfter ?? 60) / 60)));
  return code === 'forbidden' || code === 'unsupported' ? messages.notHere : messages.somethingWrong;
}

function faultIn({ faults }: SignIn, name: FieldName, messages: AccountMessages, shortest: number): string {
  const reason = faults.find(({ field }) => field === name)?.reason;
  if (!reason) return '';
  const texts: Readonly<Record<FieldName, Readonly<Partial<Record<typeof reason, string>>> & { readonly other: string }>> = {
    name: { required: messages.nameRequired, taken: messages.nameTaken, 'too-long': messages.nameTooLong, other: messages.nameUnfit },
    email: { required: messages.emailRequired, other: messages.emailMalformed },
    password: {
      required: messages.passwordRequired,
      'too-short': messages.passwordTooShort(shortest),
      'too-long': messages.passwordTooLong,
      other: messages.passwordCommon,
    },
    code: { required: messages.codeRequired, malformed: messages.codeMalformed, expired: messages.codeExpired, other: messages.codeWrong },
  };
  return texts[name][reason] ?? texts[name].other;
}
