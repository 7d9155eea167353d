import type { CommentBody, CommentView, NewComment } from '../contract/comment.ts';
import type { AdapterFacts } from '../contract/facts.ts';
import type { GuestKey } from '../contract/guest-key.ts';
import type { CommentId } from '../contract/ids.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { LocatedPage, Sort, ThreadPage, ThreadQuery, ThreadRef } from '../contract/thread.ts';
import type { CallOptions } from './call-options.ts';
import type { AccountFacet, PasskeysFacet, SessionFacet, SignInPagesFacet, SingleSignOnFacet } from './member-facets.ts';

export type * from './call-options.ts';
export type * from './member-facets.ts';

/** What every write takes. */
export interface WriteOptions extends CallOptions {
  /** Made once per thing the reader did and sent again with each retry. For a new comment it is the comment's id. */
  readonly key: string;
  /** By what the backend knows this guest again when they come to change what they wrote; left out where it has no {@link OwnFacet}, and for members. */
  readonly guestKey?: GuestKey | undefined;
}

/**
 * The one thing Dîwan knows of a backend. A few methods that every backend has, and facets:
 * objects that are there whole or not at all. What a facet's presence says, no flag repeats.
 *
 * Methods throw `CommentsError` for what a reader can be told, and plain `Error` for a mistake of
 * the program. Any of them may be called before an earlier call has ended. An object of another
 * backend's own class is as good as one of ours: the contract is the shape.
 */
export interface CommentsAdapter {
  /** A word for messages and for the keys of drafts: `memory`, `http`. Does not change. */
  readonly name: string;

  /**
   * What holds for the whole backend. There from the start; an adapter that learns it from its
   * server gives its best guess first and the truth once the first `loadThread` has answered.
   */
  readonly facts: AdapterFacts;

  /**
   * Called once for the first paint, then for each page turned to or fetched beforehand.
   * A thread that nobody has written in is an empty page 1 of 1, not an error.
   * Items are top-level comments in the order asked for, and only such as this reader may see.
   *
   * @throws `invalid-cursor` for a cursor it did not give; `unsupported` for a sort that is not in
   *   `facts.sorts` or a page that `facts.paging` rules out; `offline`, `timeout`, `unavailable`, `rate-limited`, `protocol`.
   */
  loadThread(ref: ThreadRef, query: ThreadQuery, options?: CallOptions): Promise<ThreadPage>;

  /**
   * The direct replies to one comment, oldest first. A comment without any answers an empty page.
   *
   * @throws `not-found` for an unknown parent, `invalid-cursor`, and as {@link loadThread}.
   */
  loadReplies(ref: ThreadRef, parent: CommentId, query: PageQuery, options?: CallOptions): Promise<Page<CommentView>>;

  /**
   * Called with a comment the reader sent, and again with the same one until an answer is known.
   * Answers the comment as its writer now sees it: `published`, `held`, or `accepted` where the
   * backend says no more. With `facts.idempotentWrites`, the same id and content again answer what
   * is stored and store nothing.
   *
   * @throws `invalid` with `faults`; `conflict` when the id stands for another content; `closed`;
   *   `not-found` for an unknown parent; `forbidden`; `unauthenticated`; `challenge`; `rate-limited` with `retryAfter`;
   *   `outcome-unknown` when it was sent and no answer came; and `offline`, `unavailable` only when surely nothing was stored.
   */
  createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView>;

  /** Lets go of connections and timers. Called once, when the last widget that uses the adapter is gone; never throws. */
  close(): Promise<void>;

  readonly locating?: LocatingFacet;
  readonly counts?: CountsFacet;
  /** An adapter that learns from its server whether it has this has it once the first `loadThread` has answered, not before. */
  readonly own?: OwnFacet | undefined;
  /** As {@link own}. */
  readonly session?: SessionFacet | undefined;
  /** As {@link own}; only beside `session`, as those that follow. */
  readonly account?: AccountFacet | undefined;
  readonly signInPages?: SignInPagesFacet | undefined;
  readonly passkeys?: PasskeysFacet | undefined;
  readonly singleSignOn?: SingleSignOnFacet | undefined;
}

/** Finds the page a comment stands on, in one request. */
export interface LocatingFacet {
  /**
   * The page of top-level comments that holds the comment, or its topmost ancestor.
   *
   * @throws `not-found` when it is not there, or not for this reader; and as {@link CommentsAdapter.loadThread}.
   */
  loadThreadAround(
    ref: ThreadRef,
    comment: CommentId,
    query: { readonly sort: Sort; readonly size: number },
    options?: CallOptions,
  ): Promise<LocatedPage>;
}

/** Counts the comments of many threads in one request. */
export interface CountsFacet {
  /**
   * How many comments, replies included, others can see in each thread, by its key.
   * A thread that nobody has written in counts 0. Up to 100 keys; an empty list answers an empty map.
   */
  loadCounts(site: string, keys: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, number>>;
}

/** How a reader asks for what is theirs. */
export interface OwnOptions extends CallOptions {
  /** The key their comments were sent with; left out for a member, whom the backend knows. */
  readonly guestKey?: GuestKey | undefined;
}

/**
 * What readers do with what is theirs: guests by the key of their device, members by their session. What may be done to which
 * comment now (`can.edit`, `can.remove`), and for how long, is the backend's to decide, by its own clock.
 */
export interface OwnFacet {
  /**
   * Those among the comments that are this reader's own, as their writer sees them now: held ones too, and with what may be done to
   * them. In any order; what is not theirs, not in the thread, or gone, is left out without a word. Up to 100 ids; none answers none.
   */
  loadOwn(ref: ThreadRef, ids: readonly CommentId[], options?: OwnOptions): Promise<readonly CommentView[]>;

  /**
   * Gives a comment another text and answers it, with `editedAt`; its place, its time and what hangs on it stay. The text it has already
   * changes nothing and is no edit, so that a retry is safe.
   *
   * @throws `invalid` with the fault of `body.text`; `not-found` for a comment that is not there; `forbidden` for one that is not
   *   theirs, or can no longer be edited; `closed` in a closed thread; and as {@link CommentsAdapter.createComment}.
   */
  editComment(ref: ThreadRef, id: CommentId, body: CommentBody, options: WriteOptions): Promise<CommentView>;

  /**
   * Removes a comment, in a closed thread too, and answers what is left of it: a tombstone where replies hang on it, else `null`.
   * One that its owner removed before is answered the same again, so that a retry is safe.
   *
   * @throws `not-found`, `forbidden` as {@link editComment}, and as {@link CommentsAdapter.createComment}.
   */
  removeComment(ref: ThreadRef, id: CommentId, options: WriteOptions): Promise<CommentView | null>;
}
