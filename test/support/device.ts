import type { UseStore } from 'idb-keyval';
import type { Channel } from '../../src/storage/channel.ts';
import { Records, type TextStore } from '../../src/storage/records.ts';
import type { Network } from '../../src/state/network.ts';
import type { Locks } from '../../src/storage/one-at-a-time.ts';
import { ManualClock } from './manual-clock.ts';

/** Lets everything that is ready to run do so. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until it holds, and fails when it does not come to hold. */
export async function until(holds: () => boolean | undefined, what = String(holds)): Promise<void> {
  for (let turns = 0; turns < 2000; turns++) {
    if (holds()) return;
    await turn();
  }
  throw new Error(`it never came to hold: ${what}`);
}

/** A reader's browser in memory: what its tabs share, and the faults it can have. */
export class Device {
  readonly clock = new ManualClock();
  readonly database = new Map<string, unknown>();
  readonly text = new Map<string, string>();
  online = true;
  hasLocks = true;
  /** What happens to IndexedDB: nothing wrong, it cannot be opened, or nothing more fits. */
  databaseFault: 'none' | 'refused' | 'full' = 'none';
  textFault: 'none' | 'refused' | 'full' = 'none';
  readonly #tabs = new Set<Tab>();
  readonly #held = new Map<string, Promise<void>>();
  #transactions: Promise<unknown> = Promise.resolve();

  tab(): Tab {
    const tab = new Tab(this);
    this.#tabs.add(tab);
    return tab;
  }

