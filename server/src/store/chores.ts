import type { Selectable } from 'kysely';
import type { Connection } from './database.ts';
import type { ChoresTable } from './member-tables.ts';

/** Work that goes on in parts. */
export type Chore = Selectable<ChoresTable>;

/** The oldest of what is unfinished, or `null`. */
export async function nextChore(connection: Connection): Promise<Chore | null> {
  const row = await connection.selectFrom('chores').selectAll().where('created_at', '>=', 0).orderBy('created_at').limit(1).executeTakeFirst();
  return row ?? null;
}

/** Writes down what is to be gone on with. */
export async function insertChore(connection: Connection, chore: Chore): Promise<void> {
  await connection.insertInto('chores').values(chore).execute();
}

/** Notes that a chore is finished. */
export async function deleteChore(connection: Connection, id: string): Promise<void> {
  await connection.deleteFrom('chores').where('id', '=', id).execute();
}
