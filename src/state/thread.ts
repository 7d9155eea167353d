import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { CommentId } from '../contract/ids.ts';
import type { AsOf } from '../contract/page.ts';
import { codeOf, type ErrorCode } from '../contract/errors.ts';
import type { Sort, ThreadPage, ThreadPosition, ThreadQuery, ThreadRef } from '../contract/thread.ts';
import { threadPage } from '../contract/wire.ts';
import { Listeners } from './listeners.ts';

/** In which order and in pages of which size a thread is read. */
export interface ThreadView {
  readonly sort: Sort;
  readonly size: number;
}

/**
 * What the backend said of a thread, page by page, and nothing else: what this reader has sent and
 * the backend not yet answered is the outbox's. While a page is loading the one before it stays.
 */
export class ThreadStore extends Listeners {
  /** The page to draw; `null` before the first. */
  page: ThreadPage | null = null;
  /** Whether a page is on its way. */
  isLoading = false;
  /** Why the last page asked for did not come, or `null`. */
  failure: ErrorCode | null = null;
  readonly adapter: CommentsAdapter;
  readonly ref: ThreadRef;
  #view: ThreadView;
  #call = new AbortController();
  #life = new AbortController();
  #asOf: AsOf | null = null;
  #fetched = new Map<string, Fetch>();
  /** Comments of this reader's own that were published while the page was open. */
  readonly #own = new Set<CommentId>();
  /** How many of them were there when the set was frozen, and how many the shown page's figures hold. */
  #ownAtFreeze = 0;
  #ownCounted = 0;

  constructor(adapter: CommentsAdapter, ref: ThreadRef, view: ThreadView) {
    super();
    this.adapter = adapter;
    this.ref = ref;
    this.#view = view;
  }

  get view(): ThreadView {
    return this.#view;
  }

  /** How many of this reader's own comments the page's `newer` counts. */
  get ownNewer(): number {
    return this.#ownCounted - this.#ownAtFreeze;
  }

  /** How many comments there are, this reader's newly published ones included; `null` where the backend does not say. */
  get total(): number | null {
    const total = this.page?.total ?? null;
    return total === null ? null : total + this.#own.size - this.#ownCounted;
  }

  /**
   * Turns to a page. One fetched beforehand is there at once, in the same task. Never rejects: a
   * failure is state. Answers whether that page is now shown, which it is not when another was asked for meanwhile.
   */
  async turnTo(at: ThreadPosition): Promise<boolean> {
    this.#call.abort();
    const { signal } = (this.#call = new AbortController());
    this.isLoading = true;
    this.failure = null;
    try {
      const fetch = this.fetch(at);
      if (!fetch.page) this.notify();
      const page = fetch.page ?? (await fetch.coming);
      if (signal.aborted) return false;
      this.page = page;
      this.#ownCounted = fetch.own;
    } catch (thrown) {
      if (signal.aborted) return false;
      this.failure = codeOf(thrown);
      if (this.failure === 'invalid-cursor' && (this.#asOf || 'cursor' in at)) {
        // The set it was frozen in is gone, after a restored backup for one: read it from its beginning.
        this.reset({}, null);
        return this.turnTo({ page: 1 });
      }
      console.error('Dîwan:', thrown);
    }
    this.isLoading = false;
    this.notify();
    return !this.failure;
  }

  /**
   * Forgets all pages but the one shown, and reads in another order or size from now on.
   *
   * @param asOf the mark of the set to read in; with `null` it is frozen anew by the next page.
   */
  reset(view: Partial<ThreadView>, asOf: AsOf | null): void {
    this.stop();
    this.#view = { ...this.#view, ...view };
    this.#asOf = asOf;
  }

  /** Takes note of a comment of this reader's that the backend has published. */
  confirm(id: CommentId): void {
    this.#own.add(id);
    this.notify();
  }

  /** Ends what is under way. */
  stop(): void {
    this.#call.abort();
    this.#life.abort();
    this.#life = new AbortController();
    this.#fetched.clear();
    this.isLoading = false;
  }

  /** Fetches a page that is likely to be asked for, or answers the one fetched before. A failure is forgotten. */
  fetch(at: ThreadPosition): Fetch {
    const place = 'page' in at ? `page ${at.page}` : `cursor ${at.cursor}`;
    const known = this.#fetched.get(place);
    if (known) return known;
    const { signal } = this.#life;
    const query = { ...this.#view, at, asOf: this.#asOf };
    const fetch: Fetch = { own: this.#own.size, page: null, coming: this.#load(query, signal) };
    this.#fetched.set(place, fetch);
    fetch.coming.then(
      (page) => {
        fetch.page = page;
        if (signal.aborted || this.#asOf !== null) return;
        this.#asOf = page.asOf;
        this.#ownAtFreeze = fetch.own;
      },
      () => this.#fetched.get(place) === fetch && this.#fetched.delete(place),
    );
    return fetch;
  }

  /** An adapter is a stranger's: whatever it answers is looked at before anybody draws it. */
  async #load(query: ThreadQuery, signal: AbortSignal): Promise<ThreadPage> {
    return threadPage(await this.adapter.loadThread(this.ref, query, { signal }), '');
  }
}

/** A page asked for, and how many of the reader's own comments were published by then. */
export interface Fetch {
  readonly own: number;
  readonly coming: Promise<ThreadPage>;
  page: ThreadPage | null;
}
