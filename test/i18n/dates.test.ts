import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elapsed } from '../../src/i18n/dates.ts';
import { moment } from '../support/texts.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('what is less than a minute ago, or in the future, has not elapsed', () => {
  assert.equal(elapsed(moment, moment), null);
  assert.equal(elapsed(moment - minute + 1, moment), null);
  assert.equal(elapsed(moment + 10 * day, moment), null);
  assert.equal(elapsed(NaN, moment), null);
});

test('time is counted in the largest whole unit', () => {
  const cases = [
    [minute, 1, 'minute'],
    [hour - 1, 59, 'minute'],
    [hour, 1, 'hour'],
    [day - 1, 23, 'hour'],
    [day, 1, 'day'],
    [30 * day, 30, 'day'],
    [31 * day, 1, 'month'],
    [364 * day, 11, 'month'],
    [365 * day, 1, 'year'],
    [3653 * day, 10, 'year'],
  ] as const;
  for (const [span, value, unit] of cases) assert.deepEqual(elapsed(moment - span, moment), { value, unit });
});
