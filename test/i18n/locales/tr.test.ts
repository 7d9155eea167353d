import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '../../../src/i18n/locales/tr.ts';
import { allTexts, counts, moment } from '../../support/texts.ts';

test('what stands after a number stays singular', () => {
  assert.deepEqual([0, 1, 2, 1000].map(messages.heading), ['0 yorum', '1 yorum', '2 yorum', '1.000 yorum']);
  for (const count of counts) {
    for (const [name, text] of allTexts(messages, count)) {
      if (name !== 'exact') assert.doesNotMatch(text, /\d (?:yeni )?(?:yorum|karakter|sayfa|alan)l[ae]r/, `${name}: ${text}`);
    }
  }
});

test('no number carries a suffix', () => {
  for (const count of counts) {
    for (const [name, text] of allTexts(messages, count)) assert.doesNotMatch(text, /\d['’\p{L}]/u, `${name}: ${text}`);
  }
});

test('dates come from the browser', () => {
  assert.equal(messages.exact(moment), '22 Kasım 2026 14:03');
  assert.equal(messages.ago(moment - 3 * 3_600_000, moment), '3 saat önce');
  assert.equal(messages.ago(moment, moment), 'şimdi');
});

test('the letters are Turkish', () => {
  for (const [name, text] of allTexts(messages, 3)) {
    assert.doesNotMatch(text.replace('ad@example.org', ''), /[êîûqwx]|(?!\p{Script=Latin})\p{L}/iu, `${name}: ${text}`);
  }
});
