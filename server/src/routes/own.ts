import { paths, wireEdit, wireOwn, wireRemoval } from 'diwan/contract';
import type { Own } from '../services/own.ts';
import type { Sites } from '../sites.ts';
import { jsonAnswer } from './answers.ts';
import { readBody } from './body.ts';
import type { Endpoints, RequestContext } from './endpoint.ts';
import { checkedKey, idIn, siteNamed } from './query.ts';
import { preflightAnswer, refuseForeignWrite } from './writes.ts';

/** What the routes for one's own need. */
export interface OwnRoutesOptions {
  readonly own: Own;
  readonly sites: Sites;
}

const commentRoute = `${paths.comments}/:id`;
const removalRoute = `${commentRoute}/removal`;

/** Lays the routes by which guests find, edit and remove what is theirs. */
export function addOwnRoutes(endpoints: Endpoints, { own, sites }: OwnRoutesOptions): void {
  function siteOf(context: RequestContext, named: string): string {
    const site = siteNamed(named, sites);
    refuseForeignWrite(context, site, sites);
    return site;
  }

  // A reading, but by POST: the key may stand in no address. So it is refused to strangers as a write is.
  endpoints.on('POST', paths.own, 'sites', async (context) => {
    const asked = await readBody(context.req.raw, wireOwn);
    checkedKey(asked.thread.key, 'thread.key');
    return jsonAnswer(200, { comments: await own.load(siteOf(context, asked.thread.site), asked) });
  });

  endpoints.on('PATCH', commentRoute, 'sites', async (context) => {
    const edit = await readBody(context.req.raw, wireEdit);
    return jsonAnswer(200, await own.edit(siteOf(context, edit.site), idIn(context), edit));
  });

  endpoints.on('POST', removalRoute, 'sites', async (context) => {
    const removal = await readBody(context.req.raw, wireRemoval);
    return jsonAnswer(200, { comment: await own.remove(siteOf(context, removal.site), idIn(context), removal) });
  });

  for (const route of [paths.own, commentRoute, removalRoute]) {
    endpoints.on('OPTIONS', route, 'sites', (context) => preflightAnswer(context, sites));
  }
}
