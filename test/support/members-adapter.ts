import type { PasskeysFacet, SessionFacet, SignInPagesFacet, SingleSignOnFacet } from '../../src/adapters/adapter.ts';
import { MemoryAdapter, type MemberMail, type MemoryOptions } from '../../src/adapters/memory/memory-adapter.ts';
import { CommentsError, type ErrorCode } from '../../src/contract/errors.ts';
import type { SessionView, SignInWays } from '../../src/contract/session.ts';
import { defer, FakeAdapter } from './fake-adapter.ts';

export const password = 'five blue lamps swim';

/** A backend in memory that knows members: one of them is Ann. */
export class MembersAdapter extends FakeAdapter {
  readonly mails: MemberMail[] = [];
  readonly session: SessionFacet;
  readonly account;
  readonly singleSignOn: SingleSignOnFacet | undefined;
  signInPages: SignInPagesFacet | undefined;
  passkeys: PasskeysFacet | undefined;
  ways: Partial<SignInWays> = {};
  /** What every call but `loadSession` fails with. */
  failure: ErrorCode | null = null;
  /** Where set, what is asked waits for it. */
  held: ReturnType<typeof defer<unknown>> | null = null;
  /** How often it was asked who is signed in. */
  sessionsAsked = 0;
  /** What came back in the address. */
  readonly finished: string[] = [];
  /** Which pages were begun: providers' ids, or `null` for the backend's own. */
  readonly begun: (string | null)[] = [];
  readonly #device: MemoryAdapter;

  constructor(options: MemoryOptions = {}, beside?: MembersAdapter) {
    super(options);
    const told = { ...options, onMail: (mail: MemberMail) => this.mails.push(mail) };
    this.#device = beside ? beside.#device.beside('same') : new MemoryAdapter(told);
    // The same comments as the members'.
    Object.assign(this, { memory: this.#device, facts: this.#device.facts, ...(beside && { name: beside.name }) });
    const facet = this.#device.session!;
    this.session = {
      loadWays: async (site) => ({ ...(await this.#asked(() => facet.loadWays(site))), ...this.ways }),
      loadSession: (site, call) => (this.sessionsAsked++, facet.loadSession(site, call)),
      signUp: (...args) => this.#asked(() => facet.signUp(...args)),
      signIn: (...args) => this.#asked(() => facet.signIn(...args)),
      requestCode: (...args) => this.#asked(() => facet.requestCode(...args)),
      confirm: (...args) => this.#asked(() => facet.confirm(...args)),
      signOut: (...args) => this.#asked(() => facet.signOut(...args)),
    };
    this.account = this.#device.account;
    this.singleSignOn = this.#device.singleSignOn;
  }

  /** Another page on the same device. */
  reloaded(): MembersAdapter {
    return new MembersAdapter({}, this);
  }

  /** Makes Ann a member, from another device. */
  async withAnn(): Promise<this> {
    const session = this.#device.beside('another').session!;
    const { flow } = await session.signUp(location.origin, { name: 'Ann', email: 'ann@news.example', password }, { language: 'en' });
    await session.confirm(location.origin, flow, this.mails.at(-1)!.code!, null);
    return this;
  }

  /** Signs Ann in behind the widget's back, as another page does. */
  signInAnn(): Promise<SessionView> {
    return this.#device.session!.signIn(location.origin, 'ann@news.example', password);
  }

  /** Ends Ann's session behind the widget's back. */
  endSession(): Promise<void> {
    return this.#device.session!.signOut(location.origin, 'here');
  }

  /** Has pages of its own for signing in. */
  withPages(): this {
    this.signInPages = {
      begin: async (_site, provider) => {
        this.begun.push(provider);
        return `${location.origin}/test/support/plain.html?provider=${String(provider)}`;
      },
      finish: async (_site, fragment) => {
        this.finished.push(fragment);
        return fragment === '#diwan=good' ? this.signInAnn() : null;
      },
    };
    return this;
  }

  async #asked<T>(answer: () => Promise<T>): Promise<T> {
    await this.held?.promise;
    if (this.failure) throw new CommentsError(this.failure, this.failure);
    return answer();
  }
}
