import { CommentsError } from 'diwan/contract';
import type { Accounts } from '../services/members/account.ts';
import type { Sites } from '../sites.ts';
import type { Database } from '../store/database.ts';
import { pictureBytes } from '../store/pictures.ts';
import { negotiated } from './encoding.ts';
import { requestHeader, type Endpoints } from './endpoint.ts';
import { idIn, Query } from './query.ts';
import { answerWith, rendered } from './rendered.ts';
import { preflightAnswer } from './writes.ts';

/** What the routes of profiles and pictures need. */
export interface ProfileRoutesOptions {
  readonly accounts: Accounts;
  readonly database: Database;
  readonly sites: Sites;
}

const profileRoute = '/v1/members/:id';
const pictureRoute = '/v1/pictures/:id';

/** As a page of comments: the same for everybody, and asked for again each time. */
const profileHeaders = { 'content-type': 'application/json', 'cache-control': 'public, max-age=0, s-maxage=5' };

/** Another picture has another address. A week and not a year, so that one that was taken away is gone from the caches then. */
const pictureHeaders = { 'content-type': 'image/webp', 'cache-control': 'public, max-age=604800, immutable' };

/** Lays the routes of what everybody may see of members. */
export function addProfileRoutes(endpoints: Endpoints, { accounts, database, sites }: ProfileRoutesOptions): void {
  endpoints.on('GET', profileRoute, 'sites', async (context) => {
    const profile = await accounts.profile(new Query(context.req.url).site(sites), idIn(context));
    const fresh = await rendered(profile, negotiated(requestHeader(context, 'accept-encoding')));
    return answerWith(fresh, requestHeader(context, 'if-none-match'), profileHeaders);
  });
  endpoints.on('OPTIONS', profileRoute, 'sites', (context) => preflightAnswer(context, sites));

  endpoints.on('GET', pictureRoute, 'anyone', async (context) => {
    const bytes = await pictureBytes(database.reader, idIn(context));
    if (!bytes) throw new CommentsError('not-found', 'There is no such picture.');
    return { status: 200, headers: pictureHeaders, body: Uint8Array.from(bytes) };
  });
}
