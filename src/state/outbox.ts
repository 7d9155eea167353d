import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { CommentView, NewComment } from '../contract/comment.ts';
import type { GuestKey } from '../contract/guest-key.ts';
import { newCommentId, type CommentId } from '../contract/ids.ts';
import type { ThreadRef } from '../contract/thread.ts';
import type { Channel } from '../storage/channel.ts';
import type { Change, Records } from '../storage/records.ts';
import { Listeners } from './listeners.ts';
import type { Network } from './network.ts';
import { oneAtATime, type Locks } from '../storage/one-at-a-time.ts';
import { afterFailure, outboxKey, outboxPrefix, recordsOf, untried, type Circumstances, type OutboxEntry, type OutboxRecord } from './outbox-records.ts';
import { pauseUntil } from './retry.ts';

export type { OutboxEntry, OutboxState } from './outbox-records.ts';

/** What an {@link Outbox} works with. */
export interface OutboxOptions extends Circumstances {
  readonly adapter: CommentsAdapter;
  /** Names the backend on this device: what waits for one is never sent to another. */
  readonly backend: string;
  readonly records: Records;
  readonly network: Network;
  readonly locks?: Locks | undefined;
  /** Without one, other tabs draw what happened when they next look into the store. */
  readonly channel?: Channel | undefined;
}

/** What the tabs tell each other: a record as it is now, or that it is gone. */
interface Message {
  readonly outbox: string;
  readonly id: CommentId;
  readonly record: OutboxRecord | null;
}

/**
 * Comments on their way to one backend. A comment is stored before it is first sent and deleted
 * after its answer, so that neither a crash nor a lost connection loses it; its id goes with every
 * attempt, so that the backend stores it once. To a backend that cannot tell a repetition, nothing
 * is sent again after an attempt whose end is not known.
 *
 * The tabs of a site share what is stored, one of them sends at a time, and each draws the same.
 * Listeners are told of every change. Make one per backend and page.
 */
export class Outbox extends Listeners {
  readonly #options: OutboxOptions;
  /** What is stored, to draw from, and what was sent. */
  readonly #copies = new Map<CommentId, OutboxRecord>();
  /** Aborted by the stop that ends what the last start began; `null` while stopped. */
  #ending: AbortController | null = null;
  #isBusy = false;
  /** Another round is wanted after the one under way. */
  #again = false;
  /** The next round tries also what waits for a pause or a sign-in. */
  #eager = false;
  #cancelTimer: (() => void) | undefined;
  #viewer: string | null = null;

  constructor(options: OutboxOptions) {
    super();
    this.#options = options;
  }

  /**
   * Takes a comment to send. Resolves once it is stored, and rejects never; only then may the form
   * be emptied. The same comment given twice is sent once.
   *
   * @param draftKey the record of the draft it was written in (`draft.recordKey`), deleted in the same transaction.
   * @param guestKey by what the backend is to know the guest again: the same with every attempt.
   * @param viewer the id of the member who writes.
   */
  async add(ref: ThreadRef, comment: NewComment, draftKey?: string, guestKey?: GuestKey, viewer: string | null = null): Promise<void> {
    const { backend, clock } = this.#options;
    const { id } = comment;
    const record: OutboxRecord = { version: 1, backend, id, ref, comment, guestKey, viewer, addedAt: clock.now(), view: null, ...untried };
    await this.#change(id, (stored) => stored ?? (this.#copies.has(id) ? null : record), draftKey);
    this.#look();
  }

  /** Who is signed in now, so that what they wrote can go out. Only a backend's own word counts. */
  set viewer(id: string | null) {
    this.#viewer = id;
    this.#look(true);
  }

  /** What is on its way to a thread, and what was sent in this page's life, in the order it was written. */
  entries(ref: Pick<ThreadRef, 'site' | 'key'>): readonly OutboxEntry[] {
    return this.#all.filter((entry) => entry.ref.site === ref.site && entry.ref.key === ref.key);
  }

