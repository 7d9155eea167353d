import type { SignInWays } from '../contract/session.ts';
import type { Account, WaysState } from '../state/account.ts';
import { SignInWindow } from './sign-in-window.ts';

/** What {@link SignInPages} work for. */
type Attended = Pick<Account, 'session' | 'signIn'> & { readonly ways: WaysState };

/**
 * Signing in on a page of the backend or of a provider, in a window or in this tab. Where it leads is fetched beforehand, since a browser
 * lets a window be opened only right when somebody presses.
 */
export class SignInPages {
  windowState: 'blocked' | 'gone' | null = null;
  readonly #account: Attended;
  readonly #placeHere: () => string;
  readonly #language: () => string;
  readonly #flush: () => Promise<void>;
  readonly #window = new SignInWindow(() => void this.#lost());
  /** Where each leads, once that is known. */
  readonly #addresses = new Map<string | null, string>();
  readonly #fetching = new Map<string | null, Promise<string>>();
  /** What was opened last. */
  #chosen: string | null = null;
  #address = '';

  constructor(account: Attended, placeHere: () => string, language: () => string, flush: () => Promise<void>) {
    this.#account = account;
    this.#placeHere = placeHere;
    this.#language = language;
    this.#flush = flush;
  }

  /** Fetches where the buttons of the dialog lead. */
  fetch(): void {
    const { ways } = this.#account;
    for (const id of typeof ways === 'object' ? pagesOf(ways) : []) void this.#fetch(id).catch(() => undefined);
  }

  openWindow(provider: string | null): void {
    const { session, signIn } = this.#account;
    this.#chosen = provider;
    const address = this.#addresses.get(provider);
    if (address) return this.#open(address);
    void signIn.attempt(async () => {
      const late = await this.#fetch(provider);
      if (!session.signal.aborted) this.#open(late);
    });
  }

  openAgain(): void {
    this.openWindow(this.#chosen);
  }

  goThere(): void {
    void this.#flush().then(() => location.assign(this.#address));
  }

  /** The window came back, and nobody signed in there. */
  giveUp(): void {
    this.#account.session.windowFailed = false;
    this.#window.close();
    this.windowState = 'gone';
  }

  /** Waits for the window no more. */
  leave(): void {
    this.#account.session.awaitsWindow = false;
    this.#window.close();
    this.windowState = null;
  }

  /** Takes what this page's address came back with. Answers what came of it; what somebody else's device began is of no use here. */
  async finish(fragment: string): Promise<'signed-in' | 'failed' | 'elsewhere'> {
    const { session } = this.#account;
    const facet = session.adapter.signInPages;
    try {
      const view = (await facet?.finish(session.site, fragment, { signal: session.signal })) ?? null;
      if (view) {
        session.take(view);
        return 'signed-in';
      }
      session.giveUp();
      return fragment.startsWith('#diwan-failed') ? 'failed' : 'elsewhere';
    } catch (thrown) {
      if (!session.signal.aborted) console.error('Dîwan:', thrown);
      session.giveUp();
      return 'failed';
    }
  }

  /** Closes this window, which another tab opened and waits for no more. Answers whether the browser let us. */
  closeThis(): boolean {
    close();
    return closed;
  }

  #open(address: string): void {
    const { session, signIn } = this.#account;
    // Good for one sign-in.
    this.#addresses.delete(this.#chosen);
    this.#address = address;
    this.windowState = this.#window.open(address) ? null : 'blocked';
    session.awaitsWindow = this.windowState === null;
    signIn.show('window');
    void this.#fetch(this.#chosen).catch(() => undefined);
  }

  #fetch(provider: string | null): Promise<string> {
    const known = this.#addresses.get(provider);
    if (known) return Promise.resolve(known);
    const fetching = this.#fetching.get(provider) ?? this.#begin(provider).finally(() => this.#fetching.delete(provider));
    this.#fetching.set(provider, fetching);
    return fetching;
  }

  async #begin(provider: string | null): Promise<string> {
    const { session } = this.#account;
    const options = { language: this.#language(), signal: session.signal };
    const address = await session.adapter.signInPages!.begin(session.site, provider, this.#placeHere(), options);
    this.#addresses.set(provider, address);
    return address;
  }

  /** Closed by the reader, or cut off by what the other page asks of the browser: it may still come back, and is then taken. */
  async #lost(): Promise<void> {
    const { session, signIn } = this.#account;
    await session.check();
    if (session.presence === 'member' || signIn.view !== 'window') return;
    this.windowState = 'gone';
    signIn.notify();
  }
}

/** Which pages the buttons of the dialog lead to. */
function pagesOf(ways: SignInWays): readonly (string | null)[] {
  return [...(ways.password === 'page' ? [null] : []), ...ways.providers.map(({ id }) => id)];
}
