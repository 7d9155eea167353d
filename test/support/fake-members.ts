import { webcrypto } from 'node:crypto';
import type { AccountFacet, OwnFacet, SessionFacet, SignInPagesFacet } from '../../src/adapters/adapter.ts';
import { HttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import { refreshText, sessionPaths, type WireDeviceKey, type WireGrant } from '../../src/contract/wire-session.ts';
import { query, ref, wirePageOf } from './fake-server.ts';

/** A request as the server got it. */
export interface Got {
  readonly path: string;
  readonly address: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly authorization: string | null;
  readonly credentials: RequestCredentials | undefined;
}

const zin = { viewer: { id: 'm1', name: 'Zîn', picture: null }, since: '2026-11-22T12:00:00.000Z', isNew: false, isManaged: false };
let servers = 0;

/** A server that has one member and lets everybody in as her. `here`: whether the page is of its site. */
export async function membersServer({ here = false, takesCookies = true } = {}) {
  const page = { ...(await wirePageOf(1)), facets: ['own', 'session', 'account', 'signInPages', 'passkeys', 'singleSignOn'] };
  const got: Got[] = [];
  const state = { counter: 0, isOver: false, key: null as WireDeviceKey | null, hasCookie: false, mayHear: true, /** Until when nothing is answered. */ holdsBack: Promise.resolve() };
  const accesses = new Set<string>();
  const ways = { password: here ? 'here' : 'page', passkeys: false, providers: [], singleSignOn: true, passwordLength: 15 };
  /** Whether the browser was given the cookie that says nothing, and keeps it. */
  let hasProbe = false;

  const problem = (status: number, code: string) => Response.json({ code, detail: null, faults: null, retryAfter: null }, { status });
  const tokens = () => {
    accesses.clear();
    accesses.add(`access-${String(++state.counter)}`);
    return { access: `access-${String(state.counter)}`, refresh: `refresh-${String(state.counter)}`, expiresAt: '2026-11-22T12:10:00.000Z' };
  };
  const grant = (more: Partial<WireGrant>) => Response.json({ session: zin, tokens: null, leadsTo: null, ...more });

  async function refresh({ site, at, refresh: token, signature }: Record<string, string | number>): Promise<Response> {
    if (state.isOver || token !== `refresh-${String(state.counter)}` || !state.key) return problem(401, 'unauthenticated');
    const key = await webcrypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', ...state.key }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const text = new TextEncoder().encode(refreshText({ site: String(site), at: Number(at), refresh: token }));
    const isSigned = await webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(String(signature), 'base64url'), text);
    return isSigned ? grant({ tokens: tokens() }) : problem(401, 'unauthenticated');
  }

  async function answer(path: string, { body, authorization, credentials }: Got): Promise<Response> {
    const isMember = accesses.has(authorization?.replace('Bearer ', '') ?? '') || (state.hasCookie && credentials === 'include');
    if (path === '/v1/comments' && !('id' in body)) return Response.json(page);
    if (path === sessionPaths.ways) {
      const cookies = hasProbe && credentials === 'include';
      hasProbe = here && takesCookies && credentials === 'include';
      return Response.json({ ...ways, cookies });
    }
    if (path === sessionPaths.session) return isMember ? grant({}) : grant({ session: null });
    if (path === sessionPaths.refresh) return await refresh(body as Record<string, string>);
    if (path === sessionPaths.signUp || path === sessionPaths.code) return Response.json({ flow: 'flow', expiresAt: zin.since }, { status: 202 });
    const hold = body['hold'] as { kind: string; key?: WireDeviceKey } | undefined;
    if (hold?.kind === 'cookie') {
      if (!here) return problem(403, 'forbidden');
      state.hasCookie = takesCookies;
      return grant({});
    }
    if (hold) {
      state.key = hold.key!;
      return grant({ tokens: tokens() });
    }
    if (!isMember) return problem(401, 'unauthenticated');
    if (path === sessionPaths.end) {
      accesses.clear();
      Object.assign(state, { isOver: true, hasCookie: false });
    }
    return Response.json({});
  }

  const server = `https://comments-${String(++servers)}.example`;
  const fetch = async (address: URL | RequestInfo, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const body = (typeof init.body === 'string' ? JSON.parse(init.body) : {}) as Got['body'];
    const request: Got = { path: new URL(address as string).pathname, address: address as string, body, authorization: headers.get('authorization'), credentials: init.credentials };
    got.push(request);
    await Promise.race([state.holdsBack, new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error)))]);
    const answered = await answer(request.path, request);
    if (!state.mayHear) throw new TypeError('the answer was lost');
    return answered;
  };
  /** A page that has just been opened. */
  const open = async () => {
    const adapter = new HttpAdapter({ server, fetch });
    await adapter.loadThread(ref, query);
    return adapter as HttpAdapter & { readonly own: OwnFacet; readonly session: SessionFacet; readonly account: AccountFacet; readonly signInPages: SignInPagesFacet };
  };
  return {
    got,
    server,
    state,
    open,
    /** What was asked at a path. */
    asked: (path: string) => got.filter((each) => each.path === path),
    /** Access tokens grow old: the server takes none of those it gave. */
    age: () => accesses.clear(),
  };
}
