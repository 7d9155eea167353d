import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { CommentView, NewComment } from '../contract/comment.ts';
import { codeOf, isCommentsError, type ErrorCode } from '../contract/errors.ts';
import { newCommentId, type CommentId } from '../contract/ids.ts';
import type { ThreadRef } from '../contract/thread.ts';
import type { Clock } from '../storage/clock.ts';
import { Listeners } from './listeners.ts';
import type { Network } from './network.ts';
import { oneAtATime, type Locks } from './one-at-a-time.ts';
import { OutboxBook, type OutboxBookOptions } from './outbox-book.ts';
import { newRecord, untried, type OutboxEntry, type OutboxRecord } from './outbox-records.ts';
import { isUnreadable, leavesOpen, pauseBefore, pauseUntil, verdictOn } from './retry.ts';

export type { OutboxEntry, OutboxState } from './outbox-records.ts';

/** What an {@link Outbox} works with. */
export interface OutboxOptions extends OutboxBookOptions {
  readonly adapter: CommentsAdapter;
  readonly network: Network;
  readonly clock: Clock;
  readonly locks?: Locks | undefined;
  /** At least 0 and less than 1; spreads the attempts of many readers. */
  readonly random?: () => number;
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
  readonly #book: OutboxBook;
  /** Aborted by the stop that ends what the last start began; `null` while stopped. */
  #ending: AbortController | null = null;
  #isBusy = false;
  /** Another round is wanted after the one under way. */
  #again = false;
  /** The next round tries also what waits for a pause or a sign-in. */
  #eager = false;
  #cancelTimer: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    super();
    this.#options = options;
    this.#book = new OutboxBook(options, this.notify);
  }

  /**
   * Takes a comment to send. Resolves once it is stored, and rejects never; only then may the form
   * be emptied. The same comment given twice is sent once.
   *
   * @param draftKey the record of the draft it was written in (`draft.recordKey`), deleted in the same transaction.
   */
  async add(ref: ThreadRef, comment: NewComment, draftKey?: string): Promise<void> {
    const { backend, clock } = this.#options;
    const { id } = comment;
    const record = newRecord(backend, ref, comment, clock.now());
    await this.#book.change(id, (stored) => stored ?? (this.#book.get(id) ? null : record), draftKey);
    this.#look();
  }

  /** Whether anything of this backend still has to be sent or offered back. */
  get hasUnsent(): boolean {
    return this.#book.all.some((entry) => entry.state !== 'sent');
  }

  /** What is on its way to a thread, and what was sent in this page's life, in the order it was written. */
  entries(ref: Pick<ThreadRef, 'site' | 'key'>): readonly OutboxEntry[] {
    return this.#book.all.filter((entry) => entry.ref.site === ref.site && entry.ref.key === ref.key);
  }

  /**
   * Sends at once what waits, was refused, or is in doubt: then the reader accepts that it may come
   * twice. After a `conflict` the comment gets a new id, since the old one is taken. Does nothing to one in flight.
   */
  async retry(id: CommentId): Promise<void> {
    const fresh = newCommentId(this.#options.clock.now());
    await this.#book.change(id, (stored) => {
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
    await this.#book.change(id, (stored) => {
      const isFree = stored && stored.state !== 'sending';
      comment = isFree ? stored.comment : null;
      return isFree ? null : stored;
    });
    return comment;
  }

  /** Begins to send, with what earlier lives of the page left. Does nothing where it was begun. */
  start(): void {
    if (this.#ending) return;
    const { network, locks } = this.#options;
    const { signal } = (this.#ending = new AbortController());
    network.subscribe(() => this.#look(network.online), signal);
    // Should the tab that stored it close before its turn, this one sends it. Without turns, each looks after its own.
    this.#book.listen(({ state }) => locks && state === 'waiting' && this.#look(), signal);
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
    const pauses = this.#book.all.flatMap(({ state, retryAt }) => (state === 'waiting' && retryAt !== null ? pauseUntil(retryAt, clock.now()) : []));
    if (pauses.length && this.#ending && network.online) this.#cancelTimer = clock.after(Math.min(...pauses), () => this.#look());
  }

  /** One look at everything stored, while no other tab takes one. */
  async #round(signal: AbortSignal): Promise<void> {
    const eager = this.#eager;
    this.#eager = false;
    await this.#book.load();
    for (const { id } of this.#book.all) {
      if (signal.aborted) return;
      // It is nobody's turn but this one's, so what says so was cut short by a crash.
      if (this.#book.get(id)?.state === 'sending') await this.#fail(id, 'outcome-unknown', null);
      const entry = this.#book.get(id);
      if (entry?.state === 'waiting' && this.#isReady(entry, eager)) await this.#attempt(id, signal);
    }
  }

  #isReady(entry: OutboxRecord, eager: boolean): boolean {
    const { network, clock } = this.#options;
    if (!network.online) {
      this.#book.draw(entry.id, { ...entry, code: 'offline' });
      return false;
    }
    const isDue = pauseUntil(entry.retryAt, clock.now()) === 0;
    return entry.code === 'rate-limited' ? isDue : eager || (isDue && entry.code !== 'unauthenticated');
  }

  async #attempt(id: CommentId, signal: AbortSignal): Promise<void> {
    let isOurs = false;
    const record = await this.#book.change(id, (stored) => {
      // Where there are no turns, another tab may have begun meanwhile.
      isOurs = stored?.state === 'waiting';
      return stored && isOurs ? { ...stored, state: 'sending', code: null, faults: [], retryAt: null, attempts: stored.attempts + 1 } : stored;
    });
    if (!record || !isOurs) return;
    if (signal.aborted) {
      await this.#book.change(id, (stored) => stored && { ...stored, state: 'waiting' });
      return;
    }
    let view: CommentView;
    try {
      view = await orAbort(() => this.#options.adapter.createComment(record.ref, record.comment, { key: id, signal }), signal);
    } catch (error) {
      return this.#fail(id, signal.aborted ? 'outcome-unknown' : codeOf(error, 'protocol'), error);
    }
    await this.#book.finish({ ...record, state: 'sent', view });
  }

  /** Notes a failed attempt; `error` is `null` where nobody saw it fail, and then no pause is needed. */
  async #fail(id: CommentId, code: ErrorCode, error: unknown): Promise<void> {
    const { adapter, clock, random = Math.random } = this.#options;
    const known = isCommentsError(error) ? error : null;
    await this.#book.change(id, (stored) => {
      if (!stored) return null;
      const unreadable = stored.unreadable + Number(isUnreadable(code));
      const { maybeStored, attempts } = stored;
      const verdict = verdictOn(code, { idempotent: adapter.facts.idempotentWrites, maybeStored, unreadable });
      const isOver = verdict === 'refused' || verdict === 'unsure';
      return {
        ...stored,
        state: isOver ? verdict : 'waiting',
        code,
        faults: known?.faults ?? [],
        retryAt: verdict === 'again' && error !== null ? clock.now() + pauseBefore(attempts, known?.retryAfter ?? null, random()) : null,
        unreadable,
        maybeStored: maybeStored || leavesOpen(code),
      };
    });
  }
}

/** The answer, or the signal's reason as soon as it aborts: an adapter may be slow to notice. */
function orAbort<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    call().then(resolve, reject);
  });
}
