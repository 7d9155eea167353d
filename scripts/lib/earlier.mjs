/**
 * The chunks of earlier builds (docs/decisions/0012). A page that is open, or that comes from a cache, runs the `diwan.js`
 * of an earlier build and asks later for chunks that only that build had. They are kept beside the build and not in it, so
 * that what was built stays exactly that. A file's date says when its build was replaced.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** How long a page is thought to stay open over an update. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** However often is built. A build has about a dozen chunks, and shares some with the one before. */
const KEPT_FILES = 200;

/**
 * Copies the chunks of a build that is about to be replaced. All of them, also those that the next build has too: a server
 * then finds each of them at every moment of the change. What is too much goes with `dropEarlier`.
 * @param {string} embed the build's folder, which need not be there
 * @param {string} earlier the folder to keep them in
 * @param {string} aside a folder on the same disk, where a half-written copy can be seen by nobody
 * @param {Date} now
 */
export function keepEarlier(embed, earlier, aside, now) {
  const names = chunksIn(embed);
  if (names.length > 0) mkdirSync(join(earlier, 'chunks'), { recursive: true });
  for (const name of names) {
    const copy = join(aside, name);
    copyFileSync(join(embed, 'chunks', name), copy);
    utimesSync(copy, now, now);
    renameSync(copy, join(earlier, 'chunks', name));
  }
}

/**
 * Removes the chunks that the present build has itself, those that were replaced more than a week ago, and beyond 200 those
 * that were replaced first.
 * @param {string} embed the present build's folder
 * @param {string} earlier
 * @param {Date} now
 */
export function dropEarlier(embed, earlier, now) {
  const present = new Set(chunksIn(embed));
  const kept = chunksIn(earlier)
    .map((name) => ({ name, replaced: statSync(join(earlier, 'chunks', name)).mtimeMs }))
    .filter(({ name, replaced }) => !present.has(name) && now.getTime() - replaced <= KEPT_MS)
    .sort((one, other) => other.replaced - one.replaced || (one.name < other.name ? -1 : 1))
    .slice(0, KEPT_FILES);
  const names = new Set(kept.map(({ name }) => name));
  for (const name of chunksIn(earlier)) if (!names.has(name)) rmSync(join(earlier, 'chunks', name));
}

/**
 * What pages load; their source maps, three times as big, are not worth keeping.
 * @param {string} folder
 * @returns {string[]}
 */
function chunksIn(folder) {
  const chunks = join(folder, 'chunks');
  return existsSync(chunks) ? readdirSync(chunks).filter((name) => name.endsWith('.js')) : [];
}
