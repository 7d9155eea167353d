import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ThreadStore, type ThreadView } from '../../src/state/thread.ts';
import { change, newerThan, refresh, turn, withPage } from '../../src/state/turning.ts';
import { comments, FakeAdapter } from '../support/fake-adapter.ts';

const name = { site: 'https://news.example', key: '/one' };
const ref = { ...name, url: null, title: null };

async function begin(page: number, view: ThreadView = { sort: 'oldest', size: 10 }) {
  const adapter = new FakeAdapter({ seeds: comments(name, 95) });
  const store = new ThreadStore(adapter, ref, view);
  await store.turnTo({ page });
  const add = async (count: number) => {
    for (let index = 0; index < count; index++) {
      const id = `late ${adapter.loads.length}.${index}`;
      await adapter.memory.createComment(ref, { id, parentId: null, body: { format: 'text', text: id }, guest: { name: 'M', email: 'm@r.example' } }, { key: id });
    }
  };
  return { adapter, store, add, first: () => store.page?.items[0]?.id };
}

describe('change', () => {
  for (const size of [1, 5, 10, 25, 50, 100]) {
    it(`to pages of ${size} keeps the first comment shown in sight`, async () => {
      for (const page of [1, 4, 10]) {
        const { store, first } = await begin(page);
        const before = first();
        await change(store, { size });
        assert.ok(store.page?.items.some(({ id }) => id === before), `page ${page}: ${before}`);
        assert.equal(store.view.size, size);
      }
    });
  }

  it('to another size keeps the set frozen; to another order lets it thaw and begins at the beginning', async () => {
    const { adapter, store, add, first } = await begin(4);
    const { asOf } = store.page!;
    await add(2);
    await change(store, { size: 25 });
    assert.equal(adapter.lastLoad.request.query.asOf, asOf);
    assert.equal(newerThan(store), 2);
    await change(store, { sort: 'newest' });
    assert.deepEqual([store.page?.number, first(), newerThan(store)], [1, 'late 1.1', 0]);
    assert.deepEqual(adapter.lastLoad.request.query, { sort: 'newest', size: 25, at: { page: 1 }, asOf: null });
  });

  it('to the same order stays where it is', async () => {
    const { store } = await begin(4);
    await change(store, { sort: 'oldest' });
    assert.equal(store.page?.number, 4);
  });

  it('begins at the beginning where pages have no numbers', async () => {
    const adapter = new FakeAdapter({ seeds: comments(name, 30), facts: { paging: 'sequential' } });
    const store = new ThreadStore(adapter, ref, { sort: 'oldest', size: 10 });
    await store.turnTo({ page: 1 });
    await store.turnTo({ cursor: store.page!.next! });
    await change(store, { size: 25 });
    assert.deepEqual(adapter.lastLoad.request.query, { sort: 'oldest', size: 25, at: { page: 1 }, asOf: null });
  });

  it('begins at the beginning where nothing came yet', async () => {
    const adapter = new FakeAdapter({ seeds: comments(name, 30) });
    adapter.holdsLoads = true;
    const store = new ThreadStore(adapter, ref, { sort: 'oldest', size: 10 });
    void store.turnTo({ page: 3 });
    adapter.holdsLoads = false;
    await change(store, { size: 5 });
    assert.equal(store.page?.number, 1);
    assert.equal(adapter.loads[0]?.signal?.aborted, true);
  });
});

describe('refresh', () => {
  it('shows the last page of the oldest first, where what is new stands', async () => {
    const { adapter, store, add } = await begin(2);
    await add(30);
    await store.turnTo({ page: 1 });
    await refresh(store);
    const { number, items } = store.page!;
    assert.equal(number, 13);
    assert.equal(items.at(-1)?.id, 'late 1.29');
    assert.deepEqual([newerThan(store), adapter.lastLoad.request.query.asOf], [0, null]);
  });

  it('shows the first page of the newest first', async () => {
    const { store, add, first } = await begin(4, { sort: 'newest', size: 10 });
    await add(1);
    await refresh(store);
    assert.deepEqual([store.page?.number, first()], [1, 'late 1.0']);
  });
});

