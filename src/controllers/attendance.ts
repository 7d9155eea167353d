import type { SignOutScope } from '../contract/session.ts';
import { loadAccountMessages } from '../i18n/account-locales.ts';
import type { AccountMessages } from '../i18n/account-messages.ts';
import type { Account, Greeting, WaysState } from '../state/account.ts';
import type { Environment } from '../state/environment.ts';
import { carryOver, unsentTexts, wipeTexts, type MembersPlace } from '../state/members-texts.ts';
import { MembersOutbox } from '../state/members-outbox.ts';
import { PendingCodes } from '../state/pending-codes.ts';
import { Session } from '../state/session.ts';
import { SignIn } from '../state/sign-in.ts';
import { signOn } from '../state/single-sign-on.ts';
import type { ThreadStore } from '../state/thread.ts';
import type { Writing } from '../state/writing.ts';
import { knowsPasskeys, showPasskey } from './passkey-ceremony.ts';
import { SignInPages } from './sign-in-pages.ts';
import type { TurningHost } from './turning.ts';

/** Opens a member's own pages in a widget. */
export type OpenMembership = (host: TurningHost, view: 'account' | 'earlier') => Promise<void>;

/** What {@link Attending} works with. */
export interface AttendingOptions {
  readonly environment: Environment;
  /** Answers what the page's address came back with, for the first who asks. */
  readonly takeFragment: () => string | null;
  readonly membership: () => OpenMembership | null;
}

/** Who is signed in with one backend, how they sign in, and what of theirs is on this device, in one widget. */
export class Attendance implements Account {
  readonly session: Session;
  readonly signIn: SignIn;
  messages!: AccountMessages;
  ways: WaysState = 'loading';
  isOpen = false;
  unsent: Account['unsent'] = null;
  leaving: Account['leaving'] = 'no';
  greeting: Greeting | null = null;
  readonly pages: SignInPages;
  readonly #host: TurningHost;
  readonly #options: AttendingOptions;
  readonly #backend: string;
  #language = '';
  #writing: Writing | null = null;
  readonly #outbox: MembersOutbox;
  /** What happened last is followed before what happens next. */
  #following = Promise.resolve();
  #isSigningOn = false;

