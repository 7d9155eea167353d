/** The budget of bytes: what a reader's browser must have before the first comment, and what it fetches to write one. Needs a build. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'rollup/parseAst';

/** In bytes after gzip at its strongest, Lit and the styles included. */
const FIRST_PAINT = 12 * 1024;
/** What comes when the form is approached, on top of the list and of its pager, which are there by then. */
const WRITING = 10 * 1024;

const EMBED = join(import.meta.dirname, '..', 'dist', 'embed');

describe('the bundle', () => {
  it(`needs at most ${String(FIRST_PAINT)} bytes for the first paint`, (test) => {
    const bytes = weigh(closure('diwan.js'));
    test.diagnostic(`first paint: ${String(bytes)} of ${String(FIRST_PAINT)} bytes`);
    assert.ok(bytes <= FIRST_PAINT, `the first paint needs ${String(bytes)} bytes, ${String(bytes - FIRST_PAINT)} too many`);
  });

  it(`fetches at most ${String(WRITING)} bytes more to write a comment`, (test) => {
    const before = closure(chunkOf('turning'), closure('diwan.js'));
    const bytes = weigh(new Set([...closure(chunkOf('writing'))].filter((file) => !before.has(file))));
    test.diagnostic(`writing: ${String(bytes)} of ${String(WRITING)} bytes`);
    assert.ok(bytes <= WRITING, `writing needs ${String(bytes)} bytes, ${String(bytes - WRITING)} too many`);
  });

  it('brings what is done with comments of one’s own apart from that', (test) => {
    const before = closure(chunkOf('writing'), closure(chunkOf('turning'), closure('diwan.js')));
    const keeping = [...closure(chunkOf('keeping'))].filter((file) => !before.has(file));
    test.diagnostic(`keeping: ${String(weigh(new Set(keeping)))} bytes`);
    assert.deepEqual(keeping, [chunkOf('keeping')]);
  });

  it('brings signing in, and what holds a session over HTTP, only where somebody is a member or wants to be', (test) => {
    const before = closure(chunkOf('writing'), closure(chunkOf('turning'), closure('diwan.js')));
    for (const step of ['account', 'members'] as const) {
      const asked = new Set([...closure(chunkOf(step))].filter((file) => !before.has(file)));
      test.diagnostic(`${step}: ${String(weigh(asked))} bytes`);
      assert.ok(!before.has(chunkOf(step)));
    }
  });

  it('brings members’ pages, and the profiles of others, only when they are opened', (test) => {
    const before = closure(chunkOf('writing'), closure(chunkOf('turning'), closure('diwan.js')));
    for (const step of ['profiles', 'membership'] as const) {
      const opened = new Set([...closure(chunkOf(step))].filter((file) => !before.has(file)));
      test.diagnostic(`${step}: ${String(weigh(opened))} bytes`);
      assert.ok(!before.has(chunkOf(step)));
    }
  });

  it('fetches each step in one file', () => {
    const first = closure('diwan.js');
    const turning = closure(chunkOf('turning'));
    assert.deepEqual([...turning].filter((file) => !first.has(file)), [chunkOf('turning')]);
    assert.deepEqual([...closure(chunkOf('writing'))].filter((file) => !first.has(file) && !turning.has(file)), [chunkOf('writing')]);
  });

  it('fetches what it needs for the first paint in one file', () => {
    assert.deepEqual([...closure('diwan.js')], ['diwan.js']);
  });

  it('does not bring the writing part with the first paint', () => {
    assert.ok(!closure('diwan.js').has(chunkOf('writing')));
  });
});

/** A file of the bundle and all that it imports before it runs. */
function closure(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const node of parseAst(readFileSync(join(EMBED, file), 'utf8')).body) {
    const source = 'source' in node && node.source ? node.source.value : null;
    if (typeof source !== 'string') continue;
    assert.match(source, /^\./, `${file} imports ${source}, which no page can resolve`);
    closure(join(dirname(file), source), found);
  }
  return found;
}

function weigh(files: ReadonlySet<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(EMBED, file)), { level: 9 }).length;
  return bytes;
}

/** The chunk that is named for a step of loading (docs/decisions/0001). */
function chunkOf(step: 'turning' | 'writing' | 'keeping' | 'members' | 'account' | 'profiles' | 'membership'): string {
  const chunks = readdirSync(join(EMBED, 'chunks')).filter((name) => new RegExp(`^${step}-[^.]+\\.js$`).test(name));
  assert.equal(chunks.length, 1, `one chunk is named for ${step}, not ${String(chunks.length)}`);
  return join('chunks', chunks[0] ?? '');
}
