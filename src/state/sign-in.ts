import type { MailOptions, SessionFacet } from '../adapters/adapter.ts';
import { codeOf, isCommentsError, type ErrorCode, type FieldFault } from '../contract/errors.ts';
import type { PendingCode, SessionView } from '../contract/session.ts';
import type { Clock } from '../storage/clock.ts';
import { Listeners } from './listeners.ts';
import type { Pending } from './pending-codes.ts';
import { codeTyped, newPasswordFault, nothingTyped, wrongIn, type FieldName, type Typed } from './sign-in-fields.ts';

export { type FieldName } from './sign-in-fields.ts';

/**
 * - `sign-in`, `register`, `forgot`: what the reader begins with.
 * - `code`: a code was mailed and is to be typed, with a new password where that was forgotten.
 * - `window`: they are signing in in another window.
 */
export type SignInView = 'sign-in' | 'register' | 'forgot' | 'code' | 'window';

/** What went wrong with all of it, rather than with one field. */
export interface SignInFailure {
  /** `mismatch`: address and password do not fit. `passkey`: this device showed none that is known here. */
  readonly code: ErrorCode | 'mismatch' | 'passkey';
  /** Seconds until it makes sense to try again, or `null`. */
  readonly retryAfter: number | null;
}

/** What {@link SignIn} needs of whoever opened it. */
export interface SignInHouse {
  readonly facet: Pick<SessionFacet, 'signIn' | 'signUp' | 'requestCode' | 'confirm'>;
  readonly site: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The fewest code points of a new password; `null` where none may be typed on this page. */
  readonly passwordLength: () => number | null;
  readonly mail: () => MailOptions;
  /** Is given who signed in. */
  take(view: SessionView): void;
  /** Keeps what is waited for over a reload. */
  keep(pending: Pending | null): Promise<void>;
}

/** How long until a code may be asked for again, in milliseconds. */
export const resendPause = 30_000;

/** How somebody signs in or joins, step by step, as it can be drawn. Its listeners are told of every change. */
export class SignIn extends Listeners {
  view: SignInView = 'sign-in';
  typed: Typed = nothingTyped;
  faults: readonly FieldFault[] = [];
  /** How often faults were found: each time the reader is brought to the first. */
  findings = 0;
  failure: SignInFailure | null = null;
  isBusy = false;
  /** The code that was mailed last. */
  pending: Pending | null = null;
  /** Whether the pause before the next code is over. */
  mayResend = false;
  readonly house: SignInHouse;
  /** What a code is asked for anew with: in memory alone. */
  #password: string | null = null;
  #endPause = (): void => undefined;

  constructor(house: SignInHouse) {
    super();
    this.house = house;
  }

  /** Shows a view. What was typed stays. */
  show(view: SignInView): void {
    this.view = view;
    this.#say([], null);
  }

  /** Goes on with a code that was asked for before the page was loaded. */
  resume(pending: Pending): void {
    this.#wait(pending);
    this.typed = { ...this.typed, email: pending.email, name: pending.name };
  }

  /** Takes the text of a field. */
  type(field: FieldName, text: string): void {
    this.typed = { ...this.typed, [field]: text };
    this.faults = this.faults.filter((fault) => fault.field !== field);
    this.notify();
  }

  /** Fills in what is empty. */
  fill({ name, email }: { readonly name: string | null; readonly email: string | null }): void {
    const { typed } = this;
    this.typed = { ...typed, name: typed.name || name || '', email: typed.email || email || '' };
    this.notify();
  }

  /** Forgets the secrets that were typed: for when the reader leaves. */
  forget(): void {
    this.typed = { ...this.typed, password: '', code: '' };
    this.#password = null;
    if (this.view === 'window') this.view = 'sign-in';
    this.#say([], null);
  }

