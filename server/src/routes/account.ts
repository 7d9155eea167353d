import { accountPaths, CommentsError, wireAccountChange, wireClaim, wireDeletion, wirePasswordChange, wireSite, type AdapterFacts } from 'diwan/contract';
import type { Accounts } from '../services/members/account.ts';
import type { Leaving } from '../services/members/leaving.ts';
import type { Limits } from '../services/members/limits.ts';
import type { OwnComments } from '../services/members/own-comments.ts';
import type { Pictures } from '../services/members/pictures.ts';
import type { Reader, Sessions } from '../services/members/sessions.ts';
import type { Sites } from '../sites.ts';
import { jsonAnswer, type Answer } from './answers.ts';
import { readBody } from './body.ts';
import type { Endpoints, RequestContext } from './endpoint.ts';
import { readImage } from './image.ts';
import { idIn, Query, siteNamed } from './query.ts';
import { isSameSite, memberOf, withoutCookie } from './reader.ts';
import { preflightAnswer, refuseForeignWrite } from './writes.ts';

/** What the routes of accounts need. */
export interface AccountRoutesOptions {
  readonly accounts: Accounts;
  readonly ownComments: OwnComments;
  readonly leaving: Leaving;
  readonly pictures: Pictures;
  readonly limits: Limits;
  readonly sessions: Sessions;
  readonly sites: Sites;
  readonly facts: AdapterFacts;
}

const deviceRoute = '/v1/account/devices/:id/removal';
const providerRoute = '/v1/account/providers/:id/removal';

/** Lays the routes by which members see, change and leave their account. */
export function addAccountRoutes(endpoints: Endpoints, options: AccountRoutesOptions): void {
  const { accounts, ownComments, leaving, pictures, limits, sessions, sites, facts } = options;

  /** The member who asks. A reading is refused to strangers' pages as a write is: what it answers is nobody else's. */
  async function readerFor(context: RequestContext, named: string): Promise<Reader> {
    const site = siteNamed(named, sites);
    refuseForeignWrite(context, site, sites);
    return await memberOf(context, site, sessions);
  }

  async function readerOfQuery(context: RequestContext, query: Query): Promise<Reader> {
    return await readerFor(context, query.site(sites));
  }

  endpoints.on('GET', accountPaths.account, 'members', async (context) => {
    return ownAnswer(await accounts.view(await readerOfQuery(context, new Query(context.req.url))));
  });

  endpoints.on('PATCH', accountPaths.account, 'members', async (context) => {
    const change = await readBody(context.req.raw, wireAccountChange);
    return ownAnswer(await accounts.change(await readerFor(context, change.site), change));
  });

  endpoints.on('PUT', accountPaths.picture, 'members', async (context) => {
    // Who asks is known before eight mebibytes are read.
    const reader = await readerOfQuery(context, new Query(context.req.url));
    await limits.countChange(reader.site, reader.member.id, 'picture');
    pictures.refuseCrowd();
    return ownAnswer(await accounts.changePicture(reader, await pictures.make(await readImage(context.req.raw))));
  });

  endpoints.on('POST', accountPaths.pictureRemoval, 'members', async (context) => {
    const { site } = await readBody(context.req.raw, wireSite);
    return ownAnswer(await accounts.changePicture(await readerFor(context, site), null));
  });

  endpoints.on('POST', accountPaths.password, 'members', async (context) => {
    const change = await readBody(context.req.raw, wirePasswordChange);
    const reader = await readerFor(context, change.site);
    refusePasswordElsewhere(context);
    return ownAnswer(await accounts.changePassword(reader, change));
  });

  endpoints.on('POST', deviceRoute, 'members', async (context) => {
    const { site } = await readBody(context.req.raw, wireSite);
    const reader = await readerFor(context, site);
    const id = idIn(context);
    const answer = ownAnswer(await accounts.endSession(reader, id));
    return id === reader.session.id && reader.session.token_hash !== null ? withoutCookie(answer, reader.site) : answer;
  });

  endpoints.on('POST', providerRoute, 'members', async (context) => {
    const { site } = await readBody(context.req.raw, wireSite);
    return ownAnswer(await accounts.disconnect(await readerFor(context, site), idIn(context)));
  });

  endpoints.on('GET', accountPaths.comments, 'members', async (context) => {
    const query = new Query(context.req.url);
    const asked = { size: query.size(facts.maxPageSize), cursor: query.text('cursor') };
    return ownAnswer(await ownComments.list(await readerOfQuery(context, query), asked));
  });

  endpoints.on('GET', accountPaths.earlier, 'members', async (context) => {
    return ownAnswer({ comments: await ownComments.earlier(await readerOfQuery(context, new Query(context.req.url))) });
  });

  endpoints.on('POST', accountPaths.claims, 'members', async (context) => {
    const { site, ids } = await readBody(context.req.raw, wireClaim);
    return ownAnswer({ claimed: await ownComments.claim(await readerFor(context, site), ids) });
  });

  endpoints.on('POST', accountPaths.download, 'members', async (context) => {
    const { site } = await readBody(context.req.raw, wireSite);
    const answer = ownAnswer(await leaving.download(await readerFor(context, site)));
    return { ...answer, headers: { ...answer.headers, 'content-disposition': 'attachment; filename="diwan.json"' } };
  });

  endpoints.on('POST', accountPaths.deletion, 'members', async (context) => {
    const { site, comments, proof } = await readBody(context.req.raw, wireDeletion);
    const reader = await readerFor(context, site);
    if ('password' in proof) refusePasswordElsewhere(context);
    await leaving.remove(reader, comments, proof);
    const answer = ownAnswer({});
    return reader.session.token_hash === null ? answer : withoutCookie(answer, reader.site);
  });

  for (const route of [
    accountPaths.account,
    accountPaths.picture,
    accountPaths.pictureRemoval,
    accountPaths.password,
    deviceRoute,
    providerRoute,
    accountPaths.comments,
    accountPaths.earlier,
    accountPaths.claims,
    accountPaths.download,
    accountPaths.deletion,
  ]) {
    endpoints.on('OPTIONS', route, 'members', (context) => preflightAnswer(context, sites));
  }
}

/** An answer that is for one member alone. */
function ownAnswer(value: unknown): Answer {
  const answer = jsonAnswer(200, value);
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'private, no-store' } };
}

/** Passwords are typed only where the owner of the page and of the server are one: elsewhere the page's owner could read them. */
function refusePasswordElsewhere(context: RequestContext): void {
  if (!isSameSite(context)) throw new CommentsError('forbidden', 'A password cannot be sent from a page of another site.');
}
