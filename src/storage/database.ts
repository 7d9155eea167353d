import { promisifyRequest, type UseStore } from 'idb-keyval';
import type { Clock } from './clock.ts';

/** What a {@link databaseStore} needs. */
export interface DatabaseOptions {
  /** The name of the IndexedDB database; made with one object store when it is not there. */
  readonly name: string;
  /** Answers the page's IndexedDB. A function, since reading the global may itself throw a SecurityError. */
  readonly factory: () => IDBFactory;
  readonly clock: Clock;
  /** How long opening may take before the call that waits for it is refused, in milliseconds. */
  readonly openTimeout?: number;
}

const storeName = 'records';

/**
 * A store function for idb-keyval. Its own one keeps an old tab's connection open for ever, which
 * blocks every upgrade in a newer tab, and cannot ask for strict durability. This one:
 *
 * - opens without a version, so that neither an older nor a newer script meets a VersionError;
 * - closes on `versionchange`, and opens again with the next call;
 * - opens once more when the connection turns out to be closing;
 * - refuses a call after {@link DatabaseOptions.openTimeout}, and later ones at once, while opening hangs.
 *   Should the database open after all, the next call has it;
 * - writes with `durability: 'strict'`: a write that is reported done survives the death of the browser and of the machine.
 *
 * Every call may reject, with whatever the browser says.
 */
export function databaseStore({ name, factory, clock, openTimeout = 1000 }: DatabaseOptions): UseStore {
  let connection: Promise<IDBDatabase> | undefined;

  const open = (): Promise<IDBDatabase> => {
    const forget = (): void => {
      if (connection === limited || connection === opened) connection = undefined;
    };
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
    const opened = reach();
    const limited = new Promise<IDBDatabase>((resolve, reject) => {
      const cancel = clock.after(openTimeout, () => reject(new Error(`The database ${name} did not open in ${openTimeout} ms`)));
      opened.then(resolve, reject).finally(cancel);
    });
    opened.then(() => {
      // Not when it was forgotten meanwhile: by then it is closed.
      if (connection === limited) connection = opened;
    }, forget);
    return limited;
  };

  const begin = async (mode: IDBTransactionMode, again: boolean): Promise<IDBTransaction> => {
    const used = (connection ??= open());
    const database = await used;
    try {
      return database.transaction(storeName, mode, { durability: 'strict' });
    } catch (error) {
      // Nothing was written yet, so that beginning again is safe whatever the callback does.
      if (!again || (error as Error).name !== 'InvalidStateError') throw error;
      if (connection === used) connection = undefined;
      return begin(mode, false);
    }
  };

  return async (mode, callback) => callback((await begin(mode, true)).objectStore(storeName));
}
