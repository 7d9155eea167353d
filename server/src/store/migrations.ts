import { sql } from 'kysely';
import type { Connection } from './database.ts';
import { DatabaseError, type Database } from './database.ts';
import { addMembers } from './member-migration.ts';

/** One step from a version of the schema to the next. */
type Migration = (connection: Connection) => Promise<void>;

/** Append only: a step that was published is never changed. */
const migrations: readonly Migration[] = [layTables, addOwners, addMembers];

/**
 * Brings the schema up to date, each step whole or not at all.
 *
 * @throws DatabaseError when a later version of Dîwan has written this database.
 */
export async function migrate(database: Database): Promise<void> {
  await database.write(async (connection) => {
    await connection.schema
      .createTable('facts')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  });
  for (;;) {
    const isDone = await database.write(async (connection) => {
      const version = Number((await readFact(connection, 'schema')) ?? 0);
      if (version > migrations.length) {
        throw new DatabaseError('The database was written by a later version of Dîwan: start that version, or restore a backup.');
      }
      const step = migrations[version];
      if (!step) return true;
      await step(connection);
      await writeFact(connection, 'schema', String(version + 1));
      return false;
    });
    if (isDone) return;
  }
}

/** A word about the database, or `null`. */
export async function readFact(connection: Connection, name: string): Promise<string | null> {
  const row = await connection.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

/** Writes a word about the database over the one before. */
export async function writeFact(connection: Connection, name: string, value: string): Promise<void> {
  await connection
    .insertInto('facts')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

async function layTables(connection: Connection): Promise<void> {
  const { schema } = connection;
  await schema
    .createTable('threads')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('title', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('last_position', 'integer', (column) => column.notNull())
    .addColumn('visible', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addUniqueConstraint('threads_by_key', ['site', 'key'])
    .execute();
  await schema
    .createTable('comments')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'integer', (column) => column.notNull().references('threads.id'))
    .addColumn('parent_id', 'text')
    .addColumn('depth', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('email', 'blob')
    .addColumn('email_key', 'blob')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('reply_count', 'integer', (column) => column.notNull())
    .addColumn('standing_count', 'integer', (column) => column.notNull())
    .addColumn('last_reply', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('comments_by_id', ['site', 'id'])
    .addForeignKeyConstraint('comments_parent', ['site', 'parent_id'], 'comments', ['site', 'id'])
    .execute();
  // A page is a range of one of these two, and no two siblings can have one position.
  await schema
    .createIndex('comments_at_top')
    .unique()
    .on('comments')
    .columns(['thread_id', 'position'])
    .where(sql.ref('parent_id'), 'is', null)
    .execute();
  await schema
    .createIndex('comments_below')
    .unique()
    .on('comments')
    .columns(['thread_id', 'parent_id', 'position'])
    .where(sql.ref('parent_id'), 'is not', null)
    .execute();
}

async function addOwners({ schema }: Connection): Promise<void> {
  // SQLite adds one column with each statement.
  await schema.alterTable('comments').addColumn('guest_key', 'blob').execute();
  await schema.alterTable('comments').addColumn('first_text', 'blob').execute();
  await schema.alterTable('comments').addColumn('edited_at', 'integer').execute();
}
