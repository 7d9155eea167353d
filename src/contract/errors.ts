/**
 * Everything that can go wrong between a reader and a backend, from the reader's side.
 *
 * - `offline`: the device has no network. `timeout`: no answer in time. `unavailable`: the backend failed or cannot be reached.
 * - `rate-limited`: too much in too short a time; `retryAfter` says how long to wait.
 * - `unauthenticated`: a sign-in is needed. `forbidden`: not allowed. `challenge`: a proof is asked for first.
 * - `not-found`: no such comment. `closed`: the thread takes no comments. `conflict`: the id is taken by something else.
 * - `invalid`: the backend refuses what was written; `faults` says where. `invalid-cursor`: a place that is no longer there.
 * - `outcome-unknown`: it was sent, and whether it was stored cannot be known.
 * - `unsupported`: this backend cannot do that. `protocol`: the answer is not what the contract says.
 */
export const errorCodes = [
  'offline',
  'timeout',
  'unavailable',
  'rate-limited',
  'unauthenticated',
  'forbidden',
  'not-found',
  'closed',
  'conflict',
  'invalid',
  'invalid-cursor',
  'challenge',
  'outcome-unknown',
  'unsupported',
  'protocol',
] as const;

/** One of {@link errorCodes}. Every locale has a text for each. */
export type ErrorCode = (typeof errorCodes)[number];

/** Why a field was refused. Every locale has a text for each. */
export const faultReasons = ['required', 'too-long', 'malformed', 'characters', 'unknown'] as const;

/**
 * - `required`: nothing there. `too-long`: over its bound. `malformed`: not of the form it must have.
 * - `characters`: control, direction-changing or broken characters. `unknown`: a field or value that nobody expects.
 */
export type FaultReason = (typeof faultReasons)[number];

/** One field and what is wrong with it. */
export interface FieldFault {
  /** The field's path as it is sent: `guest.email`, `body.text`, `size`. */
  readonly field: string;
  readonly reason: FaultReason;
}

/** What may be said beside an error's code. */
export interface CommentsErrorOptions {
  readonly cause?: unknown;
  /** What is wrong where, with `invalid` and `protocol`. */
  readonly faults?: readonly FieldFault[];
  /** Seconds to wait before it makes sense to try again. */
  readonly retryAfter?: number;
}

/**
 * What an adapter throws when a reader can be told. Our own mistakes are plain `Error`s, and an
 * abort is the signal's own reason, untouched. The message is for the console: the page shows the
 * code's text in the reader's language.
 */
export class CommentsError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly FieldFault[];
  readonly retryAfter: number | null;

  constructor(code: ErrorCode, message: string, options: CommentsErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'CommentsError';
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** Whether it is a {@link CommentsError}: by shape, since an adapter bundled elsewhere has its own copy of the class. */
export function isCommentsError(value: unknown): value is CommentsError {
  if (typeof value !== 'object' || value === null) return false;
  const { name, code } = value as { name?: unknown; code?: unknown };
  return name === 'CommentsError' && errorCodes.includes(code as ErrorCode);
}

/** The code of whatever was thrown; `fallback` for what is not a {@link CommentsError}. */
export function codeOf(thrown: unknown, fallback: ErrorCode = 'unavailable'): ErrorCode {
  return isCommentsError(thrown) ? thrown.code : fallback;
}
