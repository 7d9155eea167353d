import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../src/i18n/en/turning.ts';
import { reading } from '../../../src/i18n/en/reading.ts';

test('the heading counts, and groups its digits', () => {
  assert.deepEqual(
    [null, 1, 2, 999, 1000, 12_345, 1_234_567].map((total) => reading.heading(total)),
    ['Comments', '1 comment', '2 comments', '999 comments', '1,000 comments', '12,345 comments', '1,234,567 comments'],
  );
});

test('what English says at the first paint asks nothing of Intl, whose first use delays it', (context) => {
  const refuse = () => assert.fail('Intl was used');
  context.mock.method(Number.prototype, 'toLocaleString', refuse);
  for (const name of ['NumberFormat', 'PluralRules', 'RelativeTimeFormat', 'DateTimeFormat'] as const) context.mock.method(Intl, name, refuse);
  assert.equal(reading.heading(1000), '1,000 comments');
  assert.equal(reading.ago(0, 3 * 3_600_000), '3 hours ago');
  assert.equal(reading.ago(0, 0), 'just now');
});

test('English writes the whole date', () => {
  assert.match(reading.exact(Date.UTC(2026, 10, 22, 14, 3)), /^November 22, 2026 at \d\d?:03\s[AP]M$/);
});
