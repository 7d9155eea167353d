import type { CommentView } from '../../contract/comment.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { Page } from '../../contract/page.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { commentsPath, wirePage } from '../../contract/wire.ts';
import type { CallOptions, CommentsAdapter, CountsFacet, LocatingFacet } from '../adapter.ts';
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
    loadThreadAround: (...asked) => further().then((more) => more.loadThreadAround(this.#exchange, ...asked)),
  };
  readonly counts: CountsFacet = { loadCounts: (...asked) => further().then((more) => more.loadCounts(this.#exchange, ...asked)) };
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
    const page = await this.#exchange.ask(`${commentsPath}?`, query, wirePage, options);
    this.#facts = page.facts;
    return page;
  }

  loadReplies(...asked: Parameters<CommentsAdapter['loadReplies']>): Promise<Page<CommentView>> {
    return further().then((more) => more.loadReplies(this.#exchange, ...asked));
  }

  createComment(...asked: Parameters<CommentsAdapter['createComment']>): Promise<CommentView> {
    return import('./writes.ts').then((more) => more.createComment(this.#exchange, ...asked));
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }
}
