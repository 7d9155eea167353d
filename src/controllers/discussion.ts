import type { CommentsAdapter } from '../adapters/adapter.ts';
import { borrowAdapter, type AdapterLease } from '../adapters/registry.ts';
import type { ThreadRef } from '../contract/thread.ts';
import { ThreadStore, type ThreadView } from '../state/thread.ts';
import type { Widget } from '../state/widget.ts';

/** Which discussion, on which backend, read how and from which page. */
export interface DiscussionOptions {
  /** A registered name, or an adapter that the page made and keeps. */
  readonly adapter: CommentsAdapter | string;
  /** The server's absolute address. */
  readonly server: string;
  readonly ref: ThreadRef;
  readonly view: ThreadView;
  readonly page: number;
}

/** Ties one thread of one backend to the life of a widget: what `open` begins, `close` ends, and it opens again. */
export class Discussion {
  /** Names the backend on this device: what waits for one is never sent to another. */
  backend = '';
  readonly #widget: Widget;
  #lease: AdapterLease | null = null;

  constructor(widget: Widget) {
    this.#widget = widget;
  }

  get isOpen(): boolean {
    return !!this.#lease;
  }

  /**
   * Takes the backend into use and asks for the first page: in the same task where the adapter is
   * at hand, before anything is drawn.
   *
   * @throws a plain `Error` for an adapter that nobody registered.
   */
  open({ adapter, server, ref, view, page }: DiscussionOptions): void {
    const widget = this.#widget;
    // Before the one in use is given back, so that the same one is not closed in between.
    const lease = typeof adapter === 'string' ? borrowAdapter(adapter, server) : { adapter, release() {} };
    this.close();
    this.#lease = lease;
    this.backend = typeof adapter === 'string' ? `${adapter} ${server}` : adapter.name;
    const begin = (ready: CommentsAdapter) => {
      if (lease !== this.#lease) return;
      const { sorts, maxPageSize, paging } = ready.facts;
      const sort = sorts.includes(view.sort) ? view.sort : sorts[0];
      widget.thread = new ThreadStore(ready, ref, { sort, size: Math.min(view.size, maxPageSize) });
      widget.thread.subscribe(widget.notify);
      void widget.thread.turnTo({ page: paging === 'numbered' ? page : 1 });
    };
    if ('then' in lease.adapter) {
      lease.adapter.then(begin, (thrown: unknown) => {
        console.error('Dîwan:', thrown);
        if (lease === this.#lease) this.fail('unavailable');
      });
    } else begin(lease.adapter);
  }

  /** Says that there is no backend; the reader may try again. */
  fail(code: 'unavailable' | 'unsupported'): void {
    this.close();
    this.#widget.failure = code;
    this.#widget.notify();
  }

  /** Ends what is under way and gives the backend back. */
  close(): void {
    const widget = this.#widget;
    widget.thread?.stop();
    widget.writing?.close();
    widget.thread = widget.writing = widget.failure = null;
    this.#lease?.release();
    this.#lease = null;
  }
}
