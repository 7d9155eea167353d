import type { CommentView } from '../../contract/comment.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { commentsPath, wirePage, type WirePage } from '../../contract/wire.ts';
import type { CallOptions, CommentsAdapter, CountsFacet, LocatingFacet, OwnFacet } from '../adapter.ts';
import { exchangeWith, type Exchange, type ExchangeOptions } from './exchange.ts';

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

/** All that is not needed to show the first page, fetched when it is. */
type Further = typeof import('./further.ts');
/** One of those functions, as the adapter has it. */
type Later<Name extends keyof Further> = Further[Name] extends (exchange: Exchange, ...asked: infer Asked) => infer Answer ? (...asked: Asked) => Answer : never;

/** Any server that speaks version 1 of the wire (`contract/wire.ts`), ours first. */
export class HttpAdapter implements CommentsAdapter {
  readonly name = 'http';
  readonly #exchange: Exchange;
  #page: Pick<WirePage, 'facts' | 'facets'> = { facts: firstGuess, facets: [] };
  readonly loadReplies = this.#later('loadReplies');
  readonly locating: LocatingFacet = { loadThreadAround: this.#later('loadThreadAround') };
  readonly counts: CountsFacet = { loadCounts: this.#later('loadCounts') };
  readonly #own: OwnFacet = { loadOwn: this.#later('loadOwn'), editComment: this.#later('editComment'), removeComment: this.#later('removeComment') };

  /** @param options `server`: its absolute address, with or without a path below which it lives. */
  constructor(options: ExchangeOptions) {
    this.#exchange = exchangeWith(options);
  }

  /** The server's own once it has answered a page. */
  get facts(): AdapterFacts {
    return this.#page.facts;
  }

  /** There once the server has answered a page that lists it. */
  get own(): OwnFacet | undefined {
    return this.#page.facets.includes('own') ? this.#own : undefined;
  }

  async loadThread(ref: ThreadRef, { at, asOf, sort, size }: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    const query = { site: ref.site, thread: ref.key, sort, size, ...at, asOf };
    return (this.#page = await this.#exchange(`${commentsPath}?`, query, wirePage, options));
  }

  createComment(...asked: Parameters<CommentsAdapter['createComment']>): Promise<CommentView> {
    return import('./writes.ts').then((more) => more.createComment(this.#exchange, ...asked));
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }

  #later<Name extends keyof Further>(name: Name): Later<Name> {
    return ((...asked: unknown[]) => import('./further.ts').then((more) => (more[name] as (...all: unknown[]) => unknown)(this.#exchange, ...asked))) as Later<Name>;
  }
}
