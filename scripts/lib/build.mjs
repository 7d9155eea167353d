/**
 * Builds what is published and what is run: `dist/lib` (modules and types), `dist/embed` (what a page loads) and
 * `server/dist`. Everything is made in a folder aside and moved into place at the end, so that a server that runs
 * meanwhile, or a build that fails, never leaves half of it to be seen. Pages that run the build before go on finding its
 * chunks in `dist/embed-earlier`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { endChildrenWhenTold, lastLines, run, toolEnvironment } from './child.mjs';
import { dropEarlier, keepEarlier } from './earlier.mjs';
import { refusal, requireWritable } from './folders.mjs';
import { withLock } from './lock.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { Problem } from './problem.mjs';
import { findRuntime } from './runtime.mjs';
import { step } from './steps.mjs';

/** What a build is made from: when none of it has changed, the last one still holds. */
const SOURCES = ['src', 'server/src', 'server/tsconfig.json', 'server/package.json', 'tsconfig.base.json', 'tsconfig.json',
  'rollup.config.mjs', 'package.json', 'package-lock.json', 'scripts/lib/build.mjs'];

const EMBED = inRoot('dist', 'embed');
const EARLIER = inRoot('dist', 'embed-earlier');

/** Where each part is moved, by its folder's name in a build. */
const PLACES = /** @type {const} */ ([['lib', inRoot('dist', 'lib')], ['embed', EMBED], ['server', inRoot('server', 'dist')]]);

const STAMP = inRoot('dist', '.built-from');

/** Guards the clone's `node_modules` and its builds against two commands at once. */
export const LOCK = inRoot('dist', '.lock');

/** `npm run build`. @returns {Promise<number>} */
export async function main() {
  endChildrenWhenTold();
  makeDist();
  await withLock(LOCK, () => step('Build', () => build(findRuntime())));
  return 0;
}

/** Whether the last build was made from the sources as they are now. */
export function isBuilt() {
  try {
    return PLACES.every(([, place]) => existsSync(place)) && readFileSync(STAMP, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** Makes the folders that builds are moved to, and the lock. Throws a `Problem` when one cannot be written to. */
export function makeDist() {
  requireWritable(inRoot('dist'));
  requireWritable(inRoot('server'));
}

/**
 * Builds, and replaces the last build by this one. Throws a `Problem` with what the compiler said when it fails; the last
 * build then stays as it was. Call it under the lock.
 * @param {string} node the Node to run the tools on
 */
export async function build(node) {
  const madeFrom = fingerprint();
  removeLeftovers();
  const aside = inRoot('dist', `.new-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    const tsc = inRoot('node_modules', '@typescript', 'native', 'bin', 'tsc');
    await tool(node, 'tsc', [tsc, '-p', inRoot('tsconfig.json'), '--outDir', join(aside, 'lib')]);
    await tool(node, 'tsc for the server', [tsc, '-p', serverProject(aside)]);
    const rollup = inRoot('node_modules', 'rollup', 'dist', 'bin', 'rollup');
    await tool(node, 'rollup', [rollup, '-c', inRoot('rollup.config.mjs'), '--silent'], { DIWAN_LIB: join(aside, 'lib'), DIWAN_EMBED_OUT: join(aside, 'embed') });
    rmSync(STAMP, { force: true });
    const now = new Date();
    keepEarlier(EMBED, EARLIER, aside, now);
    for (const [name, place] of PLACES) replace(join(aside, name), place, join(aside, `old-${name}`));
    dropEarlier(EMBED, EARLIER, now);
    writeFileSync(STAMP, madeFrom);
  } catch (error) {
    const why = refusal(error);
    throw why === null ? error : new Problem(`The build cannot be written: ${why}.`, { cause: error });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * Runs one tool of the build.
 * @param {string} node
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function tool(node, name, args, env = {}) {
  const { code, output } = await run(node, args, { env: { ...toolEnvironment(node), ...env } });
  if (code !== 0) throw new Problem(`${lastLines(output)}\n\nThe build failed: ${name} ended with ${code}, see above.`);
}

/**
 * A project file that compiles the server against the library in this build, and not against the one in place, which may
 * be of other sources or not there at all.
 * @param {string} aside
 * @returns {string}
 */
function serverProject(aside) {
  /** @type {Record<string, { types?: string } | string>} */
  const published = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).exports;
  /** @type {Record<string, string[]>} */
  const paths = {};
  for (const [name, target] of Object.entries(published)) {
    if (typeof target === 'string' || target.types === undefined) continue;
    paths[`diwan${name.slice(1)}`] = [target.types.replace('./dist/', './')];
  }
  const file = join(aside, 'tsconfig.server.json');
  writeFileSync(file, JSON.stringify({
    extends: '../../server/tsconfig.json',
    compilerOptions: { paths, rootDir: '../../server/src', outDir: './server', noEmit: false },
    include: ['../../server/src'],
  }));
  return file;
}

/**
 * Moves a folder to its place. Between the two renames the place is empty for some microseconds, which is as close as a
 * file system comes to swapping folders everywhere.
 * @param {string} made
 * @param {string} place
 * @param {string} old
 */
function replace(made, place, old) {
  if (existsSync(place)) renameSync(place, old);
  renameSync(made, place);
}

/** Folders of builds that were killed. Nobody else is building, since we hold the lock. */
function removeLeftovers() {
  for (const name of readdirSync(inRoot('dist'))) {
    if (name.startsWith('.new-')) rmSync(inRoot('dist', name), { recursive: true, force: true });
  }
}

/** A hash over the names and contents of all sources. By content, because a checkout gives files any date. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES.flatMap((path) => filesBelow(inRoot(path)))) {
    hash.update(`${relative(ROOT, source)}\0`).update(readFileSync(source)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)));
}
