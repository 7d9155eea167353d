import type { AccountMessages } from '../i18n/account-messages.ts';
import type { SignInWays, SignOutScope } from '../contract/session.ts';
import type { UnsentTexts } from './members-texts.ts';
import type { Session } from './session.ts';
import type { SignIn } from './sign-in.ts';
import type { Writing } from './writing.ts';

/** Why the ways to sign in are not there: they are on their way, or could not be asked for. */
export type WaysState = 'loading' | 'failed' | SignInWays;

/** What happened last: somebody signed in or joined, signed out, came back without being signed in, with what belongs to another browser, or is done with this window. */
export interface Greeting {
  readonly says: 'back' | 'new' | 'out' | 'failed' | 'elsewhere' | 'done';
  /** Whether the reader was in the dialog or the menu, which are gone: then they are brought to the line. */
  readonly wasOpen: boolean;
}

/** Signing in, in one widget: what its line, its menu and its dialog draw, and ask for. */
export interface Account {
  readonly session: Session;
  readonly signIn: SignIn;
  readonly messages: AccountMessages;
  readonly ways: WaysState;
  /** Whether the dialog is open. */
  readonly isOpen: boolean;
  /** What a sign-out would delete, while the member is asked whether they want that; else `null`. */
  readonly unsent: (UnsentTexts & { readonly scope: SignOutScope }) | null;
  /** Whether a sign-out is under way, and whether the last one failed. */
  readonly leaving: 'no' | 'yes' | 'failed';
  /** What is said in the member's line about what happened last. */
  readonly greeting: Greeting | null;
  /** Signing in on other pages. */
  readonly pages: {
    /** Whether the window could not be opened, or is gone; `null` while neither is known. */
    readonly windowState: 'blocked' | 'gone' | null;
    /** Leads to a page of the backend (`null`) or of a provider, in a window of its own. */
    openWindow(provider: string | null): void;
    /** Does so once more, to where it led last. */
    openAgain(): void;
    /** Leads there in this tab. What is being written is stored first. */
    goThere(): void;
  };
  /** Whether one may sign in with a passkey here. */
  readonly hasPasskeys: boolean;

  /** Opens the dialog. */
  open(): void;
  /** Closes it; what was typed stays, but no password. */
  close(): void;
  /** Asks again how one can sign in. */
  retry(): void;
  /** Signs in with a passkey. */
  usePasskey(): void;
  /** Ends the session. What it would delete is asked about first, unless that was answered. */
  signOut(scope: SignOutScope, evenUnsent: boolean): void;
  /** Stays signed in after all. */
  stay(): void;
  /** Opens the member's own pages, where there are any. */
  readonly openMembership: (() => void) | null;
  /** Makes what a guest was writing the member's, before a form shows it. */
  prepare(writing: Writing): Promise<void>;
}
