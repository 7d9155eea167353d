import type { CommentState, Timestamp } from '../../contract/comment.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { GuestKey } from '../../contract/guest-key.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { ThreadRef } from '../../contract/thread.ts';
import type { MemberMail } from './member-mail.ts';

/** What names a thread. */
export type ThreadName = Pick<ThreadRef, 'site' | 'key'>;

/** A comment that is there from the start. */
export interface MemorySeed {
  readonly thread: ThreadName & Partial<Pick<ThreadRef, 'url' | 'title'>>;
  readonly text: string;
  readonly id?: CommentId;
  /** The seed it answers, which must be older or stand before it. */
  readonly parentId?: CommentId | null;
  readonly name?: string | null;
  /** The clock's time where left out. */
  readonly createdAt?: Timestamp;
  /** When its text was last changed; never where left out. */
  readonly editedAt?: Timestamp | null;
  /** The text it was sent with, where it was edited since. */
  readonly original?: string;
  /** By what its writer is known again; nobody may change it where left out. */
  readonly guestKey?: GuestKey | null;
  /** The id of the member who wrote it; left out for a guest. */
  readonly member?: string | null;
  /** Whether it was written by a member who left. */
  readonly former?: boolean;
  /** `published` where left out; of one that is `removed` nothing is kept but its place. */
  readonly state?: Exclude<CommentState, 'accepted'>;
}

/** A user of the site's own, whom a token signs in. */
export interface SiteUser {
  /** Names the user within the site, for ever. */
  readonly subject: string;
  readonly name: string;
  readonly email?: string | null;
}

/** How a `MemoryAdapter` differs from the usual one. */
export interface MemoryOptions {
  /** Published in the order of their times. */
  readonly seeds?: readonly MemorySeed[];
  /** Other facts than the usual. Without `idempotentWrites` all that is sent is stored, under ids of the backend's own. */
  readonly facts?: Partial<AdapterFacts>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Whether new comments wait for `MemoryAdapter.publish`. */
  readonly hold?: boolean;
  /** Whether every thread is closed. */
  readonly closed?: boolean;
  /** For how many milliseconds its writer may edit a comment; 15 minutes where left out. */
  readonly editFor?: number;
  /** For how many milliseconds its writer may remove a comment; a day where left out. */
  readonly removeFor?: number;
  /** Whether there can be members; `false` for a backend without them. They need WebCrypto, so where the page is not a secure context there are none anyhow. */
  readonly members?: boolean;
  /** Told of every mail that a server would send. */
  readonly onMail?: (mail: MemberMail) => void;
  /** The fewest code points of a password; 15 where left out. */
  readonly passwordLength?: number;
  /** The rounds of work that a password is kept with; few where left out, since the memory of a page tells nobody. */
  readonly passwordRounds?: number;
  /** The site's own users by the tokens that sign them in; each token is good once. Without it there is no facet `singleSignOn`. */
  readonly siteUsers?: Readonly<Record<string, SiteUser>>;
}
