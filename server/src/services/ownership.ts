import type { OwnedComment } from '../store/comments.ts';
import type { ThreadRow } from '../store/tables.ts';
import { placeOf, type Secrets } from './secrets.ts';
import { notOwn, type OwnPermissions } from './view.ts';

/** For how long after it was stored a comment may be changed by its writer, in milliseconds; 0 is never. */
export interface OwnWindows {
  readonly edit: number;
  readonly remove: number;
}

/** What ownership goes by. */
export interface OwnershipOptions {
  readonly windows: OwnWindows;
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
  readonly #holdsNew: boolean;
  readonly #now: () => number;

  constructor(secrets: Secrets, { windows, holdsNew, now }: OwnershipOptions) {
    this.#secrets = secrets;
    this.#windows = windows;
    this.#holdsNew = holdsNew;
    this.#now = now;
  }

  /** What is kept of the key that a new comment came with: nothing where it would be of no use. */
  markOf(guestKey: string | null, site: string, id: string): Uint8Array | null {
    if (guestKey === null || !allowsChanges(this.#windows)) return null;
    return this.#secrets.guestMark(guestKey, placeOf(site, id));
  }

  /** Whether the comment came with this key. */
  isOwner(comment: Pick<OwnedComment, 'site' | 'id' | 'guest_key'>, guestKey: string | null): boolean {
    if (comment.guest_key === null || guestKey === null) return false;
    return this.#secrets.isGuestMark(comment.guest_key, guestKey, placeOf(comment.site, comment.id));
  }

  /** What whoever has this key may do with the comment now. */
  permissionsFor(comment: OwnedComment, thread: Pick<ThreadRow, 'state'>, guestKey: string | null): OwnPermissions {
    return this.isOwner(comment, guestKey) ? this.permissionsOf(comment, thread) : notOwn;
  }

  /**
   * What its owner may do with the comment now, as long as it was not removed. Where comments wait for approval, one that was approved keeps
   * the words that were: otherwise a writer would wait for that, and then say something else.
   */
  permissionsOf(comment: Pick<OwnedComment, 'state' | 'created_at'>, thread: Pick<ThreadRow, 'state'>): OwnPermissions {
    const age = this.#now() - comment.created_at;
    const isSettled = this.#holdsNew && comment.state === 'published';
    return { edit: thread.state === 'open' && !isSettled && age < this.#windows.edit, remove: age < this.#windows.remove };
  }
}
