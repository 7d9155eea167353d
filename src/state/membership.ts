import type { AccountFacet } from '../adapters/adapter.ts';
import type { AccountView, MemberSettings } from '../contract/account.ts';
import type { SignInWays } from '../contract/session.ts';
import { Access } from './access.ts';
import { Asking } from './asking.ts';
import { Farewell } from './farewell.ts';
import { KeptTexts } from './kept-texts.ts';
import { Listeners } from './listeners.ts';
import type { MembershipHouse, MembershipOptions } from './membership-house.ts';
import { EarlierComments, MyComments } from './my-comments.ts';
import { ProfileEditing } from './profile-editing.ts';

/** What members' pages are about, in their order. */
export const memberSections = ['profile', 'comments', 'earlier', 'settings', 'access', 'data'] as const;

export type MemberSection = (typeof memberSections)[number];

/** What members' pages show and do, for one opening of them. */
export class Membership extends Listeners implements MembershipHouse {
  /** `null` until it is loaded. */
  account: AccountView | null = null;
  ways: SignInWays | null = null;
  section: MemberSection = 'profile';
  /** `lost`: the session ended by itself. `deleted`: the account is no more. */
  state: 'open' | 'lost' | 'deleted' = 'open';
  readonly options: MembershipOptions;
  readonly loading = new Asking(this);
  readonly settling = new Asking(this);
  readonly profile = new ProfileEditing(this);
  readonly comments = new MyComments(this);
  readonly earlier = new EarlierComments(this, () => {
    this.comments.reset();
    void this.profile.count();
  });
  readonly texts = new KeptTexts(this, (thread) => this.comments.comments.find((own) => own.thread.key === thread)?.thread.url ?? null);
  readonly access = new Access(this);
  readonly farewell = new Farewell(this);
  readonly #ending = new AbortController();

  constructor(options: MembershipOptions) {
    super();
    this.options = options;
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  get facet(): AccountFacet {
    return this.options.session.adapter.account!;
  }

  get site(): string {
    return this.options.session.site;
  }

  /** Asks for the account, and how one can sign in here. Answers whether both are there. */
  load(): Promise<boolean> {
    const { session } = this.options;
    return this.loading.ask(async (signal) => {
      const [account, ways] = await Promise.all([this.facet.loadAccount(this.site, { signal }), session.adapter.session!.loadWays(this.site, { signal })]);
      this.ways = ways;
      this.take(account);
      this.options.remember(account.settings);
    });
  }

  /** Shows a section, and asks for what it needs. */
  show(section: MemberSection): void {
    this.section = section;
    if (section === 'comments') {
      void this.texts.load();
      if (!this.comments.isLoaded) void this.comments.loadMore();
    }
    if (section === 'earlier' && !this.earlier.comments) void this.earlier.load();
    this.notify();
  }

  /** For a section: the backend answered with the account as it is now. */
  take(account: AccountView): void {
    const { session } = this.options;
    const before = session.viewer;
    this.account = account;
    this.profile.follow(account);
    const { name, picture } = account.viewer;
    if (before && (before.name !== name || before.picture !== picture)) session.rename(account.viewer);
    this.notify();
  }

  /** Stores what the member chose, and shows it at once. Answers whether it is stored. */
  settle(change: Partial<MemberSettings>): Promise<boolean> {
    const before = this.account;
    if (!before || this.settling.isBusy) return Promise.resolve(false);
    const settings = { ...before.settings, ...change };
    return this.settling.ask(async (signal) => {
      // Shown as chosen while it is on its way; what the backend refuses springs back.
      this.account = { ...before, settings };
      this.notify();
      try {
        this.take(await this.facet.changeAccount(this.site, { settings }, { signal }));
        this.options.remember(this.account.settings);
      } catch (thrown) {
        this.account = before;
        throw thrown;
      }
    });
  }

  lose(): void {
    if (this.state !== 'open') return;
    this.state = 'lost';
    void this.options.session.check();
    this.notify();
  }

  /** For the farewell: the account is deleted, and with it every session. */
  async finish(): Promise<void> {
    this.state = 'deleted';
    this.notify();
    // Nobody is signed in any more; this device and its other tabs are to know.
    await this.options.session.signOut('here').catch(() => this.options.session.check());
  }

  /** Ends what is under way. */
  close(): void {
    this.#ending.abort();
  }
}
