import { promisifyRequest, type UseStore } from 'idb-keyval';

/**
 * Where what is written ends up: `database` survives the browser, `text` too but holds little and
 * is easily cleared, `memory` ends with the page. The reader is told of the last.
 */
export type Lasting = 'database' | 'text' | 'memory';

/** What `localStorage` offers. Every access may throw. */
export interface TextStore {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A record under its key. Records are objects that survive JSON. */
export type Held = readonly [key: string, value: unknown];

/** A record to set, or to delete where the value is `undefined`. */
export type Change = readonly [key: string, value: unknown];

/** Where {@link Records} may write. Without any it keeps them in memory. */
export interface RecordsOptions {
  readonly database?: UseStore;
  /** A function, since reading `localStorage` may itself throw. */
  readonly text?: () => TextStore;
}

/** `localStorage` is the host page's too. */
const textPrefix = 'diwan/';

/**
 * Small records that must not be lost, in the strongest store that takes them: IndexedDB, then
 * `localStorage`, then memory. No method rejects because a store fails: the write goes to the next
 * one, and {@link lasting} says so.
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
  readonly #listeners = new Set<() => void>();
  #lasting: Lasting = 'database';
  /** Whether the database answered in this life, and may thus hold what cannot be deleted from it now. */
  #reached = false;

  constructor({ database = absent, text = absent }: RecordsOptions) {
    this.#database = database;
    this.#text = text;
  }

  /** The weakest store that something had to be left in, as far as is known. */
  get lasting(): Lasting {
    return this.#lasting;
  }

  /** Calls the listener whenever {@link lasting} has changed, until the function it answers is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The newest value held under the key, or `undefined`. */
  async get(key: string): Promise<unknown> {
    return valueOf(await this.entries(key), key);
  }

  /**
   * Everything held under keys that begin so. A key comes twice where a weaker store holds a newer
   * value that the database could not take: the newer comes first.
   */
  async entries(prefix: string): Promise<readonly Held[]> {
    return (await this.read(prefix)).held;
  }

  /** As {@link entries}, and whether that is all: where the database cannot be read, what is not found may still be there. */
  async read(prefix: string): Promise<{ readonly held: readonly Held[]; readonly complete: boolean }> {
    let held: readonly Held[] = [];
    let complete = false;
    try {
      held = await this.#database('readonly', (objects) => read(objects, prefix));
      this.#reached = complete = true;
    } catch {
      this.#settle(this.#textWorks() ? 'text' : 'memory');
    }
    return { held: this.#overlay(prefix, held), complete };
  }

  /** Sets one record. */
  set(key: string, value: object): Promise<void> {
    return this.apply([[key, value]]);
  }

  /** Deletes one record; one that is not there is no error. */
  delete(key: string): Promise<void> {
    return this.apply([[key, undefined]]);
  }

  /** Sets and deletes in one transaction: all or none. In `localStorage` all sets come before all deletes, so that nothing is lost between. */
  apply(changes: readonly Change[]): Promise<void> {
    return this.transact(changes[0]?.[0] ?? '', () => changes);
  }

  /** Replaces one record by what the function makes of it, atomically; `undefined` is no record. */
  update(key: string, change: (value: unknown) => object | undefined): Promise<void> {
    return this.transact(key, (held) => [[key, change(valueOf(held, key))]]);
  }

  /**
   * Reads everything under keys that begin so, as {@link entries} does, and writes what the plan
   * answers, in one transaction. The plan may be called twice, when a store fails on the way: the
   * last call counts. It is also told whether what it is given is all, as by {@link read}.
   */
  async transact(prefix: string, plan: (held: readonly Held[], complete: boolean) => readonly Change[]): Promise<void> {
    let held: readonly Held[] = [];
    let complete = false;
    try {
      const changes = await this.#database('readwrite', async (objects) => {
        held = await read(objects, prefix);
        this.#reached = complete = true;
        const wanted = [...this.#memory, ...plan(this.#overlay(prefix, held), complete)];
        try {
          for (const [key, value] of wanted) value === undefined ? objects.delete(key) : objects.put(value, key);
        } catch (error) {
          objects.transaction.abort();
          throw error;
        }
        await promisifyRequest(objects.transaction);
        return wanted;
      });
      for (const [key, value] of changes) {
        if (this.#memory.get(key) === value) this.#memory.delete(key);
        this.#removeText(key);
      }
      this.#settle('database');
    } catch {
      this.#settle(this.#fall(plan(this.#overlay(prefix, held), complete)));
    }
  }

  /** Writes to `localStorage`, and what that refuses to memory. */
  #fall(changes: readonly Change[]): Lasting {
    let lasting: Lasting = 'text';
    const sets = changes.filter(([, value]) => value !== undefined);
    const deletes = changes.filter(([, value]) => value === undefined);
    for (const [key, value] of [...sets, ...deletes]) {
      try {
        // Where the database still holds the record, only a mark keeps it from coming back.
        if (value === undefined && !this.#reached) this.#text().removeItem(textPrefix + key);
        else this.#text().setItem(textPrefix + key, JSON.stringify(value ?? null));
        this.#memory.delete(key);
      } catch {
        if (value === undefined) this.#removeText(key);
        this.#memory.set(key, value);
        lasting = 'memory';
      }
    }
    return lasting;
  }

  /** What all stores hold together, the weaker and thus newer first; nothing of what is marked deleted. */
  #overlay(prefix: string, database: readonly Held[]): readonly Held[] {
    const deleted = new Set<string>();
    return [...this.#memory, ...this.#textEntries(), ...database].filter(([key, value]) => {
      if (!key.startsWith(prefix) || deleted.has(key)) return false;
      if (value === undefined || value === null) deleted.add(key);
      return !deleted.has(key);
    });
  }

  #textEntries(): readonly Held[] {
    const held: Held[] = [];
    try {
      const text = this.#text();
      for (let index = 0; index < text.length; index++) {
        const name = text.key(index);
        if (name?.startsWith(textPrefix)) held.push([name.slice(textPrefix.length), parsed(text.getItem(name))]);
      }
    } catch {
      // A store that cannot be read holds nothing for us; `lasting` tells when it matters.
    }
    return held;
  }

  #removeText(key: string): void {
    try {
      this.#text().removeItem(textPrefix + key);
    } catch {
      // As above: what cannot be reached cannot be read either.
    }
  }

  #textWorks(): boolean {
    try {
      this.#text().getItem(textPrefix);
      return true;
    } catch {
      return false;
    }
  }

  #settle(lasting: Lasting): void {
    const weakest = [...this.#memory.values()].some((value) => value !== undefined) ? 'memory' : lasting;
    if (weakest === this.#lasting) return;
    this.#lasting = weakest;
    for (const listener of [...this.#listeners]) listener();
  }
}

function absent(): never {
  throw new Error('There is no such store');
}

function valueOf(held: readonly Held[], key: string): unknown {
  return held.find(([name]) => name === key)?.[1];
}

/** Foreign text under our prefix is passed over by the guards of whoever reads it. */
function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return 'unreadable';
  }
}

async function read(objects: IDBObjectStore, prefix: string): Promise<readonly Held[]> {
  const keys = (await promisifyRequest(objects.getAllKeys())).filter((key) => typeof key === 'string' && key.startsWith(prefix));
  return Promise.all(keys.map(async (key): Promise<Held> => [key as string, await promisifyRequest<unknown>(objects.get(key))]));
}
