import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCommentsError } from '../../src/contract/errors.ts';
import { closed, flag, listOf, maybe, oneOf, record, text, timestamp, whole, type Guard } from '../../src/contract/guards.ts';
import { maxItems } from '../../src/contract/limits.ts';
import { wireNewComment } from '../../src/contract/wire-further.ts';
import { wireComment, wirePage } from '../../src/contract/wire.ts';
import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import { comments } from '../support/fake-adapter.ts';

/** What a guard says of a value: what it lets through, or `field: reason`. */
function said(guard: Guard<unknown>, value: unknown): unknown {
  try {
    return guard(value, 'x');
  } catch (thrown) {
    assert.ok(isCommentsError(thrown) && thrown.code === 'protocol', `not a refusal: ${String(thrown)}`);
    const [fault, ...others] = thrown.faults;
    assert.deepEqual(others, []);
    return `${fault?.field}: ${fault?.reason}`;
  }
}

const strange: readonly unknown[] = [undefined, null, true, 0, NaN, '', 'text', Symbol('s'), 10n, () => 1, {}, [], new Map(), new Date(NaN)];

describe('guards of single values', () => {
  const cases: readonly (readonly [name: string, guard: Guard<unknown>, good: readonly unknown[], bad: readonly (readonly [unknown, string])[]])[] = [
    ['text', text(3, 1), ['a', 'سڵا', '\0'], [['', 'required'], ['four', 'too-long'], [undefined, 'required'], [7, 'malformed'], [new String('a'), 'malformed']]],
    ['whole', whole(1, 9), [1, 9], [[0, 'malformed'], [10, 'malformed'], [1.5, 'malformed'], ['3', 'malformed'], [NaN, 'malformed'], [Infinity, 'malformed'], [undefined, 'required'], [3n, 'malformed']]],
    ['flag', flag, [true, false], [[1, 'malformed'], ['true', 'malformed'], [null, 'malformed'], [undefined, 'required']]],
    ['oneOf', oneOf('a', 'b'), ['a', 'b'], [['c', 'unknown'], [undefined, 'required'], [['a'], 'unknown'], ['constructor', 'unknown']]],
    ['listOf', listOf(flag, 2, 1), [[true], [true, false]], [[[], 'malformed'], [[true, true, true], 'malformed'], [{ length: 1, 0: true }, 'malformed'], ['ab', 'malformed'], [undefined, 'required']]],
  ];
  for (const [name, guard, good, bad] of cases) {
    it(`${name} lets through what fits, as it is`, () => good.forEach((value) => assert.deepEqual(said(guard, value), value)));
    it(`${name} refuses what does not, with its reason`, () => {
      for (const [value, reason] of bad) assert.equal(said(guard, value), `x: ${reason}`, String(value));
    });
  }

  it('refuse every strange thing with a refusal and nothing else', () => {
    const guards: readonly Guard<unknown>[] = [text(9, 5), whole(5), oneOf('z'), timestamp, listOf(flag, 9, 1), record({ a: flag }), closed({ a: flag }), wireComment, wirePage, wireNewComment];
    for (const guard of guards) for (const value of strange) assert.match(String(said(guard, value)), /^x(\.\w+)*: (required|malformed|too-long|unknown)$/);
  });

  it('give a moment in UTC with milliseconds, whatever zone it came in', () => {
    assert.equal(timestamp('2026-11-22T13:43:44+02:00', ''), '2026-11-22T11:43:44.000Z');
    assert.equal(timestamp('2026-11-22T11:43:44.123456Z', ''), '2026-11-22T11:43:44.123Z');
    for (const value of ['2026-11-22T11:43:44', '2026-11-22T11:43:44 GMT', '2026-11-22', 'yesterday', '2026-13-45T00:00:00Z', '', 0, '<b>2026-11-22T11:43:44Z', '2026-11-22T11:43:44Z"onload=']) {
      assert.match(String(said(timestamp, value)), /malformed$/, String(value));
    }
  });

  it('read what is left out as null where it may be', () => {
    const guard = record({ a: maybe(text()) });
    assert.deepEqual(guard({}, ''), { a: null });
    assert.deepEqual(guard({ a: null }, ''), { a: null });
    assert.deepEqual(guard({ a: '' }, ''), { a: '' });
    assert.throws(() => guard({ a: 7 }, ''), { code: 'protocol' });
  });

  it('name the place of what does not fit', () => {
    const guard = record({ items: listOf(record({ author: record({ name: text() }) })) });
    const value = { items: [{ author: { name: 'a' } }, { author: {} }] };
    assert.throws(() => guard(value, ''), { faults: [{ field: 'items[1].author.name', reason: 'required' }] });
  });
});

