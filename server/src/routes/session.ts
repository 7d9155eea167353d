import { CommentsError, sessionPaths, wireCodeRequest, wireConfirmation, wireEnd, wireRedemption, wireRefresh, wireSignIn, wireSignUp, wireSite, type SignInWays, type WireGrant, type WireHold, type WireWays } from 'diwan/contract';
import type { Members } from '../services/members/opening.ts';
import { sessionViewOf, type Reader } from '../services/members/sessions.ts';
import type { Whence } from '../services/members/signing-in.ts';
import type { Sites } from '../sites.ts';
import { jsonAnswer, type Answer } from './answers.ts';
import { readBody } from './body.ts';
import { requestHeader, type Endpoints, type RequestContext } from './endpoint.ts';
import { networkOf } from './network.ts';
import { cookieShown, deviceOf, grantAnswer, isSameSite, keepsCookies, memberOf, readerOf, withCookie, withoutCookie, withProbe } from './reader.ts';
import { Query, siteNamed } from './query.ts';
import { preflightAnswer, refuseForeignSignIn, siteSigningIn } from './writes.ts';

/** What the routes of sessions need. */
export interface SessionRoutesOptions {
  readonly members: Members;
  readonly sites: Sites;
  /** How many proxies before the server are the owner's own. */
  readonly proxies: number;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  /** What readers are told of ways in beside passwords and codes, on a page of this origin. */
  readonly furtherWays: (site: string, origin: string | null) => Pick<SignInWays, 'passkeys' | 'providers' | 'singleSignOn'>;
  /** The fewest code points of a new password. */
  readonly passwordLength: number;
}

const nobody: WireGrant = { session: null, tokens: null, leadsTo: null };

/** Lays the routes by which readers become members, sign in and sign out (`src/contract/wire-session.ts`). */
export function addSessionRoutes(endpoints: Endpoints, { members, sites, proxies, base, furtherWays, passwordLength }: SessionRoutesOptions): void {
  const { sessions, grants, asking, signingIn, chores } = members;

  /** The site that is meant, if the page that asks may speak for it. */
  function siteOf(context: RequestContext, named: string): string {
    const site = siteNamed(named, sites);
    refuseForeignSignIn(context, site, sites, base());
    return site;
  }

  const siteFor = (context: RequestContext, named: string, hold: WireHold): string => siteSigningIn(context, { named, hold }, sites, base());

  /** The origin of the page that asks, where it is known: none is said in a reading by a page of the server's own. */
  function originOf(context: RequestContext): string | null {
    return requestHeader(context, 'origin') ?? (requestHeader(context, 'sec-fetch-site') === 'same-origin' ? new URL(base()).origin : null);
  }

  const whenceOf = (context: RequestContext): Whence => ({ device: deviceOf(context), network: networkOf(context, proxies) });

  /** What a session is answered with that is asked for again: a cookie is renewed. */
  function currentAnswer(site: string, reader: Reader | null, cookie: string | null): Answer {
    if (!reader) return cookie === null ? jsonAnswer(200, nobody) : withoutCookie(jsonAnswer(200, nobody), site);
    const answer = jsonAnswer(200, { ...nobody, session: sessionViewOf(reader, base()) } satisfies WireGrant);
    return cookie === null ? answer : withCookie(answer, site, cookie);
  }

  endpoints.on('GET', sessionPaths.ways, 'members', (context) => {
    const site = new Query(context.req.url).site(sites);
    const isNear = isSameSite(context);
    const ways: WireWays = { password: isNear ? 'here' : 'page', ...furtherWays(site, originOf(context)), passwordLength, cookies: isNear && keepsCookies(context) };
    return isNear ? withProbe(jsonAnswer(200, ways)) : jsonAnswer(200, ways);
  });

  endpoints.on('POST', sessionPaths.session, 'members', async (context) => {
    const { site: named } = await readBody(context.req.raw, wireSite);
    const site = siteOf(context, named);
    return currentAnswer(site, await readerOf(context, site, sessions), cookieShown(context, site));
  });

  endpoints.on('POST', sessionPaths.signUp, 'members', async (context) => {
    const asked = await readBody(context.req.raw, wireSignUp);
    const site = siteOf(context, asked.site);
    if (asked.password !== null) refuseFarPassword(context);
    return jsonAnswer(202, await asking.signUp(site, asked, networkOf(context, proxies)));
  });

  endpoints.on('POST', sessionPaths.password, 'members', async (context) => {
    const asked = await readBody(context.req.raw, wireSignIn);
    const site = siteFor(context, asked.site, asked.hold);
    refuseFarPassword(context);
    return grantAnswer(site, await signingIn.byPassword(site, asked, whenceOf(context)));
  });

  endpoints.on('POST', sessionPaths.code, 'members', async (context) => {
    const asked = await readBody(context.req.raw, wireCodeRequest);
    const site = siteOf(context, asked.site);
    const reader = asked.purpose === 'deletion' ? await memberOf(context, site, sessions) : null;
    return jsonAnswer(202, await asking.code(site, asked, reader, networkOf(context, proxies)));
  });

  endpoints.on('POST', sessionPaths.confirm, 'members', async (context) => {
    const asked = await readBody(context.req.raw, wireConfirmation);
    const site = siteFor(context, asked.site, asked.hold);
    if (asked.password !== null) refuseFarPassword(context);
    const granted = await signingIn.byCode(site, asked, whenceOf(context));
    void chores.goOn();
    return grantAnswer(site, granted);
  });

  endpoints.on('POST', sessionPaths.redeem, 'members', async (context) => {
    const asked = await readBody(context.req.raw, wireRedemption);
    const site = siteFor(context, asked.site, asked.hold);
    const granted = await grants.redeem(site, asked, deviceOf(context));
    void chores.goOn();
    return grantAnswer(site, granted);
  });

  endpoints.on('POST', sessionPaths.refresh, 'members', async (context) => {
    const asked = await readBody(context.req.raw, wireRefresh);
    const site = siteOf(context, asked.site);
    const { reader, tokens } = await sessions.refresh(site, asked);
    return jsonAnswer(200, { ...nobody, session: sessionViewOf(reader, base()), tokens } satisfies WireGrant);
  });

  endpoints.on('POST', sessionPaths.end, 'members', async (context) => {
    const { site: named, scope } = await readBody(context.req.raw, wireEnd);
    const site = siteOf(context, named);
    const reader = await readerOf(context, site, sessions);
    if (reader) await sessions.end(reader, scope);
    const answer = jsonAnswer(200, {});
    const isKept = scope === 'others' && reader !== null;
    return isKept || cookieShown(context, site) === null ? answer : withoutCookie(answer, site);
  });

  const { ways, session, signUp, password, code, confirm, redeem, refresh, end } = sessionPaths;
  for (const route of [ways, session, signUp, password, code, confirm, redeem, refresh, end]) {
    endpoints.on('OPTIONS', route, 'members', (context) => preflightAnswer(context, sites));
  }
}

/** Passwords are typed only where the owner of the page and of the server are one: elsewhere the page could read them. */
export function refuseFarPassword(context: RequestContext): void {
  if (!isSameSite(context)) throw new CommentsError('forbidden', 'Passwords are typed on pages of the server’s own site.');
}
