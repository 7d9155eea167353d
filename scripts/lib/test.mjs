/**
 * `npm test`: installs what is missing, then runs every suite, also after one that failed, and ends with one line,
 * `N passed, M failed`, summed over all of them. `npm test -- server` runs the suites of that name only.
 */
import { isBuilt, LOCK, makeDist } from './build.mjs';
import { endChildrenWhenTold } from './child.mjs';
import { withLock } from './lock.mjs';
import { installPackages, isInstalled } from './packages.mjs';
import { Problem } from './problem.mjs';
import { findRuntime } from './runtime.mjs';
import { seconds, step } from './steps.mjs';
import { BUILD, SUITES } from './suites.mjs';
import { installSystemPackages } from './system-packages.mjs';

/** @typedef {import('./suites.mjs').Counts} Counts */

/**
 * @param {readonly string[]} args names of suites or of groups of them; all of them without any
 * @returns {Promise<number>} the exit code
 */
export async function main(args) {
  endChildrenWhenTold();
  const names = args.filter((arg) => arg !== '--only');
  let suites = SUITES.filter(({ name, groups }) => names.length === 0 || names.some((wanted) => wanted === name || groups.includes(wanted)));
  const results = /** @type {{ name: string, counts: Counts, time: string }[]} */ ([]);
  try {
    const unknown = names.find((wanted) => !SUITES.some(({ name, groups }) => wanted === name || groups.includes(wanted)));
    if (unknown !== undefined) throw new Problem(`There is no suite "${unknown}"; there are ${SUITES.map(({ name }) => name).join(', ')}.`);
    const node = await prepare();
    if (!suites.includes(BUILD) && !isBuilt()) suites = [BUILD, ...suites];
    for (const suite of suites) {
      console.log(`\n== ${suite.name}`);
      const begun = performance.now();
      const counts = await suite.run(node);
      const time = seconds(begun);
      console.log(`== ${suite.name}: ${inWords(counts)} in ${time}`);
      results.push({ name: suite.name, counts, time });
    }
  } catch (error) {
    console.log(error instanceof Problem ? `\n${error.message}` : error);
    results.push({ name: 'preparation', counts: { passed: 0, failed: 1, skipped: 0 }, time: '' });
  }
  return summarise(results);
}

/** Brings the clone and the machine into the state in which suites can run, and answers the Node to run them on. */
async function prepare() {
  makeDist();
  await withLock(LOCK, async () => {
    if (!isInstalled()) await step('Installing packages (a minute or two)', installPackages);
  });
  await installSystemPackages();
  return findRuntime();
}

/**
 * @param {readonly { name: string, counts: Counts, time: string }[]} results
 * @returns {number}
 */
function summarise(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  console.log('');
  for (const { name, counts, time } of results) {
    console.log(`${name.padEnd(12)} ${inWords(counts).padEnd(36)} ${time}`);
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  console.log(`\n${inWords(sum)}`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

/** @param {Counts} counts */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
