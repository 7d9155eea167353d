import type { OwnedComment } from '../store/comments.ts';
import type { ThreadRow } from '../store/tables.ts';
import { placeOf, type Secrets } from './secrets.ts';
import { notOwn, type OwnPermissions } from './view.ts';

/** For how long after it was stored a comment may be changed by its writer, in milliseconds; 0 is never. */
export interface OwnWindows {
  readonly edit: number;
  readonly remove: number;
}

/** By what somebody shows that comments are theirs: a guest by the key of their device, a member by their session. */
export interface Writer {
  readonly guestKey: string | null;
  /** The id of the member, or `null`. */
  readonly member: string | null;
}

/** What ownership goes by. */
export interface OwnershipOptions {
  /** For guests. */
  readonly windows: OwnWindows;
  readonly memberWindows: OwnWindows;
  /** Whether a new comment waits for approval. */
  readonly holdsNew: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Whether writers may change anything of theirs at all: what a page lists as the facet `own`. */
export function allowsChanges({ edit, remove }: OwnWindows): boolean {
  return edit > 0 || remove > 0;
}

/** Tells whose a comment is, and what its owner may do with it now. */
export class Ownership {
  readonly #secrets: Secrets;
  readonly #windows: OwnWindows;
  readonly #memberWindows: OwnWindows;
  readonly #holdsNew: boolean;
  readonly #now: () => number;

  constructor(secrets: Secrets, { windows, memberWindows, holdsNew, now }: OwnershipOptions) {
    this.#secrets = secrets;
    this.#windows = windows;
    this.#memberWindows = memberWindows;
    this.#holdsNew = holdsNew;
    this.#now = now;
  }

  /** What is kept of the key that a new comment came with: nothing where it would be of no use. */
  markOf(guestKey: string | null, site: string, id: string): Uint8Array | null {
    if (guestKey === null || !allowsChanges(this.#windows)) return null;
    return this.#secrets.guestMark(guestKey, placeOf(site, id));
  }

  /** Whether the comment is a member's who is signed in, or came with this key as a guest's. */
  isOwner(comment: Pick<OwnedComment, 'site' | 'id' | 'guest_key' | 'member_id'>, { guestKey, member }: Writer): boolean {
    if (comment.member_id !== null) return comment.member_id === member;
    if (comment.guest_key === null || guestKey === null) return false;
    return this.#secrets.isGuestMark(comment.guest_key, guestKey, placeOf(comment.site, comment.id));
  }

  /** What this writer may do with the comment now. */
  permissionsFor(comment: OwnedComment, thread: Pick<ThreadRow, 'state'>, writer: Writer): OwnPermissions {
    return this.isOwner(comment, writer) ? this.permissionsOf(comment, thread) : notOwn;
  }

  /**
   * What its owner may do with the comment now, as long as it was not removed. Where comments wait for approval, one that was approved keeps
   * the words that were: otherwise a writer would wait for that, and then say something else.
   */
  permissionsOf(comment: Pick<OwnedComment, 'state' | 'created_at' | 'member_id'>, thread: Pick<ThreadRow, 'state'>): OwnPermissions {
    const windows = comment.member_id === null ? this.#windows : this.#memberWindows;
    const age = this.#now() - comment.created_at;
    const isSettled = this.#holdsNew && comment.state === 'published';
    return { edit: thread.state === 'open' && !isSettled && age < windows.edit, remove: age < windows.remove };
  }
}
