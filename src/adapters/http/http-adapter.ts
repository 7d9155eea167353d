import type { CommentView } from '../../contract/comment.ts';
import type {
  AccountFacet,
  CommentsAdapter,
  CountsFacet,
  LocatingFacet,
  OwnFacet,
  PasskeysFacet,
  SessionFacet,
  SignInPagesFacet,
  SingleSignOnFacet,
} from '../adapter.ts';
import type { Exchange } from './exchange.ts';
import { HttpReader } from './http-reader.ts';

/** A part of the adapter that is fetched when it is first asked for: each of its functions is told the exchange, and then what the method was. */
type Part = () => Promise<object>;

const further: Part = () => import('./further.ts');
const members = (facet: 'session' | 'account' | 'signInPages' | 'passkeys' | 'singleSignOn'): Part => () => import('./members.ts').then((parts) => parts[facet]);

/** A facet, or `undefined` where the server's last page did not list it: each of its methods fetches what it takes. */
function facetOf(adapter: HttpReader, name: string, part: Part): object | undefined {
  if (!adapter.page.facets.includes(name)) return undefined;
  const known = facets.get(adapter) ?? new Map<string, object>();
  facets.set(adapter, known);
  const made = known.get(name) ?? lazily(adapter.exchange, part);
  known.set(name, made);
  return made;
}
const facets = new WeakMap<HttpReader, Map<string, object>>();

/** An object whose methods are those of a part. `then`: it is no promise, even where it is awaited. */
function lazily(exchange: Exchange, part: Part): object {
  const method = (name: string) => (...asked: unknown[]) => part().then((functions) => (functions as Record<string, (...all: unknown[]) => unknown>)[name]!(exchange, ...asked));
  return new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : method(String(name))) });
}

/** Any server that speaks version 1 of the wire (`contract/wire.ts`), ours first. It has nothing of its own beyond what it reads with, so that a reader can become one. */
export class HttpAdapter extends HttpReader implements CommentsAdapter {
  get locating(): LocatingFacet {
    return lazily(this.exchange, further) as LocatingFacet;
  }

  get counts(): CountsFacet {
    return lazily(this.exchange, further) as CountsFacet;
  }

  /** There once the server has answered a page that lists it, as all that follow. */
  get own(): OwnFacet | undefined {
    return facetOf(this, 'own', further) as OwnFacet | undefined;
  }

  get session(): SessionFacet | undefined {
    return facetOf(this, 'session', members('session')) as SessionFacet | undefined;
  }

  get account(): AccountFacet | undefined {
    return facetOf(this, 'account', members('account')) as AccountFacet | undefined;
  }

  get signInPages(): SignInPagesFacet | undefined {
    return facetOf(this, 'signInPages', members('signInPages')) as SignInPagesFacet | undefined;
  }

  get passkeys(): PasskeysFacet | undefined {
    return facetOf(this, 'passkeys', members('passkeys')) as PasskeysFacet | undefined;
  }

  get singleSignOn(): SingleSignOnFacet | undefined {
    return facetOf(this, 'singleSignOn', members('singleSignOn')) as SingleSignOnFacet | undefined;
  }

  loadReplies(...asked: Parameters<CommentsAdapter['loadReplies']>): ReturnType<CommentsAdapter['loadReplies']> {
    return import('./further.ts').then((more) => more.loadReplies(this.exchange, ...asked));
  }

  createComment(...asked: Parameters<CommentsAdapter['createComment']>): Promise<CommentView> {
    return import('./writes.ts').then((more) => more.createComment(this.exchange, ...asked));
  }
}

/** Makes whole adapters of those that were made to read the first page, and are in use. */
export function completeReaders(): void {
  HttpReader.whole = HttpAdapter;
  for (const reader of HttpReader.early.splice(0)) Object.setPrototypeOf(reader, HttpAdapter.prototype);
}
