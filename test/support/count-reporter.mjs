/**
 * A Web Test Runner reporter: one line per test file while it runs, and the counts of the whole run as JSON in the file
 * named by `DIWAN_COUNTS`, for `npm test` to add up. What failed is printed in full by the runner's own reporter beside it.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {string} root the folder that file names are printed relative to */
export function countReporter(root) {
  return {
    /** @param {import('@web/test-runner-core').ReportTestResultsArgs} results */
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      for (const session of sessionsForTestFile) {
        const { passed, failed, skipped } = countSession(session);
        const rest = skipped > 0 ? `, ${skipped} skipped` : '';
        logger.log(`${session.browser.name}: ${relative(root, testFile)}: ${passed} passed, ${failed} failed${rest}`);
      }
    },
    /** @param {import('@web/test-runner-core').TestRunFinishedArgs} run */
    onTestRunFinished({ sessions }) {
      const file = process.env['DIWAN_COUNTS'];
      if (file === undefined || file === '') return;
      writeFileSync(file, JSON.stringify(sumCounts(sessions.map(countSession))));
    },
  };
}

/**
 * The tests of one file in one browser. A file that could not be loaded, or in which no test ran, is one failure: it must
 * not vanish from the sum.
 * @param {Pick<import('@web/test-runner-core').TestSession, 'passed' | 'errors' | 'testResults'>} session
 * @returns {Counts}
 */
export function countSession(session) {
  const counts = session.testResults === undefined ? noCounts() : countSuite(session.testResults);
  const isEmpty = counts.passed + counts.failed + counts.skipped === 0;
  if (counts.failed === 0 && (session.passed !== true || session.errors.length > 0 || isEmpty)) counts.failed = 1;
  return counts;
}

/**
 * @param {import('@web/test-runner-core').TestSuiteResult} suite
 * @returns {Counts}
 */
function countSuite(suite) {
  const counts = sumCounts(suite.suites.map(countSuite));
  for (const test of suite.tests) {
    if (test.skipped) counts.skipped++;
    else if (test.passed) counts.passed++;
    else counts.failed++;
  }
  return counts;
}

/** @param {readonly Counts[]} list */
function sumCounts(list) {
  const sum = noCounts();
  for (const counts of list) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

/** @returns {Counts} */
function noCounts() {
  return { passed: 0, failed: 0, skipped: 0 };
}
