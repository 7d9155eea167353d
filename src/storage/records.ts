import { promisifyRequest, type UseStore } from 'idb-keyval';
import { attempt } from './attempt.ts';

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
 * only written when the stronger ones fail, or the page goes, so what it holds is the newer. All of
 * that, from earlier pages too, goes to the database with the next write that succeeds there.
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
  /** Each writes to the weaker stores what is being written to the database. */
  readonly #falls = new Set<() => void>();

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
    // Where it fails, what is known is all there is.
    await this.#database('readonly', (objects) => this.#learn(objects, prefix)).catch(() => null);
    return this.#held(prefix);
  }

  /** Sets one record, or deletes it where the value is `undefined`; one that is not there is no error. */
  set(key: string, value: object | undefined): Promise<void> {
    return this.transact(key, () => [[key, value]]);
  }

  /**
   * Reads everything under keys that begin so, as {@link read} does, and writes what the plan
   * answers, in one transaction: all or nothing. In `localStorage`, which has none, the changes are made in
   * their order, so a plan sets first and deletes then. The plan may be called again, when a store fails on the way or the page goes: the last call counts.
   */
  async transact(prefix: string, plan: (held: readonly Held[]) => readonly Change[]): Promise<void> {
    const fall = (): void => this.#fall(plan(this.#held(prefix)));
    this.#falls.add(fall);
    try {
      const written = await this.#database('readwrite', async (objects) => {
        await this.#learn(objects, prefix);
        const changes = [...this.#textEntries(), ...this.#memory, ...plan(this.#held(prefix))];
        for (const [key, value] of changes) value ? objects.put(value, key) : objects.delete(key);
        await promisifyRequest(objects.transaction);
        return changes;
      });
      for (const [key, value] of written) {
        this.#known.set(key, value);
        if (this.#memory.get(key) === value) this.#memory.delete(key);
        this.#removeText(key);
      }
    } catch {
      fall();
    } finally {
      this.#falls.delete(fall);
    }
  }

  /** For when the page goes, and perhaps no answer of the database comes any more: what is being written is put, at once, where that can be done. */
  rescue(): void {
    for (const fall of this.#falls) fall();
  }

  async #learn(objects: IDBObjectStore, prefix: string): Promise<void> {
    const keys = (await promisifyRequest(objects.getAllKeys())).filter((key): key is string => typeof key === 'string' && key.startsWith(prefix));
    const held = await Promise.all(keys.map(async (key): Promise<Held> => [key, await promisifyRequest<unknown>(objects.get(key))]));
    for (const key of this.#known.keys()) if (key.startsWith(prefix)) this.#known.delete(key);
    for (const [key, value] of held) this.#known.set(key, value);
  }

  /** Writes to `localStorage`, and what that refuses to memory. */
  #fall(changes: readonly Change[]): void {
    for (const [key, value] of changes) {
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

  /** Nothing where the store cannot be read; of what is in it, what is JSON, and thus ours. The page's own, which may be large, is not read. */
  #textEntries(): readonly Held[] {
    const record = (name: string): Held => [name.slice(textPrefix.length), JSON.parse(this.#text().getItem(name)!)];
    const names = attempt(() => Object.keys(this.#text())) ?? [];
    return names.flatMap((name) => (name.startsWith(textPrefix) && attempt(() => [record(name)])) || []);
  }

  /** What cannot be reached cannot be read either. */
  #removeText(key: string): void {
    attempt(() => this.#text().removeItem(textPrefix + key));
  }
}
