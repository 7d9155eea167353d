import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { CommentView, NewComment } from '../contract/comment.ts';
import { codeOf, isCommentsError, type ErrorCode, type FieldFault } from '../contract/errors.ts';
import type { GuestKey } from '../contract/guest-key.ts';
import type { CommentId } from '../contract/ids.ts';
import type { ThreadRef } from '../contract/thread.ts';
import type { Clock } from '../storage/clock.ts';
import type { Held } from '../storage/records.ts';
import { leavesOpen, pauseBefore, verdictOn } from './retry.ts';

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
  /** The id of the member who wrote it; nothing for a guest's. It is only sent while they are signed in. */
  readonly viewer?: string | null;
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
  /** By what the backend is to know the guest again; `undefined` where it does not ask, or nothing could be kept. */
  readonly guestKey?: GuestKey | undefined;
  /** When it was stored, by the device's clock; what was stored first is sent first. */
  readonly addedAt: number;
  /** How many attempts were made since the reader last asked. */
  readonly attempts: number;
  /** Whether an attempt ended without anybody knowing how. */
  readonly maybeStored: boolean;
}

/** What the keys of all records begin with. */
export const outboxPrefix = 'v1:outbox:';

/** The key of a comment's record. */
export function outboxKey(id: CommentId): string {
  return outboxPrefix + id;
}

/** How a record begins, and begins again when the reader asks. */
export const untried = { state: 'waiting', code: null, faults: [], retryAt: null, attempts: 0, maybeStored: false } as const;

/** What {@link afterFailure} reckons with. */
export interface Circumstances {
  readonly adapter: Pick<CommentsAdapter, 'facts'>;
  readonly clock: Clock;
  /** At least 0 and less than 1; spreads the attempts of many readers. */
  readonly random?: () => number;
}

/**
 * A record after a failed attempt.
 *
 * @param error what the attempt failed with; `null` where it was cut short, and then nobody knows how it ended and no pause is needed.
 */
export function afterFailure(record: OutboxRecord, error: unknown, { adapter, clock, random = Math.random }: Circumstances): OutboxRecord {
  const code = error === null ? 'outcome-unknown' : codeOf(error, 'protocol');
  const { faults = [], retryAfter = null } = isCommentsError(error) ? error : {};
  const state = verdictOn(code, adapter.facts.idempotentWrites, record);
  const pauses = state === 'waiting' && error !== null && code !== 'unauthenticated';
  return {
    ...record,
    state,
    code,
    faults,
    retryAt: pauses ? clock.now() + pauseBefore(record.attempts, retryAfter, random()) : null,
    maybeStored: record.maybeStored || leavesOpen(code),
  };
}

/** The records of one backend among what is held. What another version wrote is left alone. */
export function recordsOf(backend: string, held: readonly Held[]): readonly OutboxRecord[] {
  return held.flatMap(([key, value]) => {
    const record = value as OutboxRecord;
    return record.version === 1 && record.backend === backend && key === outboxKey(record.id) ? record : [];
  });
}
