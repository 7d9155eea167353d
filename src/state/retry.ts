import type { ErrorCode } from '../contract/errors.ts';

/** How many attempts an answer nobody can read is worth. */
const unreadableAnswers = 5;

/** The longest pause before another try, in milliseconds. */
export const longestPause = 60_000;

/** The longest that a backend's own `retryAfter` is believed, in milliseconds. */
export const longestRetryAfter = 60 * 60_000;

/**
 * What becomes of a comment after a failed attempt:
 * - `waiting`: tried again, after a pause; where the reader is not signed in, only when something happens: a sign-in, a new life, the reader.
 * - `refused`: the backend will not have it; the text goes back to the reader.
 * - `unsure`: it may be stored already, and trying again could store it twice; only the reader may ask for that.
 */
export type Verdict = 'waiting' | 'refused' | 'unsure';

/** What is known of a comment's attempts. */
export interface Attempts {
  /** How many there were, the last one included. */
  readonly attempts: number;
  /** Whether an earlier one ended without anybody knowing how. */
  readonly maybeStored: boolean;
}

/**
 * Judges a failed attempt.
 *
 * @param idempotent whether sending it twice stores it once (`facts.idempotentWrites`).
 */
export function verdictOn(code: ErrorCode, idempotent: boolean, { attempts, maybeStored }: Attempts): Verdict {
  if (leavesOpen(code)) return idempotent && (attempts < unreadableAnswers || !isUnreadable(code)) ? 'waiting' : 'unsure';
  if (code === 'offline' || code === 'unavailable' || code === 'rate-limited' || code === 'unauthenticated') return 'waiting';
  // After a conflict its id stands for another text. That may be this very comment, stored by an attempt whose
  // answer was lost and altered since; if no attempt can have stored it, it is somebody else's.
  return code === 'conflict' && maybeStored ? 'unsure' : 'refused';
}

/** Whether the failure leaves open whether the comment was stored. */
export function leavesOpen(code: ErrorCode): boolean {
  return code === 'timeout' || code === 'outcome-unknown' || isUnreadable(code);
}

/** Whether the answer was none to a write. */
function isUnreadable(code: ErrorCode): boolean {
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
