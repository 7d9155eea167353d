import type { ErrorCode } from '../contract/errors.ts';

/** How often an answer nobody can read is asked for again. */
const unreadableAnswers = 5;

/** The longest pause before another try, in milliseconds. */
export const longestPause = 60_000;

/** The longest that a backend's own `retryAfter` is believed, in milliseconds. */
export const longestRetryAfter = 60 * 60_000;

/**
 * What becomes of a comment after a failed attempt:
 * - `again`: tried again after a pause. `held`: tried again only when something happens: a sign-in, a new life, the reader.
 * - `refused`: the backend will not have it; the text goes back to the reader.
 * - `unsure`: it may be stored already, and trying again could store it twice; only the reader may ask for that.
 */
export type Verdict = 'again' | 'held' | 'refused' | 'unsure';

/** What is known of a comment's attempts, the last one included. */
export interface Attempts {
  /** Whether sending it twice stores it once (`facts.idempotentWrites`). */
  readonly idempotent: boolean;
  /** Whether an earlier attempt ended without anybody knowing how. */
  readonly maybeStored: boolean;
  /** How many ended in an answer that nobody could read. */
  readonly unreadable: number;
}

/** Judges a failed attempt. */
export function verdictOn(code: ErrorCode, { idempotent, maybeStored, unreadable }: Attempts): Verdict {
  if (code === 'offline' || code === 'unavailable' || code === 'rate-limited') return 'again';
  if (leavesOpen(code)) return idempotent && unreadable < unreadableAnswers ? 'again' : 'unsure';
  if (code === 'unauthenticated') return 'held';
  // After a conflict its id stands for another text. That may be this very comment, stored by an attempt whose
  // answer was lost and altered since; if no attempt can have stored it, it is somebody else's.
  return code === 'conflict' && maybeStored ? 'unsure' : 'refused';
}

/** Whether the failure leaves open whether the comment was stored. */
export function leavesOpen(code: ErrorCode): boolean {
  return code === 'timeout' || code === 'outcome-unknown' || isUnreadable(code);
}

/** Whether the answer was none to a write. */
export function isUnreadable(code: ErrorCode): boolean {
  return code === 'protocol' || code === 'invalid-cursor';
}

/**
 * The pause before the next attempt, in milliseconds: 1 s, doubled with each one up to 60 s, and
 * of that a random half, so that many readers do not come back at once. A backend that says how
 * long it wants to be left alone is left alone for that long.
 *
 * @param attempt counted from 1.
 * @param retryAfter seconds, or `null`.
 * @param random at least 0 and less than 1.
 */
export function pauseBefore(attempt: number, retryAfter: number | null, random: number): number {
  const pause = Math.min(longestPause, 1000 * 2 ** (attempt - 1)) * (0.5 + random / 2);
  return Math.min(longestRetryAfter, Math.max(pause, (retryAfter ?? 0) * 1000));
}

/** How long until a time by the device's clock, in milliseconds. One further off than any pause means that the clock was changed: then it has come. */
export function pauseUntil(time: number | null, now: number): number {
  const pause = (time ?? now) - now;
  return pause > 0 && pause <= longestRetryAfter ? pause : 0;
}
