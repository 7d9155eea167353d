import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { openSqlite } from './dialects/sqlite.ts';
import { Secrets } from './services/secrets.ts';
import type { Sites } from './sites.ts';
import { DatabaseError, type Database } from './store/database.ts';
import { migrate, readFact, writeFact } from './store/migrations.ts';

/** The comments of a server, and what is needed to read them. */
export interface Store {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly sites: Sites;
  /** Ends what is under way and lets go of the files. */
  close(): Promise<void>;
}

/**
 * Opens the comments in a folder, made when missing. Several processes may have them open.
 *
 * @throws DatabaseError with one sentence for the person who started it.
 */
export async function openStore(config: Pick<Config, 'folder' | 'secret' | 'sites'>): Promise<Store> {
  const { folder, sites } = config;
  const secret = config.secret ?? keyIn(folder);
  const database = openIn(folder);
  try {
    await migrate(database);
    const secrets = new Secrets(secret);
    await keepMark(database, secrets.mark);
    return { database, secrets, sites, close: () => database.close() };
  } catch (thrown) {
    await database.close();
    throw thrown instanceof DatabaseError ? thrown : unusable(folder, thrown);
  }
}

function openIn(folder: string): Database {
  try {
    makeFolder(folder);
    return openSqlite(join(folder, 'comments.sqlite'));
  } catch (cause) {
    throw unusable(folder, cause);
  }
}

/** As `mkdir -p`. Node's own (`recursive`) never ends where a folder is there and takes none, as in `/proc`. */
function makeFolder(folder: string): void {
  const parent = dirname(folder);
  if (existsSync(folder)) return;
  if (!existsSync(parent) && parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (thrown) {
    if (!isCode(thrown, 'EEXIST')) throw thrown;
  }
}

/** The key of the folder: made at the first start, readable by its owner alone. */
function keyIn(folder: string): string {
  const file = join(folder, 'secret.key');
  try {
    makeFolder(folder);
    // Fails when it is there already, so that of two servers starting at once one makes it.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    if (!isCode(cause, 'EEXIST')) throw unusable(folder, cause);
  }
  try {
    const key = readFileSync(file, 'utf8').trim();
    if (key.length >= 32) return key;
  } catch (cause) {
    throw unusable(folder, cause);
  }
  throw new DatabaseError(`The key file ${file} is damaged: restore it from a backup.`);
}

/** A database keeps to the secret it was first opened with: with another its addresses could not be read. */
async function keepMark(database: Database, mark: string): Promise<void> {
  const kept = await database.write(async (connection) => {
    const known = await readFact(connection, 'secret');
    if (known === null) await writeFact(connection, 'secret', mark);
    return known ?? mark;
  });
  if (kept === mark) return;
  throw new DatabaseError('The database was written with another secret: give that one in DIWAN_SECRET, or its key file secret.key.');
}

function unusable(folder: string, cause: unknown): DatabaseError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new DatabaseError(`The folder ${folder} cannot be used for the database${code}: DIWAN_DATA must be a folder that can be written.`, { cause });
}

function isCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
