import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { endGroup } from '../../scripts/lib/child.mjs';
import type { Counts } from '../../scripts/lib/node-reporter.mjs';

const REPORTER = join(import.meta.dirname, '..', '..', 'scripts', 'lib', 'node-reporter.mjs');
const folder = mkdtempSync(join(tmpdir(), 'diwan-reporter-'));

writeFileSync(join(folder, 'shared.mjs'), "import { it } from 'node:test';\nit('shared', () => {});\n");

describe('the counts of node:test', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  const cases: readonly (readonly [what: string, code: string, counts: readonly [passed: number, failed: number, skipped: number]])[] = [
    ['tests inside groups, and not the groups', "describe('a', () => { describe('b', () => { it('c', () => {}); }); it('d', () => {}); });", [2, 0, 0]],
    ['tests inside tests, and not the outer one', "it('a', async (t) => { await t.test('b', () => {}); await t.test('c', () => {}); });", [2, 0, 0]],
    ['one failure once, however deep', "describe('a', () => { describe('b', () => { it('c', () => { throw new Error('planted'); }); }); });", [0, 1, 0]],
    ['an outer test that fails by itself', "it('a', async (t) => { await t.test('b', () => {}); throw new Error('planted'); });", [1, 1, 0]],
    ['what is skipped or to be done apart', "it.skip('a', () => {}); it.todo('b', () => { throw new Error('planted'); }); it('c', () => {});", [1, 0, 2]],
    ['a hook that fails, and the test it prevents', "describe('a', () => { before(() => { throw new Error('planted'); }); it('b', () => {}); });", [0, 2, 0]],
    ['a file without a test as a failure', '', [0, 1, 0]],
    ['a file with an empty group as a failure', "describe('a', () => {});", [0, 1, 0]],
    ['a file that cannot be loaded as a failure', "throw new Error('planted');", [0, 1, 0]],
    ['a file that ends the process as a failure', "it('a', () => {}); process.exit(0);", [0, 1, 0]],
    ['tests that are written in a file it imports', "await import('./shared.mjs');", [1, 0, 0]],
    ['what fails after the tests as a failure', "it('a', () => {}); setTimeout(() => { throw new Error('planted'); }, 20);", [1, 1, 0]],
  ];

  for (const [number, [what, code, [passed, failed, skipped]]] of cases.entries()) {
    it(`count ${what}`, async () => {
      assert.deepEqual(await countsOf(`case-${String(number)}`, code), { passed, failed, skipped });
    });
  }

  /** Something is open that keeps the process from ending, as a browser does, and the second of three tests waits for ever. */
  const hanging = `const open = setInterval(() => {}, 1000);
    it('a', () => {});
    describe('b', () => { it('hangs', () => new Promise(() => {})); });
    it('c', () => {});`;

  it('name a test that hangs, and have those after it', async (test) => {
    const run = begin('hanging', hanging, '--test-timeout=300', '--test-force-exit');
    test.after(run.end);
    await run.ended;
    assert.match(run.output.text, /FAILED .*hanging\.test\.mjs: b › hangs\n.*timed out after 300ms/);
    assert.deepEqual(run.counts(), { passed: 2, failed: 1, skipped: 0 });
  });

  it('are written down as they come, so that a run that does not end has them', async (test) => {
    const run = begin('endless', hanging, '--test-timeout=300');
    test.after(run.end);
    while (run.counts()?.passed !== 2) await Promise.race([pause(20), run.ended.then(() => assert.fail('it has ended'))]);
    assert.deepEqual(run.counts(), { passed: 2, failed: 1, skipped: 0 });
  });
});

/** Runs a file of tests of its own under the reporter and reads what it wrote down. */
async function countsOf(name: string, code: string): Promise<Counts | null> {
  const run = begin(name, code);
  await run.ended;
  return run.counts();
}

interface Run {
  readonly ended: Promise<unknown>;
  /** What it has printed so far. */
  readonly output: { text: string };
  /** What it has written down so far, or `null`. */
  counts(): Counts | null;
  /** Ends it and what it has started. */
  readonly end: () => void;
}

function begin(name: string, code: string, ...options: readonly string[]): Run {
  const file = join(folder, `${name}.test.mjs`);
  const counts = join(folder, `${name}.json`);
  writeFileSync(file, `import { before, describe, it } from 'node:test';\n${code}\n`);
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const child = spawn(process.execPath, ['--test', `--test-reporter=${REPORTER}`, ...options, file], {
    env: { ...environment, DIWAN_COUNTS: counts },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: process.platform !== 'win32',
  });
  const output = { text: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.text += text));
  return {
    ended: once(child, 'close'),
    output,
    counts() {
      const text = existsSync(counts) ? readFileSync(counts, 'utf8') : '';
      return text === '' ? null : (JSON.parse(text) as Counts);
    },
    end: () => endGroup(child, 'SIGKILL'),
  };
}
