import type { Clock } from '../storage/clock.ts';
import type { Records } from '../storage/records.ts';

/** What `navigator.locks` offers. */
export interface Locks {
  request(name: string, options: { readonly signal: AbortSignal }, work: () => Promise<void>): Promise<unknown>;
}

/** What {@link oneAtATime} works with. */
export interface Turns {
  readonly locks?: Locks | undefined;
  readonly records: Records;
  readonly clock: Clock;
}

/** How long a lease holds that is not renewed, in milliseconds. */
const leaseLength = 10_000;

/**
 * Does the work while no other tab does work of that name, waiting for its turn. Without locks (a
 * page without https has none) a record with an end serves as one; a tab that is put to sleep in
 * the middle can lose it, so nothing may depend on being alone.
 *
 * @throws the signal's reason when it aborts before the turn comes, and whatever the work throws.
 */
export async function oneAtATime(name: string, { locks, records, clock }: Turns, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  let begun = false;
  try {
    if (locks) {
      await locks.request(name, { signal }, () => {
        begun = true;
        return work();
      });
      return;
    }
  } catch (error) {
    if (begun || signal.aborted) throw error;
    // Locks may be there and be refused, where the reader blocks a site's data.
  }

  const key = `v1:turn:${name}`;
  const owner = crypto.getRandomValues(new Uint32Array(2)).join('-');
  let pause: number;
  const take = async (): Promise<void> => {
    const now = clock.now();
    await records.update(key, (value) => {
      const lease = value as Lease | undefined;
      const left = lease && lease.owner !== owner ? lease.until - now : 0;
      // More than a whole lease means that the clock was changed meanwhile.
      pause = left > 0 && left <= leaseLength ? left : 0;
      return pause ? lease : { owner, until: now + leaseLength };
    });
  };
  for (;;) {
    signal.throwIfAborted();
    pause = 0;
    await take();
    if (!pause) break;
    await sleep(clock, pause, signal);
  }

  let working = true;
  let cancel = (): void => undefined;
  const renew = (): void => {
    cancel = clock.after(leaseLength / 3, () => {
      void take().then(() => {
        if (working) renew();
      });
    });
  };
  renew();
  try {
    await work();
  } finally {
    working = false;
    cancel();
    await records.update(key, (value) => ((value as Lease | undefined)?.owner === owner ? undefined : (value as Lease | undefined)));
  }
}

/** Who has the turn, and until when at most. */
interface Lease {
  readonly owner: string;
  readonly until: number;
}

function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      cancel();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = clock.after(milliseconds, wake);
    signal.addEventListener('abort', wake);
  });
}
