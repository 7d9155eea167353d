import type { Connection } from './database.ts';

/** Marks the comments of guests whose name, by its key, belongs to a member from now on. Their threads' readers see it. */
export async function markNamesakes(connection: Connection, site: string, nameKey: string): Promise<void> {
  const marked = await connection
    .updateTable('comments')
    .set({ author_kind: 'namesake' })
    .where('site', '=', site)
    .where('name_key', '=', nameKey)
    .where('author_kind', '=', 'guest')
    .returning('thread_id')
    .execute();
  for (const thread of new Set(marked.map((comment) => comment.thread_id))) {
    await connection
      .updateTable('threads')
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('id', '=', thread)
      .execute();
  }
}
