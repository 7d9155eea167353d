import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { Records } from '../storage/records.ts';
import { Drafts } from './drafts.ts';
import type { Environment } from './environment.ts';
import { GuestMemory } from './guest-memory.ts';
import { outboxPrefix } from './outbox-records.ts';
import { Outbox } from './outbox.ts';
import type { OwnComments } from './own.ts';

/** What writing needs beyond reading: fetched when the form is approached. */
export interface Writing {
  /** Names the backend on this device. */
  readonly backend: string;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly guestMemory: GuestMemory;
  /** What the reader may do with their own comments of the thread shown; `null` where the backend knows no such thing, and until that is there. */
  own?: OwnComments | null;
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

/**
 * The writing of one page: one set of drafts, one memory of the guest, one outbox for each backend whose widgets are open.
 *
 * @param noteUnsent is told whether anything waits, so that the next page knows before it loads what sends it.
 * @returns what opens drafts and outbox for a widget, and sends what earlier pages left. Widgets of one backend share its outbox.
 */
export function writingRoom(environment: Environment, noteUnsent: (hasUnsent: boolean) => void): (adapter: CommentsAdapter, backend: string) => Writing {
  const { records } = environment;
  const drafts = new Drafts(environment);
  const guestMemory = new GuestMemory(records);
  /** The writings in use, one for each widget. */
  const users = new Set<Writing>();

  return (adapter, backend) => {
    const open = (): Outbox => {
      const made = new Outbox({ ...environment, adapter, backend });
      // What waits for a backend that is not open now counts too.
      made.subscribe(() => void records.read(outboxPrefix).then((held) => noteUnsent(held.length > 0)));
      made.start();
      return made;
    };
    const outbox = [...users].find((user) => user.backend === backend)?.outbox ?? open();
    const writing: Writing = {
      backend,
      outbox,
      drafts,
      guestMemory,
      records,
      close() {
        if (users.delete(writing) && ![...users].some((user) => user.outbox === outbox)) outbox.stop();
      },
    };
    users.add(writing);
    return writing;
  };
}
