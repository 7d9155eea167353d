/** What `npm test` runs, in this order. A check passes or fails as one; a suite counts its tests. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES, findChromium, hasEngine } from '../browsers.mjs';
import { build, LOCK } from './build.mjs';
import { lastLines, run, toolEnvironment } from './child.mjs';
import { withLock } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly string[]} groups other names under which `--only` finds it
 * @property {(node: string) => Promise<Counts>} run never rejects for a failing test
 */

const MINUTES = 60_000;

/**
 * A test that hangs fails by its name. Far above what the slowest needs on a slow machine: nine seconds with a browser,
 * three without.
 */
const TIMEOUT = '--test-timeout=30000';
const BROWSER_TIMEOUT = '--test-timeout=60000';

const PROJECTS = ['tsconfig.json', 'tsconfig.lower.json', 'tsconfig.test.json', 'tsconfig.scripts.json', 'server/tsconfig.json', 'server/tsconfig.test.json'];

/** Comes first: the server and the end to end tests use what it makes. */
export const BUILD = check('build', (node) => withLock(LOCK, () => build(node)));

/** @type {readonly Suite[]} */
export const SUITES = [
  BUILD,
  check('typecheck', async (node) => {
    const tsc = inRoot('node_modules', '@typescript', 'native', 'bin', 'tsc');
    const failures = [];
    for (const project of PROJECTS) {
      const { code, output } = await run(node, [tsc, '-p', inRoot(project), '--noEmit'], { env: toolEnvironment(node), limitMs: 5 * MINUTES });
      if (code !== 0) failures.push(`${project}:\n${output.trimEnd()}`);
    }
    if (failures.length > 0) throw new Problem(failures.join('\n\n'));
  }),
  check('lint', async (node) => {
    const eslint = inRoot('node_modules', 'eslint', 'bin', 'eslint.js');
    const { code, output } = await run(node, [eslint, '.', '--max-warnings', '0'], { env: toolEnvironment(node), limitMs: 5 * MINUTES });
    if (code !== 0) throw new Problem(lastLines(output, 200));
  }),
  nodeSuite('unit', () => filesIn('test', '.test.ts').filter((file) => !/\.(?:browser|e2e)\.test\.ts$/.test(file)), [TIMEOUT]),
  nodeSuite('server', () => filesIn('server/test', '.test.ts'), [TIMEOUT]),
  ...ENGINES.map(browserSuite),
  // A browser that hangs would keep its file from ending. Elsewhere a file ends by itself, so that what fails after its tests is seen.
  nodeSuite('e2e', () => filesIn('test', '.e2e.test.ts'), ['--test-concurrency=1', BROWSER_TIMEOUT, '--test-force-exit']),
];

/**
 * One thing that passes or fails as a whole; what it throws is printed.
 * @param {string} name
 * @param {(node: string) => Promise<void>} work
 * @returns {Suite}
 */
function check(name, work) {
  return {
    name,
    groups: ['check'],
    async run(node) {
      try {
        await work(node);
        return { passed: 1, failed: 0, skipped: 0 };
      } catch (error) {
        console.log(error instanceof Problem ? error.message : error);
        return { passed: 0, failed: 1, skipped: 0 };
      }
    },
  };
}

/**
 * Test files for `node --test`.
 * @param {string} name
 * @param {() => readonly string[]} files
 * @param {readonly string[]} [options]
 * @returns {Suite}
 */
function nodeSuite(name, files, options = []) {
  const reporter = inRoot('scripts', 'lib', 'node-reporter.mjs');
  return {
    name,
    groups: ['node'],
    async run(node) {
      const found = files();
      // Without a name, node would go and look for tests by itself, and find this very command.
      if (found.length > 0) return counted(node, ['--test', `--test-reporter=${reporter}`, ...options, ...found], {});
      console.log('There is no test file.');
      return { passed: 0, failed: 1, skipped: 0 };
    },
  };
}

/**
 * The browser tests in one engine. Chromium is what every claim of the project is held against, so only the other two may
 * be absent.
 * @param {typeof ENGINES[number]} engine
 * @returns {Suite}
 */
function browserSuite(engine) {
  return {
    name: engine,
    groups: ['browser'],
    async run(node) {
      if (hasEngine(engine)) return counted(node, [inRoot('node_modules', '@web', 'test-runner', 'dist', 'bin.js')], { ENGINES: engine });
      console.log(`!!! ${engine} is not on this machine: its tests are ${engine === 'chromium' ? 'FAILED' : 'SKIPPED'}.`);
      return engine === 'chromium' ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
    },
  };
}

/**
 * Runs something that writes its counts down, and holds them against how it ended: a suite that crashed, was ended for
 * taking too long, or ran nothing, has failed whatever it wrote.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function counted(node, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'diwan-test-'));
  const file = join(folder, 'counts.json');
  const chromium = findChromium();
  try {
    const { code, timedOut } = await run(node, args, {
      live: true,
      limitMs: 12 * MINUTES,
      env: { ...toolEnvironment(node), ...(chromium === null ? {} : { CHROMIUM: chromium }), ...env, DIWAN_COUNTS: file },
    });
    if (timedOut) console.log('It took too long and was ended.');
    const counts = readCounts(file);
    if (counts.passed + counts.failed === 0) console.log('No test ran.');
    else if (code !== 0 && counts.failed === 0) console.log(`It ended with ${code} although no test failed.`);
    else return counts;
    return { ...counts, failed: counts.failed + 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {Counts}
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/**
 * The files below a folder whose name ends so, in order.
 * @param {string} folder
 * @param {string} ending
 * @returns {string[]}
 */
function filesIn(folder, ending) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  }).sort();
}
