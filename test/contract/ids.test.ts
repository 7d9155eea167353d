import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUuid, newCommentId } from '../../src/contract/ids.ts';

const timeOf = (id: string) => parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('newCommentId', () => {
  it('makes a UUIDv7 of the present moment', () => {
    const before = Date.now();
    const id = newCommentId();
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(timeOf(id) >= before && timeOf(id) <= Date.now());
  });

  it('never makes the same one twice, and uses all of its chance', () => {
    const ids = Array.from({ length: 20_000 }, () => newCommentId(0));
    assert.equal(new Set(ids).size, ids.length);
    const places = Array.from(ids[0]!, (_, place) => new Set(ids.map((id) => id[place])).size);
    const expected = Array.from('00000000-0000-7xxx-yxxx-xxxxxxxxxxxx', (sign) => (sign === 'x' ? 16 : sign === 'y' ? 4 : 1));
    assert.deepEqual(places, expected);
  });

  it('makes ids that sort by their time', () => {
    const times = [0, 1, 255, 256, 2 ** 24, 2 ** 32 - 1, 2 ** 32, Date.UTC(2026, 10, 22), 2 ** 47, 2 ** 48 - 1];
    const ids = times.map((time) => newCommentId(time));
    assert.deepEqual([...ids].sort(), ids);
    assert.deepEqual(ids.map(timeOf), times);
  });

  for (const clock of [0, -1, -Infinity, NaN, Infinity, 1.5, 2 ** 48, 2 ** 53, 8.64e15, Number.MAX_VALUE]) {
    it(`makes a good one by a clock that says ${clock}`, () => {
      assert.ok(isUuid(newCommentId(clock)), newCommentId(clock));
      assert.notEqual(newCommentId(clock), newCommentId(clock));
    });
  }
});

describe('isUuid', () => {
  it('knows the canonical form and no other', () => {
    const id = newCommentId();
    assert.equal(isUuid(id), true);
    const others = ['', id.toUpperCase(), id.replaceAll('-', ''), `{${id}}`, ` ${id}`, `${id}\n`, `${id}0`, id.slice(1), '00000000-0000-0000-0000-000000000000', id.replace(/.$/, 'g')];
    for (const other of others) assert.equal(isUuid(other), false, JSON.stringify(other));
  });
});
