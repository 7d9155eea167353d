import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countSession } from './count-reporter.mjs';

const passed = { name: 'a', passed: true, skipped: false };
const failed = { name: 'b', passed: false, skipped: false };
const skipped = { name: 'c', passed: false, skipped: true };

describe('the counts of a browser', () => {
  it('are of tests at every depth', () => {
    const inner = { name: 'inner', suites: [], tests: [passed, failed] };
    const testResults = { name: '', suites: [{ name: 'outer', suites: [inner], tests: [passed] }], tests: [skipped] };
    assert.deepEqual(countSession({ passed: false, errors: [], testResults }), { passed: 2, failed: 1, skipped: 1 });
  });

  it('are one failure for a file that could not be loaded', () => {
    assert.deepEqual(countSession({ passed: false, errors: [{ message: 'planted' }] }), { passed: 0, failed: 1, skipped: 0 });
  });

  it('are one failure for a file in which no test ran', () => {
    assert.deepEqual(countSession({ passed: true, errors: [], testResults: { name: '', suites: [], tests: [] } }), { passed: 0, failed: 1, skipped: 0 });
  });

  it('have a failure when only something outside of the tests failed', () => {
    const testResults = { name: '', suites: [], tests: [passed] };
    assert.deepEqual(countSession({ passed: false, errors: [{ message: 'planted' }], testResults }), { passed: 1, failed: 1, skipped: 0 });
  });
});
