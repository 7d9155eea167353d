import type { AdapterFacts } from '../../contract/facts.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { commentsPath, wirePage, type WirePage } from '../../contract/wire.ts';
import type { CallOptions } from '../call-options.ts';
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

/** As much of `HttpAdapter` as the first page takes. On a page of the one script tag, the next step makes it a whole one (`completeReaders`). */
export class HttpReader {
  /** What is made for a server: until that step has come, this. */
  static whole: typeof HttpReader = HttpReader;
  /** Those that were made before. */
  static readonly early: HttpReader[] = [];

  readonly name = 'http';
  /** For the adapter's own parts, as `page`. */
  readonly exchange: Exchange;
  page: Pick<WirePage, 'facts' | 'facets'> = { facts: firstGuess, facets: [] };

  /** @param options `server`: its absolute address, with or without a path below which it lives. */
  constructor(options: ExchangeOptions) {
    this.exchange = exchangeWith(options);
  }

  /** The server's own once it has answered a page. */
  get facts(): AdapterFacts {
    return this.page.facts;
  }

  /** `CommentsAdapter.loadThread` over HTTP. */
  async loadThread(ref: ThreadRef, { at, asOf, sort, size }: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    const query = { site: ref.site, thread: ref.key, sort, size, ...at, asOf };
    return (this.page = await this.exchange(`${commentsPath}?`, query, wirePage, options));
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }
}
