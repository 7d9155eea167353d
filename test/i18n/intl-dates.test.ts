import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intlDates } from '../../src/i18n/intl-dates.ts';
import { moment } from '../support/texts.ts';

const hour = 3_600_000;
const day = 24 * hour;

test('dates come from the browser', () => {
  const { ago, exact } = intlDates('en');
  assert.equal(ago(moment - 20_000, moment), 'now');
  assert.equal(ago(moment + day, moment), 'now');
  assert.equal(ago(moment - 3 * hour, moment), '3 hours ago');
  assert.match(exact(moment), /^November 22, 2026 at 2:03\sPM$/);
});

test('a day is never called "yesterday", which may be the day before', () => {
  const { ago } = intlDates('en');
  assert.equal(ago(moment - 47 * hour, moment), '1 day ago');
  assert.equal(ago(moment - 50 * day, moment), '1 month ago');
});
