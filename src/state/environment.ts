import type { Channel } from '../storage/channel.ts';
import { systemClock, type Clock } from '../storage/clock.ts';
import { databaseStore } from '../storage/database.ts';
import { Records, type TextStore } from '../storage/records.ts';
import type { Network } from './network.ts';
import type { Locks } from './one-at-a-time.ts';

/** What is used of a page's globals. Reading any of them, and every call, may throw where the reader blocks a site's data. */
export interface PageGlobals {
  readonly indexedDB: IDBFactory;
  readonly localStorage: TextStore;
  readonly navigator: { readonly onLine: boolean; readonly locks?: Locks };
  readonly BroadcastChannel: new (name: string) => BroadcastChannel;
  addEventListener(type: 'online' | 'offline', listener: () => void): void;
  removeEventListener(type: 'online' | 'offline', listener: () => void): void;
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
  /** Lets go of the channel. */
  close(): void;
}

/** Joins a page's own storage, network, locks and channel, with whatever of them the reader's browser allows. */
export function pageEnvironment(page: PageGlobals): Environment {
  const broadcast = attempt(() => new page.BroadcastChannel('diwan:v1'));
  return {
    records: new Records({
      database: databaseStore({ name: 'diwan', factory: () => page.indexedDB, clock: systemClock }),
      text: () => page.localStorage,
    }),
    clock: systemClock,
    network: {
      get online() {
        return page.navigator.onLine;
      },
      subscribe(listener) {
        page.addEventListener('online', listener);
        page.addEventListener('offline', listener);
        return () => {
          page.removeEventListener('online', listener);
          page.removeEventListener('offline', listener);
        };
      },
    },
    locks: attempt(() => page.navigator.locks),
    channel: broadcast && channelOver(broadcast),
    close: () => broadcast?.close(),
  };
}

function channelOver(broadcast: BroadcastChannel): Channel {
  return {
    post: (message) => {
      // A closed channel refuses; what is stored is found without it.
      attempt(() => broadcast.postMessage(message));
    },
    subscribe(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => listener(data);
      broadcast.addEventListener('message', hear);
      return () => broadcast.removeEventListener('message', hear);
    },
  };
}

function attempt<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
