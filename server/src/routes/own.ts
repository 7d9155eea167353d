import { paths, wireEdit, wireOwn, wireRemoval } from 'diwan/contract';
import type { Own } from '../services/own.ts';
import type { Sessions } from '../services/members/sessions.ts';
import type { Sites } from '../sites.ts';
import { jsonAnswer } from './answers.ts';
import { readBody } from './body.ts';
import type { Endpoints, RequestContext } from './endpoint.ts';
import { readerOf } from './reader.ts';
import { checkedKey, idIn, siteNamed } from './query.ts';
import { preflightAnswer, refuseForeignWrite } from './writes.ts';

/** What the routes for one's own need. */
export interface OwnRoutesOptions {
  readonly own: Own;
  /** `null` on a server without members. */
  readonly sessions: Sessions | null;
  readonly sites: Sites;
}

const commentRoute = `${paths.comments}/:id`;
const removalRoute = `${commentRoute}/removal`;

/** Lays the routes by which guests and members find, edit and remove what is theirs. */
export function addOwnRoutes(endpoints: Endpoints, { own, sessions, sites }: OwnRoutesOptions): void {
  function siteOf(context: RequestContext, named: string): string {
    const site = siteNamed(named, sites);
    refuseForeignWrite(context, site, sites);
    return site;
  }

  /** Who is signed in, by their id. */
  async function memberIn(context: RequestContext, site: string): Promise<string | null> {
    return sessions && ((await readerOf(context, site, sessions))?.member.id ?? null);
  }

  // A reading, but by POST: the key may stand in no address. So it is refused to strangers as a write is.
  endpoints.on('POST', paths.own, 'members', async (context) => {
    const asked = await readBody(context.req.raw, wireOwn);
    checkedKey(asked.thread.key, 'thread.key');
    const site = siteOf(context, asked.thread.site);
    return jsonAnswer(200, { comments: await own.load(site, asked, await memberIn(context, site)) });
  });

  endpoints.on('PATCH', commentRoute, 'members', async (context) => {
    const edit = await readBody(context.req.raw, wireEdit);
    const site = siteOf(context, edit.site);
    return jsonAnswer(200, await own.edit(site, idIn(context), edit, await memberIn(context, site)));
  });

  endpoints.on('POST', removalRoute, 'members', async (context) => {
    const removal = await readBody(context.req.raw, wireRemoval);
    const site = siteOf(context, removal.site);
    return jsonAnswer(200, { comment: await own.remove(site, idIn(context), removal, await memberIn(context, site)) });
  });

  for (const route of [paths.own, commentRoute, removalRoute]) {
    endpoints.on('OPTIONS', route, 'members', (context) => preflightAnswer(context, sites));
  }
}
