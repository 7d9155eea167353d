import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { dropEarlier, keepEarlier } from '../../scripts/lib/earlier.mjs';

const day = 24 * 60 * 60 * 1000;
const start = new Date('2026-03-21T12:00:00Z');

describe('the chunks of earlier builds', () => {
  let root = '';
  let embed = '';
  let earlier = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'diwan-earlier-'));
    embed = join(root, 'embed');
    earlier = join(root, 'embed-earlier');
    mkdirSync(join(root, 'aside'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Replaces the build by one with these chunks, after so many days. */
  function build(after: number, ...names: readonly string[]): void {
    const now = new Date(start.getTime() + after * day);
    keepEarlier(embed, earlier, join(root, 'aside'), now);
    rmSync(embed, { recursive: true, force: true });
    write(embed, names);
    dropEarlier(embed, earlier, now);
  }

  it('are not there after the first build', () => {
    build(0, 'writing-1');
    assert.equal(existsSync(earlier), false);
  });

  it('are kept when a build has them no more, and what it still has is not', () => {
    build(0, 'writing-1', 'turning-1');
    build(1, 'writing-2', 'turning-1');
    assert.deepEqual(kept(earlier), ['writing-1.js']);
    assert.equal(readFileSync(join(earlier, 'chunks', 'writing-1.js'), 'utf8'), 'writing-1');
    assert.deepEqual(kept(embed), ['turning-1.js', 'turning-1.js.map', 'writing-2.js', 'writing-2.js.map'], 'the build is what was built');
    assert.deepEqual(readdirSync(join(root, 'aside')), []);
  });

  it('are in one of the two folders at every moment', () => {
    build(0, 'writing-1', 'turning-1');
    keepEarlier(embed, earlier, join(root, 'aside'), start);
    assert.deepEqual(kept(earlier), ['turning-1.js', 'writing-1.js']);
  });

  it('count from the day they were replaced, not from a build that died before it', () => {
    build(0, 'writing-1');
    keepEarlier(embed, earlier, join(root, 'aside'), start);
    build(8, 'writing-2');
    assert.deepEqual(kept(earlier), ['writing-1.js']);
  });

  it('go a week after their build was replaced, however old that was', () => {
    build(0, 'writing-1');
    build(30, 'writing-2');
    build(36.9, 'writing-3');
    assert.deepEqual(kept(earlier), ['writing-1.js', 'writing-2.js']);
    build(37.1, 'writing-3');
    assert.deepEqual(kept(earlier), ['writing-2.js']);
    build(44, 'writing-3');
    assert.deepEqual(kept(earlier), []);
  });

  it('leave when a build has them again, and are kept anew after it', () => {
    build(0, 'writing-1');
    build(1, 'writing-2');
    build(6, 'writing-1');
    assert.deepEqual(kept(earlier), ['writing-2.js']);
    build(7.5, 'writing-3');
    build(8.5, 'writing-3');
    assert.deepEqual(kept(earlier), ['writing-1.js', 'writing-2.js']);
  });

  it('are the 200 that were replaced last, however often is built', () => {
    for (let number = 0; number <= 101; number++) build(number / 1000, `turning-${String(number)}`, `writing-${String(number)}`);
    const names = kept(earlier);
    assert.equal(names.length, 200);
    for (const [name, isKept] of [['writing-0.js', false], ['writing-1.js', true], ['turning-100.js', true], ['turning-101.js', false]] as const) {
      assert.equal(names.includes(name), isKept, name);
    }
  });
});

/** Chunks as a build has them, each with its source map. */
function write(folder: string, names: readonly string[]): void {
  mkdirSync(join(folder, 'chunks'), { recursive: true });
  for (const name of names) for (const ending of ['.js', '.js.map']) writeFileSync(join(folder, 'chunks', name + ending), name);
}

function kept(folder: string): readonly string[] {
  return readdirSync(join(folder, 'chunks')).sort();
}
