import { maxCountsPerRequest, paths, wireNewComment, type AdapterFacts, type WireNewComment } from 'diwan/contract';
import { countsOf } from '../services/counts.ts';
import type { Pages, ThreadPageQuery } from '../services/pages.ts';
import type { Publishing } from '../services/publishing.ts';
import type { Reader, Sessions } from '../services/members/sessions.ts';
import type { Sites } from '../sites.ts';
import type { Database } from '../store/database.ts';
import { findThread } from '../store/threads.ts';
import { jsonAnswer } from './answers.ts';
import { readBody } from './body.ts';
import { negotiated, type Encoding } from './encoding.ts';
import { requestHeader, socketRequest, type Endpoints, type RequestContext } from './endpoint.ts';
import { PageCache } from './page-cache.ts';
import { readerOf } from './reader.ts';
import { idIn, Query, siteNamed } from './query.ts';
import { refuseField } from './refusals.ts';
import type { RecentAnswers } from './recent-answers.ts';
import { answersWith, answerWith, chosen, rendered, type Rendered } from './rendered.ts';
import { preflightAnswer, refuseForeignWrite } from './writes.ts';

/** What the routes of the wire need. */
export interface CommentRoutesOptions {
  readonly database: Database;
  readonly pages: Pages;
  readonly publishing: Publishing;
  /** `null` on a server without members. */
  readonly sessions: Sessions | null;
  readonly sites: Sites;
  readonly facts: AdapterFacts;
  /** How many bytes of rendered pages are kept in memory. */
  readonly cacheBytes: number;
  /** Is told what was answered, for whoever asks the same again. */
  readonly recent: RecentAnswers;
}

/**
 * Fresh for a shared cache for a moment, so that a CDN takes the crowd; a browser always asks again, and mostly hears 304.
 * No `stale-while-revalidate`: browsers heed it too, and a reader would not find the own comment after a reload.
 */
const headers = {
  'content-type': 'application/json',
  'cache-control': 'public, max-age=0, s-maxage=5',
};

const repliesRoute = `${paths.comments}/:id/replies`;

/** Lays the routes of `src/contract/wire.ts`. */
export function addCommentRoutes(endpoints: Endpoints, options: CommentRoutesOptions): void {
  const { database, pages, publishing, sessions, sites, facts, recent } = options;
  const cache = new PageCache(options.cacheBytes);

  endpoints.on('GET', paths.comments, 'sites', async (context) => {
    // Before anything is read: what is written meanwhile makes the answer an old one.
    const revision = database.revision();
    const query = threadQuery(new Query(context.req.url), sites, facts);
    const page = await threadPage(query, negotiated(requestHeader(context, 'accept-encoding')));
    const answers = answersWith(page, headers);
    const incoming = socketRequest(context);
    if (incoming) recent.set(incoming, revision, answers, page.bytes.byteLength);
    return chosen(answers, requestHeader(context, 'if-none-match'));
  });

  async function threadPage(query: ThreadPageQuery, encoding: Encoding): Promise<Rendered> {
    const wanted = `${encoding} ${JSON.stringify(query)}`;
    const found = await findThread(database.reader, query.site, query.key);
    const kept = found && cache.get(`${found.version} ${wanted}`);
    if (kept) return kept;
    // Read again with the page: only within one moment do version and page belong together.
    const { version, page } = await database.read(async (connection) => ({
      version: (await findThread(connection, query.site, query.key))?.version ?? null,
      page: await pages.threadPage(connection, query),
    }));
    const fresh = await rendered(page, encoding);
    if (version !== null) cache.set(`${version} ${wanted}`, fresh);
    return fresh;
  }

  endpoints.on('GET', repliesRoute, 'sites', async (context) => {
    const query = new Query(context.req.url);
    const parent = idIn(context);
    const asked = { site: query.site(sites), parent, size: query.size(facts.maxPageSize), cursor: query.text('cursor') };
    return await render(context, await database.read((connection) => pages.repliesPage(connection, asked)));
  });

  endpoints.on('GET', paths.counts, 'sites', async (context) => {
    const query = new Query(context.req.url);
    const site = query.site(sites);
    return await render(context, { counts: await countsOf(database.reader, site, query.threads(maxCountsPerRequest)) });
  });

  /** Who writes, or `null` for a guest, and for nobody. */
  async function writerOf(context: RequestContext, site: string, { guest }: WireNewComment): Promise<Reader | null> {
    return sessions && guest === null ? await readerOf(context, site, sessions) : null;
  }

  endpoints.on('POST', paths.comments, 'members', async (context) => {
    const comment = await readBody(context.req.raw, wireNewComment);
    const site = siteNamed(comment.thread.site, sites);
    refuseForeignWrite(context, site, sites);
    const receipt = await publishing.publish(site, comment, await writerOf(context, site, comment));
    const status = { published: 201, held: 202, known: 200 }[receipt.outcome];
    return jsonAnswer(status, receipt.comment);
  });

  for (const route of [paths.comments, repliesRoute, paths.counts]) {
    endpoints.on('OPTIONS', route, 'members', (context) => preflightAnswer(context, sites));
  }
}

async function render(context: RequestContext, value: unknown): Promise<ReturnType<typeof answerWith>> {
  const fresh = await rendered(value, negotiated(requestHeader(context, 'accept-encoding')));
  return answerWith(fresh, requestHeader(context, 'if-none-match'), headers);
}

function threadQuery(query: Query, sites: Sites, facts: AdapterFacts): ThreadPageQuery {
  return {
    site: query.site(sites),
    key: query.thread(),
    sort: query.sort(),
    size: query.size(facts.maxPageSize),
    at: positionIn(query),
    asOf: query.text('asOf'),
  };
}

function positionIn(query: Query): ThreadPageQuery['at'] {
  const [first, second] = ['page', 'cursor', 'around'].filter((name) => query.has(name));
  if (second !== undefined) refuseField(second, `left out beside ${first}`);
  const cursor = query.text('cursor');
  if (cursor !== null) return { cursor };
  const around = query.text('around');
  return around === null ? { page: query.ordinal('page', 1) } : { around };
}
