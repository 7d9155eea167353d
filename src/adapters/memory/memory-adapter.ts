import type { CommentState, CommentView, NewComment, Timestamp } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import { newCommentId, type CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import { guestFaults, normalizeName, normalizeText, textFault } from '../../contract/rules.ts';
import type { LocatedPage, ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import type { CallOptions, CommentsAdapter, CountsFacet, LocatingFacet, WriteOptions } from '../adapter.ts';
import { pageAround, pageOf, partOf, type CutPage, type Places } from '../paging.ts';

/** What names a thread. */
export type ThreadName = Pick<ThreadRef, 'site' | 'key'>;
/** A comment that is there from the start. */
export interface MemorySeed {
  readonly thread: ThreadName;
  readonly text: string;
  readonly id?: CommentId;
  /** The seed it answers, which must be older or stand before it. */
  readonly parentId?: CommentId | null;
  readonly name?: string | null;
  /** The clock's time where left out. */
  readonly createdAt?: Timestamp;
  /** `published` where left out. */
  readonly state?: Exclude<CommentState, 'accepted'>;
}

/** How a {@link MemoryAdapter} differs from the usual one. */
export interface MemoryOptions {
  /** Published in the order of their times. */
  readonly seeds?: readonly MemorySeed[];
  /** Other facts than the usual. Without `idempotentWrites` all that is sent is stored, under ids of the backend's own. */
  readonly facts?: Partial<AdapterFacts>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Whether new comments wait for {@link MemoryAdapter.publish}. */
  readonly hold?: boolean;
  /** Whether every thread is closed. */
  readonly closed?: boolean;
}

interface StoredComment {
  readonly id: CommentId;
  readonly thread: Thread;
  readonly parent: StoredComment | null;
  readonly name: string | null;
  readonly text: string;
  readonly createdAt: Timestamp;
  state: CommentState;
  /** What was published below it, in that order. */
  readonly replies: StoredComment[];
}

interface Thread {
  closed: boolean;
  /** What was published at the top, in that order. */
  readonly top: StoredComment[];
}

/**
 * Comments in memory, gone with the page: for tests, for trying out, and to copy from. It is the
 * shortest adapter that does everything the contract knows, so a new one can start as this file.
 */
export class MemoryAdapter implements CommentsAdapter {
  readonly name = 'memory';
  readonly facts: AdapterFacts;
  readonly #options: MemoryOptions;
  readonly #threads = new Map<string, Thread>();
  /** Every comment by its site and id, so that an id stands for one comment in all threads of a site. */
  readonly #comments = new Map<string, StoredComment>();

  constructor(options: MemoryOptions = {}) {
    this.facts = {
      sorts: ['oldest', 'newest'],
      bodyFormats: ['text'],
      maxLength: 5000,
      maxDepth: 3,
      maxPageSize: 100,
      paging: 'numbered',
      idempotentWrites: true,
      guest: { name: 'required', email: 'required' },
      ...options.facts,
    };
    this.#options = options;
    const seeds = (options.seeds ?? []).map((seed) => ({ createdAt: this.#timestamp(), ...seed }));
    seeds.sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
    for (const { thread, id = newCommentId(), parentId = null, name = 'Guest', state = 'published', ...said } of seeds) {
      const parent = parentId === null ? null : this.#comments.get(keyOf(thread.site, parentId));
      if (parent === undefined) throw new Error(`the seed ${id} answers ${String(parentId)}, which is not there yet`);
      this.#add(thread.site, { ...said, id, thread: this.#thread(thread), parent, name, state, replies: [] });
    }
  }

  async loadThread(ref: ThreadRef, query: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    await turn(options?.signal);
    const thread = this.#thread(ref);
    return this.#page(thread, pageOf(seen(thread.top), query, this.facts));
  }

  async loadReplies(ref: ThreadRef, parent: CommentId, query: PageQuery, options?: CallOptions): Promise<Page<CommentView>> {
    await turn(options?.signal);
    const { replies } = this.#find(ref, parent);
    const part = partOf(seen(replies), query, this.facts);
    return { ...part, items: part.items.map((comment) => this.#view(comment)), total: replies.filter(isPublished).length };
  }

  async createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
    await turn(options.signal);
    const thread = this.#thread(ref);
    const name = comment.guest && this.facts.guest.name !== 'none' ? normalizeName(comment.guest.name ?? '') || null : null;
    const text = normalizeText(comment.body.text);

    // What is stored is answered before anything is judged: a retry must not fail because the thread was closed meanwhile.
    const known = this.facts.idempotentWrites && this.#comments.get(keyOf(ref.site, comment.id));
    if (known) {
      const same = known.thread === thread && (known.parent?.id ?? null) === comment.parentId && known.text === text && known.name === name;
      if (!same) throw new CommentsError('conflict', `the id ${comment.id} stands for another comment`);
      return this.#view(known);
    }

    if (thread.closed) throw new CommentsError('closed', 'the thread takes no comments');
    if (!comment.guest) throw new CommentsError('unauthenticated', 'nobody can be signed in here');
    const fault = textFault(text, this.facts.maxLength);
    const faults = [...guestFaults(comment.guest, this.facts.guest), ...(fault ? [{ field: 'body.text', reason: fault }] : [])];
    if (faults.length) throw new CommentsError('invalid', 'the comment cannot be taken as it is', { faults });
    const parent = comment.parentId === null ? null : this.#find(ref, comment.parentId);
    if (parent && !this.#takesReplies(parent)) throw new CommentsError('forbidden', 'this comment takes no replies');

    // The e-mail ends here: nobody may ever ask for it, so it is not even kept.
    const id = this.facts.idempotentWrites ? comment.id : newCommentId();
    const state = this.#options.hold ? 'held' : 'published';
    return this.#view(this.#add(ref.site, { id, thread, parent, name, text, createdAt: this.#timestamp(), state, replies: [] }));
  }

  readonly locating: LocatingFacet = {
    loadThreadAround: async (ref, id, query, options): Promise<LocatedPage> => {
      await turn(options?.signal);
      const thread = this.#thread(ref);
      const comment = this.#find(ref, id);
      const above = ancestorsOf(comment);
      const page = pageAround(seen(thread.top), thread.top.indexOf(above[0] ?? comment), query, this.facts);
      return { ...this.#page(thread, page), located: { id, ancestors: above.map((ancestor) => ancestor.id) } };
    },
  };

  readonly counts: CountsFacet = {
    loadCounts: async (site, keys, options) => {
      await turn(options?.signal);
      return new Map(keys.map((key) => [key, countAll(this.#thread({ site, key }).top)]));
    },
  };

  async close(): Promise<void> {
    // Nothing is held open.
  }

  /** Publishes a held comment, as a moderator would: it takes the next place of its list now. */
  publish(site: string, id: CommentId): void {
    const comment = this.#comments.get(keyOf(site, id));
    if (comment?.state === 'held') enter(comment, 'published');
  }

  /** Removes a comment, as a moderator would: a tombstone where replies hang on it, else nothing to be seen. */
  remove(site: string, id: CommentId): void {
    const comment = this.#comments.get(keyOf(site, id));
    if (comment) comment.state = 'removed';
  }

  /** Closes a thread: it can be read and nobody can write. */
  closeThread(thread: ThreadName): void {
    this.#thread(thread).closed = true;
  }

  #thread({ site, key }: ThreadName): Thread {
    const name = keyOf(site, key);
    const thread = this.#threads.get(name) ?? { closed: this.#options.closed ?? false, top: [] };
    this.#threads.set(name, thread);
    return thread;
  }

  /** A comment that everyone may know of. One that is held is not there for anybody else, nor one that left no trace. */
  #find(ref: ThreadRef, id: CommentId): StoredComment {
    const comment = this.#comments.get(keyOf(ref.site, id));
    if (!comment || comment.thread !== this.#thread(ref) || !isSeen(comment)) throw new CommentsError('not-found', `there is no comment ${id}`);
    return comment;
  }

  #timestamp(): Timestamp {
    return new Date(this.#options.now?.() ?? Date.now()).toISOString();
  }

  #add(site: string, comment: StoredComment): StoredComment {
    this.#comments.set(keyOf(site, comment.id), comment);
    if (comment.state !== 'held') enter(comment, comment.state);
    return comment;
  }

  #takesReplies(comment: StoredComment): boolean {
    return isPublished(comment) && !comment.thread.closed && ancestorsOf(comment).length < this.facts.maxDepth;
  }

  #page(thread: Thread, page: CutPage<StoredComment>): ThreadPage {
    return {
      ...page,
      items: page.items.map((comment) => this.#view(comment)),
      total: countAll(thread.top),
      thread: { state: thread.closed ? 'closed' : 'open', can: { comment: !thread.closed } },
      viewer: null,
    };
  }

  #view(comment: StoredComment): CommentView {
    const { id, parent, state, createdAt } = comment;
    const removed = state === 'removed';
    return {
      id,
      parentId: parent?.id ?? null,
      author: { name: removed ? null : comment.name, kind: 'guest' },
      body: { format: 'text', text: removed ? '' : comment.text },
      state,
      createdAt,
      replyCount: comment.replies.filter(isPublished).length,
      can: { reply: this.#takesReplies(comment) },
    };
  }
}

/** What a network does to every call: it takes a turn, and an abort during it ends the call with the signal's own reason. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await Promise.resolve();
  signal?.throwIfAborted();
}

/** Gives a comment the next place of its list, which it keeps. */
function enter(comment: StoredComment, state: CommentState): void {
  comment.state = state;
  (comment.parent?.replies ?? comment.thread.top).push(comment);
}

const isPublished = (comment: StoredComment): boolean => comment.state === 'published';
/** A removed comment is still seen, as a tombstone, while something hangs on it. */
const isSeen = (comment: StoredComment): boolean =>
  isPublished(comment) || (comment.state === 'removed' && comment.replies.some(isSeen));
const seen = (list: readonly StoredComment[]): Places<StoredComment> => list.map((comment) => (isSeen(comment) ? comment : null));
const ancestorsOf = ({ parent }: StoredComment): readonly StoredComment[] => (parent ? [...ancestorsOf(parent), parent] : []);
const countAll = (list: readonly StoredComment[]): number =>
  list.reduce((sum, comment) => sum + Number(isPublished(comment)) + countAll(comment.replies), 0);
/** Two words as one that no other two words make. */
const keyOf = (site: string, word: string): string => JSON.stringify([site, word]);
