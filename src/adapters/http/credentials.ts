import { codeOf, CommentsError } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import type { SessionView, SignInWays } from '../../contract/session.ts';
import { refreshText, sessionPaths, signInWays, wireGrant, wireWays, type WireGrant, type WireHold } from '../../contract/wire-session.ts';
import type { CallOptions } from '../call-options.ts';
import { alone, keep, keepChanged, kept, newDeviceKey, publicHalf, signatureOf } from './device.ts';
import type { Ask, Exchange, Query } from './exchange.ts';

/** What is kept on the device of a session that is held by tokens. */
interface Kept {
  readonly version: 1;
  readonly refresh: string;
  readonly key: CryptoKeyPair;
}

/** A session as this page holds it: by the site's cookie, which only the browser sees, or by a token. */
type Held = { readonly kind: 'cookie' } | { readonly kind: 'token'; readonly access: string; readonly since: number };

/** After how many milliseconds an access token is exchanged before the server (after ten minutes) refuses it. */
const freshFor = 9 * 60_000;

/** What holds the sessions of one server on this device, a session for each site. */
export class Credentials {
  readonly #exchange: Exchange;
  readonly #held = new Map<string, Held>();
  readonly #ways = new Map<string, Promise<SignInWays>>();
  /** Whether this browser gives the server's cookies back, by site: WebKit does not without https. */
  readonly #cookies = new Map<string, boolean>();
  /** The sites that this page asked about, or signed somebody in to. */
  readonly #known = new Set<string>();
  readonly #refreshing = new Map<string, Promise<WireGrant | null>>();

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** How one signs in here; asked once. */
  ways(site: string, options?: CallOptions): Promise<SignInWays> {
    const known = this.#ways.get(site);
    if (known) return raced(known, options?.signal);
    const asked = this.#askWays(site, signInWays);
    this.#ways.set(site, asked);
    asked.catch(() => this.#ways.delete(site));
    return raced(asked, options?.signal);
  }

  /** Who is signed in, or `null`. */
  async load(site: string, options?: CallOptions): Promise<SessionView | null> {
    options?.signal?.throwIfAborted();
    const isKept = (await kept<Kept>(this.#keyOf(site)))?.version === 1;
    const { session } = isKept ? ((await raced(this.#refresh(site), options?.signal)) ?? nobody) : await this.#ask(site, options);
    options?.signal?.throwIfAborted();
    if (!isKept && session) this.#held.set(site, { kind: 'cookie' });
    if (!session) this.#held.delete(site);
    this.#known.add(site);
    this.#speak();
    return session;
  }

  /** Asks to be let in, by whatever was typed or shown, and holds the session that is given. */
  async admit(site: string, path: string, said: object, options: CallOptions = {}): Promise<SessionView> {
    options.signal?.throwIfAborted();
    const byCookie = await this.#takesCookies(site, options);
    const key = byCookie ? null : await newDeviceKey();
    const hold: WireHold = key ? { kind: 'token', key: await publicHalf(key) } : { kind: 'cookie' };
    const sent: RequestInit = { ...inJson({ site, ...said, hold }), credentials: byCookie ? 'include' : 'omit' };
    const grant = await this.#exchange(path, {}, wireGrant, options, sent);
    const { session, tokens } = grant;
    if (!session || (key && !tokens)) throw new CommentsError('protocol', 'the server let nobody in');
    if (key && tokens) {
      await keep(this.#keyOf(site), { version: 1, refresh: tokens.refresh, key } satisfies Kept);
      this.#held.set(site, { kind: 'token', access: tokens.access, since: performance.now() });
    } else {
      await keep(this.#keyOf(site), undefined);
      this.#held.set(site, { kind: 'cookie' });
    }
    this.#known.add(site);
    this.#speak();
    return session;
  }

  /** Holds nothing any more. */
  async forget(site: string): Promise<void> {
    this.#held.delete(site);
    this.#speak();
    await keep(this.#keyOf(site), undefined);
  }

  /** Where one may be a member before the page has heard of it: the server is asked with whatever the browser has. */
  readonly asMember: Ask = async (path, query, guard, options, sent = {}, unanswered) => {
    const site = siteIn(query, sent);
    options?.signal?.throwIfAborted();
    if (!this.#known.has(site)) await this.load(site, options);
    const signed = await raced(this.#signed(site, sent), options?.signal);
    const shown = this.#held.get(site);
    try {
      return await this.#exchange(path, query, guard, options, signed, unanswered);
    } catch (thrown) {
      if (codeOf(thrown) !== 'unauthenticated') throw thrown;
      // The token may have grown old meanwhile, the device asleep. What was refused was not done.
      const isRenewed = shown?.kind === 'token' && (this.#held.get(site) !== shown || (await raced(this.#refresh(site), options?.signal)));
      if (isRenewed && this.#held.has(site)) return await this.#exchange(path, query, guard, options, await raced(this.#signed(site, sent), options?.signal), unanswered);
      this.#held.delete(site);
      this.#speak();
      throw thrown;
    }
  };

  /**
   * Whether the site's cookie can hold a session: page and server are of one site, and the browser gives cookies back. The first time it was
   * asked for the ways, the server set one that says nothing; asked again, it says whether that came.
   */
  async #takesCookies(site: string, options: CallOptions): Promise<boolean> {
    const { password } = await this.ways(site, options);
    if (password !== 'here') return false;
    const known = this.#cookies.get(site);
    if (known !== undefined) return known;
    const { cookies } = await this.#askWays(site, wireWays, options);
    this.#cookies.set(site, cookies);
    return cookies;
  }

  #askWays<T>(site: string, guard: Guard<T>, options: CallOptions = {}): Promise<T> {
    return this.#exchange(`${sessionPaths.ways}?`, { site }, guard, options, { credentials: 'include' });
  }

  async #signed(site: string, sent: RequestInit): Promise<RequestInit> {
    const held = this.#held.get(site);
    if (held?.kind === 'token' && performance.now() - held.since > freshFor) await this.#refresh(site);
    const now = this.#held.get(site);
    if (now?.kind !== 'token') return { ...sent, credentials: 'include' };
    return { ...sent, headers: { ...(sent.headers as Record<string, string> | undefined), authorization: `Bearer ${now.access}` } };
  }

  async #ask(site: string, options?: CallOptions): Promise<WireGrant> {
    return await this.#exchange(sessionPaths.session, {}, wireGrant, options, { ...inJson({ site }), credentials: 'include' });
  }

  /** New tokens for the kept ones, or `null` where the session is over. Asked once for all who wait, and by one tab at a time: an old token that comes twice ends the session. */
  #refresh(site: string): Promise<WireGrant | null> {
    const known = this.#refreshing.get(site);
    if (known) return known;
    const asked = alone(this.#keyOf(site), () => this.#refreshNow(site)).finally(() => this.#refreshing.delete(site));
    this.#refreshing.set(site, asked);
    return asked;
  }

  async #refreshNow(site: string): Promise<WireGrant | null> {
    const held = await kept<Kept>(this.#keyOf(site));
    if (!held) {
      this.#held.delete(site);
      this.#speak();
      return null;
    }
    const { refresh, key } = held;
    const at = Date.now();
    const signature = await signatureOf(refreshText({ site, at, refresh }), key);
    try {
      const grant = await this.#exchange(sessionPaths.refresh, {}, wireGrant, {}, inJson({ site, refresh, at, signature }));
      const { tokens } = grant;
      if (!tokens) throw new CommentsError('protocol', 'the server gave no tokens');
      // Whoever signed out meanwhile, or in anew, stays so.
      if (!(await this.#replace(site, refresh, { version: 1, refresh: tokens.refresh, key }))) return await this.#refreshNow(site);
      this.#held.set(site, { kind: 'token', access: tokens.access, since: performance.now() });
      return grant;
    } catch (thrown) {
      // Without an answer nothing is known: the tokens stay, and are tried again.
      if (codeOf(thrown) !== 'unauthenticated') throw thrown;
      // Without locks another tab may have been faster, and what it got is good.
      if (!(await this.#replace(site, refresh, undefined))) return await this.#refreshNow(site);
      this.#held.delete(site);
      this.#speak();
      return null;
    }
  }

  /** Replaces what is kept, as long as that is the session of this token. Answers whether it was. */
  async #replace(site: string, refresh: string, next: Kept | undefined): Promise<boolean> {
    let isSame = false;
    await keepChanged<Kept>(this.#keyOf(site), (held) => {
      isSame = held?.refresh === refresh;
      return isSame ? next : held;
    });
    return isSame;
  }

  /** What is written while somebody is signed in is written as them. */
  #speak(): void {
    this.#exchange.member = this.#held.size > 0 ? this.asMember : undefined;
  }

  #keyOf(site: string): string {
    return `v1:session:${JSON.stringify([this.#exchange.server, site])}`;
  }
}

const nobody: WireGrant = { session: null, tokens: null, leadsTo: null };
const all = new WeakMap<Exchange, Credentials>();

/** The credentials of one adapter. */
export function credentialsOf(exchange: Exchange): Credentials {
  let known = all.get(exchange);
  if (!known) all.set(exchange, (known = new Credentials(exchange)));
  return known;
}

/** A body to post. */
export function inJson(said: object, method = 'POST'): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) };
}

/** Which site a request is about, as the wire says it. */
function siteIn(query: Query, sent: RequestInit): string {
  if (typeof query['site'] === 'string') return query['site'];
  const { site, thread } = JSON.parse(sent.body as string) as { readonly site?: string; readonly thread?: { readonly site: string } };
  return site ?? thread!.site;
}

/** The answer, unless the caller gives up before: what others wait for too goes on. */
async function raced<T>(asked: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await asked;
  return await new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
