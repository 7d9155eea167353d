import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { disguisesOf, md5 } from '../../src/conformance/disguises.ts';

describe('md5', () => {
  it('is what Node says it is, for every length around its blocks', () => {
    for (const length of [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
      assert.equal(Buffer.from(md5(bytes)).toString('hex'), createHash('md5').update(bytes).digest('hex'), `${length} bytes`);
    }
  });
});

describe('disguisesOf', () => {
  it('has every hash and encoding of an address, as it was typed and in small letters', async () => {
    const disguises = new Set(await disguisesOf('Ali@News.example'));
    for (const spelling of ['Ali@News.example', 'ali@news.example']) {
      for (const name of ['md5', 'sha1', 'sha256', 'sha384', 'sha512']) {
        assert.ok(disguises.has(createHash(name).update(spelling).digest('hex')), `${name} of ${spelling}`);
        assert.ok(disguises.has(createHash(name).update(spelling).digest('base64url')), `${name} of ${spelling} in base64url`);
      }
      assert.ok(disguises.has(Buffer.from(spelling).toString('base64').replace(/=+$/, '')));
      assert.ok(disguises.has(encodeURIComponent(spelling)));
    }
    assert.ok(disguises.has('elpmaxe.swen@ila'));
  });
});
