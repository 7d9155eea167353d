import { randomBytes } from 'node:crypto';
import { accountPaths, isCommentsError, sessionPaths, wireConnection, wireProviderJoin, wireProviderLink, wireProviderLook, wireReturn, type AccountView } from 'diwan/contract';
import { proofLife, providerLife, type Providers } from '../services/members/providers.ts';
import type { Reader, Sessions } from '../services/members/sessions.ts';
import type { Sites } from '../sites.ts';
import { jsonAnswer, type Answer } from './answers.ts';
import { readBody } from './body.ts';
import { requestHeader, type Endpoints, type RequestContext } from './endpoint.ts';
import { plainPage } from './plain-page.ts';
import { deviceOf, memberOf } from './reader.ts';
import { Query, siteNamed } from './query.ts';
import { preflightAnswer, refuseForeignSignIn, refuseOtherPages } from './writes.ts';

/** What the routes of providers need. */
export interface ProviderRoutesOptions {
  readonly providers: Providers;
  readonly sessions: Sessions;
  readonly sites: Sites;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  /** The account of whoever asks, as it is now. */
  readonly accountOf: (reader: Reader) => Promise<AccountView>;
  /** Counts what is begun, by network. @throws CommentsError `rate-limited` */
  readonly countBeginning: (context: RequestContext) => Promise<void>;
}

/** What only the browser has that begins: without it, whatever comes back is of no use. */
const browserCookie = '__Host-diwan-flow';

const longestAddress = 2000;

/** Lays the routes that lead to providers and back. Those that a reader opens answer with an address or a page, never with a problem in JSON. */
export function addProviderRoutes(endpoints: Endpoints, { providers, sessions, sites, base, accountOf, countBeginning }: ProviderRoutesOptions): void {
  const route = '/v1/providers/:id';

  endpoints.on('GET', route, 'nobody', async (context) => {
    const query = new Query(context.req.url);
    try {
      const site = query.site(sites);
      const back = wireReturn({ challenge: query.text('challenge'), state: query.text('state'), returnTo: query.text('return', longestAddress) }, '');
      const language = /^[A-Za-z0-9-]{1,35}$/.exec(query.text('lang') ?? '')?.[0] ?? null;
      await countBeginning(context);
      const browser = browserIn(context) ?? randomBytes(32).toString('base64url');
      const to = await providers.begin({ site, provider: idOf(context), back, language, connects: query.text('connect') === '1' }, browser);
      return leadTo(to, { value: browser, life: providerLife });
    } catch (thrown) {
      if (!isCommentsError(thrown)) throw thrown;
      const status = { 'not-found': 404, 'rate-limited': 429 }[thrown.code as string] ?? 422;
      return plainPage(context, { status, says: status === 429 ? 'later' : 'unfit', back: siteIn(context, sites) }, languageIn(context));
    }
  });

  endpoints.on('GET', `${route}/callback`, 'nobody', async (context) => {
    const browser = browserIn(context);
    const provider = idOf(context);
    // Our address as the provider knows it, and not as a proxy passed it on.
    const cameTo = new URL(providers.callbackOf(provider));
    cameTo.search = new URL(context.req.url).search;
    const end = await providers.finish(provider, cameTo, browser);
    if (end.kind === 'over') return plainPage(context, { status: 400, says: 'over', back: end.returnTo }, end.language);
    return leadTo(end.to, end.isUnfinished && browser !== null ? { value: browser, life: proofLife } : null);
  });

  endpoints.on('POST', sessionPaths.providerLook, 'nobody', async (context) => {
    const { flow } = await readBody(context.req.raw, wireProviderLook);
    refuseOtherPages(context, base());
    return jsonAnswer(200, await providers.look(flow, browserIn(context)));
  });

  endpoints.on('POST', sessionPaths.providerJoin, 'nobody', async (context) => {
    const { flow, name } = await readBody(context.req.raw, wireProviderJoin);
    refuseOtherPages(context, base());
    return jsonAnswer(200, (await providers.join(flow, name, browserIn(context))).grant);
  });

  endpoints.on('POST', sessionPaths.providerLink, 'nobody', async (context) => {
    const { flow, ...proof } = await readBody(context.req.raw, wireProviderLink);
    refuseOtherPages(context, base());
    return jsonAnswer(200, (await providers.link(flow, proof, { browser: browserIn(context), device: deviceOf(context) })).grant);
  });

  endpoints.on('POST', accountPaths.providers, 'members', async (context) => {
    const { site: named, ...proof } = await readBody(context.req.raw, wireConnection);
    const site = siteNamed(named, sites);
    refuseForeignSignIn(context, site, sites, base());
    const reader = await memberOf(context, site, sessions);
    await providers.connect(reader, proof);
    return jsonAnswer(200, await accountOf(reader));
  });

  endpoints.on('OPTIONS', accountPaths.providers, 'members', (context) => preflightAnswer(context, sites));
}

function idOf(context: RequestContext): string {
  return context.req.param('id') ?? '';
}

function languageIn(context: RequestContext): string | null {
  return new URL(context.req.url).searchParams.get('lang');
}

/** The site that an address names, where nothing else of it may be right. */
function siteIn(context: RequestContext, sites: Sites): string | null {
  const site = sites.idOf(new URL(context.req.url).searchParams.get('site') ?? '');
  return site !== null && URL.canParse(site) ? site : null;
}

function browserIn(context: RequestContext): string | null {
  const pattern = new RegExp(`(?:^|;\\s*)${browserCookie}=([\\w-]{43})(?:;|$)`);
  return pattern.exec(requestHeader(context, 'cookie') ?? '')?.[1] ?? null;
}

/** Leads the browser on; `browser` is what it is known again by. Two ways begun at once share it, so it is not taken away at the end of one. */
function leadTo(to: string, browser: { readonly value: string; readonly life: number } | null): Answer {
  const cookie = browser && `${browserCookie}=${browser.value}; Max-Age=${browser.life / 1000}; Path=/; HttpOnly; Secure; SameSite=Lax`;
  return {
    status: 302,
    headers: { location: to, 'cache-control': 'no-store', 'cross-origin-opener-policy': 'same-origin', ...(cookie === null ? {} : { 'set-cookie': cookie }) },
    body: null,
  };
}
