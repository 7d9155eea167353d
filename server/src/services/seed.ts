import { normalizeName, normalizeText, type ThreadRef, type Timestamp } from 'diwan/contract';
import { insertComment } from '../store/comments.ts';
import type { Sites } from '../sites.ts';
import type { Database } from '../store/database.ts';
import { nameKey } from '../store/name-key.ts';
import type { CommentRow } from '../store/tables.ts';
import { createThread, findThread } from '../store/threads.ts';

/** A comment of former times. */
export interface SeedComment {
  /** 1 to 200 characters, once in its site. */
  readonly id: string;
  /** `null` for a guest without a name. */
  readonly name: string | null;
  readonly text: string;
  readonly createdAt: Timestamp;
  /** One that stands before this in the list, or `null` at the top. */
  readonly parentId?: string | null;
  /** `published` when left out. A removed one keeps neither name nor text. */
  readonly state?: 'published' | 'held' | 'removed';
}

/**
 * Writes a whole thread at once, in the order given, which is the order of its positions: for
 * demonstrations, measurements and moving in from elsewhere. Whole or not at all.
 *
 * @param store what `openStore` gave; the server may be running on the same files.
 * @param ref its site is any origin of a site of this server (`local` on a trial server).
 * @throws Error when the site is not one of the server's, the thread already has comments, an id is there twice, or a parent is not before its reply.
 */
export async function seedThread(
  store: { readonly database: Database; readonly sites: Sites },
  ref: Pick<ThreadRef, 'site' | 'key'> & Partial<Pick<ThreadRef, 'url' | 'title'>>,
  comments: Iterable<SeedComment>,
): Promise<void> {
  const site = store.sites.idOf(ref.site);
  if (site === null) throw new Error(`${ref.site} is not a site of this server.`);
  const rows = rowsOf(site, comments);
  const positions = [...rows.values()].filter((row) => row.parent_id === null && row.position !== null).length;
  const visible = [...rows.values()].filter((row) => row.state === 'published').length;
  await store.database.write(async (connection) => {
    const { key, url = null, title = null } = ref;
    const thread =
      (await findThread(connection, site, key)) ??
      (await createThread(connection, { site, key, url, title, created_at: Date.now() }));
    // Whatever hangs on another hangs on one at the top in the end.
    const tops = connection.selectFrom('comments').select('id').where('thread_id', '=', thread.id).where('parent_id', 'is', null);
    if (await tops.limit(1).executeTakeFirst()) throw new Error('Only an empty thread can be seeded.');
    for (const row of rows.values()) await insertComment(connection, { ...row, thread_id: thread.id });
    await connection
      .updateTable('threads')
      .set((each) => ({ last_position: positions, visible, version: each('version', '+', 1) }))
      .where('id', '=', thread.id)
      .execute();
  });
}

/** The rows with every position and count in them, so that each is written once. */
function rowsOf(site: string, comments: Iterable<SeedComment>): ReadonlyMap<string, CommentRow> {
  const rows = new Map<string, CommentRow>();
  let top = 0;
  for (const { id, name, text, createdAt, parentId = null, state = 'published' } of comments) {
    if (rows.has(id)) throw new Error(`Two comments to seed have the id ${id}.`);
    const parent = parentId === null ? null : rows.get(parentId);
    if (parent === undefined) throw new Error(`The comment ${id} answers one that does not stand before it.`);
    const isBlank = state === 'removed';
    const shownName = isBlank ? null : normalizeName(name ?? '') || null;
    rows.set(id, {
      site,
      id,
      thread_id: 0,
      parent_id: parentId,
      depth: parent ? parent.depth + 1 : 0,
      position: state === 'held' ? null : parent ? ++parent.last_reply : ++top,
      state,
      name: shownName,
      name_key: shownName === null ? null : nameKey(shownName),
      author_kind: 'guest',
      member_id: null,
      picture: null,
      email: null,
      email_key: null,
      text: isBlank ? '' : normalizeText(text),
      guest_key: null,
      first_text: null,
      edited_at: null,
      created_at: Date.parse(createdAt),
      reply_count: 0,
      standing_count: 0,
      last_reply: 0,
    });
  }
  // From the last to the first: whether a removed reply stands is known once all its own replies are counted.
  for (const row of [...rows.values()].reverse()) {
    const parent = row.parent_id === null ? undefined : rows.get(row.parent_id);
    if (!parent || row.state === 'held') continue;
    if (row.state === 'published') parent.reply_count++;
    if (row.state === 'published' || row.standing_count > 0) parent.standing_count++;
  }
  return rows;
}
