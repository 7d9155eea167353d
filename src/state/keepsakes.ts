import { newGuestKey, type GuestKey } from '../contract/guest-key.ts';
import type { CommentId } from '../contract/ids.ts';
import type { ThreadRef } from '../contract/thread.ts';
import type { Held, Records } from '../storage/records.ts';

/** The most comments that are remembered as the guest's own, for each backend and site: the newest. */
export const mostKept = 500;

/** Where they stand. */
export type ThreadName = Pick<ThreadRef, 'site' | 'key'>;

/** What is kept of one backend and site. */
interface Keepsake {
  readonly version: 1;
  readonly guestKey: GuestKey;
  /** The comments written with the key, the newest last, each with the key of its thread. */
  readonly comments: readonly (readonly [id: CommentId, thread: string])[];
}

/**
 * What makes a guest's comments theirs, on this device: the secret that they are sent with, and which they are. No name, no
 * address and no text. A device on which nothing lasts keeps it for the page's life; then they can be changed only that long.
 */
export class Keepsakes {
  readonly #records: Records;
  readonly #backend: string;

  /** @param backend names the backend on this device: a secret of one is never told to another. */
  constructor(records: Records, backend: string) {
    this.#records = records;
    this.#backend = backend;
  }

  /**
   * Notes that a comment is the guest's own, before it is sent, and answers the key to send it with: made with the first
   * comment, and the same for two tabs that ask at once. What never arrives is noted for nothing, which harms nobody.
   */
  async sign({ site, key }: ThreadName, id: CommentId): Promise<GuestKey> {
    const name = this.#nameOf(site);
    let guestKey = newGuestKey();
    await this.#records.transact(name, (held) => {
      const known = keepsakeIn(name, held);
      const comments = known?.comments ?? [];
      guestKey = known?.guestKey ?? guestKey;
      if (comments.some(([other]) => other === id)) return [];
      return [[name, { version: 1, guestKey, comments: [...comments, [id, key] as const].slice(-mostKept) } satisfies Keepsake]];
    });
    return guestKey;
  }

  /** The guest's key and own comments in a thread, the newest last; `null` where there are none. */
  async find({ site, key }: ThreadName): Promise<{ readonly guestKey: GuestKey; readonly ids: readonly CommentId[] } | null> {
    const name = this.#nameOf(site);
    const known = keepsakeIn(name, await this.#records.read(name));
    const ids = known?.comments.filter(([, thread]) => thread === key).map(([id]) => id);
    return known && ids?.length ? { guestKey: known.guestKey, ids } : null;
  }

  #nameOf(site: string): string {
    return `v1:own:${JSON.stringify([this.#backend, site])}`;
  }
}

/** What another version wrote is passed over. */
function keepsakeIn(name: string, held: readonly Held[]): Keepsake | null {
  const found = held.find(([key]) => key === name)?.[1] as Keepsake | undefined;
  return found?.version === 1 ? found : null;
}
