import type { CommentView, NewComment } from '../../contract/comment.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { paths, wirePage } from '../../contract/wire.ts';
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

/** All that is not needed to show the first page, fetched with the form. */
const further = () => import('./further.ts');

/** Any server that speaks version 1 of the wire (`contract/wire.ts`), ours first. */
export class HttpAdapter implements CommentsAdapter {
  readonly name = 'http';
  readonly locating: LocatingFacet = {
    loadThreadAround: async (ref, around, query, options) => (await further()).loadThreadAround(this.#exchange, ref, around, query, options),
  };
  readonly counts: CountsFacet = {
    loadCounts: async (site, keys, options) => (await further()).loadCounts(this.#exchange, site, keys, options),
  };
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

  async loadThread(ref: ThreadRef, { at, asOf, sort, size }: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    const query = { site: ref.site, thread: ref.key, sort, size, ...at, asOf };
    const page = await this.#exchange.ask(`${paths.comments}?`, query, wirePage, options);
    this.#facts = page.facts;
    return page;
  }

  async loadReplies(ref: ThreadRef, parent: CommentId, query: PageQuery, options?: CallOptions): Promise<Page<CommentView>> {
    return (await further()).loadReplies(this.#exchange, ref, parent, query, options);
  }

  async createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
    return (await import('./writes.ts')).createComment(this.#exchange, ref, comment, options);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