  constructor(host: TurningHost, { adapter, ref }: ThreadStore, options: AttendingOptions) {
    const { records, clock, network, channel } = options.environment;
    const backend = (this.#backend = host.discussion.backend);
    this.#host = host;
    this.#options = options;
    const session = (this.session = new Session({ adapter, backend, site: ref.site, texts: host.texts, network, channel }));
    this.#outbox = new MembersOutbox(session, () => host.widget.thread?.ref ?? null);
    const codes = new PendingCodes(records, clock, backend, ref.site);
    this.signIn = new SignIn({
      facet: adapter.session!,
      site: ref.site,
      clock,
      signal: session.signal,
      passwordLength: () => (typeof this.ways === 'object' && this.ways.password === 'here' ? this.ways.passwordLength : null),
      mail: () => ({ language: host.widget.messages?.lang ?? 'en', returnTo: placeHere() }),
      take: (view) => session.take(view),
      keep: (pending) => codes.keep(pending),
    });
    this.pages = new SignInPages(this, placeHere, () => host.widget.messages?.lang ?? 'en', () => this.#flush());
    session.subscribe(() => {
      this.#following = this.#following.then(() => this.#follow());
    });
    this.signIn.subscribe(this.#draw);
    session.notify();
    void this.#begin(codes).catch((thrown: unknown) => session.signal.aborted || console.error('Dîwan:', thrown));
  }

  /** Before each drawing. */
  update(): void {
    const { messages, writing } = this.#host.widget;
    if (messages && messages.lang !== this.#language) void this.#speak((this.#language = messages.lang));
    this.#outbox.attend(writing?.outbox ?? null);
    // Where somebody signed in while it was being fetched.
    if (writing && writing !== this.#writing) void this.prepare(writing);
    this.#writing = writing;
  }

  end(): void {
    this.#outbox.attend(null);
    this.pages.leave();
    this.session.close();
    const { widget } = this.#host;
    if (widget.account === this) widget.account = widget.member = null;
  }

  async prepare(writing: Writing): Promise<void> {
    const place = this.#place();
    const { thread } = this.#host.widget;
    if (place && thread) await carryOver(writing.records, writing.drafts, { ...place, thread: thread.ref.key }, () => undefined);
  }

  open(): void {
    this.isOpen = true;
    this.greeting = null;
    const { guestMemory } = this.#host.widget.writing ?? {};
    if (guestMemory) this.signIn.fill(guestMemory.guest);
    this.#draw();
    if (typeof this.ways !== 'object') this.retry();
    else this.pages.fetch();
  }

  close(): void {
    this.isOpen = false;
    this.pages.leave();
    this.signIn.forget();
    this.#draw();
  }

  retry(): void {
    this.ways = 'loading';
    this.#draw();
    this.session.loadWays().then(
      (ways) => {
        this.ways = ways;
        if (this.isOpen) this.pages.fetch();
        this.#draw();
      },
      (thrown: unknown) => {
        if (this.session.signal.aborted) return;
        console.error('Dîwan:', thrown);
        this.ways = 'failed';
        this.#draw();
      },
    );
  }

  get hasPasskeys(): boolean {
    return typeof this.ways === 'object' && this.ways.passkeys && !!this.session.adapter.passkeys && knowsPasskeys();
  }

  usePasskey(): void {
    const { session, signIn } = this;
    void signIn.attempt(async () => {
      const view = await session.adapter.passkeys!.signIn(session.site, showPasskey, { signal: session.signal });
      await signIn.done();
      session.take(view);
    }, 'passkey');
  }

  signOut(scope: SignOutScope, evenUnsent: boolean): void {
    if (this.leaving !== 'yes') void this.#leave(scope, evenUnsent);
  }

  stay(): void {
    this.unsent = null;
    this.leaving = 'no';
    this.#draw();
  }

  get openMembership(): (() => void) | null {
    const open = this.#options.membership();
    return open && this.session.adapter.account ? () => void open(this.#host, 'account') : null;
  }

  #say(says: Greeting['says'] | null, wasOpen = false): void {
    this.greeting = says && { says, wasOpen };
    this.#draw();
  }

  readonly #draw = (): void => this.#host.widget.notify();

  async #begin(codes: PendingCodes): Promise<void> {
    const { session } = this;
    const fragment = this.#options.takeFragment();
    const back = fragment === null ? null : await this.pages.finish(fragment);
    if (back && back !== 'signed-in') this.#say(back);
    if (back !== 'signed-in' && session.viewer) await session.check();
    await this.#signOn();
    const pending = session.presence === 'member' ? null : await codes.find();
    if (pending && !this.signIn.pending) this.signIn.resume(pending);
  }

  /** Whoever is signed in on the site is signed in here, where the page says so. */
  async #signOn(): Promise<void> {
    const { singleSignOn: wish } = this.#host;
    if (!wish || this.#isSigningOn) return;
    this.#isSigningOn = true;
    try {
      await signOn(this.session, wish, this.#host.texts);
    } catch (thrown) {
      if (!this.session.signal.aborted) console.error('Dîwan: the site could not sign its user in:', thrown);
    } finally {
      this.#isSigningOn = false;
    }
  }

  async #speak(language: string): Promise<void> {
    const messages = await loadAccountMessages(language);
    if (language !== this.#language || this.session.signal.aborted) return;
    this.messages = messages;
    this.#host.widget.account = this;
    this.#draw();
  }

  /** Draws what became of the session, once the form is ready for it. */
  async #follow(): Promise<void> {
    const { session } = this;
    const { widget } = this.#host;
    if (session.signal.aborted) return;
    const before = widget.member ?? null;
    const { viewer, arrived } = session;
    if (viewer && viewer.id !== before?.id && widget.writing) {
      const { ref } = widget.thread!;
      const { records, drafts } = widget.writing;
      await carryOver(records, drafts, { backend: this.#backend, site: ref.site, thread: ref.key, viewer: viewer.id }, () => (widget.member = viewer));
    }
    if (!viewer && before) await this.#wipe(before.id);
    // Nobody is greeted any more.
    if (!viewer && (this.greeting?.says === 'back' || this.greeting?.says === 'new')) this.greeting = null;
    if (session.signal.aborted) return;
    widget.member = viewer;
    this.#outbox.tell();
    if (session.windowFailed) this.pages.giveUp();
    if (session.mayClose) this.#say(this.pages.closeThis() ? null : 'done');
    if (arrived && session.arrived === arrived) {
      session.arrived = null;
      await this.#greet(arrived.isNew);
    }
    this.#draw();
    if (session.presence === 'lost' && typeof this.#host.singleSignOn === 'function') await this.#signOn();
  }

  async #greet(isNew: boolean): Promise<void> {
    const { session, signIn } = this;
    await signIn.done();
    this.pages.leave();
    this.#say(isNew ? 'new' : 'back', this.isOpen);
    this.isOpen = false;
    const open = this.#options.membership();
    const { account } = session.adapter;
    if (!isNew || !open || !account) return;
    const earlier = await account.loadEarlier(session.site, { signal: session.signal }).catch(() => []);
    if (earlier.length && !session.signal.aborted) await open(this.#host, 'earlier');
  }

  async #leave(scope: SignOutScope, evenUnsent: boolean): Promise<void> {
    const { records } = this.#options.environment;
    const place = this.#place();
    this.greeting = null;
    this.leaving = 'yes';
    this.#draw();
    await this.#flush();
    const unsent = place && (await unsentTexts(records, place));
    if (unsent && !evenUnsent && unsent.drafts + unsent.comments.length) {
      this.unsent = { ...unsent, scope };
      this.leaving = 'no';
      return this.#draw();
    }
    try {
      await this.session.signOut(scope);
      // What was theirs is gone from the form when it is said.
      await this.#following;
      this.leaving = 'no';
      this.unsent = null;
      this.#say('out', true);
    } catch (thrown) {
      if (this.session.signal.aborted) return;
      console.error('Dîwan:', thrown);
      this.leaving = 'failed';
    }
    this.#draw();
  }

  /** Whatever of the member's stands on this device and in the forms of this page. */
  async #wipe(viewer: string): Promise<void> {
    const { records } = this.#options.environment;
    const { writing } = this.#host.widget;
    const place = { backend: this.#backend, site: this.session.site, viewer };
    const { comments } = await unsentTexts(records, place);
    // The outbox first: it draws them, here and in other tabs.
    if (writing) for (const id of comments) await writing.outbox.takeBack(id);
    await wipeTexts(records, writing?.drafts ?? null, place);
  }

  async #flush(): Promise<void> {
    await Promise.all([...(this.#host.widget.writing?.drafts.opened ?? [])].map((draft) => draft.flush()));
  }

  #place(): MembersPlace | null {
    const { viewer, site } = this.session;
    return viewer && { backend: this.#backend, site, viewer: viewer.id };
  }
}

/** The address that a sign-in comes back to. */
function placeHere(): string {
  return location.href.replace(/#.*/s, '');
}
