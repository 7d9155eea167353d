import type { Connection } from './database.ts';
import { prepared } from './prepared.ts';
import type { CommentRow, ThreadRow } from './tables.ts';

/** A moment in the list of a member's comments: the comment there, and when it was stored. */
export type Moment = Pick<CommentRow, 'created_at' | 'id'>;

/** A comment and where it stands. */
export type PlacedComment = CommentRow & { readonly thread: Pick<ThreadRow, 'key' | 'url' | 'title' | 'state'> };

/** What a comment says of its author. */
export type Authorship = Pick<CommentRow, 'name' | 'name_key' | 'author_kind' | 'member_id' | 'picture'>;

/** Before every comment: later than any, in a list that begins with the newest. */
export const latest: Moment = { created_at: Number.MAX_SAFE_INTEGER, id: '' };

const ofMember = prepared((connection, given: Moment & { site: string; member: string; most: number }) =>
  connection
    .selectFrom('comments')
    .selectAll()
    .where('site', '=', given.site)
    .where('member_id', '=', given.member)
    .where('created_at', '<=', given.created_at)
    .where((row) => row.or([row('created_at', '<', given.created_at), row('id', '<', given.id)]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(given.most),
);

const underName = prepared((connection, given: { site: string; nameKey: string; kind: CommentRow['author_kind']; most: number }) =>
  connection
    .selectFrom('comments')
    .select(['site', 'id', 'thread_id', 'state', 'standing_count'])
    .where('site', '=', given.site)
    .where('name_key', '=', given.nameKey)
    .where('author_kind', '=', given.kind)
    .limit(given.most),
);

const tell = prepared((connection, given: Authorship & { site: string; id: string }) =>
  connection
    .updateTable('comments')
    .set({ name: given.name, name_key: given.name_key, author_kind: given.author_kind, member_id: given.member_id, picture: given.picture })
    .where('site', '=', given.site)
    .where('id', '=', given.id),
);

const mark = prepared((connection, given: { site: string; id: string; kind: CommentRow['author_kind'] }) =>
  connection.updateTable('comments').set({ author_kind: given.kind }).where('site', '=', given.site).where('id', '=', given.id),
);

const forget = prepared((connection, given: { site: string; id: string }) =>
  connection.updateTable('comments').set({ email: null, email_key: null, guest_key: null }).where('site', '=', given.site).where('id', '=', given.id),
);

/** Comments of a member that were stored before a moment, in whatever state, the newest first. */
export function commentsOfMember(connection: Connection, site: string, member: string, before: Moment, most: number): Promise<CommentRow[]> {
  return ofMember(connection, { site, member, most, ...before });
}

/** Comments of guests under a name, by its key, that are marked in this way. In no order. */
export function commentsUnderName(connection: Connection, site: string, nameKey: string, kind: 'guest' | 'namesake', most: number): Promise<Pick<CommentRow, 'site' | 'id' | 'thread_id' | 'state' | 'standing_count'>[]> {
  return underName(connection, { site, nameKey, kind, most });
}

/** Changes what a comment says of its author. */
export async function tellAuthor(connection: Connection, site: string, id: string, author: Authorship): Promise<void> {
  await tell(connection, { site, id, name: author.name, name_key: author.name_key, author_kind: author.author_kind, member_id: author.member_id, picture: author.picture });
}

/** Marks a guest's comment as one under a member's name, or no more. */
export async function markNamesake(connection: Connection, site: string, id: string, kind: 'guest' | 'namesake'): Promise<void> {
  await mark(connection, { site, id, kind });
}

/** Takes the guest's address from a comment. */
export async function forgetAddress(connection: Connection, site: string, id: string): Promise<void> {
  await connection.updateTable('comments').set({ email: null, email_key: null }).where('site', '=', site).where('id', '=', id).execute();
}

/** Takes from a comment what only its guest knew: the address, and what they are known again by. */
export async function forgetGuest(connection: Connection, site: string, id: string): Promise<void> {
  await forget(connection, { site, id });
}

/**
 * Comments of a member that are not removed, with where they stand. `newer` begins next to the moment and goes on to the newest; `older` to
 * the oldest.
 */
export async function placedComments(connection: Connection, site: string, member: string, { from, towards, most }: { readonly from: Moment; readonly towards: 'newer' | 'older'; readonly most: number }): Promise<PlacedComment[]> {
  const [further, order] = towards === 'older' ? (['<', 'desc'] as const) : (['>', 'asc'] as const);
  const rows = await connection
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .selectAll('comments')
    .select(['threads.key as thread_key', 'threads.url as thread_url', 'threads.title as thread_title', 'threads.state as thread_state'])
    .where('comments.site', '=', site)
    .where('comments.member_id', '=', member)
    .where('comments.state', '!=', 'removed')
    .where('comments.created_at', towards === 'older' ? '<=' : '>=', from.created_at)
    .where((row) => row.or([row('comments.created_at', further, from.created_at), row('comments.id', further, from.id)]))
    .orderBy('comments.created_at', order)
    .orderBy('comments.id', order)
    .limit(most)
    .execute();
  return rows.map(placed);
}

/** Comments that guests wrote under an address, by its key (`Secrets.lookup`), with where they stand, the newest first. */
export async function placedByEmail(connection: Connection, site: string, emailKey: Uint8Array, most: number): Promise<PlacedComment[]> {
  const rows = await connection
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .selectAll('comments')
    .select(['threads.key as thread_key', 'threads.url as thread_url', 'threads.title as thread_title', 'threads.state as thread_state'])
    .where('comments.site', '=', site)
    .where('comments.email_key', '=', emailKey)
    .where('comments.author_kind', 'in', ['guest', 'namesake'])
    .where('comments.state', '!=', 'removed')
    .orderBy('comments.created_at', 'desc')
    .orderBy('comments.id', 'desc')
    .limit(most)
    .execute();
  return rows.map(placed);
}

function placed(row: CommentRow & { readonly thread_key: string; readonly thread_url: string | null; readonly thread_title: string | null; readonly thread_state: ThreadRow['state'] }): PlacedComment {
  const { thread_key: key, thread_url: url, thread_title: title, thread_state: state, ...comment } = row;
  return { ...comment, thread: { key, url, title, state } };
}
