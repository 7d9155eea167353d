import type { CommentView, NewComment } from '../contract/comment.ts';
import type { ErrorCode, FieldFault } from '../contract/errors.ts';
import type { CommentId } from '../contract/ids.ts';
import type { ThreadRef } from '../contract/thread.ts';
import type { Held } from '../storage/records.ts';

/**
 * - `waiting`: stored, and sent as soon as it can be; `code` says what it waits for, `retryAt` until when.
 * - `sending`: an attempt is in flight.
 * - `refused`: the backend will not have it, for `code` and `faults`; kept until the reader takes it back or tries again.
 * - `unsure`: it may have been stored, and is not sent again unless the reader asks.
 * - `sent`: answered with `view`; kept in memory, for as long as the page lives.
 */
export type OutboxState = 'waiting' | 'sending' | 'refused' | 'unsure' | 'sent';

/** A comment on its way, as it is drawn. */
export interface OutboxEntry {
  /** The comment's id. */
  readonly id: CommentId;
  readonly ref: ThreadRef;
  readonly comment: NewComment;
  readonly state: OutboxState;
  /** What the last attempt failed with, `offline` while there is no network, or `null`. */
  readonly code: ErrorCode | null;
  readonly faults: readonly FieldFault[];
  /** When it is tried again, in milliseconds by the device's clock; `null` for at once, or not by itself. */
  readonly retryAt: number | null;
  /** The comment as the backend answered it, once it is sent. */
  readonly view: CommentView | null;
}

/** A comment on its way, as it is stored: with the guest's e-mail, until the answer is known. */
export interface OutboxRecord extends OutboxEntry {
  readonly version: 1;
  readonly backend: string;
  /** When it was stored, by the device's clock; what was stored first is sent first. */
  readonly addedAt: number;
  /** How many attempts were made since the reader last asked. */
  readonly attempts: number;
  /** How many of these ended in an answer that nobody could read. */
  readonly unreadable: number;
  /** Whether an attempt ended without anybody knowing how. */
  readonly maybeStored: boolean;
}

/** What the keys of all records begin with. */
export const outboxPrefix = 'v1:outbox:';

/** The key of a comment's record. */
export function outboxKey(id: CommentId): string {
  return outboxPrefix + id;
}

/** A comment that was never tried. */
export function newRecord(backend: string, ref: ThreadRef, comment: NewComment, addedAt: number): OutboxRecord {
  return {
    version: 1,
    backend,
    id: comment.id,
    ref,
    comment,
    addedAt,
    view: null,
    ...untried,
  };
}

/** How a record begins, and begins again when the reader asks. */
export const untried = { state: 'waiting', code: null, faults: [], retryAt: null, attempts: 0, unreadable: 0, maybeStored: false } as const;

/** The records of one backend among what is held. What another version wrote is left alone. */
export function recordsOf(backend: string, held: readonly Held[]): readonly OutboxRecord[] {
  return held.flatMap(([key, value]) => {
    const record = value as OutboxRecord;
    return record.version === 1 && record.backend === backend && key === outboxKey(record.id) ? record : [];
  });
}
