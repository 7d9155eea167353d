import type { AccountFacet, CommentsAdapter } from '../adapters/adapter.ts';
import type { AccountView, MemberSettings } from '../contract/account.ts';
import type { SignInWays, SignOutScope } from '../contract/session.ts';
import type { ThreadRef, ViewerView } from '../contract/thread.ts';
import type { AskingHouse } from './asking.ts';
import type { Writing } from './writing.ts';

/** Who is signed in, as far as members' pages must know. */
export interface MemberSession {
  /** One that has the facets `session` and `account`. */
  readonly adapter: CommentsAdapter;
  readonly site: string;
  readonly viewer: ViewerView | null;
  /** The member has another name or picture. */
  rename(viewer: ViewerView): void;
  /** Asks the backend once more whether somebody is signed in. */
  check(): Promise<void>;
  signOut(scope: SignOutScope): Promise<void>;
}

/** What {@link Membership} works with. */
export interface MembershipOptions {
  readonly session: MemberSession;
  /** Names the backend on this device. */
  readonly backend: string;
  /** The thread shown, to which drafts need no link. */
  readonly thread: ThreadRef;
  /** Where the drafts of this device are; `null` where nothing was written yet. */
  readonly writing: Writing | null;
  /** The language that mails are written in. */
  readonly language: () => string;
  /** Keeps on this device what the member chose, and shows it. */
  readonly remember: (settings: MemberSettings) => void;
}

/** What the parts of members' pages need of the whole. */
export interface MembershipHouse extends AskingHouse {
  readonly options: MembershipOptions;
  readonly account: AccountView | null;
  readonly ways: SignInWays | null;
  readonly facet: AccountFacet;
  readonly site: string;
  /** The backend answered with the account as it is now. */
  take(account: AccountView): void;
  settle(change: Partial<MemberSettings>): Promise<boolean>;
  /** The account is deleted. */
  finish(): Promise<void>;
}
