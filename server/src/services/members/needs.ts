/** What accounts need of those who know names and passwords. */
import type { FaultReason } from 'diwan/contract';
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
  /** Whether it is the member's. */
  isRight(password: string, member: MemberRow): Promise<boolean>;
}
