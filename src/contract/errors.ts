import type { ErrorCode } from './error-codes.ts';
import type { FaultReason } from './faults.ts';

export type { ErrorCode } from './error-codes.ts';

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
    super(message, options);
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
  return name === 'CommentsError' && typeof code === 'string';
}

/** The code of whatever was thrown; `fallback` for what is not a {@link CommentsError}. */
export function codeOf(thrown: unknown, fallback: ErrorCode = 'unavailable'): ErrorCode {
  return isCommentsError(thrown) ? thrown.code : fallback;
}
