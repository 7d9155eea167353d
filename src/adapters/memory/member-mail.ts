import type { Timestamp } from '../../contract/comment.ts';

/**
 * - `sign-up`: confirms the address of whoever wants to join. `known`: somebody did with an address that has an account; its code signs in.
 * - `sign-in`, `reset`, `deletion`: a code that was asked for. `unknown`: it was asked for, and the address has no account.
 * - `password-changed`: tells so.
 */
export type MailKind = 'sign-up' | 'known' | 'sign-in' | 'reset' | 'deletion' | 'unknown' | 'password-changed';

/** What a server would send by mail. */
export interface MemberMail {
  readonly kind: MailKind;
  readonly site: string;
  /** The address it goes to. */
  readonly to: string;
  /** The name of the addressee, as far as it is known. */
  readonly name: string | null;
  /** Eight digits, or `null` in a mail that only tells something. */
  readonly code: string | null;
  /** Until when the code is good. */
  readonly expiresAt: Timestamp | null;
  /** The BCP 47 tag of the language to write in. */
  readonly language: string;
}
