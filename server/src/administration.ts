import { approveComment, ModerationError, openStore, removeComment, setState, siteOfComment, type Config } from './app.ts';

/** What can be done from the command line, while the server runs or not. */
const deeds = ['close', 'open', 'approve', 'remove'] as const;

/** One of the commands. */
export type Deed = (typeof deeds)[number];

/** Whether a word is a command. */
export function isDeed(word: string): word is Deed {
  return deeds.some((deed) => deed === word);
}

/**
 * Does it and answers with a sentence: `close <site> <thread>`, `open <site> <thread>`,
 * `approve [<site>] <id>`, `remove [<site>] <id>`.
 *
 * @throws ModerationError with a sentence when it cannot be done.
 */
export async function administer(config: Config, deed: Deed, words: readonly string[]): Promise<string> {
  const needsThread = deed === 'close' || deed === 'open';
  const [last, origin, ...rest] = [...words].reverse();
  if (last === undefined || rest.length > 0 || (needsThread && origin === undefined)) throw new ModerationError(usageOf(deed));
  const store = await openStore(config);
  try {
    const named = origin === undefined ? null : config.sites.idOf(origin);
    if (origin !== undefined && named === null) throw new ModerationError(`${origin} is no site of this server: see DIWAN_SITES.`);
    const site = named ?? (await siteOfComment(store.database, config.sites.ids, last));
    switch (deed) {
      case 'close':
        await setState(store.database, site, last, 'closed');
        return `The thread ${last} of ${site} is closed.`;
      case 'open':
        await setState(store.database, site, last, 'open');
        return `The thread ${last} of ${site} is open.`;
      case 'approve':
        await approveComment(store, site, last);
        return `The comment ${last} of ${site} is published.`;
      case 'remove':
        await removeComment(store.database, site, last);
        return `The comment ${last} of ${site} is removed.`;
    }
  } finally {
    await store.close();
  }
}

function usageOf(deed: Deed): string {
  return deed === 'close' || deed === 'open' ? `It is: diwan-server ${deed} <site> <thread>` : `It is: diwan-server ${deed} [<site>] <id>`;
}
