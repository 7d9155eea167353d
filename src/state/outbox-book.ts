import type { CommentId } from '../contract/ids.ts';
import type { Channel } from '../storage/channel.ts';
import type { Change, Records } from '../storage/records.ts';
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
   * Changes what is stored under an id, atomically, and tells everyone.
   *
   * @param change is given the record, or `null` where there is none, and answers what is to be there instead: that very
   *   record for no change, another one, one under another id, or `null` for none. May be called twice; the last call counts.
   * @param draftKey names a record that is deleted in the same transaction.
   * @returns what the change answered.
   */
  async change(id: CommentId, change: (stored: OutboxRecord | null) => OutboxRecord | null, draftKey?: string): Promise<OutboxRecord | null> {
    const { records, backend } = this.#options;
    let now: OutboxRecord | null = null;
    await records.transact(outboxKey(id), (held, complete) => {
      // While the database cannot be read, the copy is as good as what it holds.
      const copy = complete || this.#isSent(id) ? null : this.#copies.get(id);
      const stored = recordsOf(backend, held).find((record) => record.id === id) ?? copy ?? null;
      const changes: Change[] = draftKey ? [[draftKey, undefined]] : [];
      now = change(stored);
      if (now && now !== stored) changes.push([outboxKey(now.id), now]);
      if (stored && now?.id !== id) changes.push([outboxKey(id), undefined]);
      return changes;
    });
    const written = now as OutboxRecord | null;
    if (written?.id !== id && !this.#isSent(id)) this.#tell(id, null);
    if (written) this.#tell(written.id, written);
    return written;
  }

  /** Reads the store anew. */
  async load(): Promise<void> {
    const before = new Set(this.#copies.keys());
    const { held, complete } = await this.#options.records.read(outboxPrefix);
    for (const record of recordsOf(this.#options.backend, held)) {
      before.delete(record.id);
      if (!this.#isSent(record.id)) this.#copies.set(record.id, record);
    }
    // What another tab sent or removed while this one did not listen: the thread shows it, or nobody.
    for (const id of before) if (complete && !this.#isSent(id)) this.#copies.delete(id);
    this.#notify();
  }

  /** Marks as sent what is in the store no more. It stays so: no other tab knows better. */
  async finish(sent: OutboxRecord): Promise<void> {
    this.draw(sent.id, sent);
    await this.#options.records.set(outboxKey(sent.id), undefined);
    this.#tell(sent.id, sent);
  }

  /** Draws a record as it is, or no more where it is `null`: in this tab only. */
  draw(id: CommentId, record: OutboxRecord | null): void {
    if (record) this.#copies.set(id, record);
    else this.#copies.delete(id);
    this.#notify();
  }

  /** Listens to other tabs until the signal aborts; `changed` is given what they stored. */
  listen(changed: (record: OutboxRecord) => void, signal: AbortSignal): void {
    const { backend, channel } = this.#options;
    channel?.addEventListener(
      'message',
      ({ data }) => {
        const { outbox, id, record = null } = { ...(data as Partial<Message> | null) };
        if (outbox !== backend || id === undefined || this.#isSent(id)) return;
        this.draw(id, record);
        if (record) changed(record);
      },
      { signal },
    );
  }

  #isSent(id: CommentId): boolean {
    return this.#copies.get(id)?.state === 'sent';
  }

  /** Draws it in all tabs. */
  #tell(id: CommentId, record: OutboxRecord | null): void {
    this.draw(id, record);
    this.#options.channel?.postMessage({ outbox: this.#options.backend, id, record } satisfies Message);
  }
}
