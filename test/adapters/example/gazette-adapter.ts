import {
  CommentsError, guestFaults, listOf, flag, normalizeName, normalizeText, record, text, textFault, whole,
  type AdapterFacts, type CallOptions, type CommentsAdapter, type CommentView, type CountsFacet, type ErrorCode,
  type Guard, type NewComment, type Page, type PageQuery, type ThreadPage, type ThreadQuery, type ThreadRef, type WriteOptions,
} from 'diwan/adapter';

export class GazetteAdapter implements CommentsAdapter {
  readonly name = 'gazette';

  readonly facts: AdapterFacts = {
    sorts: ['oldest'],
    bodyFormats: ['text'],
    maxLength: 4000,
    maxDepth: 0,
    maxPageSize: 50,
    paging: 'sequential',
    idempotentWrites: false,
    guest: { name: 'required', email: 'optional' },
  };

  readonly #server: string;

  constructor(options: { readonly server: string }) {
    this.#server = options.server;
  }

  async #ask<T>(path: string, guard: Guard<T>, options: CallOptions | undefined, sent?: object): Promise<T> {
    const signal = options?.signal;
    signal?.throwIfAborted();
    let answer: unknown;
    try {
      const post = sent && { method: 'POST', body: JSON.stringify(sent) };
      const response = await fetch(this.#server + path, { ...post, ...(signal && { signal }) });
      answer = await response.json();
    } catch (cause) {
      signal?.throwIfAborted(); // an abort goes through untouched
      // What was sent may have been stored, and nobody will ever know.
      const code = path === '/api/add' ? 'outcome-unknown' : 'unavailable';
      throw new CommentsError(code, 'the Gazette did not answer', { cause });
    }
    const { ok, err } = answer as { ok?: unknown; err?: unknown };
    if (ok !== 1) throw failure(String(err), answer);
    return guard(answer, '');
  }

  async #list(ref: ThreadRef, size: number, place: string, options?: CallOptions): Promise<GazetteList> {
    const limit = Math.min(size, this.facts.maxPageSize);
    try {
      return await this.#ask(`/api/list?page=${encodeURIComponent(pageOf(ref))}&limit=${limit}${place}`, gazetteList, options);
    } catch (thrown) {
      // Nobody has written there yet: for Dîwan that is an empty thread.
      if (thrown instanceof NoPage) return { comments: [], more: false };
      throw thrown;
    }
  }

  async loadThread(ref: ThreadRef, query: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    const { sort, size, at } = query;
    if (sort !== 'oldest') throw new CommentsError('unsupported', `the Gazette cannot list the ${sort} first`);
    if ('page' in at && at.page !== 1) throw new CommentsError('unsupported', 'the Gazette has no page numbers');
    const [, way, number] = 'cursor' in at ? /^(after|before)-(\d{1,15})$/.exec(at.cursor) ?? [] : ['', 'after', '0'];
    if (!way) throw new CommentsError('invalid-cursor', 'that is no cursor of the Gazette');

    const edge = Number(number);
    const { comments, more } = await this.#list(ref, size, `&${way}=${edge}`, options);
    const first = comments[0]?.id ?? edge + 1;
    const last = comments.at(-1)?.id ?? edge - 1;
    const hasBefore = way === 'before' ? more : edge > 0;
    const hasAfter = way === 'after' ? more : true;
    return {
      items: comments.map((comment) => viewOf(comment, textOf(comment.html))),
      previous: hasBefore ? `before-${first}` : null,
      next: hasAfter ? `after-${last}` : null,
      total: null,
      thread: { state: 'open', can: { comment: true } },
      viewer: null,
      number: null,
      pageCount: null,
      asOf: null,
      newer: null,
    };
  }

  async loadReplies(ref: ThreadRef, parent: string, query: PageQuery, options?: CallOptions): Promise<Page<CommentView>> {
    const id = /^\d{1,15}$/.test(parent) ? Number(parent) : 0;
    const { comments } = await this.#list(ref, 1, `&before=${id + 1}`, options);
    if (comments[0]?.id !== id) throw new CommentsError('not-found', `the Gazette has no comment ${parent}`);
    if (query.cursor !== null) throw new CommentsError('invalid-cursor', 'the Gazette has no replies');
    return { items: [], previous: null, next: null, total: 0 };
  }

  async createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
    const { guest, body, parentId } = comment;
    if (parentId !== null) throw new CommentsError('unsupported', 'the Gazette has no replies');
    if (!guest) throw new CommentsError('unauthenticated', 'the Gazette has no members');
    const fault = textFault(body.text, this.facts.maxLength);
    const faults = [...guestFaults(guest, this.facts.guest), ...(fault ? [{ field: 'body.text', reason: fault }] : [])];
    if (faults.length) throw new CommentsError('invalid', 'the comment is not fit to be sent', { faults });

    const who = normalizeName(guest.name ?? '');
    const said = normalizeText(body.text);
    const sent = { page: pageOf(ref), who, mail: guest.email ?? '', text: said };
    const { id, t } = await this.#ask('/api/add', record({ id: whole(1), t: whole() }), options, sent);
    return viewOf({ id, t, who }, said);
  }

  readonly counts: CountsFacet = {
    loadCounts: async (site, keys, options) => {
      const pages = keys.map((key) => pageOf({ site, key }));
      const { counts } = await this.#ask('/api/counts', record({ counts: listOf(whole(), 100) }), options, { pages });
      return new Map(keys.map((key, index) => [key, counts[index] ?? 0]));
    },
  };

  async close(): Promise<void> {
    // No connection stays open.
  }
}

interface GazetteComment {
  readonly id: number;
  readonly who: string;
  readonly html: string;
  /** Seconds since 1970. */
  readonly t: number;
}

interface GazetteList {
  readonly comments: readonly GazetteComment[];
  readonly more: boolean;
}

/** What is not named here is left behind: the picture, which has a hash of the address in it, too. */
const gazetteList = record<GazetteList>({
  comments: listOf(record<GazetteComment>({ id: whole(1), who: text(1000), html: text(), t: whole() })),
  more: flag,
});

function viewOf({ id, who, t }: Omit<GazetteComment, 'html'>, said: string): CommentView {
  return {
    id: String(id),
    parentId: null,
    author: { id: null, name: who, kind: 'guest', picture: null },
    body: { format: 'text', text: said },
    state: 'published',
    createdAt: new Date(t * 1000).toISOString(),
    editedAt: null,
    replyCount: 0,
    can: { reply: false, edit: false, remove: false },
  };
}

/** The Gazette escapes three characters and writes `<br>` for a line break. `&amp;` comes last, or `&amp;lt;` would become `<`. */
function textOf(html: string): string {
  return html.replaceAll('<br>', '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A page of the Gazette is one text: the site and the key, with a space that no origin has between them. */
function pageOf({ site, key }: Pick<ThreadRef, 'site' | 'key'>): string {
  return `${site} ${key}`;
}

class NoPage extends Error {}

const codes: Readonly<Record<string, ErrorCode>> = {
  CLOSED: 'closed',
  SLOW_DOWN: 'rate-limited',
  BUSY: 'unavailable',
};

function failure(err: string, answer: unknown): Error {
  if (err === 'NO_PAGE') return new NoPage();
  if (err === 'TEXT_EMPTY') return new CommentsError('invalid', err, { faults: [{ field: 'body.text', reason: 'required' }] });
  const { wait } = answer as { wait?: unknown };
  return new CommentsError(codes[err] ?? 'protocol', `the Gazette says ${err}`, typeof wait === 'number' ? { retryAfter: wait } : {});
}
