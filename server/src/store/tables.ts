import type { Generated, Selectable } from 'kysely';
import type { MemberTables } from './member-tables.ts';

/** One discussion. */
export interface ThreadsTable {
  id: Generated<number>;
  site: string;
  key: string;
  url: string | null;
  title: string | null;
  state: 'open' | 'closed';
  /** The position of the latest top-level comment; never falls. */
  last_position: number;
  /** How many published comments there are, replies included. */
  visible: number;
  /** Grows with every change that a reader can see. */
  version: number;
  created_at: number;
}

/** One comment. Its key is `(site, id)`: the id was made on a device, and means nothing on another site. */
export interface CommentsTable {
  site: string;
  id: string;
  thread_id: number;
  parent_id: string | null;
  /** 0 at the top of a thread. */
  depth: number;
  /** Its place among its siblings from 1, given when it is published; `null` before. */
  position: number | null;
  state: 'published' | 'held' | 'removed';
  name: string | null;
  /** What the name is recognised by (`name-key.ts`), while its author is no member; otherwise `null`. */
  name_key: string | null;
  /** `namesake`: a guest under a member's name. `former`: a member who left. */
  author_kind: 'guest' | 'namesake' | 'member' | 'former';
  /** Who wrote it, as a member; else `null`. Name and picture are theirs as they are now. */
  member_id: string | null;
  /** The id of the member's picture. */
  picture: string | null;
  /** Enciphered, see `services/secrets.ts`. */
  email: Uint8Array | null;
  /** The keyed hash an address is found again by. */
  email_key: Uint8Array | null;
  text: string;
  /** What its writer is known again by: a keyed hash, and kept when the comment is removed. `null`: nobody can show it is theirs. */
  guest_key: Uint8Array | null;
  /** The keyed hash of the text it was sent with, once that was replaced by another. */
  first_text: Uint8Array | null;
  /** When its text was last replaced, otherwise as `created_at`. */
  edited_at: number | null;
  /** Milliseconds since 1970, by the server's clock. */
  created_at: number;
  /** How many published replies hang directly on it. */
  reply_count: number;
  /** The same and the tombstones among them: while there are any, this comment cannot vanish. */
  standing_count: number;
  /** The position of its latest reply; never falls. */
  last_reply: number;
}

/** A few words about the database itself. */
export interface FactsTable {
  name: string;
  value: string;
}

/** Every table, as Kysely wants to know them. */
export interface Tables extends MemberTables {
  threads: ThreadsTable;
  comments: CommentsTable;
  facts: FactsTable;
}

/** A thread as it is read. */
export type ThreadRow = Selectable<ThreadsTable>;

/** A comment as it is read. */
export type CommentRow = Selectable<CommentsTable>;
