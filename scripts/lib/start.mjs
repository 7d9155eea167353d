/**
 * `npm start`: makes the clone ready where it is not, fills the demo at its first start, runs the server and says where
 * the demo is. `PORT` and `DIWAN_DATA` are enough to run two side by side; whatever else the server reads from the
 * environment reaches it.
 */
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { build, isBuilt, LOCK, makeDist } from './build.mjs';
import { endChildrenWhenTold, run } from './child.mjs';
import { codeOf, requireWritable } from './folders.mjs';
import { withLock } from './lock.mjs';
import { installPackages, isInstalled } from './packages.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { findRuntime } from './runtime.mjs';
import { serve } from './serve.mjs';
import { seconds, step } from './steps.mjs';

/** What the server takes where nothing is said; asked for here too, to say in the first second what would fail in the last. */
const DEFAULT_PORT = '8787';
const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_DATA = '.data';

/** The article whose comments show the most, in `demo/`. */
const ARTICLE = 'the-last-bookbinder.html';

/** @returns {Promise<number>} the exit code */
export async function main() {
  const begun = performance.now();
  const letGo = endChildrenWhenTold();
  const data = resolve(process.env.DIWAN_DATA || DEFAULT_DATA);
  requireWritable(data, ', where the comments are kept', ' Set DIWAN_DATA to a folder that can be written.');
  await requireFreePort(process.env.PORT || DEFAULT_PORT, process.env.HOST || DEFAULT_HOST);
  const node = await makeReady();
  const env = { DIWAN_DATA: data, DIWAN_DEMO: inRoot('demo'), ...signOn() };
  await step('Demo comments', () => seed(node, env));
  letGo();
  return serve(node, env, (origin) => {
    console.log(`
Dîwan is ready after ${seconds(begun)}; Ctrl-C ends it. Its comments are kept in ${data}

Articles in five languages:  ${origin}/demo/
The demo article:            ${origin}/demo/${ARTICLE}
`);
  });
}

/** The users of `demo/single-sign-on/` can come in, unless the owner says which sites there are or who signs in. */
function signOn() {
  const { DIWAN_SITES, DIWAN_SSO } = process.env;
  return DIWAN_SITES || DIWAN_SSO ? {} : { DIWAN_SSO: inRoot('demo', 'single-sign-on', 'diwan.json') };
}

/** Installs and builds what is missing or out of date, and answers the Node to run the server on. */
async function makeReady() {
  if (isInstalled() && isBuilt()) return findRuntime();
  makeDist();
  return withLock(LOCK, async () => {
    if (!isInstalled()) await step('Packages (a minute or two, once)', installPackages);
    const node = findRuntime();
    if (!isBuilt()) await step('Build', () => build(node));
    return node;
  });
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
async function seed(node, env) {
  const { code, output } = await run(node, [inRoot('scripts', 'lib', 'seed.mjs')], { env });
  if (code !== 0) throw new Problem(output.trim() || `The demo's comments could not be written (${code}).`);
}

/**
 * Throws a `Problem` when the port cannot be had. What is no port at all is left to the server, which tells all mistakes
 * in its configuration at once.
 * @param {string} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function requireFreePort(port, host) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const code = codeOf(error);
      const why = code === 'EADDRINUSE' ? 'is taken by another program' : code === 'EACCES' ? 'may not be used by this user' : `cannot be used (${code})`;
      reject(new Problem(`Port ${port} on ${host} ${why}: set PORT to a free one, as in "PORT=8788 npm start".`));
    });
    probe.listen(Number(port), host, () => { probe.close(() => { resolve(); }); });
  });
}
