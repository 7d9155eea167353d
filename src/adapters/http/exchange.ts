import type { ErrorCode } from '../../contract/error-codes.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import type { CallOptions } from '../adapter.ts';

/** How requests are made. */
export interface ExchangeOptions {
  /** The server's absolute address. */
  readonly server: string;
  /** The page's `fetch` where none is given. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds until an answer is given up, and ninefold where a picture is sent; 20,000 where nothing is said. */
  readonly timeout?: number;
}

/** What stands in an address; `null` is left out, a list is repeated. */
export type Query = Readonly<Record<string, string | number | readonly string[] | null>>;

/**
 * Sends one request to a server and reads its answer; every failure is a `CommentsError`.
 *
 * @param sent what else than an address is sent.
 * @param unanswered what it means that no answer comes, where that is not for the network to say: a write may be done all the same.
 */
export type Ask = <T>(path: string, query: Query, guard: Guard<T>, options?: CallOptions, sent?: RequestInit, unanswered?: ErrorCode) => Promise<T>;

/** The requests to one server, for everybody. */
export interface Exchange extends Ask {
  /** The same, for whoever is signed in; there while somebody is (`credentials.ts`). What everybody is answered alike is never asked through it. */
  member?: Ask | undefined;
  /** The server's address without a slash at the end. */
  readonly server: string;
}

/** Makes the requests to one server. */
export function exchangeWith(options: ExchangeOptions): Exchange {
  const server = options.server.replace(/\/+$/, '');
  const ask: Ask = async (path, query, guard, { signal } = {}, sent, unanswered) => {
    const { fetch = globalThis.fetch, timeout = 20_000 } = options;
    const search = new URLSearchParams();
    for (const name in query) {
      for (const value of [query[name]!].flat()) if (value !== null) search.append(name, `${value}`);
    }
    // A picture may take minutes to be sent.
    const late = AbortSignal.timeout(sent?.body instanceof Blob ? 9 * timeout : timeout);
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(server + path + search.toString(), {
        credentials: 'omit',
        ...sent,
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      body = await response.json().catch((cause: unknown) => {
        if (!(cause instanceof SyntaxError)) throw cause;
      });
    } catch (cause) {
      signal?.throwIfAborted();
      const code = unanswered ?? (late.aborted ? 'timeout' : globalThis.navigator?.onLine === false ? 'offline' : 'unavailable');
      throw new CommentsError(code, `no answer from ${server}`, { cause });
    }
    if (!response.ok) throw (await import('./failure.ts')).failure(response, body, unanswered ?? 'unavailable');
    return guard(body, '');
  };
  return Object.assign(ask, { server });
}
