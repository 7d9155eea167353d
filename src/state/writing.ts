import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { Records } from '../storage/records.ts';
import { Drafts } from './drafts.ts';
import type { Environment } from './environment.ts';
import { GuestMemory } from './guest-memory.ts';
import { Outbox } from './outbox.ts';

/** What writing needs beyond reading: fetched when the form is approached. */
export interface Writing {
  /** Names the backend on this device. */
  readonly backend: string;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly guestMemory: GuestMemory;
  /** Where all of it is kept; says whether it lasts. */
  readonly records: Records;
  /** Ends what is under way and loses nothing. */
  close(): void;
}

/**
 * Fetches and opens {@link Writing} for one backend.
 *
 * @param backend names the backend on this device, so that what waits for one is never sent to another.
 */
export type OpenWriting = (adapter: CommentsAdapter, backend: string) => Promise<Writing>;

/** The writing of one page: one set of drafts, one memory of the guest, one outbox for each backend whose widgets are open. */
export class WritingRoom {
  readonly #environment: Environment;
  readonly #drafts: Drafts;
  readonly #guestMemory: GuestMemory;
  readonly #outboxes = new Map<string, { readonly outbox: Outbox; users: number }>();
  readonly #noteUnsent: (hasUnsent: boolean) => void;

  /** @param noteUnsent is told whether anything waits, so that the next page knows before it loads what sends it. */
  constructor(environment: Environment, noteUnsent: (hasUnsent: boolean) => void) {
    this.#environment = environment;
    this.#drafts = new Drafts(environment);
    this.#guestMemory = new GuestMemory(environment.records);
    this.#noteUnsent = noteUnsent;
  }

  /** Opens drafts and outbox for a widget, and sends what earlier pages left. Widgets of one backend share its outbox. */
  open(adapter: CommentsAdapter, backend: string): Writing {
    const shared = this.#outboxes.get(backend) ?? { outbox: this.#startOutbox(adapter, backend), users: 0 };
    this.#outboxes.set(backend, shared);
    shared.users++;
    let isClosed = false;
    const close = () => {
      if (isClosed) return;
      isClosed = true;
      if (--shared.users) return;
      this.#outboxes.delete(backend);
      shared.outbox.stop();
    };
    const { outbox } = shared;
    return { backend, outbox, drafts: this.#drafts, guestMemory: this.#guestMemory, records: this.#environment.records, close };
  }

  #startOutbox(adapter: CommentsAdapter, backend: string): Outbox {
    const outbox = new Outbox({ ...this.#environment, adapter, backend });
    outbox.subscribe(() => this.#noteUnsent([...this.#outboxes.values()].some((shared) => shared.outbox.hasUnsent)));
    outbox.start();
    return outbox;
  }
}
