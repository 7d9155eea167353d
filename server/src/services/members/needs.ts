/** What accounts need of those who know names, passwords, codes and letters. */
import type { FaultReason, Proof } from 'diwan/contract';
import type { Connection } from '../../store/database.ts';
import type { MemberRow } from '../../store/members.ts';

/** Knows which names members may have. */
export interface NameRules {
  /** What is wrong with a name for this member, or `null`: its form, a word that is reserved, or that somebody else has it. */
  faultOf(connection: Connection, site: string, name: string, member: string): Promise<FaultReason | null>;
}

/** Knows passwords. Each answer takes work, so none is asked for within a write. */
export interface PasswordRules {
  /** What is wrong with a new password of this member, or `null`. */
  faultOf(password: string, member: MemberRow): Promise<FaultReason | null> | FaultReason | null;
  /** A PHC string. */
  hash(password: string): Promise<string>;
  /**
   * Whether it is the member's.
   *
   * @throws CommentsError `rate-limited` after too many that were not.
   */
  isRight(password: string, member: MemberRow): Promise<boolean>;
}

/** Knows mailed codes. */
export interface DeletionCodes {
  /**
   * Uses up the code that was mailed to this member for the deletion of their account.
   *
   * @throws CommentsError `invalid` with the fault of `code`: `wrong` or `expired`.
   */
  useFor(member: MemberRow, proof: Extract<Proof, { readonly flow: string }>): Promise<void>;
}
