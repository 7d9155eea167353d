import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { giveBackParameter, pageIn, takeParameter } from '../../src/state/address.ts';
import { withPage } from '../../src/state/turning.ts';
import { pick, seeded } from '../support/random.ts';

describe('pageIn', () => {
  const cases: readonly (readonly [search: string, page: number])[] = [
    ['?comments=7', 7],
    ['?a=b&comments=12&c', 12],
    ['?comments=2&comments=3', 2],
    ['', 1],
    ['?', 1],
    ['?comments', 1],
    ['?comments=', 1],
    ['?comments=0', 1],
    ['?comments=-1', 1],
    ['?comments=1.5', 1],
    ['?comments=two', 1],
    ['?comments=NaN', 1],
    ['?comments=Infinity', 1],
    ['?comments=99999999999999999999', 1],
    ['?comments=%32', 2],
    ['?%63omments=3', 3],
    ['?comments=2=3', 1],
    ['?comments-2=5', 1],
    ['?Comments=5', 1],
  ];
  for (const [search, page] of cases) it(`reads ${page} from ${JSON.stringify(search)}`, () => assert.equal(pageIn(search, 'comments'), page));
});

describe('a page number in the address', () => {
  it('is read as it was written, and what else the query holds stays byte for byte', () => {
    const random = seeded(2026);
    const characters = ['a', '=', '&', '%', '+', '#', 'ç', 'سڵاو', '%20', '?', '/', ';', 'comments', '-2', ' '] as const;
    for (let trial = 0; trial < 500; trial++) {
      const search = '?' + Array.from({ length: Math.floor(random() * 12) }, () => pick(random, characters)).join('');
      const others = (query: string) => query.slice(1).split('&').filter((part) => part !== 'comments' && !part.startsWith('comments='));
      const page = 2 + Math.floor(random() * 1000);
      const written = withPage(search, 'comments', page);
      assert.equal(pageIn(written, 'comments'), page, search);
      assert.deepEqual(others(written).filter(Boolean), others(search).filter(Boolean), search);
      assert.equal(pageIn(withPage(written, 'comments', 1), 'comments'), 1, search);
    }
  });

  it('leaves what the site wrote as it is, and takes its own away however it is written', () => {
    for (const query of ['a', 'a=', 'a=b', 'a=b=c', '=b', '&', 'a&&b', '%=%', 'a=\r\n']) {
      assert.equal(withPage(`?${query}`, 'comments', 1), `?${query}`);
      assert.equal(withPage(`?${query}`, 'comments', 2), `?${query}&comments=2`);
      assert.equal(withPage(`?${query}&%63omments=9`, 'comments', 2), `?${query}&comments=2`);
    }
    assert.deepEqual([withPage('', 'comments', 1), withPage('', 'comments', 2), withPage('?comments=2', 'comments', 1)], ['', '?comments=2', '']);
  });
});

describe('the parameters of a page with several widgets', () => {
  const mine: string[] = [];
  const take = () => {
    const name = takeParameter();
    mine.push(name);
    return name;
  };
  afterEach(() => mine.splice(0).forEach(giveBackParameter));

  it('are each one widget’s', () => {
    assert.deepEqual([take(), take(), take()], ['comments', 'comments-2', 'comments-3']);
  });

  it('go to the next widget once they are given back', () => {
    const [first, second] = [take(), take()];
    giveBackParameter(first);
    assert.equal(take(), first);
    giveBackParameter(second);
    giveBackParameter(second);
    assert.deepEqual([take(), take()], [second, 'comments-3']);
  });
});
