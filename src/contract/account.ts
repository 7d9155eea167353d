import type { CommentView, Timestamp } from './comment.ts';
import type { ViewerView } from './thread.ts';

/** What others see of a member beside name and picture. */
export interface Visibility {
  readonly about: boolean;
  /** How many comments they wrote. */
  readonly count: boolean;
  /** Since when they are a member. */
  readonly since: boolean;
}

/** What a member chose. */
export interface MemberSettings {
  readonly visible: Visibility;
  /** Whether a mail tells of replies to their comments. */
  readonly mailsReplies: boolean;
  /** A BCP 47 tag, or `null` for the page's own language. */
  readonly language: string | null;
  readonly theme: 'auto' | 'light' | 'dark';
}

/** A device on which the member is signed in. */
export interface DeviceView {
  readonly id: string;
  /** In a few words: "Firefox on Linux"; `null` where nothing is known. */
  readonly name: string | null;
  readonly createdAt: Timestamp;
  readonly seenAt: Timestamp;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

/** A passkey, as its owner named it. */
export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Timestamp;
}

/** An account at a provider that lets the member in. */
export interface ConnectionView {
  /** Names this connection, and tells nothing of the account there. */
  readonly id: string;
  /** The provider's name. */
  readonly name: string;
}

/** A member's account, as only they see it. */
export interface AccountView {
  readonly viewer: ViewerView;
  /** The address, all but its first letter and its domain hidden: the page that shows it may be read by others' scripts. `null` where none is known. */
  readonly email: string | null;
  readonly hasPassword: boolean;
  /** A few words about themselves, at most {@link maxAboutLength} code points; empty where there are none. */
  readonly about: string;
  readonly settings: MemberSettings;
  readonly createdAt: Timestamp;
  readonly devices: readonly DeviceView[];
  readonly passkeys: readonly PasskeyView[];
  /** The accounts elsewhere that they are connected with. */
  readonly providers: readonly ConnectionView[];
}

/** What of an account is to be other than it is; what is left out stays. */
export interface AccountChange {
  readonly name?: string;
  readonly about?: string;
  readonly settings?: MemberSettings;
}

/** What everybody may see of a member. What they hide is `null`. */
export interface ProfileView {
  readonly viewer: ViewerView;
  readonly about: string | null;
  readonly comments: number | null;
  readonly since: Timestamp | null;
}

/** One's own comment, wherever it stands. */
export interface OwnCommentView {
  readonly comment: CommentView;
  readonly thread: { readonly key: string; readonly url: string | null; readonly title: string | null };
}

/** What becomes of a former member's comments: they stay under "former member", or they are removed as if each had been. */
export type CommentsFate = 'keep' | 'remove';

/**
 * By what somebody shows once more that the account is theirs, before it is deleted. `isFresh`: that they signed in a moment ago; only of those
 * who have neither a password nor an address that is known.
 */
export type Proof = { readonly password: string } | { readonly flow: string; readonly code: string } | { readonly isFresh: true };

/** The longest text about oneself, in code points. */
export const maxAboutLength = 500;

/** The largest picture that is taken, in bytes; what is kept of it is small. */
export const maxPictureBytes = 8 * 1024 * 1024;
