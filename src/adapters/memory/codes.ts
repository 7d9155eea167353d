import type { Timestamp } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { CodePurpose, PendingCode } from '../../contract/session.ts';
import { refuse } from './refusing.ts';
import { newCode, newId, type StoredPassword } from './secrets.ts';

/** Something begun that a mailed code ends. */
export interface StoredFlow {
  readonly id: string;
  readonly purpose: CodePurpose | 'sign-up';
  /** Whom it concerns; `null` for a newcomer, and with an address that nobody has: then no code was mailed, and none is the right one. */
  readonly member: string | null;
  readonly newcomer: { readonly name: string; readonly email: string; readonly password: StoredPassword | null } | null;
  readonly code: string;
  wrongTries: number;
  isUsed: boolean;
  readonly expiresAt: Timestamp;
}

const codeLife = 30 * 60_000;
const mostWrongTries = 5;

/** The flows of one site. */
export class Flows {
  readonly #flows: StoredFlow[];
  readonly #now: () => number;

  constructor(flows: StoredFlow[], now: () => number) {
    this.#flows = flows;
    this.#now = now;
  }

  begin(purpose: StoredFlow['purpose'], member: string | null, newcomer: StoredFlow['newcomer'] = null): StoredFlow {
    const flow = { id: newId(), purpose, member, newcomer, code: newCode(), wrongTries: 0, isUsed: false, expiresAt: new Date(this.#now() + codeLife).toISOString() };
    this.#flows.push(flow);
    return flow;
  }

  /**
   * The flow that the code belongs to. A wrong code is counted; a right one stays good until {@link StoredFlow.isUsed} is set.
   *
   * @throws `invalid` with the fault of `code`.
   */
  find(id: string, code: string, ...purposes: readonly StoredFlow['purpose'][]): StoredFlow {
    const flow = this.#flows.find((one) => one.id === id && purposes.includes(one.purpose));
    const isOver = !flow || flow.isUsed || flow.wrongTries >= mostWrongTries || Date.parse(flow.expiresAt) <= this.#now();
    if (isOver) throw new CommentsError('invalid', 'the code is good no longer', { faults: [{ field: 'code', reason: 'expired' }] });
    const isRight = code === flow.code && (flow.member !== null || flow.newcomer !== null);
    if (!isRight) flow.wrongTries++;
    refuse(isRight ? null : { field: 'code', reason: 'wrong' });
    return flow;
  }
}

/** What the device is told of a flow: the same of every one. */
export const pending = ({ id, expiresAt }: StoredFlow): PendingCode => ({ flow: id, expiresAt });
