/** Comments as the memory adapter holds them: lists that keep every place, and what can be seen of them. */
import type { CommentState, Timestamp } from '../../contract/comment.ts';
import type { GuestKey } from '../../contract/guest-key.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Places } from '../paging.ts';

/** A thread. */
export interface StoredThread {
  readonly key: string;
  /** Of its page, as it was first told. */
  url: string | null;
  title: string | null;
  closed: boolean;
  /** What was published at the top, in that order. */
  readonly top: StoredComment[];
}

/** A comment. */
export interface StoredComment {
  readonly id: CommentId;
  readonly thread: StoredThread;
  readonly parent: StoredComment | null;
  name: string | null;
  text: string;
  /** The text it was sent with, however often it was edited since: what it is compared with when it is sent again. */
  original: string;
  readonly createdAt: Timestamp;
  editedAt: Timestamp | null;
  /** By what its writer is known again, or `null`. A server would keep a hash of it. */
  guestKey: GuestKey | null;
  /** The id of the member who wrote it, or `null`. Who that is now, their name and picture, is asked when it is shown. */
  member: string | null;
  /** Whether its member left. */
  former: boolean;
  /** The hash of its guest's address, or `null`; what cannot be hashed is `null`, too. */
  readonly emailHash: Promise<string | null> | null;
  /** Counts all comments in the order they came. */
  readonly number: number;
  state: CommentState;
  /** What was published below it, in that order. */
  readonly replies: StoredComment[];
}

/** Gives a comment the next place of its list, which it keeps. */
export function enter(comment: StoredComment, state: CommentState): void {
  comment.state = state;
  (comment.parent?.replies ?? comment.thread.top).push(comment);
}

/** Leaves nothing of a comment but its place and what hangs on it. */
export function erase(comment: StoredComment): void {
  Object.assign(comment, { state: 'removed', name: null, text: '', original: '' } satisfies Partial<StoredComment>);
}

/** Whether everybody can read it. */
export const isPublished = (comment: StoredComment): boolean => comment.state === 'published';

/** Whether everybody may know of it. A removed comment is still seen, as a tombstone, while something hangs on it. */
export const isSeen = (comment: StoredComment): boolean =>
  isPublished(comment) || (comment.state === 'removed' && comment.replies.some(isSeen));

/** A list, with holes where something is not to be seen. */
export const seen = (list: readonly StoredComment[]): Places<StoredComment> => list.map((comment) => (isSeen(comment) ? comment : null));

/** What it hangs on, from the top down. */
export const ancestorsOf = ({ parent }: StoredComment): readonly StoredComment[] => (parent ? [...ancestorsOf(parent), parent] : []);

/** How many published comments there are in a list and below it. */
export const countAll = (list: readonly StoredComment[]): number =>
  list.reduce((sum, comment) => sum + Number(isPublished(comment)) + countAll(comment.replies), 0);
