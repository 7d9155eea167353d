import type { WireHold } from 'diwan/contract';
import type { Sites } from '../sites.ts';
import { requestHeader, type RequestContext } from './endpoint.ts';
import type { Answer } from './answers.ts';
import { refuseSite, siteNamed } from './query.ts';
import { checkHold } from './reader.ts';

/** How long a browser may remember that it may ask, in seconds. */
const preflightAge = 86_400;

/**
 * Refuses a write that a page of another site makes in this site's name (CSRF). Browsers send
 * `Origin` with every write; only where there is none does `Sec-Fetch-Site` say who asks, and
 * programs, which send neither, speak for themselves.
 */
export function refuseForeignWrite(context: RequestContext, site: string, sites: Sites): void {
  const origin = requestHeader(context, 'origin');
  if (origin !== undefined) {
    if (sites.idOf(origin) !== site) refuseSite('A page of another site cannot write here. The owner lists the origins of each site in DIWAN_SITES.');
    return;
  }
  const relation = requestHeader(context, 'sec-fetch-site');
  if (relation !== undefined && relation !== 'same-origin' && relation !== 'none') {
    refuseSite('A page of another site cannot write here.');
  }
}

/** Refuses as {@link refuseForeignWrite} does, but lets the server's own page, which speaks for every site. `base`: the server's address. */
export function refuseForeignSignIn(context: RequestContext, site: string, sites: Sites, base: string): void {
  if (requestHeader(context, 'origin') !== new URL(base).origin) refuseForeignWrite(context, site, sites);
}

/** The site that a session is asked for: the server's own page holds none of another site, and leads back to it. */
export function siteSigningIn(context: RequestContext, { named, hold }: { readonly named: string; readonly hold: WireHold }, sites: Sites, base: string): string {
  const site = siteNamed(named, sites);
  refuseForeignSignIn(context, site, sites, base);
  const origin = requestHeader(context, 'origin');
  if (hold.kind !== 'return' && origin !== undefined && sites.idOf(origin) !== site) refuseSite('The server’s own page leads back, and holds no session.');
  checkHold(context, hold);
  return site;
}

/** Refuses what only the server's own page asks. */
export function refuseOtherPages(context: RequestContext, base: string): void {
  const origin = requestHeader(context, 'origin');
  const relation = requestHeader(context, 'sec-fetch-site');
  const isOwn = origin === undefined ? relation === undefined || relation === 'same-origin' || relation === 'none' : origin === new URL(base).origin;
  if (!isOwn) refuseSite('Only the server’s own page asks for this.');
}

/** Tells a browser what a page of one of our sites may ask (the headers that name the page come with every answer). */
export function preflightAnswer(context: RequestContext, sites: Sites): Answer {
  const origin = requestHeader(context, 'origin');
  if (origin !== undefined && sites.idOf(origin) === null) {
    refuseSite('The page that asks is of no site of this server. Its owner lists the sites in DIWAN_SITES.');
  }
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PATCH, PUT',
      'access-control-allow-headers': 'content-type, authorization',
      'access-control-max-age': String(preflightAge),
      'cache-control': 'no-store',
    },
    body: null,
  };
}