describe('guards of objects', () => {
  const guard = record({ name: text(), count: whole() });

  it('rebuild the object, so that nothing unasked-for comes along', () => {
    const value = { name: 'a', count: 1, email: 'a@news.example', toJSON: () => 'x', then: () => undefined };
    const rebuilt = guard(value, '');
    assert.deepEqual(rebuilt, { name: 'a', count: 1 });
    assert.equal(Object.getPrototypeOf(rebuilt), Object.prototype);
    assert.notEqual(rebuilt, value);
  });

  it('see own fields only', () => {
    const inherited: unknown = Object.create({ name: 'a', count: 1 });
    assert.equal(said(guard, inherited), 'x.name: required');
    assert.equal(said(record({ toString: text() }), {}), 'x.toString: required');
    assert.equal(said(record({ constructor: text() }), JSON.parse('{}')), 'x.constructor: required');
    assert.deepEqual(guard(Object.assign(Object.create(null) as object, { name: 'a', count: 1 }), ''), { name: 'a', count: 1 });
  });

  it('are not fooled by __proto__', () => {
    const value: unknown = JSON.parse('{"__proto__":{"name":"a","count":1},"count":2}');
    assert.equal(said(guard, value), 'x.name: required');
    assert.equal(said(closed({ count: whole() }), value), 'x.__proto__: unknown');
    const rebuilt = guard(JSON.parse('{"name":"a","count":1,"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'), '');
    assert.equal('admin' in rebuilt, false);
    assert.equal('admin' in {}, false);
  });

  it('closed, refuse a field that nobody expects', () => {
    const guard = closed({ a: flag });
    assert.deepEqual(guard({ a: true }, ''), { a: true });
    assert.equal(said(guard, { a: true, b: 1 }), 'x.b: unknown');
    assert.equal(said(guard, { a: true, toString: 1 }), 'x.toString: unknown');
    assert.equal(said(guard, { a: 1, b: 1 }), 'x.a: malformed');
  });

  it('end with what goes round in a circle, and with what is very deep or very long', () => {
    const circle: Record<string, unknown> = { name: 'a', count: 1 };
    circle['self'] = circle;
    assert.deepEqual(guard(circle, ''), { name: 'a', count: 1 });
    const deep: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    assert.equal(said(wirePage, deep), 'x: malformed');
    assert.equal(said(listOf(flag, 1000), new Array(1001).fill(true)), 'x: malformed');
    assert.equal(said(listOf(flag, 1000), new Array(2 ** 32 - 1)), 'x: malformed');
    assert.equal(said(text(1e6), 'x'.repeat(1e6 + 1)), 'x: too-long');
  });

  it('refuse a list with holes', () => {
    assert.equal(said(listOf(flag), [true, , true]), 'x[1]: required');
  });
});

describe('the guard of a page', () => {
  const thread = { site: 'https://news.example', key: '/one' };
  const page = async () => {
    const adapter = new MemoryAdapter({ seeds: comments(thread, 3) });
    const answer = await adapter.loadThread({ ...thread, url: null, title: null }, { sort: 'oldest', size: 10, at: { page: 1 }, asOf: null });
    return JSON.parse(JSON.stringify({ ...answer, facts: adapter.facts, facets: ['own'] })) as Record<string, unknown>;
  };

  it('lets a good one through unchanged', async () => assert.deepEqual(wirePage(await page(), ''), await page()));

  it('lets one of an older server through, which has no facets, permits nothing, and edits nothing', async () => {
    const { facets: _, ...answer } = await page();
    const items = (answer['items'] as Record<string, unknown>[]).map(({ editedAt: _editedAt, ...item }) => ({ ...item, can: { reply: true } }));
    const read = wirePage({ ...answer, items }, '');
    assert.deepEqual(read.facets, []);
    assert.deepEqual(read.items.map(({ can, editedAt }) => [can, editedAt]), items.map(() => [{ reply: true, edit: false, remove: false }, null]));
  });

  it('lets no e-mail through, wherever it stands', async () => {
    const answer = await page();
    const [first] = answer['items'] as Record<string, unknown>[];
    const leaky = { ...answer, email: 'a@b.example', items: [{ ...first, email: 'a@b.example', author: { id: null, name: 'A', kind: 'guest', picture: null, email: 'a@b.example' } }] };
    assert.equal(JSON.stringify(wirePage(leaky, '')).includes('@'), false);
  });

  it('notices every field that is missing or of another type', async () => {
    const answer = await page();
    const optional = ['previous', 'next', 'total', 'viewer', 'number', 'pageCount', 'asOf', 'newer', 'facets'];
    for (const name of Object.keys(answer)) {
      const { [name]: _, ...rest } = answer;
      assert.equal(said(wirePage, rest) instanceof Object, optional.includes(name), `without ${name}`);
      assert.match(String(said(wirePage, { ...answer, [name]: Symbol('other') })), new RegExp(`^x\\.${name}: `), name);
    }
  });

  it('believes no page that is larger than any page can be', async () => {
    const answer = await page();
    const [first] = answer['items'] as unknown[];
    assert.equal(said(wirePage, { ...answer, items: new Array(maxItems + 1).fill(first) }), 'x.items: malformed');
  });
});