describe('what cannot be shown', () => {
  /** Has the next page asked for fail once what is asked for by then is asked for. */
  async function failing(adapter: FakeAdapter, ask: () => Promise<boolean>): Promise<boolean> {
    adapter.holdsLoads = true;
    const asking = ask();
    adapter.lastLoad.fail('unavailable');
    adapter.holdsLoads = false;
    return asking;
  }

  const wishes = {
    'another order': (store: ThreadStore) => change(store, { sort: 'oldest' }),
    'another size': (store: ThreadStore) => change(store, { size: 50 }),
    'another order and then another size, before the order came': (store: ThreadStore) => {
      void change(store, { sort: 'oldest' });
      return change(store, { size: 50 });
    },
    'another order and then a page of it, before the order came': (store: ThreadStore) => {
      void change(store, { sort: 'oldest' });
      return turn(store, { page: 5 });
    },
    'what is new': refresh,
  };
  for (const [what, ask] of Object.entries(wishes)) {
    it(`leaves the page before, and the thread read as it was: ${what}`, async (context) => {
      context.mock.method(console, 'error', () => undefined);
      const { adapter, store, add } = await begin(2, { sort: 'newest', size: 10 });
      const { page } = store;
      await add(3);
      const told: unknown[] = [];
      store.subscribe(() => told.push(store.view));
      assert.equal(await failing(adapter, () => ask(store)), false);
      assert.deepEqual([store.failure, store.page, store.view], ['unavailable', page, { sort: 'newest', size: 10 }]);
      assert.deepEqual(told.at(-1), store.view);
      await turn(store, { page: 3 });
      assert.deepEqual(adapter.lastLoad.request.query, { sort: 'newest', size: 10, at: { page: 3 }, asOf: page!.asOf });
      assert.deepEqual([store.page?.items[0]?.id, newerThan(store)], ['c75', 3]);
    });
  }

  it('can be asked for again', async (context) => {
    context.mock.method(console, 'error', () => undefined);
    const { adapter, store, first } = await begin(3);
    await failing(adapter, () => change(store, { size: 5 }));
    await change(store, { size: 5 });
    assert.deepEqual([store.page?.number, first(), store.failure], [5, 'c21', null]);
  });

  it('leaves what was fetched beforehand where the thread was to be read no otherwise', async (context) => {
    context.mock.method(console, 'error', () => undefined);
    const { adapter, store } = await begin(1);
    await store.fetch({ page: 2 }).coming;
    await failing(adapter, () => turn(store, { page: 7 }));
    await turn(store, { page: 2 });
    assert.deepEqual(adapter.asked, [1, 2, 7]);
  });
});

describe('a second change', () => {
  it('before the first is shown starts from the page that is', async () => {
    const { adapter, store } = await begin(4);
    adapter.holdsLoads = true;
    void change(store, { size: 5 });
    adapter.holdsLoads = false;
    await change(store, { size: 25 });
    assert.deepEqual([store.page?.number, store.page?.items.some(({ id }) => id === 'c31')], [2, true]);
  });

  it('of the size, after one of the order, begins at the beginning of that order', async () => {
    const { adapter, store } = await begin(4);
    adapter.holdsLoads = true;
    void change(store, { sort: 'newest' });
    adapter.holdsLoads = false;
    await change(store, { size: 5 });
    assert.deepEqual([store.page?.number, store.page?.items[0]?.id, adapter.lastLoad.request.query.asOf], [1, 'c95', null]);
  });
});

describe('withPage', () => {
  const cases: readonly (readonly [search: string, page: number, result: string])[] = [
    ['', 7, '?comments=7'],
    ['', 1, ''],
    ['?', 1, ''],
    ['?comments=3', 1, ''],
    ['?comments=3', 4, '?comments=4'],
    ['?comments=3&comments=5', 4, '?comments=4'],
    ['?a=1&comments=3&b', 1, '?a=1&b'],
    ['?a=%20+%2B%c3%A9&b=a=b==&&flag&c=#no', 2, '?a=%20+%2B%c3%A9&b=a=b==&&flag&c=#no&comments=2'],
    ['?comments-2=5&Comments=9&xcomments=1&comments%3D=4', 3, '?comments-2=5&Comments=9&xcomments=1&comments%3D=4&comments=3'],
    ['?=x&=&%', 2, '?=x&=&%&comments=2'],
    ['?a=1\n2', 2, '?a=1\n2&comments=2'],
    ['?سڵاو=ç', 2, '?سڵاو=ç&comments=2'],
  ];
  for (const [search, page, result] of cases) {
    it(`makes ${JSON.stringify(search)} on page ${page} ${JSON.stringify(result)}`, () => assert.equal(withPage(search, 'comments', page), result));
  }
});
