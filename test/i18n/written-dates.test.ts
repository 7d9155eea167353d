import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writtenDates } from '../../src/i18n/written-dates.ts';
import { moment } from '../support/texts.ts';

const { ago, exact } = writtenDates({
  now: 'just now',
  ago: (value, unit) => `${value} × ${unit}`,
  months: ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'],
  exact: (day, month, year, time) => `${year}/${month}/${day} ${time}`,
});

test('the words of the language say how long ago', () => {
  assert.equal(ago(moment, moment), 'just now');
  assert.equal(ago(moment + 1e9, moment), 'just now');
  assert.equal(ago(moment - 5 * 3_600_000, moment), '5 × hour');
});

test('the exact moment is said in the reader’s own time zone, with hours of a whole day', () => {
  assert.equal(exact(moment), '2026/XI/22 14:03');
  assert.equal(exact(new Date(2027, 0, 1, 0, 5).getTime()), '2027/I/1 00:05');
  assert.equal(exact(new Date(1999, 11, 31, 23, 59).getTime()), '1999/XII/31 23:59');
});
