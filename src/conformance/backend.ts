import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { AdapterFacts, CommentId, ThreadRef } from '../contract/index.ts';

/** A backend to be examined: how to get at it, and what else can be done to it. */
export interface ConformanceBackend<A extends CommentsAdapter = CommentsAdapter> {
  /**
   * A new adapter, as a reader's device makes one. Called once for each rule and closed by the kit
   * afterwards. Rules do not rely on what another rule stored, so each may get an empty backend.
   */
  create(): A | Promise<A>;
  /** The site whose threads the kit may write in. It makes a thread of its own for each rule and leaves it there. */
  readonly site: string;
  /** A second adapter on the same stored comments, as another reader's device has. Where left out, the first plays both. */
  another?(adapter: A): CommentsAdapter | Promise<CommentsAdapter>;
  /** An adapter on the same device as this one, as after a reload of its page: whoever is signed in stays so. Where left out, that is not examined. */
  again?(adapter: A): CommentsAdapter | Promise<CommentsAdapter>;
  /** How to read what is mailed to members. Without it, nobody can join, and most of the rules about members do not apply. */
  readonly mailbox?: MailboxMeans<A>;
  /** What a moderator does, for the rules about held and removed comments and closed threads. */
  readonly moderation?: ModerationMeans<A>;
}

/** The hands of a moderator: each call ends when readers can see what it did. */
export interface ModerationMeans<A extends CommentsAdapter = CommentsAdapter> {
  publish(adapter: A, ref: ThreadRef, comment: CommentId): void | Promise<void>;
  remove(adapter: A, ref: ThreadRef, comment: CommentId): void | Promise<void>;
  closeThread(adapter: A, ref: ThreadRef): void | Promise<void>;
}

/** The eyes of whoever gets mails. */
export interface MailboxMeans<A extends CommentsAdapter = CommentsAdapter> {
  /** The code in the next mail with one to the address, which is in small letters: waits until it is there, and answers the code of each mail once, in their order. */
  codeSentTo(adapter: A, address: string): string | Promise<string>;
}

/** What is known of a backend before the first rule is checked, and what decides which rules apply. */
export interface Subject {
  readonly backend: ConformanceBackend;
  /** An adapter that has answered once, so that it knows its facts. */
  readonly adapter: CommentsAdapter;
  readonly facts: AdapterFacts;
  /** Whether a comment just written waits for a moderator. */
  readonly holds: boolean;
  /** Whether a comment just written can be read by all, if need be after the kit's moderator has published it. */
  readonly lists: boolean;
  /** Whether its pages carry a mark that freezes the set (`asOf`). */
  readonly freezes: boolean;
  /** Whether a guest may edit what they just wrote, and all can read, by the facet `own`. */
  readonly edits: boolean;
  /** Whether they may remove it. */
  readonly removes: boolean;
  /** Whether addresses and passwords may be typed where the kit runs, by the facet `session`. */
  readonly types: boolean;
}
