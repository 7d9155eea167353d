import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arabicIndic, grouped } from '../../src/i18n/numerals.ts';

test('long numbers are written in groups of three', () => {
  const written = [0, 7, 12, 999, 1000, 12345, 1234567].map((value) => grouped(value, '.'));
  assert.deepEqual(written, ['0', '7', '12', '999', '1.000', '12.345', '1.234.567']);
});

test('Arabic-Indic digits replace digits and nothing else', () => {
  assert.equal(arabicIndic('0123456789'), '٠١٢٣٤٥٦٧٨٩');
  assert.equal(arabicIndic('14:03، ئاب'), '١٤:٠٣، ئاب');
});
