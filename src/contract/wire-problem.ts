import { errorCodes, type ErrorCode } from './error-codes.ts';
import type { FieldFault } from './errors.ts';
import { faultReasons } from './faults.ts';
import { listOf, maybe, oneOf, record, text, whole, type Guard } from './guards.ts';

/** The body of a failure. */
export interface WireProblem {
  /** In words, for the log; never shown to a reader. */
  readonly detail: string | null;
  readonly code: ErrorCode;
  readonly faults: readonly FieldFault[] | null;
  /** Seconds. */
  readonly retryAfter: number | null;
}

/** Guards a failure's body. */
export const wireProblem: Guard<WireProblem> = record<WireProblem>({
  detail: maybe(text()),
  code: oneOf(...errorCodes),
  faults: maybe(listOf(record<FieldFault>({ field: text(500), reason: oneOf(...faultReasons) }))),
  retryAfter: maybe(whole()),
});
