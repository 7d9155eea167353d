import { attempt } from '../storage/attempt.ts';
import type { Channel } from '../storage/channel.ts';
import { systemClock, type Clock } from '../storage/clock.ts';
import { databaseStore } from '../storage/database.ts';
import { Records, type TextStore } from '../storage/records.ts';
import type { Network } from './network.ts';
import type { Locks } from '../storage/one-at-a-time.ts';

/** What is used of a page's globals. Reading any of them, and every call, may throw where the reader blocks a site's data. */
export interface PageGlobals extends Network {
  readonly indexedDB: IDBFactory;
  readonly localStorage: TextStore;
  readonly navigator: { readonly onLine: boolean; readonly locks?: Locks };
  readonly BroadcastChannel: new (name: string) => Channel;
  addEventListener(type: string, listener: () => void, options?: { readonly signal: AbortSignal }): void;
}

/** What drafts and outbox work with. One per page. */
export interface Environment {
  readonly records: Records;
  readonly clock: Clock;
  readonly network: Network;
  /** `undefined` where the browser has none or refuses. */
  readonly locks: Locks | undefined;
  /** `undefined` where the browser has none or refuses. */
  readonly channel: Channel | undefined;
}

/** Joins a page's own storage, network, locks and channel, with whatever of them the reader's browser allows. */
export function pageEnvironment(page: PageGlobals): Environment {
  const records = new Records(databaseStore({ name: 'diwan', factory: () => page.indexedDB, clock: systemClock }), () => page.localStorage);
  // A telephone's browser may end a hidden page without another word.
  for (const type of ['pagehide', 'visibilitychange']) page.addEventListener(type, () => records.rescue());
  return {
    records,
    clock: systemClock,
    network: page,
    locks: page.navigator.locks,
    channel: attempt(() => new page.BroadcastChannel('diwan:v1')),
  };
}
