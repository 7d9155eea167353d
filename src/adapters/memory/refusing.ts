import { CommentsError, type FieldFault } from '../../contract/errors.ts';
import { emailFault } from '../../contract/rules.ts';

/** What is wrong with an address, under its field. */
export function emailFaults(email: string): FieldFault[] {
  const reason = emailFault(email, 'required');
  return reason ? [{ field: 'email', reason }] : [];
}

/** Refuses where there are faults. */
export function refuse(...faults: readonly (FieldFault | null)[]): void {
  const there = faults.filter((fault) => fault !== null);
  if (there.length) throw new CommentsError('invalid', 'this cannot be taken as it is', { faults: there });
}
