import type { CallOptions, CommentsAdapter, OwnFacet, WriteOptions } from '../../src/adapters/adapter.ts';
import { MemoryAdapter, type MemoryOptions, type MemorySeed, type ThreadName } from '../../src/adapters/memory/memory-adapter.ts';
import type { CommentView, NewComment } from '../../src/contract/comment.ts';
import type { AdapterFacts } from '../../src/contract/facts.ts';
import { CommentsError, type ErrorCode } from '../../src/contract/errors.ts';
import { newCommentId, type CommentId } from '../../src/contract/ids.ts';
import type { Page } from '../../src/contract/page.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../src/contract/thread.ts';

/** A promise and what settles it. */
export function defer<T>(): { readonly promise: Promise<T>; resolve(value: T | Promise<T>): void; reject(reason: unknown): void } {
  let settle: Pick<ReturnType<typeof defer<T>>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle! };
}

/** A call to the adapter, which ends when the test says so, or aborts. */
export class Call<Request, Answer> {
  readonly request: Request;
  readonly signal: AbortSignal | undefined;
  readonly coming: Promise<Answer>;
  /** Ends it with what the backend holds at that moment, or with this answer. */
  readonly answer: (answer?: Answer | Promise<Answer>) => void;
  /** Ends it with a code, or with whatever an adapter may throw. */
  readonly fail: (thrown: unknown) => void;

  constructor(request: Request, signal: AbortSignal | undefined, stored: () => Promise<Answer>) {
    const { promise, resolve, reject } = defer<Answer>();
    this.request = request;
    this.signal = signal;
    this.coming = promise;
    this.answer = (answer) => resolve(answer ?? stored());
    this.fail = (thrown) => reject(typeof thrown === 'string' ? new CommentsError(thrown as ErrorCode, thrown) : thrown);
    signal?.addEventListener('abort', () => reject(signal.reason));
  }
}

/** A backend in memory that answers at once, or holds each call until the test ends it. */
export class FakeAdapter implements CommentsAdapter {
  /** A name of its own, so that what one test leaves in the device's storage is never another's. */
  readonly name = `fake-${newCommentId()}`;
  readonly memory: MemoryAdapter;
  facts: AdapterFacts;
  readonly loads: Call<{ readonly ref: ThreadRef; readonly query: ThreadQuery }, ThreadPage>[] = [];
  readonly posts: Call<NewComment, CommentView>[] = [];
  /** Edits and removals, with the new text or `null`. */
  readonly deeds: Call<{ readonly id: CommentId; readonly text: string | null; readonly key: string }, CommentView | null>[] = [];
  /** The ids asked for as the reader's own, at each time. */
  readonly ownAsked: (readonly CommentId[])[] = [];
  holdsLoads = false;
  holdsPosts = false;
  holdsDeeds = false;
  /** How often it was closed. */
  closings = 0;
  /** What becomes of each page before it is answered. */
  shape: (page: ThreadPage) => ThreadPage = (page) => page;

  constructor(options: MemoryOptions = {}) {
    this.memory = new MemoryAdapter(options);
    this.facts = this.memory.facts;
  }

  /** The call for a page made last. */
  get lastLoad(): Call<{ readonly ref: ThreadRef; readonly query: ThreadQuery }, ThreadPage> {
    return this.loads.at(-1)!;
  }

  /** The pages and cursors asked for so far, in order. */
  get asked(): readonly (number | string)[] {
    return this.loads.map(({ request: { query } }) => ('page' in query.at ? query.at.page : query.at.cursor));
  }

  loadThread(ref: ThreadRef, query: ThreadQuery, { signal }: CallOptions = {}): Promise<ThreadPage> {
    const call = new Call({ ref, query }, signal, () => this.memory.loadThread(ref, query).then(this.shape));
    this.loads.push(call);
    if (!this.holdsLoads) call.answer();
    return call.coming;
  }

  createComment(ref: ThreadRef, comment: NewComment, { signal, key, guestKey }: WriteOptions): Promise<CommentView> {
    const call = new Call(comment, signal, () => this.memory.createComment(ref, comment, { key, guestKey }));
    this.posts.push(call);
    if (!this.holdsPosts) call.answer();
    return call.coming;
  }

  loadReplies(): Promise<Page<CommentView>> {
    return Promise.reject(new CommentsError('unsupported', 'nobody asks for replies'));
  }

  readonly own: OwnFacet = {
    loadOwn: (ref, ids, options) => {
      this.ownAsked.push(ids);
      return this.memory.own.loadOwn(ref, ids, options);
    },
    editComment: async (ref, id, body, { signal, ...options }) =>
      (await this.#deed({ id, text: body.text, key: options.key }, signal, () => this.memory.own.editComment(ref, id, body, options)))!,
    removeComment: (ref, id, { signal, ...options }) =>
      this.#deed({ id, text: null, key: options.key }, signal, () => this.memory.own.removeComment(ref, id, options)),
  };

  #deed(request: FakeAdapter['deeds'][number]['request'], signal: AbortSignal | undefined, done: () => Promise<CommentView | null>): Promise<CommentView | null> {
    const call = new Call(request, signal, done);
    this.deeds.push(call);
    if (!this.holdsDeeds) call.answer();
    return call.coming;
  }

  close(): Promise<void> {
    this.closings++;
    return Promise.resolve();
  }
}

/** So many published comments, `Comment 1` by `Reader 1` the oldest, an hour apart. */
export function comments(thread: ThreadName, count: number, first = 1): MemorySeed[] {
  return Array.from({ length: count }, (_, index) => ({
    thread,
    id: `c${first + index}`,
    name: `Reader ${first + index}`,
    text: `Comment ${first + index}`,
    createdAt: new Date(Date.UTC(2026, 0, 1, first + index)).toISOString(),
  }));
}
