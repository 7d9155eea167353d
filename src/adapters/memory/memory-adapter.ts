import type { CommentView, NewComment, Timestamp } from '../../contract/comment.ts';
import { CommentsError, type FieldFault } from '../../contract/errors.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import { newCommentId, type CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import { guestFaults, normalizeName, normalizeText, textFault } from '../../contract/rules.ts';
import type { LocatedPage, ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import type { CallOptions, CommentsAdapter, CountsFacet, LocatingFacet, OwnFacet, OwnOptions, WriteOptions } from '../adapter.ts';
import { pageAround, pageOf, partOf, type CutPage } from '../paging.ts';
import type { MemoryOptions, ThreadName } from './memory-options.ts';
import { ancestorsOf, countAll, enter, erase, isPublished, isSeen, seen, type StoredComment, type StoredThread } from './stored-comments.ts';

export type { MemoryOptions, MemorySeed, ThreadName } from './memory-options.ts';

/**
 * Comments in memory, gone with the page: for tests, for trying out, and to copy from. It is the
 * shortest adapter that does everything the contract knows, so a new one can start as this file.
 */
export class MemoryAdapter implements CommentsAdapter {
  readonly name = 'memory';
  readonly facts: AdapterFacts;
  readonly #options: MemoryOptions;
  readonly #threads = new Map<string, StoredThread>();
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
      const unsaid = { original: said.text, editedAt: null, guestKey: null, replies: [] };
      const comment = this.#add(thread.site, { ...unsaid, ...said, id, thread: this.#thread(thread), parent, name, state });
      if (state === 'removed') erase(comment);
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
      if (known.state === 'removed') throw new CommentsError('not-found', `the comment ${comment.id} was removed`);
      const same = known.thread === thread && (known.parent?.id ?? null) === comment.parentId && known.original === text && known.name === name;
      if (!same) throw new CommentsError('conflict', `the id ${comment.id} stands for another comment`);
      return this.#view(known, options);
    }

    if (thread.closed) throw new CommentsError('closed', 'the thread takes no comments');
    if (!comment.guest) throw new CommentsError('unauthenticated', 'nobody can be signed in here');
    this.#judge(text, guestFaults(comment.guest, this.facts.guest));
    const parent = comment.parentId === null ? null : this.#find(ref, comment.parentId);
    if (parent && !this.#takesReplies(parent)) throw new CommentsError('forbidden', 'this comment takes no replies');

    // The e-mail ends here: nobody may ever ask for it, so it is not even kept.
    const id = this.facts.idempotentWrites ? comment.id : newCommentId();
    const state = this.#options.hold ? 'held' : 'published';
    const written = { createdAt: this.#timestamp(), editedAt: null, guestKey: options.guestKey ?? null };
    return this.#view(this.#add(ref.site, { ...written, id, thread, parent, name, text, original: text, state, replies: [] }), options);
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

  readonly own: OwnFacet = {
    loadOwn: async (ref, ids, options = {}) => {
      await turn(options.signal);
      const all = Array.from(new Set(ids), (id) => this.#comments.get(keyOf(ref.site, id)));
      return all
        .filter((comment) => comment?.thread === this.#thread(ref) && comment.state !== 'removed' && isOwn(comment, options))
        .map((comment) => this.#view(comment!, options));
    },

    editComment: async (ref, id, body, options) => {
      await turn(options.signal);
      const comment = this.#findOwn(ref, id, options);
      const text = normalizeText(body.text);
      if (comment.state === 'removed') throw new CommentsError(isSeen(comment) ? 'forbidden' : 'not-found', `the comment ${id} was removed`);
      // What is there already is answered before anything is judged, as in createComment.
      if (comment.text !== text) {
        if (comment.thread.closed) throw new CommentsError('closed', 'the thread is closed');
        if (!this.#mayEdit(comment)) throw new CommentsError('forbidden', 'it is too late to edit this comment');
        this.#judge(text);
        Object.assign(comment, { text, editedAt: this.#timestamp() } satisfies Partial<StoredComment>);
      }
      return this.#view(comment, options);
    },

    removeComment: async (ref, id, options) => {
      await turn(options.signal);
      const comment = this.#findOwn(ref, id, options);
      if (comment.state !== 'removed' && !this.#mayRemove(comment)) throw new CommentsError('forbidden', 'it is too late to remove this comment');
      erase(comment);
      return isSeen(comment) ? this.#view(comment) : null;
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
    if (comment) erase(comment);
  }

  /** Closes a thread: it can be read and nobody can write. */
  closeThread(thread: ThreadName): void {
    this.#thread(thread).closed = true;
  }

  #thread({ site, key }: ThreadName): StoredThread {
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

  /** A comment that was written with this key. Of somebody else's no more is said than everyone may know. */
  #findOwn(ref: ThreadRef, id: CommentId, options: WriteOptions): StoredComment {
    const comment = this.#comments.get(keyOf(ref.site, id));
    if (comment?.thread === this.#thread(ref) && isOwn(comment, options)) return comment;
    throw new CommentsError('forbidden', `the comment ${this.#find(ref, id).id} is somebody else's`);
  }

  get #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #timestamp(): Timestamp {
    return new Date(this.#now).toISOString();
  }

  /** Refuses a text that cannot be taken, with what else is wrong. */
  #judge(text: string, others: readonly FieldFault[] = []): void {
    const fault = textFault(text, this.facts.maxLength);
    const faults = [...others, ...(fault ? [{ field: 'body.text', reason: fault }] : [])];
    if (faults.length) throw new CommentsError('invalid', 'the comment cannot be taken as it is', { faults });
  }

  #add(site: string, comment: StoredComment): StoredComment {
    this.#comments.set(keyOf(site, comment.id), comment);
    if (comment.state !== 'held') enter(comment, comment.state);
    return comment;
  }

  #takesReplies(comment: StoredComment): boolean {
    return isPublished(comment) && !comment.thread.closed && ancestorsOf(comment).length < this.facts.maxDepth;
  }

  #mayEdit({ state, thread, createdAt }: StoredComment): boolean {
    return state !== 'removed' && !thread.closed && this.#now - Date.parse(createdAt) < (this.#options.editFor ?? 15 * minute);
  }

  #mayRemove({ state, createdAt }: StoredComment): boolean {
    return state !== 'removed' && this.#now - Date.parse(createdAt) < (this.#options.removeFor ?? 24 * 60 * minute);
  }

  #page(thread: StoredThread, page: CutPage<StoredComment>): ThreadPage {
    return {
      ...page,
      items: page.items.map((comment) => this.#view(comment)),
      total: countAll(thread.top),
      thread: { state: thread.closed ? 'closed' : 'open', can: { comment: !thread.closed } },
      viewer: null,
    };
  }

  /** A comment as everybody sees it, or as its writer does whose key this is. */
  #view(comment: StoredComment, reader: OwnOptions = {}): CommentView {
    const { id, parent, name, text, state, createdAt, editedAt, replies } = comment;
    const mine = isOwn(comment, reader);
    return {
      id,
      parentId: parent?.id ?? null,
      author: { id: null, name, kind: 'guest', picture: null },
      body: { format: 'text', text },
      state,
      createdAt,
      editedAt,
      replyCount: replies.filter(isPublished).length,
      can: { reply: this.#takesReplies(comment), edit: mine && this.#mayEdit(comment), remove: mine && this.#mayRemove(comment) },
    };
  }
}

const minute = 60_000;

/** What a network does to every call: it takes a turn, and an abort during it ends the call with the signal's own reason. */
async function turn(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await Promise.resolve();
  signal?.throwIfAborted();
}

/** Whether it was written with this reader's key. Without a key, nobody's is. */
const isOwn = (comment: StoredComment, { guestKey }: OwnOptions): boolean => guestKey !== undefined && comment.guestKey === guestKey;
/** Two words as one that no other two words make. */
const keyOf = (site: string, word: string): string => JSON.stringify([site, word]);
