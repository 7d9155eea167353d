/**
 * A reporter for `node --test`: one line per file, every failure in full, and the counts of the run as JSON in the file
 * named by `DIWAN_COUNTS`, which is up to date at every moment: a run that has to be ended loses none. Counted are the tests that have no tests inside; a file that crashes, that fails after its
 * tests, or in which nothing ran, is one failure, and so is a group whose own hook fails.
 */
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { inspect } from 'node:util';

/** What a test says besides passing is shown as far as a line goes. */
const LONGEST_MESSAGE = 160;

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * @typedef {object} TestEvent
 * @property {string} name
 * @property {number} nesting
 * @property {string} [file] where the test is written, which may be a file that another one imports
 * @property {string} [entryFile] the file that was run
 * @property {string | boolean} [skip]
 * @property {string | boolean} [todo]
 * @property {{ type?: string, duration_ms?: number, error?: Error & { failureType?: string, cause?: unknown } }} details
 */

/** @param {AsyncIterable<{ type: string, data: any }>} source */
export default async function* report(source) {
  const tally = new Tally();
  for await (const { type, data } of source) {
    if (type === 'test:start') tally.begin(data);
    else if (type === 'test:pass' || type === 'test:fail') yield* noted(tally, tally.end(data, type === 'test:pass'));
    else if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    else if (type === 'test:diagnostic' && data.file !== undefined) yield `  ${shortened(data.message)}\n`;
    else if (type === 'test:summary' && data.file !== undefined) yield* noted(tally, tally.endSummary(data.entryFile ?? data.file, data.duration_ms));
  }
}

/**
 * Writes the counts down before anything is said of what was counted.
 * @param {Tally} tally
 * @param {string[]} lines
 */
function noted({ counts }, lines) {
  const file = process.env.DIWAN_COUNTS;
  if (file !== undefined && file !== '') writeFileSync(file, JSON.stringify(counts));
  return lines;
}

/** Adds up the events of all files. The runner hands on those of one file after the other, and a group after its tests. */
export class Tally {
  /** @type {Counts} */
  counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Map<string, Counts>} */
  #files = new Map();
  /** The names from the outermost group inwards, of the file that is being reported. @type {string[]} */
  #names = [];
  /** Per depth, whether a test has ended there since the last one ended one level above. @type {boolean[]} */
  #hadInner = [];

  /** @param {TestEvent} test */
  begin({ name, nesting }) {
    this.#names.length = nesting;
    this.#names[nesting] = name;
  }

  /**
   * Counts a test that has ended, and answers what to print of it.
   * @param {TestEvent} test
   * @param {boolean} passed
   * @returns {string[]}
   */
  end(test, passed) {
    const { nesting, details } = test;
    const file = test.entryFile ?? test.file ?? test.name;
    const isGroup = details.type === 'suite' || this.#hadInner[nesting + 1] === true;
    this.#hadInner[nesting + 1] = false;
    this.#hadInner[nesting] = true;
    const ofFile = this.#countsOf(file);
    if (nesting === 0 && resolve(test.name) === resolve(file)) return this.#endFile(test, file, ofFile, passed);
    if (isGroup && (passed || details.error?.failureType === 'subtestsFailed')) return [];
    if (test.skip !== undefined || test.todo !== undefined) this.#count(ofFile, 'skipped');
    else if (passed) this.#count(ofFile, 'passed');
    else {
      this.#count(ofFile, 'failed');
      const path = [...this.#names.slice(0, nesting), test.name].join(' › ');
      return [failure(file, path, details.error)];
    }
    return [];
  }

  /**
   * One line about a file whose tests have all ended.
   * @param {string} file
   * @param {number} milliseconds
   * @returns {string[]}
   */
  endSummary(file, milliseconds) {
    const ofFile = this.#countsOf(file);
    const isEmpty = isNothing(ofFile);
    if (isEmpty) this.#count(ofFile, 'failed');
    const { passed, failed, skipped } = ofFile;
    const rest = skipped > 0 ? `, ${skipped} skipped` : '';
    const line = `${relative(process.cwd(), file)}: ${passed} passed, ${failed} failed${rest} (${(milliseconds / 1000).toFixed(1)} s)\n`;
    return isEmpty ? [failure(file, 'no test ran', undefined), line] : [line];
  }

  /**
   * The runner reports a file itself only when it has no test, crashed, or failed outside of its tests.
   * @param {TestEvent} test
   * @param {string} file
   * @param {Counts} ofFile
   * @param {boolean} passed
   */
  #endFile(test, file, ofFile, passed) {
    const isEmpty = isNothing(ofFile);
    const failedByTests = ofFile.failed > 0 && test.details.error?.failureType === 'subtestsFailed';
    if (failedByTests || (passed && !isEmpty)) return [];
    this.#count(ofFile, 'failed');
    return [failure(file, passed ? 'no test ran' : 'the file itself', passed ? undefined : test.details.error)];
  }

  /**
   * @param {Counts} ofFile
   * @param {keyof Counts} what
   */
  #count(ofFile, what) {
    ofFile[what]++;
    this.counts[what]++;
  }

  /** @param {string} file */
  #countsOf(file) {
    const key = resolve(file);
    const counts = this.#files.get(key) ?? { passed: 0, failed: 0, skipped: 0 };
    this.#files.set(key, counts);
    return counts;
  }
}

/** @param {string} message */
function shortened(message) {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)} …`;
}

/** @param {Counts} counts */
function isNothing({ passed, failed, skipped }) {
  return passed + failed + skipped === 0;
}

/**
 * @param {string} file
 * @param {string} path
 * @param {(Error & { cause?: unknown }) | undefined} error
 */
function failure(file, path, error) {
  const thrown = error?.cause ?? error;
  // An assertion's own properties repeat what its message shows as a difference.
  const text = thrown instanceof Error && thrown.name === 'AssertionError' ? thrown.stack : inspect(thrown);
  const why = error === undefined ? '' : `\n${text}`;
  return `\nFAILED ${relative(process.cwd(), file)}: ${path}${why}\n\n`.replace(/\n(?=[^\n])/g, '\n  ');
}
