import type { CommentId } from './ids.ts';

/** A moment as RFC 3339 in UTC with milliseconds: `2026-11-22T11:43:44.000Z`. Always the backend's clock. */
export type Timestamp = string;

/**
 * How a comment's text is to be read. `text`: characters, line breaks and nothing else.
 */
export type BodyFormat = 'text';

/** What a comment says. */
export interface CommentBody {
  readonly format: BodyFormat;
  /** The text exactly as it was typed; line breaks are `\n`. */
  readonly text: string;
}

/** Who wrote a comment, as everyone may see it. There is no e-mail here and never will be. */
export interface AuthorView {
  /** Names the member, or `null`: for guests, and where members have no profile to be looked at. */
  readonly id: string | null;
  /** The name to show, or `null`: where the backend asks for none the page says "Guest", and for a `former` member that they are one. */
  readonly name: string | null;
  /** `namesake`: a guest under a name that belongs to a member, which the page says. `former`: a member who left. */
  readonly kind: 'guest' | 'namesake' | 'member' | 'former';
  /** The absolute address of a small square image on the backend itself, or a `data:` address: never a third party's. `null` for none; the page then draws initials. */
  readonly picture: string | null;
}

/** What the present reader may do with a comment now, as the backend decided it. */
export interface CommentPermissions {
  readonly reply: boolean;
  /** Whether they may give it another text (`OwnFacet.editComment`). `false` in what is answered alike to everybody: a guest asks `OwnFacet.loadOwn`. */
  readonly edit: boolean;
  /** Whether they may remove it (`OwnFacet.removeComment`); otherwise as `edit`. */
  readonly remove: boolean;
}

/**
 * - `published`: everyone sees it.
 * - `held`: stored, and waiting for a moderator; only its writer is shown it.
 * - `accepted`: the backend took it and said no more; whether others see it is unknown.
 * - `removed`: a tombstone that stands because replies hang on it; its body is empty and its author's name `null`.
 */
export type CommentState = 'published' | 'held' | 'accepted' | 'removed';

/** A comment as a reader sees it. Named so because `Comment` is a DOM global. */
export interface CommentView {
  readonly id: CommentId;
  /** The comment that this one answers, or `null` at the top of the thread. */
  readonly parentId: CommentId | null;
  readonly author: AuthorView;
  readonly body: CommentBody;
  readonly state: CommentState;
  readonly createdAt: Timestamp;
  /** When its text was last changed after it was stored, or `null`. */
  readonly editedAt: Timestamp | null;
  /** How many published replies hang directly on it; 0 where the backend has no replies. */
  readonly replyCount: number;
  readonly can: CommentPermissions;
}

/** What a guest says of themselves. Which of it is required is the adapter's to say (`facts.guest`). */
export interface GuestIdentity {
  readonly name: string | null;
  /** Goes in with a comment and never comes out. */
  readonly email: string | null;
}

/** A comment as it is sent. */
export interface NewComment {
  /** Made on the device ({@link newCommentId}); with our server also the stored key. */
  readonly id: CommentId;
  readonly parentId: CommentId | null;
  readonly body: CommentBody;
  /** Who the guest says they are, or `null` where a signed-in member writes. */
  readonly guest: GuestIdentity | null;
}
