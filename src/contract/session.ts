import type { Timestamp } from './comment.ts';
import type { ViewerView } from './thread.ts';

/** Whoever is signed in on this device, as they are told themselves. */
export interface SessionView {
  readonly viewer: ViewerView;
  readonly since: Timestamp;
  /** Whether they became a member just now. */
  readonly isNew: boolean;
  /** Whether the site signed them in by its own users, and so signs them out: `SingleSignOnFacet`. */
  readonly isManaged: boolean;
}

/** A provider that readers can connect with. */
export interface ProviderView {
  readonly id: string;
  /** As it stands on the button: "Example". */
  readonly name: string;
  /** An image of at most 4,000 characters as a `data:` address, or `null`: a picture from elsewhere would be a request to a third party. */
  readonly icon: string | null;
}

/** How readers can become and be members here, on the page that asks. */
export interface SignInWays {
  /**
   * - `here`: e-mail and password may be typed into the page that asks.
   * - `page`: it could read what is typed, so `SignInPagesFacet` leads to the backend's own page.
   * - `none`: neither; only what `providers` and `singleSignOn` say.
   */
  readonly password: 'here' | 'page' | 'none';
  /** Whether one may sign in with a passkey on the page that asks: elsewhere the backend's own page offers it. */
  readonly passkeys: boolean;
  readonly providers: readonly ProviderView[];
  /** Whether the backend takes the site's own users (`SingleSignOnFacet`). */
  readonly singleSignOn: boolean;
  /** The fewest code points of a new password. */
  readonly passwordLength: number;
}

/** What a mailed code is for. */
export type CodePurpose = 'sign-in' | 'reset' | 'deletion';

/** A code was mailed, or would have been: what is answered does not tell whether the address is known. */
export interface PendingCode {
  /** Belongs to the code. 1 to 200 characters; without it the code is of no use, so it is kept on the device that asked. */
  readonly flow: string;
  readonly expiresAt: Timestamp;
}

/** What somebody says who joins. */
export interface NewMember {
  readonly name: string;
  readonly email: string;
  /** `null` for those who will sign in by mailed codes. */
  readonly password: string | null;
}

/** Whom a sign-out concerns: this device, all others, or every one. */
export type SignOutScope = 'here' | 'others' | 'everywhere';

/** The longest password, in code points: longer ones cost work and gain nothing. */
export const maxPasswordLength = 200;

/** The digits of a mailed code, and how many of them there are. */
export const codeForm = /^\d{8}$/;

/** What was typed as a code, without the spaces and hyphens that people put in; `null` for what is none. */
export function codeIn(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return codeForm.test(digits) ? digits : null;
}
