import type { CommentView } from '../../contract/comment.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { commentsPath, wirePage, type WirePage } from '../../contract/wire.ts';
import type {
  AccountFacet,
  CallOptions,
  CommentsAdapter,
  CountsFacet,
  LocatingFacet,
  OwnFacet,
  PasskeysFacet,
  SessionFacet,
  SignInPagesFacet,
  SingleSignOnFacet,
} from '../adapter.ts';
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

/** What a server may have beyond that, by the names under which its pages list it. What members need is fetched when somebody is one, or wants to be. */
const facetNames = ['own', 'session', 'account', 'signInPages', 'passkeys', 'singleSignOn'] as const;

/** Any server that speaks version 1 of the wire (`contract/wire.ts`), ours first. */
export class HttpAdapter implements CommentsAdapter {
  readonly name = 'http';
  readonly #exchange: Exchange;
  #page: Pick<WirePage, 'facts' | 'facets'> = { facts: firstGuess, facets: [] };
  readonly loadReplies = this.#later('loadReplies');
  readonly locating: LocatingFacet = { loadThreadAround: this.#later('loadThreadAround') };
  readonly counts: CountsFacet = { loadCounts: this.#later('loadCounts') };

  // There once the server has answered a page that lists them.
  declare readonly own: OwnFacet | undefined;
  declare readonly session: SessionFacet | undefined;
  declare readonly account: AccountFacet | undefined;
  declare readonly signInPages: SignInPagesFacet | undefined;
  declare readonly passkeys: PasskeysFacet | undefined;
  declare readonly singleSignOn: SingleSignOnFacet | undefined;

  static {
    for (const name of facetNames) {
      Object.defineProperty(this.prototype, name, {
        get(this: HttpAdapter) {
          return this.#page.facets.includes(name) ? (this.#facets[name] ??= this.#facet(name)) : undefined;
        },
      });
    }
  }
  readonly #facets: Partial<Record<(typeof facetNames)[number], object>> = {};

  /** @param options `server`: its absolute address, with or without a path below which it lives. */
  constructor(options: ExchangeOptions) {
    this.#exchange = exchangeWith(options);
  }

  /** The server's own once it has answered a page. */
  get facts(): AdapterFacts {
    return this.#page.facts;
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

  /** A facet whose every method fetches what it takes. */
  #facet(name: (typeof facetNames)[number]): object {
    const load = (): Promise<object> => (name === 'own' ? import('./further.ts') : import('./members.ts').then((members) => members[name]));
    const method = (_: object, called: string) => (...asked: unknown[]) =>
      load().then((facet) => (facet as Record<string, (...all: unknown[]) => unknown>)[called]!(this.#exchange, ...asked));
    // `then`: a facet is no promise, even where it is awaited.
    return new Proxy({}, { get: (facet, called) => (called === 'then' ? undefined : method(facet, called as string)) });
  }
}
