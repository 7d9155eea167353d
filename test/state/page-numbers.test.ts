import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageNumbers } from '../../src/state/page-numbers.ts';

describe('pageNumbers', () => {
  it('shows all pages where there are few', () => {
    assert.deepEqual(pageNumbers(1, 1), [1]);
    assert.deepEqual(pageNumbers(3, 7), [1, 2, 3, 4, 5, 6, 7]);
  });

  it('shows the first, the last, the present one and its neighbours where there are many', () => {
    assert.deepEqual(pageNumbers(1, 40), [1, 2, 3, 4, 5, null, 40]);
    assert.deepEqual(pageNumbers(4, 40), [1, 2, 3, 4, 5, null, 40]);
    assert.deepEqual(pageNumbers(5, 40), [1, null, 4, 5, 6, null, 40]);
    assert.deepEqual(pageNumbers(37, 40), [1, null, 36, 37, 38, 39, 40]);
    assert.deepEqual(pageNumbers(40, 40), [1, null, 36, 37, 38, 39, 40]);
  });

  for (const around of [0, 1, 2, 3]) {
    it(`keeps its promises on every page of up to 60, with ${around} neighbours`, () => {
      for (let count = 1; count <= 60; count++) {
        const { length } = pageNumbers(1, count, around);
        for (let current = 1; current <= count; current++) {
          const shown = pageNumbers(current, count, around);
          const at = `page ${current} of ${count}: ${shown.join()}`;
          assert.equal(shown.length, length, `${at} is of another length`);
          assert.equal(shown[0], 1, at);
          assert.equal(shown.at(-1), count, at);
          for (let page = Math.max(1, current - around); page <= Math.min(count, current + around); page++) assert.ok(shown.includes(page), `${at} lacks ${page}`);
          shown.forEach((number, index) => {
            if (number === null) assert.ok(shown[index + 1]! - shown[index - 1]! > 2, `${at} has a gap for a single page`);
            else if (index && shown[index - 1] !== null) assert.equal(number, shown[index - 1]! + 1, at);
          });
        }
      }
    });
  }

  it('stays short and quick with a great many pages', () => {
    assert.deepEqual(pageNumbers(20_000_000, 40_000_000), [1, null, 19_999_999, 20_000_000, 20_000_001, null, 40_000_000]);
  });
});
