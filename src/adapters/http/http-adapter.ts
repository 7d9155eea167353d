import type { CommentView, NewComment } from '../../contract/comment.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import type { LocatedPage, Sort, ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { CommentsError } from '../../contract/errors.ts';
import { paths, wireComment, wireCounts, wirePage, wireReplies, type WirePage } from '../../contract/wire.ts';
import type { CallOptions, CommentsAdapter, CountsFacet, LocatingFacet, WriteOptions } from '../adapter.ts';
import { Exchange, type ExchangeOptions } from './exchange.ts';

/** What is assumed of a server until its first answer says how it is. */
const firstGuess: AdapterFacts = {
  sorts: ['oldest', 'newest'],
  bodyFormats: ['text'],
  maxLength: 5000,
  maxDepth: 100,
  maxPageSize: 100,
  paging: 'numbered',
  idempotentWrites: true,
  guest: { name: 'required', email: 'required' },
};

/** Any server that speaks version 1 of the wire (`contract/wire.ts`), ours first. */
export class HttpAdapter implements CommentsAdapter {
  readonly name = 'http';
  readonly locating: LocatingFacet = { loadThreadAround: (...given) => this.#loadThreadAround(...given) };
  readonly counts: CountsFacet = { loadCounts: (...given) => this.#loadCounts(...given) };
  readonly #exchange: Exchange;
  #facts = firstGuess;

  /** @param options `server`: its absolute address, with or without a path below which it lives. */
  constructor(options: ExchangeOptions) {
    this.#exchange = new Exchange(options);
  }

  /** The server's own once it has answered a page. */
  get facts(): AdapterFacts {
    return this.#facts;
  }

  loadThread(ref: ThreadRef, { at, asOf, sort, size }: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    return this.#page({ site: ref.site, thread: ref.key, sort, size, ...at, asOf }, options);
  }

  loadReplies(ref: ThreadRef, parent: CommentId, { size, cursor }: PageQuery, options?: CallOptions): Promise<Page<CommentView>> {
    return this.#exchange.read(paths.replies(parent), { site: ref.site, size, cursor }, wireReplies, options);
  }

  createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
    return this.#exchange.write(paths.comments, { ...comment, thread: ref }, wireComment, options);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #page(query: Readonly<Record<string, string | number | null>>, options?: CallOptions): Promise<WirePage> {
    const page = await this.#exchange.read(paths.comments, query, wirePage, options);
    this.#facts = page.facts;
    return page;
  }

  async #loadThreadAround(
    ref: ThreadRef,
    around: CommentId,
    { sort, size }: { readonly sort: Sort; readonly size: number },
    options?: CallOptions,
  ): Promise<LocatedPage> {
    const page = await this.#page({ site: ref.site, thread: ref.key, sort, size, around }, options);
    const { located } = page;
    if (!located) throw new CommentsError('protocol', 'the page around a comment must say where it is');
    return { ...page, located };
  }

  async #loadCounts(site: string, keys: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, number>> {
    const totals = new Map(keys.map((key) => [key, 0]));
    if (!totals.size) return totals;
    const { counts } = await this.#exchange.read(paths.counts, { site, thread: [...totals.keys()] }, wireCounts, options);
    for (const { thread, total } of counts) if (totals.has(thread)) totals.set(thread, total);
    return totals;
  }
}
