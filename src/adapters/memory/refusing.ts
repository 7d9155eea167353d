import { CommentsError, type FieldFault } from '../../contract/errors.ts';
import { guestFaults } from '../../contract/rules.ts';

/** What is wrong with a name, under its field. By `guestFaults`, which the bundle's other chunks share already: another export of theirs would cost every writer bytes. */
export function nameFaults(name: string): FieldFault[] {
  return guestFaults({ name, email: null }, { name: 'required', email: 'none' }).map(({ reason }) => ({ field: 'name', reason }));
}

/** What is wrong with an address, under its field. */
export function emailFaults(email: string): FieldFault[] {
  return guestFaults({ name: null, email }, { name: 'none', email: 'required' }).map(({ reason }) => ({ field: 'email', reason }));
}

/** Refuses where there are faults. */
export function refuse(...faults: readonly (FieldFault | null)[]): void {
  const there = faults.filter((fault) => fault !== null);
  if (there.length) throw new CommentsError('invalid', 'this cannot be taken as it is', { faults: there });
}