  /** Signs in by address and password. */
  async signIn(): Promise<void> {
    const { email, password } = this.typed;
    if (!this.#isRight(wrongIn({ email }), password ? null : { field: 'password', reason: 'required' })) return;
    const { facet, site, signal } = this.house;
    await this.attempt(async () => this.#taken(await facet.signIn(site, email.trim(), password, { signal })), 'mismatch');
  }

  /** Asks for an account. A code is mailed, whoever has that address. */
  async register(): Promise<void> {
    const { name, email, password } = this.typed;
    const length = this.house.passwordLength();
    const secret = length && password ? password : null;
    if (!this.#isRight(wrongIn({ name, email }), secret === null ? null : newPasswordFault(secret, length ?? 0))) return;
    await this.#ask('sign-up', secret);
  }

  /** Asks for a code, to sign in with or to choose a new password. */
  async mailCode(purpose: 'sign-in' | 'reset'): Promise<void> {
    if (this.#isRight(wrongIn({ email: this.typed.email }))) await this.#ask(purpose, null);
  }

  /** Asks for another code like the last. */
  async resend(): Promise<void> {
    const { pending } = this;
    if (!pending || !this.mayResend) return;
    // The password that they chose is not kept over a reload, and nobody joins without one who chose one.
    if (pending.withPassword && this.#password === null) return this.leaveCode();
    await this.#ask(pending.purpose, this.#password);
  }

  /** Takes the code, with the new password where one is chosen. */
  async confirm(): Promise<void> {
    const { pending } = this;
    if (!pending) return;
    const isReset = pending.purpose === 'reset';
    const code = codeTyped(this.typed.code);
    const { password } = this.typed;
    const wrong: FieldFault | null = code ? null : { field: 'code', reason: this.typed.code.trim() ? 'malformed' : 'required' };
    if (!this.#isRight(wrong, isReset ? newPasswordFault(password, this.house.passwordLength() ?? 0) : null)) return;
    const { facet, site, signal } = this.house;
    await this.attempt(async () => this.#taken(await facet.confirm(site, pending.flow, code!, isReset ? password : null, { signal })));
    // Somebody took the name meanwhile: one chooses another, and is mailed another code.
    if (this.faults.some(({ field }) => field === 'name') && this.view === 'code') {
      const { faults } = this;
      await this.#drop();
      this.view = 'register';
      this.#say(faults, null);
    }
  }

  /** Waits for the code no more, and begins again. */
  async leaveCode(): Promise<void> {
    const { purpose } = this.pending ?? {};
    await this.#drop();
    this.show(purpose === 'sign-up' ? 'register' : purpose === 'reset' ? 'forgot' : 'sign-in');
  }

  /**
   * Does what ends in a session, and says what went wrong. Does nothing while something is under way.
   *
   * @param denied what `unauthenticated` means here.
   */
  async attempt(deed: () => Promise<void>, denied: SignInFailure['code'] = 'unauthenticated'): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.#say([], null);
    try {
      await deed();
    } catch (thrown) {
      if (this.house.signal.aborted) return;
      if (!isCommentsError(thrown)) console.error('Dîwan:', thrown);
      const code = codeOf(thrown);
      const { faults = [], retryAfter = null } = isCommentsError(thrown) ? thrown : {};
      const known = code === 'invalid' ? faults.filter(({ field }) => field in nothingTyped) : [];
      this.#say(known, known.length ? null : { code: code === 'unauthenticated' ? denied : code, retryAfter });
    } finally {
      this.isBusy = false;
      this.notify();
    }
  }

  /** Takes note of who signed in: all that was typed is forgotten. */
  async done(): Promise<void> {
    this.typed = nothingTyped;
    await this.#drop();
    this.view = 'sign-in';
    this.#say([], null);
  }

  async #taken(view: SessionView): Promise<void> {
    await this.done();
    this.house.take(view);
  }

  async #ask(purpose: Pending['purpose'], password: string | null): Promise<void> {
    const { facet, site, clock, mail, signal } = this.house;
    const email = this.typed.email.trim();
    const name = purpose === 'sign-up' ? this.typed.name.trim() : '';
    await this.attempt(async () => {
      const options = { ...mail(), signal };
      const code: PendingCode =
        purpose === 'sign-up' ? await facet.signUp(site, { name, email, password }, options) : await facet.requestCode(site, email, purpose, options);
      this.#password = password;
      this.typed = { ...this.typed, password: '', code: '' };
      const pending: Pending = { flow: code.flow, expiresAt: code.expiresAt, purpose, email, name, withPassword: password !== null, askedAt: clock.now() };
      await this.house.keep(pending);
      this.#wait(pending);
    });
  }

  #wait(pending: Pending): void {
    const { clock } = this.house;
    this.pending = pending;
    this.mayResend = false;
    this.#endPause();
    const pause = Math.min(resendPause, Math.max(0, pending.askedAt + resendPause - clock.now()));
    this.#endPause = clock.after(pause, () => {
      this.mayResend = true;
      this.notify();
    });
    this.show('code');
  }

  async #drop(): Promise<void> {
    this.#endPause();
    this.#password = null;
    this.typed = { ...this.typed, code: '' };
    const { pending } = this;
    this.pending = null;
    if (pending) await this.house.keep(null);
  }

  #isRight(...faults: readonly (readonly FieldFault[] | FieldFault | null)[]): boolean {
    this.#say(faults.flatMap((fault) => fault ?? []), null);
    return !this.faults.length;
  }

  #say(faults: readonly FieldFault[], failure: SignInFailure | null): void {
    this.faults = faults;
    if (faults.length) this.findings++;
    this.failure = failure;
    this.notify();
  }
}