  /**
   * Sends at once what waits, was refused, or is in doubt: then the reader accepts that it may come
   * twice. After a `conflict` the comment gets a new id, since the old one is taken. Does nothing to one in flight.
   */
  async retry(id: CommentId): Promise<void> {
    const fresh = newCommentId(this.#options.clock.now());
    await this.#change(id, (stored) => {
      if (!stored || stored.state === 'sending') return stored;
      const { maybeStored, comment, code } = stored;
      const again: OutboxRecord = { ...stored, ...untried, maybeStored };
      return code === 'conflict' ? { ...again, id: fresh, comment: { ...comment, id: fresh }, maybeStored: false } : again;
    });
    this.#look();
  }

  /**
   * Removes a comment that is not in flight and gives it back, or answers `null` when it is too late:
   * it is being sent, or was. Put its text into a draft and flush that before, so that even a crash in between loses nothing.
   */
  async takeBack(id: CommentId): Promise<NewComment | null> {
    let comment: NewComment | null = null;
    await this.#change(id, (stored) => {
      const isFree = stored && stored.state !== 'sending';
      comment = isFree ? stored.comment : null;
      return isFree ? null : stored;
    });
    return comment;
  }

  /** Begins to send, with what earlier lives of the page left. Does nothing where it was begun. */
  start(): void {
    if (this.#ending) return;
    const { network, channel } = this.#options;
    const { signal } = (this.#ending = new AbortController());
    for (const type of ['online', 'offline'] as const) network.addEventListener(type, () => this.#look(network.navigator.onLine), { signal });
    channel?.addEventListener('message', ({ data }) => this.#hear({ ...(data as Partial<Message> | null) }), { signal });
    this.#look(true);
  }

  /** Ends sending and aborts what is in flight; it stays stored, and goes out after the next start. */
  stop(): void {
    this.#cancelTimer?.();
    this.#ending?.abort();
    this.#ending = null;
  }

  /** Sends what is due, now or right after the round under way. */
  #look(eager = false): void {
    this.#eager ||= eager;
    this.#again = true;
    if (!this.#isBusy) void this.#send();
  }

  async #send(): Promise<void> {
    const { backend, locks } = this.#options;
    this.#isBusy = true;
    try {
      while (this.#again && this.#ending) {
        this.#again = false;
        const { signal } = this.#ending;
        try {
          await oneAtATime(`diwan:outbox:${backend}`, locks, signal, () => this.#round(signal));
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      }
    } finally {
      this.#isBusy = false;
    }
    this.#sleep();
  }

  /** Looks again when the first pause is over. */
  #sleep(): void {
    const { clock, network } = this.#options;
    this.#cancelTimer?.();
    const pauses = this.#all.flatMap(({ state, retryAt }) => (state === 'waiting' && retryAt !== null ? pauseUntil(retryAt, clock.now()) : []));
    if (pauses.length && this.#ending && network.navigator.onLine) this.#cancelTimer = clock.after(Math.min(...pauses), () => this.#look());
  }

  /** One look at everything stored, while no other tab takes one. */
  async #round(signal: AbortSignal): Promise<void> {
    const eager = this.#eager;
    this.#eager = false;
    await this.#load();
    for (const { id } of this.#all) {
      if (signal.aborted) return;
      // It is nobody's turn but this one's, so what says so was cut short by a crash.
      if (this.#copies.get(id)?.state === 'sending') await this.#fail(id, null);
      const entry = this.#copies.get(id);
      if (entry?.state === 'waiting' && this.#isReady(entry, eager)) await this.#attempt(id, signal);
    }
  }

  #isReady(entry: OutboxRecord, eager: boolean): boolean {
    const { network, clock } = this.#options;
    const isOnline = network.navigator.onLine;
    if (!isOnline || (entry.viewer ?? this.#viewer) !== this.#viewer) {
      this.#draw(entry.id, { ...entry, code: isOnline ? 'unauthenticated' : 'offline' });
      return false;
    }
    const isDue = pauseUntil(entry.retryAt, clock.now()) === 0;
    return entry.code === 'rate-limited' ? isDue : eager || (isDue && entry.code !== 'unauthenticated');
  }

  async #attempt(id: CommentId, signal: AbortSignal): Promise<void> {
    const { adapter } = this.#options;
    let isOurs = false;
    const record = await this.#change(id, (stored) => {
      // Where there are no turns, another tab may have begun meanwhile.
      isOurs = stored?.state === 'waiting' && !signal.aborted;
      return stored && isOurs ? { ...stored, state: 'sending', code: null, faults: [], retryAt: null, attempts: stored.attempts + 1 } : stored;
    });
    if (!record || !isOurs) return;
    let view: CommentView;
    try {
      view = await adapter.createComment(record.ref, record.comment, { key: id, signal, guestKey: record.guestKey });
    } catch (error) {
      await this.#fail(id, signal.aborted ? null : error);
      return;
    }
    const sent: OutboxRecord = { ...record, state: 'sent', view };
    this.#draw(id, sent);
    await this.#options.records.set(outboxKey(id), undefined);
    this.#tell(id, sent);
  }

  #fail(id: CommentId, error: unknown): Promise<unknown> {
    return this.#change(id, (stored) => stored && afterFailure(stored, error, this.#options));
  }

  /** The copies, in the order they were written. */
  get #all(): readonly OutboxRecord[] {
    return [...this.#copies.values()].sort((one, other) => one.addedAt - other.addedAt);
  }

  /**
   * Changes what is stored under an id, atomically, and tells everyone.
   *
   * @param change is given the record, or `null` where there is none, and answers what is to be there instead: that very
   *   record for no change, another one, one under another id, or `null` for none. May be called twice; the last call counts.
   * @param draftKey names a record that is deleted in the same transaction.
   * @returns what the change answered.
   */
  async #change(id: CommentId, change: (stored: OutboxRecord | null) => OutboxRecord | null, draftKey?: string): Promise<OutboxRecord | null> {
    const { records, backend } = this.#options;
    let now: OutboxRecord | null = null;
    await records.transact(outboxKey(id), (held) => {
      const stored = recordsOf(backend, held).find((record) => record.id === id) ?? null;
      const changes: Change[] = [];
      now = change(stored);
      if (now && now !== stored) changes.push([outboxKey(now.id), now]);
      if (stored && now?.id !== id) changes.push([outboxKey(id), undefined]);
      if (draftKey) changes.push([draftKey, undefined]);
      return changes;
    });
    const written = now as OutboxRecord | null;
    if (written?.id !== id && !this.#isSent(id)) this.#tell(id, null);
    if (written) this.#tell(written.id, written);
    return written;
  }

  /** Reads the store anew. */
  async #load(): Promise<void> {
    const { records, backend } = this.#options;
    const before = [...this.#copies.keys()];
    const stored = recordsOf(backend, await records.read(outboxPrefix));
    // What another tab sent or removed while this one did not listen: the thread shows it, or nobody.
    for (const id of before) if (!this.#isSent(id)) this.#copies.delete(id);
    for (const record of stored) if (!this.#isSent(record.id)) this.#copies.set(record.id, record);
    this.notify();
  }

  /** Whether it was sent. It stays so: no other tab knows better. */
  #isSent(id: CommentId): boolean {
    return this.#copies.get(id)?.state === 'sent';
  }

  /** Draws a record as it is, or no more where it is `null`: in this tab only. */
  #draw(id: CommentId, record: OutboxRecord | null): void {
    if (record) this.#copies.set(id, record);
    else this.#copies.delete(id);
    this.notify();
  }

  /** Draws it so in all tabs. */
  #tell(id: CommentId, record: OutboxRecord | null): void {
    this.#draw(id, record);
    this.#options.channel?.postMessage({ outbox: this.#options.backend, id, record } satisfies Message);
  }

  #hear({ outbox, id, record = null }: Partial<Message>): void {
    if (outbox !== this.#options.backend || id === undefined || this.#isSent(id)) return;
    this.#draw(id, record);
    // Should the tab that stored it close before its turn, this one sends it. Without turns, each looks after its own.
    if (this.#options.locks && record?.state === 'waiting') this.#look();
  }
}
