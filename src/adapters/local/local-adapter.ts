import { promisifyRequest, type UseStore } from 'idb-keyval';
import type { CommentView, NewComment } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { systemClock } from '../../storage/clock.ts';
import { databaseStore } from '../../storage/database.ts';
import type { CallOptions, CommentsAdapter, CountsFacet, LocatingFacet, OwnFacet, WriteOptions } from '../adapter.ts';
import { MemoryAdapter, type MemorySeed } from '../memory/memory-adapter.ts';

/** How a {@link LocalAdapter} differs from the usual one. */
export interface LocalOptions {
  /** Where comments are kept, in place of the database `diwan-comments` of the page's origin. */
  readonly store?: UseStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What can be said of a comment since it may be changed; records of before that say none of it. */
type Later = 'editedAt' | 'original' | 'guestKey' | 'state';

/** A comment as it is kept. The key of its writer is kept as it is: it never leaves this device anyway. */
type Kept = Required<Omit<MemorySeed, Later>> & Pick<MemorySeed, Later>;

/** A site's comments as they are kept, in the order they were published. One that was removed keeps its place. */
interface SiteRecord {
  readonly version: 1;
  readonly comments: readonly Kept[];
}

/**
 * Comments in the reader's own IndexedDB, for trying Dîwan on a page without any server. Nobody
 * else sees them. A guest gives a name and no e-mail, which would serve for nothing here.
 *
 * The rules are the memory adapter's: each call fills one with what is kept and asks it. Any number
 * of tabs may write at once. Where the database fails, calls reject with `unavailable`.
 */
export class LocalAdapter implements CommentsAdapter {
  readonly name = 'local';
  readonly facts: AdapterFacts;
  readonly #store: UseStore;
  readonly #now: () => number;

  constructor({ store, now = Date.now }: LocalOptions = {}) {
    this.#store = store ?? databaseStore({ name: 'diwan-comments', factory: () => indexedDB, clock: systemClock });
    this.#now = now;
    this.facts = this.#filled(empty).facts;
  }

  loadThread(ref: ThreadRef, query: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    return this.#ask(ref.site, options, (memory) => memory.loadThread(ref, query, options));
  }

  loadReplies(ref: ThreadRef, parent: CommentId, query: PageQuery, options?: CallOptions): Promise<Page<CommentView>> {
    return this.#ask(ref.site, options, (memory) => memory.loadReplies(ref, parent, query, options));
  }

  createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
    return this.#change(ref.site, options, async (memory, comments) => {
      const view = await memory.createComment(ref, comment, options);
      const { id, parentId, author: { name }, body: { text }, createdAt } = view;
      const added = { thread: { site: ref.site, key: ref.key }, id, parentId, name, text, createdAt, guestKey: options.guestKey ?? null };
      return [view, comments.some((known) => known.id === id) ? comments : [...comments, added]];
    });
  }

  readonly locating: LocatingFacet = {
    loadThreadAround: (ref, comment, query, options) =>
      this.#ask(ref.site, options, (memory) => memory.locating.loadThreadAround(ref, comment, query, options)),
  };

  readonly counts: CountsFacet = {
    loadCounts: (site, keys, options) => this.#ask(site, options, (memory) => memory.counts.loadCounts(site, keys, options)),
  };

  readonly own: OwnFacet = {
    loadOwn: (ref, ids, options) => this.#ask(ref.site, options, (memory) => memory.own.loadOwn(ref, ids, options)),

    editComment: (ref, id, body, options) =>
      this.#change(ref.site, options, async (memory, comments) => {
        const view = await memory.own.editComment(ref, id, body, options);
        const edited = (known: Kept): Kept => ({ ...known, text: view.body.text, original: known.original ?? known.text, editedAt: view.editedAt });
        return [view, comments.map((known) => (known.id === id ? edited(known) : known))];
      }),

    removeComment: (ref, id, options) =>
      this.#change(ref.site, options, async (memory, comments) => {
        const left = await memory.own.removeComment(ref, id, options);
        const removed = { name: null, text: '', original: '', state: 'removed' } as const;
        return [left, comments.map((known) => (known.id === id ? { ...known, ...removed } : known))];
      }),
  };

  async close(): Promise<void> {
    // The connection closes with the page, or when another tab wants the database for itself.
  }

  async #ask<T>(site: string, options: CallOptions | undefined, question: (memory: MemoryAdapter) => Promise<T>): Promise<T> {
    const stored = await orAbort(options?.signal, reported(this.#store('readonly', (objects) => read(objects, site))));
    return question(this.#filled(understood(stored)));
  }

  /** What the deed answers, once the comments are kept as it leaves them. What it refuses changes nothing. */
  #change<T>(site: string, { signal }: CallOptions, deed: (memory: MemoryAdapter, comments: readonly Kept[]) => Promise<readonly [T, readonly Kept[]]>): Promise<T> {
    return orAbort(signal, reported(this.#store('readwrite', async (objects) => {
      const kept = understood(await read(objects, site));
      // The memory adapter waits for nothing but its turn, so that the transaction stays open and no other tab comes between.
      const [answer, changed] = await deed(this.#filled(kept), kept.comments);
      objects.put({ version: 1, comments: changed } satisfies SiteRecord, keyOf(site));
      await promisifyRequest(objects.transaction);
      return answer;
    })));
  }

  #filled({ comments }: SiteRecord): MemoryAdapter {
    // Comments are read in the order of their times, so a clock set back must not put one before what is there.
    const last = Date.parse(comments.at(-1)?.createdAt ?? '') || 0;
    return new MemoryAdapter({ seeds: comments, now: () => Math.max(this.#now(), last), facts: { guest: { name: 'required', email: 'none' } } });
  }
}

const empty: SiteRecord = { version: 1, comments: [] };

function keyOf(site: string): string {
  return `v1:comments:${site}`;
}

/** Not by idb-keyval's own `get` and `update`: what the form shares with this file would carry them to every reader. */
function read(objects: IDBObjectStore, site: string): Promise<SiteRecord | undefined> {
  return promisifyRequest<SiteRecord | undefined>(objects.get(keyOf(site)));
}

function understood(stored: SiteRecord | undefined): SiteRecord {
  if (stored && stored.version !== 1) throw new CommentsError('unavailable', 'these comments were kept by a newer version');
  return stored ?? empty;
}

/** What the database answers, its failures as the contract names them. A failed transaction stores nothing. */
async function reported<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw cause instanceof CommentsError ? cause : new CommentsError('unavailable', 'the database of this page fails', { cause });
  }
}

/** The answer, or the signal's reason as soon as it aborts. */
function orAbort<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
