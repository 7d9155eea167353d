import type { TestContext } from 'node:test';
import { accountPaths, newCommentId, paths, sessionPaths, type PendingCode, type WireGrant, type WireHold, type WireLink, type WireReturn, type WireWays } from 'diwan/contract';
import type { StartOptions } from '../../src/app.ts';
import { mailsOf } from './members.ts';
import { stillClock } from './own.ts';
import { news, serverFor, type Reply, type TestServer } from './server.ts';

/** Whatever the routes of sessions answer. */
export type SessionBody = WireGrant & PendingCode & WireLink & WireWays;

/** An answer about a session. */
export type SessionReply = Omit<Reply, 'body'> & { readonly body: SessionBody & Reply['body'] };

/** The cheapest work there is. */
export const cheap = { memory: 8, passes: 1 };

/** A password that nothing is wrong with. */
export const goodPassword = 'a river, two donkeys';

/** How a page of the same site holds a session. */
export const byCookie: WireHold = { kind: 'cookie' };

/** Somebody with a browser, on a page of a site. */
export class Visitor {
  readonly #server: TestServer;
  readonly cookies = new Map<string, string>();
  readonly site: string;
  /** What the browser says with each request. */
  headers: Record<string, string>;

  constructor(server: TestServer, { site = news, from = 'same-site', origin = site, ip = '' }: { readonly site?: string; readonly from?: string; readonly origin?: string; readonly ip?: string } = {}) {
    this.#server = server;
    this.site = site;
    this.headers = { origin, 'sec-fetch-site': from, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', ...(ip && { 'x-forwarded-for': ip }) };
  }

  async send(path: string, body: object = {}, more: Record<string, string> = {}): Promise<SessionReply> {
    return await this.ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...more }, body: JSON.stringify({ site: this.site, ...body }) });
  }

  async ask(path: string, init: RequestInit = {}): Promise<SessionReply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await this.#server.ask(path, { ...init, headers: { ...this.headers, ...(cookie && { cookie }), ...(init.headers as Record<string, string>) } });
    for (const header of reply.headers.getSetCookie()) {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(header) ?? [];
      if (/Max-Age=0/.test(attributes)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return reply as SessionReply;
  }

  signUp(more: object = {}): Promise<SessionReply> {
    return this.send(sessionPaths.signUp, { name: 'Zîn', email: 'zin@reader.example', password: goodPassword, lang: 'en', link: null, ...more });
  }

  signIn(email = 'zin@reader.example', password = goodPassword, hold: WireHold = byCookie): Promise<SessionReply> {
    return this.send(sessionPaths.password, { email, password, hold });
  }

  code(purpose: 'sign-in' | 'reset' | 'deletion', email = 'zin@reader.example', link: WireReturn | null = null): Promise<SessionReply> {
    return this.send(sessionPaths.code, { email, purpose, lang: 'en', link });
  }

  confirm(flow: string, code: string, { password = null, hold = byCookie }: { readonly password?: string | null; readonly hold?: WireHold } = {}): Promise<SessionReply> {
    return this.send(sessionPaths.confirm, { flow, code, password, hold });
  }

  session(more: Record<string, string> = {}): Promise<SessionReply> {
    return this.send(sessionPaths.session, {}, more);
  }

  /** The name of whoever is signed in, or `null`. */
  async who(more: Record<string, string> = {}): Promise<string | null> {
    return (await this.session(more)).body.session?.viewer.name ?? null;
  }

  end(scope: 'here' | 'others' | 'everywhere', more: Record<string, string> = {}): Promise<SessionReply> {
    return this.send(sessionPaths.end, { scope }, more);
  }

  /** Posts a comment as whoever is signed in. */
  say(text: string, more: object = {}, headers: Record<string, string> = {}): Promise<SessionReply> {
    const comment = { id: newCommentId(), parentId: null, body: { format: 'text', text }, guest: null, thread: { site: this.site, key: '/a', url: null, title: null }, guestKey: null, ...more };
    return this.ask(paths.comments, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(comment) });
  }

  account(): Promise<SessionReply> {
    return this.ask(`${accountPaths.account}?site=${encodeURIComponent(this.site)}`);
  }

  /** Becomes a member, and is signed in. */
  async join(more: { readonly name?: string; readonly email?: string; readonly password?: string | null; readonly hold?: WireHold } = {}): Promise<SessionReply> {
    const { hold = byCookie, ...asked } = more;
    const { body, status, text } = await this.signUp(asked);
    if (status !== 202) throw new Error(`Answered ${status}: ${text}`);
    const joined = await this.confirm(body.flow, await codeTo(this.#server, asked.email ?? 'zin@reader.example'), { hold });
    if (joined.status !== 200) throw new Error(`Answered ${joined.status}: ${joined.text}`);
    return joined;
  }
}

/** A server with members, cheap hashes and a clock that stands still. Networks are named by `X-Forwarded-For`. */
export async function memberServer(context: TestContext, environment: Record<string, string> = {}, more: StartOptions = {}): Promise<{ readonly server: TestServer; readonly clock: ReturnType<typeof stillClock> }> {
  const clock = stillClock();
  const server = await serverFor(context, { DIWAN_PROXIES: '1', ...environment }, { now: clock.now, hashWork: cheap, ...more });
  return { server, clock };
}

/** The latest mail to an address. */
export async function mailTo(server: TestServer, address: string): Promise<string> {
  const mail = (await mailsOf(server)).find(([to]) => to === address);
  if (!mail) throw new Error('No mail.');
  return mail[1];
}

/** The code in the latest mail to an address. */
export async function codeTo(server: TestServer, address = 'zin@reader.example'): Promise<string> {
  const [code] = /\b\d{4}[ \u00A0-]?\d{4}\b/.exec(await mailTo(server, address)) ?? [];
  if (code === undefined) throw new Error('No code.');
  return code;
}

/** The token of the link in the latest mail to an address. */
export async function linkTo(server: TestServer, address = 'zin@reader.example'): Promise<string> {
  const [, token] = /\/members\/#link=([\w-]+)/.exec(await mailTo(server, address)) ?? [];
  if (token === undefined) throw new Error('No link.');
  return token;
}

/** What a fragment came back with. */
export function cameBack(leadsTo: string | null): { readonly page: string; readonly code: string; readonly state: string } {
  const url = new URL(leadsTo ?? '');
  const fragment = new URLSearchParams(url.hash.slice(1));
  url.hash = '';
  return { page: url.href, code: fragment.get('diwan') ?? '', state: fragment.get('state') ?? '' };
}
