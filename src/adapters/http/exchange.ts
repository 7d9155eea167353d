import { CommentsError, type ErrorCode } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import { wireProblem } from '../../contract/wire.ts';
import type { CallOptions, WriteOptions } from '../adapter.ts';

/** How requests are made. */
export interface ExchangeOptions {
  /** The server's absolute address. */
  readonly server: string;
  /** The page's `fetch` where none is given. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds until an answer is given up; 20,000 where nothing is said. */
  readonly timeout?: number;
}

type Query = Readonly<Record<string, string | number | readonly string[] | null>>;

/** What a failure without a readable body means, by its status. */
const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  413: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
};

/** Requests and answers with one server, every failure made a `CommentsError`. */
export class Exchange {
  readonly #options: ExchangeOptions;

  constructor(options: ExchangeOptions) {
    this.#options = { ...options, server: options.server.replace(/\/+$/, '') };
  }

  /** Asks for something. A request that got no answer may be asked again. */
  read<T>(path: string, query: Query, guard: Guard<T>, options?: CallOptions): Promise<T> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const one of [value].flat()) if (one !== null) search.append(name, String(one));
    }
    return this.#ask(`${path}?${search}`, {}, guard, options, 'unavailable');
  }

  /** Sends something. Once it is under way, no answer means `outcome-unknown`: it may be stored. */
  async write<T>(path: string, body: unknown, guard: Guard<T>, options: WriteOptions): Promise<T> {
    options.signal?.throwIfAborted();
    if (isOffline()) throw new CommentsError('offline', 'not sent: the device is offline');
    const headers = { 'content-type': 'application/json', 'idempotency-key': options.key };
    return this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, guard, options, 'outcome-unknown');
  }

  async #ask<T>(
    path: string,
    init: RequestInit,
    guard: Guard<T>,
    { signal }: CallOptions = {},
    unanswered: 'unavailable' | 'outcome-unknown',
  ): Promise<T> {
    const isWrite = unanswered === 'outcome-unknown';
    const { server, fetch = globalThis.fetch, timeout = 20_000 } = this.#options;
    const late = AbortSignal.timeout(timeout);
    const ended = signal ? AbortSignal.any([signal, late]) : late;
    let response: Response;
    let body: unknown;
    try {
      response = await fetch(server + path, { ...init, credentials: 'omit', signal: ended });
      body = await response.json().catch((cause: unknown) => {
        if (!(cause instanceof SyntaxError)) throw cause;
      });
    } catch (cause) {
      signal?.throwIfAborted();
      const code = isWrite ? unanswered : late.aborted ? 'timeout' : isOffline() ? 'offline' : unanswered;
      throw new CommentsError(code, `no answer from ${server}`, { cause });
    }
    if (!response.ok) throw failure(response, body, unanswered);
    try {
      return guard(body, '');
    } catch (cause) {
      if (isWrite) throw new CommentsError(unanswered, 'the answer to a write cannot be read', { cause });
      throw cause;
    }
  }
}

/** What a refusal says: the contract's own words where the server speaks them, else what its status means. */
function failure({ status, headers }: Response, body: unknown, unanswered: ErrorCode): CommentsError {
  const waits = Number(headers.get('retry-after') ?? NaN);
  try {
    const { code, detail, faults, retryAfter } = wireProblem(body, '');
    const seconds = retryAfter ?? waits;
    return new CommentsError(code, detail ?? `status ${status}`, {
      faults: faults ?? [],
      ...(seconds >= 0 && { retryAfter: seconds }),
    });
  } catch (cause) {
    const code = codes[status] ?? (status < 500 ? 'protocol' : unanswered);
    return new CommentsError(code, `status ${status}`, { cause, ...(waits >= 0 && { retryAfter: waits }) });
  }
}

function isOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}
