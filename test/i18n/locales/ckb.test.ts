import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '../../../src/i18n/locales/ckb.ts';
import { allTexts, counts, moment } from '../../support/texts.ts';

const hour = 3_600_000;

/** What Sorani is written with: no Arabic yeh, kaf, heh, alef with hamza, emphatic consonants or European digits. */
const alphabet = /^[ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەھیێ\u0660-\u0669\u066C ،؛؟.:()]*$/u;

test('what stands after a number stays singular', () => {
  assert.deepEqual([1, 2, 11, 1000].map(messages.heading), ['١ لێدوان', '٢ لێدوان', '١١ لێدوان', '١٬٠٠٠ لێدوان']);
});

test('how long ago is said by hand, in every unit', () => {
  const ago = (span: number) => messages.ago(moment - span, moment);
  assert.deepEqual(
    [0, 60_000, 5 * 60_000, hour, 3 * hour, 24 * hour, 12 * 24 * hour, 40 * 24 * hour, 400 * 24 * hour, 800 * 24 * hour].map(ago),
    [
      'ئێستا',
      'پێش خولەکێک',
      'پێش ٥ خولەک',
      'پێش کاتژمێرێک',
      'پێش ٣ کاتژمێر',
      'پێش ڕۆژێک',
      'پێش ١٢ ڕۆژ',
      'پێش مانگێک',
      'پێش ساڵێک',
      'پێش ٢ ساڵ',
    ],
  );
});

test('the exact moment names the month', () => {
  assert.equal(messages.exact(moment), '٢٢ی تشرینی دووەمی ٢٠٢٦، ١٤:٠٣');
  assert.equal(messages.exact(new Date(2026, 0, 1, 9, 5).getTime()), '١ی کانوونی دووەمی ٢٠٢٦، ٠٩:٠٥');
});

test('every text is written with the Kurdish letters and their own code points', () => {
  for (const count of counts) {
    for (const [name, text] of allTexts(messages, count)) {
      assert.match(text.replace('name@example.org', ''), alphabet, `${name}: ${text}`);
    }
  }
  for (let month = 0; month < 12; month++) assert.match(messages.exact(new Date(2026, month, 15).getTime()), alphabet);
});
