import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '../../../src/i18n/locales/ku.ts';
import { allTexts, counts, moment } from '../../support/texts.ts';

const hour = 3_600_000;

test('numbers are grouped with points', () => {
  assert.equal(messages.heading(12345), '12.345 şîrove');
});

test('how long ago is said by hand, in every unit', () => {
  const ago = (span: number) => messages.ago(moment - span, moment);
  assert.deepEqual(
    [0, 60_000, 5 * 60_000, hour, 3 * hour, 24 * hour, 12 * 24 * hour, 40 * 24 * hour, 400 * 24 * hour, 800 * 24 * hour].map(ago),
    [
      'niha',
      'berî deqeyekê',
      'berî 5 deqeyan',
      'berî saetekê',
      'berî 3 saetan',
      'berî rojekê',
      'berî 12 rojan',
      'berî mehekê',
      'berî salekê',
      'berî 2 salan',
    ],
  );
});

test('the exact moment names the month', () => {
  const names = Array.from({ length: 12 }, (_, month) => messages.exact(new Date(2026, month, 5, 9, 5).getTime()));
  assert.equal(messages.exact(moment), '22 Mijdar 2026, 14:03');
  assert.equal(names[0], '5 Çile 2026, 09:05');
  assert.equal(names[11], '5 Berfanbar 2026, 09:05');
  assert.equal(new Set(names).size, 12);
});

test('verbs agree with one and with several', () => {
  assert.deepEqual([1, 12].map(messages.left), ['1 tîp maye', '12 tîp mane']);
  assert.deepEqual([1, 12].map(messages.newer), ['Şîroveyeke nû', '12 şîroveyên nû']);
});

test('every text is written with the Kurmanji alphabet, without Turkish letters', () => {
  for (const count of counts) {
    for (const [name, text] of allTexts(messages, count)) {
      assert.doesNotMatch(text, /[ğöüıİ]|(?!\p{Script=Latin})\p{L}/iu, `${name}: ${text}`);
    }
  }
});
