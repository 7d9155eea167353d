import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plurals } from '../../src/i18n/plurals.ts';

test('the form follows the rules of the language', () => {
  const polish = plurals('pl');
  const forms = { one: 'komentarz', few: 'komentarze', many: 'komentarzy', other: 'komentarza' };
  assert.deepEqual(
    [1, 3, 5, 12, 22, 1.5].map((count) => polish(count, forms)),
    ['komentarz', 'komentarze', 'komentarzy', 'komentarzy', 'komentarze', 'komentarza'],
  );
});

test('a form that is left out is said as `other`', () => {
  assert.equal(plurals('ar')(2, { one: 'one', other: 'several' }), 'several');
});
