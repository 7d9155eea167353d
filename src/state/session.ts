import type { CommentsAdapter, SessionFacet } from '../adapters/adapter.ts';
import { codeOf } from '../contract/errors.ts';
import type { SessionView, SignInWays, SignOutScope } from '../contract/session.ts';
import type { ViewerView } from '../contract/thread.ts';
import type { Channel } from '../storage/channel.ts';
import { Listeners } from './listeners.ts';
import { memberIn } from './member-mark.ts';
import type { Network } from './network.ts';
import type { TextStore } from './preferences.ts';
import { savePreferences } from './save-preferences.ts';

/** What a {@link Session} works with. */
export interface SessionOptions {
  /** One that has the facet `session`. */
  readonly adapter: CommentsAdapter;
  /** Names the backend on this device. */
  readonly backend: string;
  readonly site: string;
  /** Where the device's mark is kept that somebody is signed in. */
  readonly texts: TextStore | null;
  readonly network: Network;
  /** Without one, other tabs learn of it when they are loaded anew. */
  readonly channel?: Channel | undefined;
}

/**
 * - `guest`: nobody is signed in.
 * - `remembered`: somebody was when this device was last here, and the backend has not confirmed it yet: it may be out of reach.
 * - `member`: the backend says so.
 * - `lost`: the session ended by itself, and the member is asked to sign in again. What is theirs on this device stays.
 */
export type Presence = 'guest' | 'remembered' | 'member' | 'lost';

/** What tabs tell each other. */
interface Message {
  /** The backend and the site. */
  readonly session: string;
  readonly is: 'in' | 'out' | 'failed' | 'close';
  /** Names the tab that says so, or that is meant. */
  readonly tab: string;
  /** Whether they have just joined: the backend says so only once. */
  readonly isNew?: boolean;
}

/**
 * Who is signed in on this device, for one backend and site. Its listeners are told of every change, in other tabs too. How somebody
 * signs in is `SignIn`'s; whoever did is given to {@link take}.
 */
export class Session extends Listeners {
  /** Who is drawn as signed in, confirmed or not. */
  viewer: ViewerView | null = null;
  presence: Presence = 'guest';
  /** What the backend said last; `null` where nobody is signed in, and before it was asked. */
  view: SessionView | null = null;
  /** Who signed in while this page was open, here or in another tab, until somebody greeted them and set it to `null`. */
  arrived: SessionView | null = null;
  /** Whether this tab waits for somebody to sign in in a window that it opened. */
  awaitsWindow = false;
  /** Whether that window came back without anybody signed in. */
  windowFailed = false;
  /** Whether a tab that waited for this window has taken notice, so that it may close. */
  mayClose = false;
  readonly #options: SessionOptions;
  readonly #facet: SessionFacet;
  readonly #place: string;
  readonly #tab = `${Math.random()}`;
  readonly #ending = new AbortController();
  /** Counts what happened, so that an answer to an older question is not taken for news. */
  #turn = 0;
  #ways: Promise<SignInWays> | undefined;

  constructor(options: SessionOptions) {
    super();
    this.#options = options;
    this.#facet = options.adapter.session!;
    this.#place = JSON.stringify([options.backend, options.site]);
    const { signal } = this.#ending;
    options.channel?.addEventListener('message', ({ data }) => void this.#hear({ ...(data as Partial<Message> | null) }), { signal });
    options.network.addEventListener('online', () => void (this.presence === 'remembered' && this.check()), { signal });
    const member = memberIn(options.texts, options.backend);
    if (!member) return;
    this.viewer = member;
    this.presence = 'remembered';
  }

  get adapter(): CommentsAdapter {
    return this.#options.adapter;
  }

  get site(): string {
    return this.#options.site;
  }

  /** Ends with the session's use: for the calls of those who work with it. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** How readers can sign in on this page; asked for once. @throws as `SessionFacet.loadWays`, and then it is asked again the next time. */
  loadWays(): Promise<SignInWays> {
    this.#ways ??= this.#facet.loadWays(this.site, { signal: this.signal });
    this.#ways.catch(() => (this.#ways = undefined));
    return this.#ways;
  }

  /**
   * Asks the backend who is signed in: where this device remembers somebody, and whenever an answer raised a doubt. Never rejects: while
   * the backend cannot be asked, whoever is remembered stays.
   */
  async check(): Promise<void> {
    const turn = ++this.#turn;
    let view: SessionView | null = null;
    try {
      view = await this.#facet.loadSession(this.site, { signal: this.signal });
    } catch (thrown) {
      if (this.signal.aborted || codeOf(thrown) !== 'unauthenticated') return;
    }
    if (turn !== this.#turn || this.signal.aborted) return;
    if (view) return this.#settle(view);
    this.view = null;
    this.presence = this.viewer ? 'lost' : 'guest';
    this.notify();
  }

  /** Takes note that somebody signed in, and tells the other tabs. */
  take(view: SessionView): void {
    this.#turn++;
    this.arrived = view;
    this.#settle(view);
    this.#tell('in', this.#tab, view.isNew);
  }

  /** Takes note of what the member changed about themselves: their name or picture. */
  rename(viewer: ViewerView): void {
    if (!this.view || this.viewer?.id !== viewer.id) return;
    this.#settle({ ...this.view, viewer });
    this.#tell('in', '');
  }

  /** Tells the tab that waits for this window, if there is one, that nobody signed in. */
  giveUp(): void {
    this.#tell('failed', this.#tab);
  }

  /** Ends the session here or everywhere, in all tabs. @throws as `SessionFacet.signOut`, and then nothing has changed. */
  async signOut(scope: SignOutScope): Promise<void> {
    await this.#facet.signOut(this.site, scope, { signal: this.signal });
    if (scope === 'others') return;
    this.#leave();
    this.#tell('out', this.#tab);
  }

  /** Ends what is under way; who is signed in stays so. */
  close(): void {
    this.#ending.abort();
  }

  #settle(view: SessionView): void {
    this.view = view;
    this.viewer = view.viewer;
    this.presence = 'member';
    const { id, name } = view.viewer;
    savePreferences(this.#options.texts, { member: { backend: this.#options.backend, id, name } });
    this.notify();
  }

  #leave(): void {
    this.#turn++;
    this.view = this.viewer = this.arrived = null;
    this.presence = 'guest';
    savePreferences(this.#options.texts, { member: undefined, user: undefined });
    this.notify();
  }

  #tell(is: Message['is'], tab: string, isNew = false): void {
    this.#options.channel?.postMessage({ session: this.#place, is, tab, isNew } satisfies Message);
  }

  async #hear({ session, is, tab, isNew = false }: Partial<Message>): Promise<void> {
    if (session !== this.#place) return;
    if (is === 'out') return this.#leave();
    if (is === 'close') {
      this.mayClose ||= tab === this.#tab;
      return this.notify();
    }
    const before = this.presence === 'member' ? this.viewer?.id : null;
    // Before the backend is asked: the window that was opened need not wait for that.
    const waited = this.awaitsWindow && tab;
    if (waited) {
      this.awaitsWindow = false;
      this.windowFailed = is === 'failed';
      this.#tell('close', tab);
      this.notify();
    }
    if (is === 'failed') return;
    await this.check();
    if (!this.view || this.view.viewer.id === before) return;
    this.arrived = waited ? { ...this.view, isNew } : this.view;
    this.notify();
  }
}
