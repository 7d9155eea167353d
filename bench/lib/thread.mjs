/**
 * What every contestant is asked to draw: one thread, written to a reference server of its own, and the answers of that
 * server, asked for once and then given from memory, so that no contestant waits for a database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newCommentId } from 'diwan/contract';
import { createApp, openStore, readConfig, seedThread } from '../../server/src/app.ts';

/** How many comments the thread has, and how many are on a page. */
export const total = 1000;
export const pageSize = 25;

/** How comment `index`, counted from 0, begins: what the watcher waits for. */
export function markOf(index) {
  return `Remark ${index + 1} of ${total}:`;
}

/** Every comment, oldest first. */
export const comments = Array.from({ length: total }, (_, index) => {
  const words = 'the house of guests has many rooms and every one of them a word for the other'.split(' ');
  const said = Array.from({ length: 12 + ((index * 7) % 40) }, (_, word) => words[(index + word * 7) % words.length]).join(' ');
  return {
    id: newCommentId(),
    name: `Reader ${index % 977}`,
    text: `${markOf(index)} ${said}.`,
    createdAt: new Date(1.7e12 + index * 3_600_000).toISOString(),
  };
});

/** The comments of one page, counted from 1. */
export function commentsOf(page, size = pageSize) {
  return comments.slice((page - 1) * size, page * size);
}

/** Answers of the reference server by path and query: body and headers. `close` when done. */
export async function openThread() {
  const folder = mkdtempSync(join(tmpdir(), 'diwan-bench-'));
  const config = readConfig({ DIWAN_DATA: folder });
  const store = await openStore(config);
  await seedThread(store, { site: 'local', key: 'paged' }, comments);
  const app = createApp(store, config);
  const known = new Map();

  const ask = async (path) => {
    const response = await app.fetch(new Request(`http://127.0.0.1${path}`));
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  /** The same comments all on one page, as a backend answers that knows no pages. */
  const whole = async (query) => {
    const size = 100;
    const pages = [];
    for (let page = 1; page <= total / size; page++) {
      query.set('thread', 'paged');
      query.set('size', `${size}`);
      query.set('page', `${page}`);
      pages.push(await ask(`/v1/comments?${query}`));
    }
    const items = pages.flatMap((page) => page.items);
    return { ...pages[0], items, next: null, number: null, pageCount: null, facts: { ...pages[0].facts, paging: 'whole' } };
  };

  return {
    async answer(path) {
      if (!known.has(path)) {
        const query = new URL(path, 'http://127.0.0.1').searchParams;
        known.set(path, JSON.stringify(await (query.get('thread') === 'whole' ? whole(query) : ask(path))));
      }
      return known.get(path);
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
