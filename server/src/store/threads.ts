import type { Connection } from './database.ts';
import { prepared } from './prepared.ts';
import type { ThreadRow } from './tables.ts';

/** What a thread's readers see change. Each number is added to what is there. */
export interface ThreadChange {
  /** Top-level comments published: positions used up. */
  readonly positions: number;
  /** Comments that came into sight, or went out of it when negative. */
  readonly visible: number;
}

const byKey = prepared((connection, given: { site: string; key: string }) =>
  connection.selectFrom('threads').selectAll().where('site', '=', given.site).where('key', '=', given.key),
);

const change = prepared((connection, given: ThreadChange & { id: number }) =>
  connection
    .updateTable('threads')
    .set((row) => ({
      last_position: row('last_position', '+', given.positions),
      visible: row('visible', '+', given.visible),
      version: row('version', '+', 1),
    }))
    .where('id', '=', given.id),
);

/** The thread of a site by its key, or `null` when nobody has written in it. */
export async function findThread(connection: Connection, site: string, key: string): Promise<ThreadRow | null> {
  const [row] = await byKey(connection, { site, key });
  return row ?? null;
}

/** The thread by its number in this database. */
export async function threadById(connection: Connection, id: number): Promise<ThreadRow> {
  return await connection.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Lays an empty thread. */
export async function createThread(
  connection: Connection,
  thread: Pick<ThreadRow, 'site' | 'key' | 'url' | 'title' | 'created_at'>,
): Promise<ThreadRow> {
  return await connection
    .insertInto('threads')
    .values({ ...thread, state: 'open', last_position: 0, visible: 0, version: 1 })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Notes that readers see something else in the thread from now on. */
export async function changeThread(connection: Connection, id: number, by: ThreadChange): Promise<void> {
  await change(connection, { ...by, id });
}

/** Opens or closes a thread for writing. */
export async function setThreadState(connection: Connection, id: number, state: ThreadRow['state']): Promise<void> {
  await connection
    .updateTable('threads')
    .set((row) => ({ state, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** The threads that exist among these keys, with how many comments each shows. */
export async function countThreads(
  connection: Connection,
  site: string,
  keys: readonly string[],
): Promise<readonly Pick<ThreadRow, 'key' | 'visible'>[]> {
  if (keys.length === 0) return [];
  return await connection
    .selectFrom('threads')
    .select(['key', 'visible'])
    .where('site', '=', site)
    .where('key', 'in', keys)
    .execute();
}
