import type { CommentId } from '../contract/ids.ts';
import type { Channel } from '../storage/channel.ts';
import type { Change, Held, Records } from '../storage/records.ts';
import { outboxKey, outboxPrefix, recordsOf, type OutboxRecord } from './outbox-records.ts';

/** What an {@link OutboxBook} works with. */
export interface OutboxBookOptions {
  readonly records: Records;
  /** Names the backend on this device: what waits for one is never sent to another. */
  readonly backend: string;
  /** Without one, other tabs draw what happened when they next look into the store. */
  readonly channel?: Channel | undefined;
}

/** What the tabs tell each other: a record as it is now, or that it is gone. */
interface Message {
  readonly outbox: string;
  readonly id: CommentId;
  readonly record: OutboxRecord | null;
}

/** What all tabs know of the comments on their way to one backend: the store has it, each tab a copy to draw from, and each change is told. */
export class OutboxBook {
  readonly #options: OutboxBookOptions;
  readonly #notify: () => void;
  readonly #copies = new Map<CommentId, OutboxRecord>();
  /** What went while a slow {@link load} may still bring it back. */
  readonly #gone = new Set<CommentId>();

  constructor(options: OutboxBookOptions, notify: () => void) {
    this.#options = options;
    this.#notify = notify;
  }

  /** The copies, in the order they were written. */
  get all(): readonly OutboxRecord[] {
    return [...this.#copies.values()].sort((one, other) => one.addedAt - other.addedAt);
  }

  /** The copy of one record. */
  get(id: CommentId): OutboxRecord | undefined {
    return this.#copies.get(id);
  }

  /**
   * Changes a record in the store, atomically, and tells everyone. Answers it as it is then: changed,
   * as it was where the change answers `null`, or `null` where there is none.
   *
   * @param change what becomes of the stored record: itself changed, under another id, or `null` for no change.
   */
  async change(id: CommentId, change: (stored: OutboxRecord) => OutboxRecord | null): Promise<OutboxRecord | null> {
    let record: OutboxRecord | null = null;
    let changed: OutboxRecord | null = null;
    await this.#options.records.transact(outboxKey(id), (held) => {
      record = this.#find(held, id);
      changed = record && change(record);
      if (!changed) return [];
      const written: Change = [outboxKey(changed.id), changed];
      return changed.id === id ? [written] : [written, [outboxKey(id), undefined]];
    });
    const now = (changed ?? record) as OutboxRecord | null;
    if (now?.id !== id && !this.#isSent(id)) this.forget(id);
    if (now) this.tell(now);
    return now;
  }

  /** Stores a new record, unless it is known, and makes the other changes in the same transaction. */
  async add(record: OutboxRecord, others: readonly Change[]): Promise<void> {
    const { id } = record;
    let isNew = false;
    await this.#options.records.transact(outboxKey(id), (held) => {
      isNew = !held.some(([key]) => key === outboxKey(id)) && !this.#copies.has(id);
      return isNew ? [[outboxKey(id), record], ...others] : others;
    });
    if (!isNew) return;
    this.#gone.delete(id);
    this.tell(record);
  }

  /** Deletes a record where the test allows it, and answers it; `null` where it stays or is not there. */
  async remove(id: CommentId, test: (stored: OutboxRecord) => boolean): Promise<OutboxRecord | null> {
    let removed: OutboxRecord | null = null;
    await this.#options.records.transact(outboxKey(id), (held) => {
      const stored = this.#find(held, id);
      removed = stored && test(stored) ? stored : null;
      return removed ? [[outboxKey(id), undefined]] : [];
    });
    if (removed) this.forget(id);
    return removed;
  }

  /** Reads the store anew. */
  async load(): Promise<void> {
    const before = new Set(this.#copies.keys());
    const { held, complete } = await this.#options.records.read(outboxPrefix);
    for (const record of recordsOf(this.#options.backend, held)) {
      before.delete(record.id);
      if (!this.#gone.has(record.id) && !this.#isSent(record.id)) this.#copies.set(record.id, record);
    }
    // What another tab sent or removed while this one did not listen: the thread shows it, or nobody.
    for (const id of before) if (complete && !this.#isSent(id)) this.#copies.delete(id);
    this.#notify();
  }

  /** Marks as sent what is in the store no more. It stays so: no other tab knows better. */
  async finish(sent: OutboxRecord): Promise<void> {
    this.put(sent);
    await this.#options.records.delete(outboxKey(sent.id));
    this.tell(sent);
  }

  /** Draws a record as it is, in this tab only. */
  put(record: OutboxRecord): void {
    this.#copies.set(record.id, record);
    this.#notify();
  }

  /** Draws a record as it is, in all tabs. */
  tell(record: OutboxRecord): void {
    this.put(record);
    this.#post(record.id, record);
  }

  /** Draws a record no more: in this tab when it was sent, else in all. */
  forget(id: CommentId): void {
    if (!this.#isSent(id)) this.#post(id, null);
    this.#drop(id);
  }

  /** Listens to other tabs; `changed` is given what they stored. */
  listen(changed: (record: OutboxRecord) => void): () => void {
    const { backend, channel } = this.#options;
    const stop = channel?.subscribe((message) => {
      const { outbox, id, record } = { ...(message as Partial<Message> | null) };
      if (outbox !== backend || id === undefined || this.#isSent(id)) return;
      if (record) {
        this.put(record);
        changed(record);
      } else {
        this.#drop(id);
      }
    });
    return () => stop?.();
  }

  #find(held: readonly Held[], id: CommentId): OutboxRecord | null {
    return recordsOf(this.#options.backend, held).find((record) => record.id === id) ?? null;
  }

  #isSent(id: CommentId): boolean {
    return this.#copies.get(id)?.state === 'sent';
  }

  #drop(id: CommentId): void {
    this.#gone.add(id);
    this.#copies.delete(id);
    this.#notify();
  }

  #post(id: CommentId, record: OutboxRecord | null): void {
    this.#options.channel?.post({ outbox: this.#options.backend, id, record } satisfies Message);
  }
}
