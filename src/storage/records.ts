import { promisifyRequest, type UseStore } from 'idb-keyval';

/** What is used of `localStorage`, whose keys are its own properties. Every access may throw. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A record under its key. Records are objects that survive JSON. */
export type Held = readonly [key: string, value: unknown];

/** A record to set, or to delete where the value is `undefined`. */
export type Change = readonly [key: string, value: unknown];

/** `localStorage` is the host page's too. */
const textPrefix = 'diwan/';

/**
 * Small records that must not be lost, in the strongest store that takes them: IndexedDB, then
 * `localStorage`, then memory. No method rejects because a store fails: the write goes to the next
 * one, and {@link isFleeting} says when that was the last.
 *
 * What a write could not replace stays where it is, and reads look in all stores. A weaker store is
 * only written when the stronger ones fail, and cleared when they work again, so what it holds is
 * the newer. What fell to memory goes to the database with the next write that succeeds there.
 *
 * In the database a {@link transact} is atomic among tabs. `localStorage` has no such thing: two
 * tabs may miss each other's writes to one key there, so each should keep to keys of its own.
 */
export class Records {
  readonly #database: UseStore;
  readonly #text: () => TextStore;
  /** What no store took; `undefined` for what could not be deleted. */
  readonly #memory = new Map<string, unknown>();
  /** What the database held when it last answered: believed while it does not. */
  readonly #known = new Map<string, unknown>();

  /** @param text answers `localStorage`; a function, since reading the global may itself throw. */
  constructor(database: UseStore, text: () => TextStore) {
    this.#database = database;
    this.#text = text;
  }

  /** Whether something had to be left in memory and ends with the page. The reader is told. */
  get isFleeting(): boolean {
    return [...this.#memory.values()].some((value) => value !== undefined);
  }

  /** Everything held under keys that begin so. Where the database cannot be read, what it held before in this life is still believed. */
  async read(prefix: string): Promise<readonly Held[]> {
    try {
      await this.#database('readonly', (objects) => this.#learn(objects, prefix));
    } catch {
      // Then what is known is all there is.
    }
    return this.#held(prefix);
  }

  /** Sets one record, or deletes it where the value is `undefined`; one that is not there is no error. */
  set(key: string, value: object | undefined): Promise<void> {
    return this.transact(key, () => [[key, value]]);
  }

  /**
   * Reads everything under keys that begin so, as {@link read} does, and writes what the plan
   * answers, in one transaction: all or nothing. In `localStorage` all sets come before all deletes,
   * so that nothing is lost between. The plan may be called twice, when a store fails on the way: the last call counts.
   */
  async transact(prefix: string, plan: (held: readonly Held[]) => readonly Change[]): Promise<void> {
    try {
      const written = await this.#database('readwrite', async (objects) => {
        await this.#learn(objects, prefix);
        const changes = [...this.#memory, ...plan(this.#held(prefix))];
        for (const [key, value] of changes) value === undefined ? objects.delete(key) : objects.put(value, key);
        await promisifyRequest(objects.transaction);
        return changes;
      });
      for (const [key, value] of written) {
        this.#known.set(key, value);
        if (this.#memory.get(key) === value) this.#memory.delete(key);
        this.#removeText(key);
      }
    } catch {
      this.#fall(plan(this.#held(prefix)));
    }
  }

  async #learn(objects: IDBObjectStore, prefix: string): Promise<void> {
    const keys = (await promisifyRequest(objects.getAllKeys())).filter((key): key is string => typeof key === 'string' && key.startsWith(prefix));
    const held = await Promise.all(keys.map(async (key): Promise<Held> => [key, await promisifyRequest<unknown>(objects.get(key))]));
    for (const key of this.#known.keys()) if (key.startsWith(prefix)) this.#known.delete(key);
    for (const [key, value] of held) this.#known.set(key, value);
  }

  /** Writes to `localStorage`, and what that refuses to memory. */
  #fall(changes: readonly Change[]): void {
    const isDelete = ([, value]: Change): boolean => value === undefined;
    for (const [key, value] of [...changes].sort((one, other) => Number(isDelete(one)) - Number(isDelete(other)))) {
      try {
        // Where the database still holds the record, only a mark keeps it from coming back.
        if (value === undefined && this.#known.get(key) === undefined) this.#text().removeItem(textPrefix + key);
        else this.#text().setItem(textPrefix + key, JSON.stringify(value ?? null));
        this.#memory.delete(key);
      } catch {
        if (value === undefined) this.#removeText(key);
        this.#memory.set(key, value);
      }
    }
  }

  /** What all stores hold together: the weaker what is newer. Nothing of what is marked deleted. */
  #held(prefix: string): readonly Held[] {
    const newest = new Map([...this.#known, ...this.#textEntries(), ...this.#memory]);
    return [...newest].filter(([key, value]) => key.startsWith(prefix) && (value ?? null) !== null);
  }

  #textEntries(): readonly Held[] {
    try {
      const text = this.#text();
      return Object.keys(text).flatMap((name) => (name.startsWith(textPrefix) ? parsed(name.slice(textPrefix.length), text.getItem(name)) : []));
    } catch {
      // A store that cannot be read holds nothing for us.
      return [];
    }
  }

  #removeText(key: string): void {
    try {
      this.#text().removeItem(textPrefix + key);
    } catch {
      // As above: what cannot be reached cannot be read either.
    }
  }
}

/** Nothing where it is not JSON, and thus not ours. */
function parsed(key: string, text: string | null): readonly Held[] {
  try {
    return [[key, JSON.parse(text ?? 'null')]];
  } catch {
    return [];
  }
}
