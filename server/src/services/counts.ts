import type { WireCount } from 'diwan/contract';
import type { Connection } from '../store/database.ts';
import { countThreads } from '../store/threads.ts';

/** How many comments each thread shows, replies included, in the order asked; 0 for one nobody has written in. */
export async function countsOf(connection: Connection, site: string, keys: readonly string[]): Promise<readonly WireCount[]> {
  const asked = [...new Set(keys)];
  const found = new Map((await countThreads(connection, site, asked)).map((thread) => [thread.key, thread.visible]));
  return asked.map((thread) => ({ thread, total: found.get(thread) ?? 0 }));
}
