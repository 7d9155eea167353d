import SqliteFile from 'better-sqlite3';
import { Kysely, SqliteDialect, sql, type SqliteDatabase, type SqliteStatement } from 'kysely';
import type { Connection, Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

/** A write that waits for its turn. */
interface WaitingWrite {
  run(connection: Connection): Promise<void>;
  /** Called once what `run` did is on disk, or with the reason why it is not. */
  settle(failure: { readonly reason: unknown } | null): void;
}

/** The most writes that share one sync of the disk: bounds how long the first of them waits. */
const largestBatch = 64;

/** How long another process (a backup, the admin command) may hold the database before we give up. */
const busyTimeout = 5000;

/** How long, in milliseconds, a write of another process may stay unnoticed. */
const foreignLag = 2;

/**
 * SQLite in one file, with a connection for reading and one for writing, so that a reader never
 * sees what is not yet on disk.
 *
 * Every write waits for the disk (`synchronous=FULL`), which takes far longer than the write
 * itself; so those that wait together are committed together, each in a savepoint of its own.
 *
 * @throws what better-sqlite3 throws, when the file cannot be opened.
 */
export function openSqlite(file: string): Database {
  // A transaction that reads before it writes must be the only writer from its start, or it fails
  // when another process has written in between.
  const writer = kyselyOver(openFile(file), 'begin immediate');
  const readFile = openFile(file);
  const reader = kyselyOver(readFile, 'begin');
  const foreignChanges = watchedChanges(readFile);
  let ownChanges = 0;
  const waiting: WaitingWrite[] = [];
  let writing: Promise<void> | null = null;

  async function writeWaiting(): Promise<void> {
    // Lets everything that arrived with the first write join its batch.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const batch = waiting.splice(0, largestBatch);
      const outcome = await commit(writer, batch);
      ownChanges++;
      for (const write of batch) write.settle(outcome);
      await new Promise(setImmediate);
    }
    writing = null;
  }

  return {
    reader,
    read: (job) => reader.transaction().execute(job),
    write: (job) =>
      new Promise((resolve, reject) => {
        let finish = (): void => {};
        waiting.push({
          async run(connection) {
            const outcome = await inSavepoint(connection, job);
            finish = () => ('thrown' in outcome ? reject(outcome.thrown) : resolve(outcome.value));
          },
          settle: (failure) => (failure ? reject(failure.reason) : finish()),
        });
        writing ??= writeWaiting();
      }),
    revision: () => ownChanges + foreignChanges(),
    async close() {
      await writing;
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** Counts what other connections wrote. Asking takes locks of the file, so it is not asked for every request. */
function watchedChanges(file: SqliteFile.Database): () => number {
  const dataVersion = file.prepare<[], number>('pragma data_version').pluck();
  let latest = 0;
  let asked = -Infinity;
  return () => {
    const now = performance.now();
    if (now - asked > foreignLag) {
      asked = now;
      latest = dataVersion.get() ?? latest;
    }
    return latest;
  };
}

async function commit(writer: Connection, batch: readonly WaitingWrite[]): Promise<{ readonly reason: unknown } | null> {
  try {
    await writer.transaction().execute(async (transaction) => {
      for (const write of batch) await write.run(transaction);
    });
    return null;
  } catch (reason) {
    return { reason };
  }
}

/**
 * What the job came to. Throws only when the whole transaction is lost, as on a full disk: SQLite
 * then has rolled it back already, and what followed in the batch would be committed piece by piece.
 */
async function inSavepoint<T>(
  connection: Connection,
  job: (connection: Connection) => Promise<T>,
): Promise<{ readonly value: T } | { readonly thrown: unknown }> {
  await sql`savepoint job`.execute(connection);
  try {
    const value = await job(connection);
    await sql`release job`.execute(connection);
    return { value };
  } catch (thrown) {
    await sql`rollback to job`.execute(connection);
    await sql`release job`.execute(connection);
    return { thrown };
  }
}

function openFile(file: string): SqliteFile.Database {
  const opened = new SqliteFile(file, { timeout: busyTimeout });
  opened.pragma('journal_mode = WAL');
  opened.pragma('synchronous = FULL');
  opened.pragma('foreign_keys = ON');
  // Whatever is removed is overwritten, so that a copy of the file does not show it.
  opened.pragma('secure_delete = ON');
  return opened;
}

function kyselyOver(file: SqliteFile.Database, begin: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: withCachedStatements(file, begin) }) });
}

/** Kysely prepares a statement anew for each query and knows one way to begin; this keeps them and chooses the way. */
function withCachedStatements(file: SqliteFile.Database, begin: string): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => void file.close(),
    prepare(text) {
      let statement = statements.get(text);
      if (!statement) {
        statement = file.prepare(text === 'begin' ? begin : text);
        statements.set(text, statement);
      }
      return statement;
    },
  };
}
