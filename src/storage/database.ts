import { promisifyRequest, type UseStore } from 'idb-keyval';
import type { Clock } from './clock.ts';

/** What a {@link databaseStore} needs. */
export interface DatabaseOptions {
  /** The name of the IndexedDB database; made with one object store when it is not there. */
  readonly name: string;
  /** Answers the page's IndexedDB. A function, since reading the global may itself throw a SecurityError. */
  readonly factory: () => IDBFactory;
  readonly clock: Clock;
}

/** How long opening, and then a transaction, may take before the call that waits for it is refused, in milliseconds. */
const patience = 1000;

const storeName = 'records';

/**
 * A store function for idb-keyval. Its own one keeps an old tab's connection open for ever, which
 * blocks every upgrade in a newer tab, and cannot ask for strict durability. This one:
 *
 * - opens without a version, so that neither an older nor a newer script meets a VersionError;
 * - closes on `versionchange`, and opens again with the next call;
 * - opens once more when the connection turns out to be closing;
 * - refuses a call whose opening or transaction takes longer than a second, and later ones at once while opening hangs.
 *   Should the database open after all, the next call has it;
 * - aborts the transaction of a call that it refuses, or whose callback rejects: what was refused is not done later;
 * - writes with `durability: 'strict'`: a write that is reported done survives the death of the browser and of the machine.
 *
 * Every call may reject, with whatever the browser says.
 */
export function databaseStore({ name, factory, clock }: DatabaseOptions): UseStore {
  let connection: Promise<IDBDatabase> | undefined;

  const forget = (): void => {
    connection = undefined;
  };

  const inTime = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(patience, () => reject(new Error(`The database ${name} hangs`)));
      work.then(resolve, reject).finally(cancel);
    });

  const reach = async (): Promise<IDBDatabase> => {
    const request = factory().open(name);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    const database = await promisifyRequest(request);
    database.onclose = forget;
    database.onversionchange = () => {
      database.close();
      forget();
    };
    return database;
  };

  const open = (): Promise<IDBDatabase> => {
    const opened = reach();
    // Late is better than never: until then, whoever asks has the refusal.
    opened.then(() => (connection = opened), forget);
    return inTime(opened);
  };

  const begin = async (mode: IDBTransactionMode, again: boolean): Promise<IDBTransaction> => {
    const database = await (connection ??= open());
    try {
      return database.transaction(storeName, mode, { durability: 'strict' });
    } catch (error) {
      // Nothing was written yet, so that beginning again is safe whatever the callback does.
      if (!again || (error as Error).name !== 'InvalidStateError') throw error;
      forget();
      return begin(mode, false);
    }
  };

  return async (mode, callback) => {
    const transaction = await begin(mode, true);
    try {
      return await inTime(Promise.resolve(callback(transaction.objectStore(storeName))));
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It is over already.
      }
      throw error;
    }
  };
}
