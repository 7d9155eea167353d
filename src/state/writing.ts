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

/** The outbox of a backend, and by their `close` the widgets that use it. */
interface SharedOutbox {
  readonly outbox: Outbox;
  readonly users: Set<() => void>;
}

/** The writing of one page: one set of drafts, one memory of the guest, one outbox for each backend whose widgets are open. */
export class WritingRoom {
  readonly #environment: Environment;
  readonly #drafts: Drafts;
  readonly #guestMemory: GuestMemory;
  readonly #outboxes = new Map<string, SharedOutbox>();
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
    const { outbox, users } = this.#outboxes.get(backend) ?? this.#startOutbox(adapter, backend);
    const close = () => {
      if (!users.delete(close) || users.size) return;
      this.#outboxes.delete(backend);
      outbox.stop();
    };
    users.add(close);
    return { backend, outbox, drafts: this.#drafts, guestMemory: this.#guestMemory, records: this.#environment.records, close };
  }

  #startOutbox(adapter: CommentsAdapter, backend: string): SharedOutbox {
    const outbox = new Outbox({ ...this.#environment, adapter, backend });
    const shared = { outbox, users: new Set<() => void>() };
    this.#outboxes.set(backend, shared);
    outbox.subscribe(() => this.#noteUnsent([...this.#outboxes.values()].some((each) => each.outbox.hasUnsent)));
    outbox.start();
    return shared;
  }
}
