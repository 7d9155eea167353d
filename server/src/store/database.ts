import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Rows can be read and, in a writing job, written through it. */
export type Connection = Kysely<Tables>;

/** A database in whatever dialect. */
export interface Database {
  /** For one statement at a time, with no promise about the next. */
  readonly reader: Connection;
  /** Runs a job that sees one unchanging moment of the database. */
  read<T>(job: (connection: Connection) => Promise<T>): Promise<T>;
  /**
   * Runs a job whole or not at all: what it throws undoes it and is thrown on. Jobs run one after
   * the other. Once the promise is fulfilled, what was written survives a loss of power.
   * A job waits for nothing but its own statements.
   */
  write<T>(job: (connection: Connection) => Promise<T>): Promise<T>;
  /**
   * A number that grows whenever anything was written. What this process wrote shows at once, what
   * another wrote within a few milliseconds; so it may serve to skip reading, never to decide a write.
   */
  revision(): number;
  /** Ends what is under way and lets go of the files. */
  close(): Promise<void>;
}

/** The database cannot be opened or written, said in one sentence for the person who starts the server. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}
