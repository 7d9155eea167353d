import type { HttpBindings } from '@hono/node-server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context, Hono } from 'hono';
import type { Sites } from '../sites.ts';
import type { Answer } from './answers.ts';
import { isMistake, problemAnswer } from './problems.ts';

/** What Hono knows of a request: Node's own objects where it came through a socket. */
export interface Environment {
  Bindings: Partial<HttpBindings>;
}

/** A request as handlers get it. */
export type RequestContext = Context<Environment>;

/** Answers one kind of request; what it throws becomes a problem. */
export type Handler = (context: RequestContext) => Promise<Answer> | Answer;

/** What is told of every request, without anything personal. */
export interface RequestRecord {
  readonly method: string;
  /** The route's pattern, never the address itself. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
}

/** Who is told of requests and of mistakes of ours. */
export interface Log {
  request(record: RequestRecord): void;
  mistake(route: string, thrown: unknown): void;
}

/** Who may read the answers of a route from a page: any page, pages of the server's sites (`members`: with what holds a session, too), or nobody. */
export type Sharing = 'anyone' | 'sites' | 'members' | 'nobody';

/** What goes with every answer. A page of the demo brings its own policy. */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Ties handlers to routes. All that is the same for every route is here and not in middleware:
 * the answer is made once, with all its headers, which is what the Node adapter sends fastest.
 */
export class Endpoints {
  readonly #app: Hono<Environment>;
  readonly #sites: Sites;
  readonly #log: Log;
  readonly #heads = new WeakMap<Answer, { readonly origin: string | undefined; readonly head: Readonly<Record<string, string>> }>();

  constructor(app: Hono<Environment>, sites: Sites, log: Log) {
    this.#app = app;
    this.#sites = sites;
    this.#log = log;
  }

  /** Answers requests of a method for a route; `HEAD` goes with `GET`. */
  on(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'OPTIONS', route: string, sharing: Sharing, handler: Handler): void {
    this.#app.on(method, route, (context) => this.#answer(context, route, sharing, handler));
  }

  /** Answers whatever no route took. */
  otherwise(handler: Handler): void {
    this.#app.notFound((context) => this.#answer(context, 'none', 'sites', handler));
  }

  /** Answers a request straight from its socket, and like any other: with all headers and a line in the log. */
  answerDirectly(incoming: IncomingMessage, outgoing: ServerResponse, { route, sharing }: { readonly route: string; readonly sharing: Sharing }, answer: Answer): void {
    const start = performance.now();
    const head = this.#headOf(answer, incoming.headers.origin, sharing);
    outgoing.writeHead(answer.status, head).end(answer.body);
    this.#tell(incoming.method ?? '', route, answer.status, start, head);
  }

  #answer(context: RequestContext, route: string, sharing: Sharing, handler: Handler): Response | Promise<Response> {
    const start = performance.now();
    const failed = (thrown: unknown): Response => {
      if (isMistake(thrown)) this.#log.mistake(route, thrown);
      return sent(problemAnswer(thrown));
    };
    const sent = (answer: Answer): Response => {
      const head = this.#headOf(answer, requestHeader(context, 'origin'), sharing);
      const { status, body } = answer;
      this.#tell(context.req.method, route, status, start, head);
      return new Response(body, { status, headers: head });
    };
    try {
      const answer = handler(context);
      return answer instanceof Promise ? answer.then(sent).catch(failed) : sent(answer);
    } catch (thrown) {
      return failed(thrown);
    }
  }

  /** All headers of an answer. One that is sent again and again, as a page that everybody reads, has them put together once. */
  #headOf(answer: Answer, asking: string | undefined, sharing: Sharing): Readonly<Record<string, string>> {
    const origin = sharing === 'sites' || sharing === 'members' ? asking : undefined;
    const known = this.#heads.get(answer);
    if (known && known.origin === origin) return known.head;
    const { status, headers, body } = answer;
    const head: Record<string, string> = { ...always, ...this.#sharingHeaders(origin, sharing), ...headers };
    if (status !== 204 && status !== 304) head['content-length'] = String(body === null ? 0 : Buffer.byteLength(body));
    this.#heads.set(answer, { origin, head });
    return head;
  }

  #tell(method: string, route: string, status: number, start: number, head: Readonly<Record<string, string>>): void {
    this.#log.request({ method, route, status, ms: performance.now() - start, bytes: Number(head['content-length'] ?? 0) });
  }

  #sharingHeaders(origin: string | undefined, sharing: Sharing): Readonly<Record<string, string>> {
    if (sharing === 'nobody') return {};
    if (sharing === 'anyone') return { 'access-control-allow-origin': '*', vary: 'accept-encoding' };
    const vary = 'origin, accept-encoding';
    if (origin === undefined || this.#sites.idOf(origin) === null) return { vary };
    const shared = { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after', vary };
    // An origin that names nobody may be anybody's.
    return sharing === 'members' && origin !== 'null' ? { ...shared, 'access-control-allow-credentials': 'true' } : shared;
  }
}

/** Node's own request, where one came through a socket. */
export function socketRequest(context: RequestContext): IncomingMessage | undefined {
  // Without a socket there is no environment at all, whatever Hono's types say.
  return (context.env as Environment['Bindings'] | undefined)?.incoming;
}

/** The headers that are looked at. */
export type HeaderName = 'origin' | 'accept-encoding' | 'accept-language' | 'if-none-match' | 'sec-fetch-site' | 'authorization' | 'cookie' | 'user-agent' | 'x-forwarded-for';

/** A header of the request. Asks Node's own object where there is one: building a `Headers` costs more than a small answer. */
export function requestHeader(context: RequestContext, name: HeaderName): string | undefined {
  const incoming = socketRequest(context);
  if (!incoming) return context.req.header(name);
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