  goOnline(online: boolean): void {
    this.online = online;
    for (const tab of this.#tabs) tab.networkChanged();
  }

  broadcast(from: Tab, message: unknown): void {
    const copy = structuredClone(message);
    for (const tab of this.#tabs) if (tab !== from) setImmediate(() => tab.hear(copy));
  }

  close(tab: Tab): void {
    this.#tabs.delete(tab);
  }

  /** One transaction after the other; one that fails changes nothing. */
  readonly store = <T>(tab: Tab, callback: (objects: IDBObjectStore) => T | PromiseLike<T>): Promise<T> => {
    const run = async (): Promise<T> => {
      await turn();
      if (!tab.alive) return never();
      if (this.databaseFault === 'refused') throw new DOMException('refused', 'UnknownError');
      const transaction = new MemoryTransaction(this.database, this.databaseFault === 'full');
      const answer = Promise.resolve(callback(transaction.objects));
      answer.catch(() => transaction.abort());
      await transaction.over;
      return answer;
    };
    const result = new Promise<T>((resolve, reject) => {
      this.#transactions = this.#transactions.then(() => Promise.race([run().then(resolve, reject), tab.death]));
    });
    return result;
  };

  async lock(tab: Tab, name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const before = this.#held.get(name) ?? Promise.resolve();
    let release = (): void => undefined;
    this.#held.set(name, before.then(() => new Promise<void>((resolve) => (release = resolve))));
    await before;
    await turn();
    try {
      signal.throwIfAborted();
      await Promise.race([work(), tab.death]);
    } finally {
      release();
    }
  }
}

/** One tab of a {@link Device}: what drafts and outbox are given. Killed, it does nothing any more, wherever it was. */
export class Tab {
  readonly device: Device;
  readonly records: Records;
  readonly channel: Channel;
  readonly network: Network;
  readonly death: Promise<void>;
  alive = true;
  kill: () => void;
  readonly #hearers = new Set<(event: { readonly data: unknown }) => void>();
  readonly #networkListeners = new Set<readonly ['online' | 'offline', () => void]>();

  constructor(device: Device) {
    this.device = device;
    let die = (): void => undefined;
    this.death = new Promise((resolve) => (die = resolve));
    this.kill = () => {
      this.alive = false;
      device.close(this);
      die();
    };
    const store: UseStore = (_mode, callback) => (this.alive ? device.store(this, callback).then((value) => (this.alive ? value : never())) : never());
    this.records = new Records(store, () => this.#text());
    this.channel = {
      postMessage: (message) => this.alive && device.broadcast(this, message),
      addEventListener: (_type, listener, options) => {
        this.#hearers.add(listener);
        options?.signal.addEventListener('abort', () => this.#hearers.delete(listener));
      },
    };
    this.network = {
      get navigator() {
        return { onLine: device.online };
      },
      addEventListener: (type, listener, { signal }) => {
        const entry = [type, listener] as const;
        this.#networkListeners.add(entry);
        signal.addEventListener('abort', () => this.#networkListeners.delete(entry));
      },
    };
  }

  get clock(): ManualClock {
    return this.device.clock;
  }

  get locks(): Locks | undefined {
    return this.device.hasLocks ? { request: (name, { signal }, work) => this.device.lock(this, name, signal, work) } : undefined;
  }

  hear(message: unknown): void {
    if (this.alive) for (const hear of this.#hearers) hear({ data: message });
  }

  networkChanged(): void {
    for (const [type, listener] of this.#networkListeners) if ((type === 'online') === this.device.online) listener();
  }

  #text(): TextStore {
    const { text, textFault } = this.device;
    if (textFault === 'refused') throw new DOMException('refused', 'SecurityError');
    const methods: TextStore = {
      getItem: (key) => text.get(key) ?? null,
      setItem: (key, value) => {
        if (textFault === 'full') throw new DOMException('full', 'QuotaExceededError');
        text.set(key, value);
      },
      removeItem: (key) => text.delete(key),
    };
    return Object.assign(Object.create(methods) as TextStore, Object.fromEntries(text));
  }
}

/** The little of an IndexedDB transaction that is used. It commits when no request is left to answer. */
class MemoryTransaction {
  readonly over: Promise<void>;
  readonly objects: IDBObjectStore;
  oncomplete: (() => void) | null = null;
  onabort: (() => void) | null = null;
  error: unknown = null;
  readonly #values: Map<string, unknown>;
  readonly #full: boolean;
  readonly #changes: [string, unknown][] = [];
  #open = 0;
  #done = false;
  #end: () => void = () => undefined;

  constructor(values: Map<string, unknown>, full: boolean) {
    this.#values = values;
    this.#full = full;
    this.over = new Promise((resolve) => (this.#end = resolve));
    this.objects = {
      transaction: this,
      getAllKeys: () => this.#request(() => [...values.keys()]),
      get: (key: string) => this.#request(() => structuredClone(values.get(key))),
      put: (value: unknown, key: string) => this.#change(key, structuredClone(value)),
      delete: (key: string) => this.#change(key, undefined),
    } as unknown as IDBObjectStore;
    this.#settle();
  }

  abort(): void {
    this.#finish(new DOMException('aborted', 'AbortError'));
  }

  #request(answer: () => unknown): unknown {
    const request = { result: undefined as unknown, onsuccess: null as (() => void) | null };
    this.#open++;
    setImmediate(() => {
      request.result = answer();
      request.onsuccess?.();
      this.#open--;
      this.#settle();
    });
    return request;
  }

  #change(key: string, value: unknown): unknown {
    if (this.#done) throw new DOMException('over', 'TransactionInactiveError');
    this.#changes.push([key, value]);
    return {};
  }

  #settle(): void {
    setImmediate(() => {
      if (this.#open || this.#done) return;
      if (this.#full && this.#changes.some(([, value]) => value !== undefined)) return this.#finish(new DOMException('full', 'QuotaExceededError'));
      for (const [key, value] of this.#changes) {
        if (value === undefined) this.#values.delete(key);
        else this.#values.set(key, value);
      }
      this.#finish(null);
    });
  }

  #finish(error: unknown): void {
    if (this.#done) return;
    this.#done = true;
    this.error = error;
    (error ? this.onabort : this.oncomplete)?.();
    this.#end();
  }
}

/** What a dead tab waits for. */
function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
