import { CommentsError } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import type { CallOptions } from '../adapter.ts';

/** How requests are made. */
export interface ExchangeOptions {
  /** The server's absolute address. */
  readonly server: string;
  /** The page's `fetch` where none is given. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds until an answer is given up; 20,000 where nothing is said. */
  readonly timeout?: number;
}

/** What stands in an address; `null` is left out, a list is repeated. */
export type Query = Readonly<Record<string, string | number | readonly string[] | null>>;

/** Requests and answers with one server, every failure made a `CommentsError`. */
export class Exchange {
  readonly #options: ExchangeOptions;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /**
   * Sends one request and reads its answer.
   *
   * @param write what a write sends. Once that is under way, no answer means `outcome-unknown`: it may be stored.
   */
  async ask<T>(path: string, query: Query, guard: Guard<T>, { signal }: CallOptions = {}, write?: RequestInit): Promise<T> {
    const { server, fetch = globalThis.fetch, timeout = 20_000 } = this.#options;
    const search = new URLSearchParams();
    for (const name in query) {
      for (const value of [query[name]!].flat()) if (value !== null) search.append(name, `${value}`);
    }
    const late = AbortSignal.timeout(timeout);
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(`${server.replace(/\/+$/, '')}${path}${search}`, {
        ...write,
        credentials: 'omit',
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      body = await response.json().catch((cause: unknown) => {
        if (!(cause instanceof SyntaxError)) throw cause;
      });
    } catch (cause) {
      signal?.throwIfAborted();
      const code = write ? 'outcome-unknown' : late.aborted ? 'timeout' : globalThis.navigator?.onLine === false ? 'offline' : 'unavailable';
      throw new CommentsError(code, `no answer from ${server}`, { cause });
    }
    if (!response.ok) throw (await import('./failure.ts')).failure(response, body, write ? 'outcome-unknown' : 'unavailable');
    return guard(body, '');
  }
}
