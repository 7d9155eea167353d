import type { Connection } from './database.ts';
import { prepared } from './prepared.ts';
import type { CommentRow, ThreadRow } from './tables.ts';

/** What is shown of a comment: never an address. */
export const shownColumns = ['id', 'parent_id', 'depth', 'position', 'state', 'name', 'author_kind', 'member_id', 'picture', 'text', 'created_at', 'edited_at', 'reply_count'] as const;

/** A comment as it is shown. */
export type ShownComment = Pick<CommentRow, (typeof shownColumns)[number]>;

/** A comment as it is shown, and whose it is. */
export type OwnedComment = ShownComment & Pick<CommentRow, 'site' | 'guest_key'>;

/** Places of siblings, both ends included. */
export interface Places {
  readonly first: number;
  readonly last: number;
}

/** What hangs on a comment changes: each number is added to what is there. */
export interface BranchChange {
  readonly replies: number;
  readonly standing: number;
  readonly positions: number;
}

const atTop = prepared((connection, given: Places & { thread: number }) =>
  connection
    .selectFrom('comments')
    .select(shownColumns)
    .where('thread_id', '=', given.thread)
    .where('parent_id', 'is', null)
    .where('position', '>=', given.first)
    .where('position', '<=', given.last)
    .where((row) => row.or([row('state', '=', 'published'), row('standing_count', '>', 0)]))
    .orderBy('position'),
);

const below = prepared((connection, given: Places & { thread: number; parent: string }) =>
  connection
    .selectFrom('comments')
    .select(shownColumns)
    .where('thread_id', '=', given.thread)
    .where('parent_id', '=', given.parent)
    .where('position', '>=', given.first)
    .where('position', '<=', given.last)
    .where((row) => row.or([row('state', '=', 'published'), row('standing_count', '>', 0)]))
    .orderBy('position'),
);

const byId = prepared((connection, given: { site: string; id: string }) =>
  connection.selectFrom('comments').selectAll().where('site', '=', given.site).where('id', '=', given.id),
);

const insert = prepared((connection, given: CommentRow) =>
  connection.insertInto('comments').values({
    site: given.site,
    id: given.id,
    thread_id: given.thread_id,
    parent_id: given.parent_id,
    depth: given.depth,
    position: given.position,
    state: given.state,
    name: given.name,
    name_key: given.name_key,
    author_kind: given.author_kind,
    member_id: given.member_id,
    picture: given.picture,
    email: given.email,
    email_key: given.email_key,
    text: given.text,
    guest_key: given.guest_key,
    first_text: given.first_text,
    edited_at: given.edited_at,
    created_at: given.created_at,
    reply_count: given.reply_count,
    standing_count: given.standing_count,
    last_reply: given.last_reply,
  }),
);

const changeBelow = prepared((connection, given: BranchChange & { site: string; id: string }) =>
  connection
    .updateTable('comments')
    .set((row) => ({
      reply_count: row('reply_count', '+', given.replies),
      standing_count: row('standing_count', '+', given.standing),
      last_reply: row('last_reply', '+', given.positions),
    }))
    .where('site', '=', given.site)
    .where('id', '=', given.id),
);

/** The top-level comments at these places that can be seen, in the order of their places: there may be gaps. */
export function topComments(connection: Connection, thread: number, places: Places): Promise<ShownComment[]> {
  return atTop(connection, { thread, ...places });
}

/** The direct replies to a comment at these places that can be seen, in the order of their places. */
export function repliesTo(connection: Connection, thread: number, parent: string, places: Places): Promise<ShownComment[]> {
  return below(connection, { thread, parent, ...places });
}

/** The whole comment, in whatever state, or `null`. */
export async function findComment(connection: Connection, site: string, id: string): Promise<CommentRow | null> {
  const [row] = await byId(connection, { site, id });
  return row ?? null;
}

/** Whether readers see the comment, or the tombstone of it. */
export function isShown(comment: Pick<CommentRow, 'state' | 'standing_count'>): boolean {
  return comment.state === 'published' || comment.standing_count > 0;
}

/** The comments it hangs on, its parent first and the top-level comment last; empty for one at the top. */
export async function ancestorsOf(connection: Connection, comment: CommentRow): Promise<readonly CommentRow[]> {
  const ancestors: CommentRow[] = [];
  let parentId = comment.parent_id;
  while (parentId !== null) {
    const parent = await findComment(connection, comment.site, parentId);
    if (!parent) throw new Error('A comment hangs on one that is not there.');
    ancestors.push(parent);
    parentId = parent.parent_id;
  }
  return ancestors;
}

/** Writes a comment down. Whatever counts it is the caller's to change. */
export async function insertComment(connection: Connection, comment: CommentRow): Promise<void> {
  await insert(connection, comment);
}

/** Notes that something else hangs on a comment from now on. */
export async function changeBranch(connection: Connection, site: string, id: string, by: BranchChange): Promise<void> {
  await changeBelow(connection, { site, id, ...by });
}

/** Gives a held comment its place. */
export async function publishComment(connection: Connection, site: string, id: string, position: number): Promise<void> {
  await connection
    .updateTable('comments')
    .set({ state: 'published', position })
    .where('site', '=', site)
    .where('id', '=', id)
    .execute();
}

/** Gives a comment another text; what it was sent with is `first_text`. */
export async function changeText(
  connection: Connection,
  site: string,
  id: string,
  to: Pick<CommentRow, 'text' | 'first_text' | 'edited_at'>,
): Promise<void> {
  await connection.updateTable('comments').set(to).where('site', '=', site).where('id', '=', id).execute();
}

/** Those of the comments that are in the thread and have an owner. In no order. */
export async function ownedComments(connection: Connection, thread: Pick<ThreadRow, 'id' | 'site'>, ids: readonly string[]): Promise<OwnedComment[]> {
  if (ids.length === 0) return [];
  return await connection
    .selectFrom('comments')
    .select([...shownColumns, 'site', 'guest_key'])
    .where('site', '=', thread.site)
    .where('id', 'in', ids)
    .where('thread_id', '=', thread.id)
    .where((row) => row.or([row('guest_key', 'is not', null), row('member_id', 'is not', null)]))
    .execute();
}

/** Takes away everything that was said in a comment and by whom; its place stays taken, and its owner can still be told that it is gone. */
export async function blankComment(connection: Connection, site: string, id: string): Promise<void> {
  await connection
    .updateTable('comments')
    .set({ state: 'removed', name: null, name_key: null, picture: null, email: null, email_key: null, text: '', first_text: null, edited_at: null })
    .where('site', '=', site)
    .where('id', '=', id)
    .execute();
}
