import { CommentsError, type ErrorCode, type FaultReason, type FieldFault } from 'diwan/contract';

/** A request that cannot be taken, where the code alone does not say the status. */
export class HttpRefusal extends CommentsError {
  readonly status: number;

  constructor(status: number, code: ErrorCode, message: string, faults: readonly FieldFault[] = []) {
    super(code, message, { faults });
    this.status = status;
  }
}

/**
 * Refuses one field of a request. `expected` goes on with the sentence "The field must be …" and
 * never holds what was sent: an answer repeats nothing that it was asked with.
 */
export function refuseField(field: string, expected: string, reason: FaultReason = 'malformed'): never {
  throw new CommentsError('invalid', `${field} must be ${expected}.`, { faults: [{ field, reason }] });
}
