import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommentView } from '../../src/contract/comment.ts';
import { ThreadStore, type ThreadView } from '../../src/state/thread.ts';
import { newerThan } from '../../src/state/turning.ts';
import { turn } from '../support/device.ts';
import { comments, FakeAdapter } from '../support/fake-adapter.ts';

const name = { site: 'https://news.example', key: '/one' };
const ref = { ...name, url: null, title: null };
const view: ThreadView = { sort: 'oldest', size: 10 };

function begin(count = 25, options: ConstructorParameters<typeof FakeAdapter>[0] = {}) {
  const adapter = new FakeAdapter({ seeds: comments(name, count), ...options });
  return { adapter, store: new ThreadStore(adapter, ref, view) };
}

/** Posts a comment, so that the set behind the adapter grows. */
function post({ memory }: FakeAdapter, id: string): Promise<CommentView> {
  const comment = { id, parentId: null, body: { format: 'text', text: id }, guest: { name: 'Mem', email: 'mem@reader.example' } } as const;
  return memory.createComment(ref, comment, { key: id });
}

const ids = ({ page }: ThreadStore) => page?.items.map(({ id }) => id);

describe('ThreadStore', () => {
  it('turns from page to page', async () => {
    const { adapter, store } = begin();
    assert.equal(await store.turnTo({ page: 1 }), true);
    assert.deepEqual([store.page?.number, store.page?.pageCount, ids(store)?.[0]], [1, 3, 'c1']);
    assert.equal(await store.turnTo({ page: 3 }), true);
    assert.deepEqual(ids(store), ['c21', 'c22', 'c23', 'c24', 'c25']);
    assert.deepEqual(adapter.asked, [1, 3]);
    assert.deepEqual(adapter.lastLoad.request.ref, ref);
  });

  it('says that it is loading and keeps the page before until the next is there', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    adapter.holdsLoads = true;
    const told: unknown[] = [];
    store.subscribe(() => told.push([store.isLoading, store.page?.number]));
    const turning = store.turnTo({ page: 2 });
    assert.deepEqual(told, [[true, 1]]);
    adapter.lastLoad.answer();
    await turning;
    assert.deepEqual(told, [[true, 1], [false, 2]]);
  });

  it('shows a page fetched beforehand in the same task, and asks for it once', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    await store.fetch({ page: 2 }).coming;
    const told: unknown[] = [];
    store.subscribe(() => told.push([store.isLoading, store.page?.number]));
    const turning = store.turnTo({ page: 2 });
    assert.deepEqual([store.page?.number, store.isLoading], [2, false]);
    assert.deepEqual(told, [[false, 2]]);
    assert.equal(await turning, true);
    assert.equal(store.fetch({ page: 2 }).page, store.page);
    assert.deepEqual(adapter.asked, [1, 2]);
  });

  it('waits for a page that is being fetched, and asks for it once', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    adapter.holdsLoads = true;
    void store.fetch({ page: 2 });
    const turning = store.turnTo({ page: 2 });
    adapter.lastLoad.answer();
    assert.equal(await turning, true);
    assert.deepEqual(adapter.asked, [1, 2]);
  });

  it('passes over the answer to a turn when another page was asked for meanwhile', async () => {
    const { adapter, store } = begin();
    adapter.holdsLoads = true;
    const turns = [store.turnTo({ page: 3 }), store.turnTo({ page: 2 })];
    const [first, second] = adapter.loads;
    second?.answer();
    await turn();
    first?.answer();
    assert.deepEqual(await Promise.all(turns), [false, true]);
    assert.deepEqual([store.page?.number, store.isLoading], [2, false]);
  });

  it('passes over the failure of a turn when another page was asked for meanwhile', async () => {
    const { adapter, store } = begin();
    adapter.holdsLoads = true;
    const turns = [store.turnTo({ page: 3 }), store.turnTo({ page: 2 })];
    const [first, second] = adapter.loads;
    first?.fail('unavailable');
    await turn();
    assert.deepEqual([store.failure, store.isLoading], [null, true]);
    second?.answer();
    assert.deepEqual(await Promise.all(turns), [false, true]);
    assert.deepEqual([store.failure, store.page?.number], [null, 2]);
  });

  it('makes a failure state, keeps the page before, and forgets the failure when it is asked again', async (context) => {
    const said = context.mock.method(console, 'error', () => undefined);
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    adapter.holdsLoads = true;
    const turning = store.turnTo({ page: 2 });
    adapter.lastLoad.fail('rate-limited');
    assert.equal(await turning, false);
    assert.deepEqual([store.failure, store.isLoading, store.page?.number, said.mock.callCount()], ['rate-limited', false, 1, 1]);
    adapter.holdsLoads = false;
    const again = store.turnTo({ page: 2 });
    assert.equal(store.failure, null);
    assert.equal(await again, true);
    assert.deepEqual([store.page?.number, adapter.asked], [2, [1, 2, 2]]);
  });

  for (const [what, thrown] of [['an error without a code', new TypeError('x')], ['nothing', undefined]] as const) {
    it(`calls ${what} unavailable`, async (context) => {
      context.mock.method(console, 'error', () => undefined);
      const { adapter, store } = begin();
      adapter.holdsLoads = true;
      const turning = store.turnTo({ page: 1 });
      adapter.lastLoad.fail(thrown);
      await turning;
      assert.equal(store.failure, 'unavailable');
    });
  }

  it('survives an adapter that throws at once', async (context) => {
    context.mock.method(console, 'error', () => undefined);
    const { adapter, store } = begin();
    context.mock.method(adapter, 'loadThread', () => {
      throw new RangeError('at once');
    });
    assert.equal(await store.turnTo({ page: 1 }), false);
    assert.deepEqual([store.failure, store.isLoading], ['unavailable', false]);
  });

  it('forgets a page that could not be fetched beforehand, and says nothing of it', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    adapter.holdsLoads = true;
    const { coming } = store.fetch({ page: 2 });
    adapter.lastLoad.fail('unavailable');
    await assert.rejects(coming, { code: 'unavailable' });
    assert.equal(store.failure, null);
    adapter.holdsLoads = false;
    assert.equal(await store.turnTo({ page: 2 }), true);
    assert.deepEqual(adapter.asked, [1, 2, 2]);
  });

  it('freezes the set with the first page: who pages on neither misses nor repeats a comment', async () => {
    const { adapter, store } = begin();
    store.reset({ sort: 'newest' }, null);
    await store.turnTo({ page: 1 });
    const seen = [...ids(store)!];
    const { asOf } = store.page!;
    for (const page of [2, 3]) {
      await post(adapter, `late ${page}`);
      await store.turnTo({ page });
      seen.push(...ids(store)!);
      assert.equal(adapter.lastLoad.request.query.asOf, asOf);
    }
    assert.equal(adapter.loads[0]?.request.query.asOf, null);
    assert.deepEqual(seen, Array.from({ length: 25 }, (_, index) => `c${25 - index}`));
    assert.equal(store.page?.newer, 2);
  });

  it('reads from cursor to cursor where pages have no numbers', async () => {
    const { adapter, store } = begin(25, { facts: { paging: 'sequential' } });
    const seen: string[] = [];
    await store.turnTo({ page: 1 });
    for (;;) {
      seen.push(...ids(store)!);
      if (store.page!.next === null) break;
      await store.turnTo({ cursor: store.page!.next });
    }
    assert.equal(new Set(seen).size, 25);
    await store.turnTo({ cursor: store.page!.previous! });
    assert.equal(ids(store)![0], 'c11');
    assert.equal(adapter.loads.length, 4);
  });

  it('reads a set anew whose mark the backend has lost', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 3 });
    adapter.holdsLoads = true;
    const turning = store.turnTo({ page: 2 });
    adapter.holdsLoads = false;
    adapter.lastLoad.fail('invalid-cursor');
    assert.equal(await turning, true);
    assert.deepEqual([store.page?.number, store.failure, adapter.asked], [1, null, [3, 2, 1]]);
    assert.equal(adapter.lastLoad.request.query.asOf, null);
  });

  it('does not ask for ever where a first page is refused as a lost place', async (context) => {
    context.mock.method(console, 'error', () => undefined);
    const { adapter, store } = begin();
    adapter.holdsLoads = true;
    const turning = store.turnTo({ page: 1 });
    adapter.lastLoad.fail('invalid-cursor');
    assert.equal(await turning, false);
    assert.deepEqual([store.failure, adapter.loads.length], ['invalid-cursor', 1]);
  });

  it('ends what is under way when it is stopped, and tells nobody', async () => {
    const { adapter, store } = begin();
    adapter.holdsLoads = true;
    const turning = store.turnTo({ page: 1 });
    void store.fetch({ page: 2 });
    const told: unknown[] = [];
    store.subscribe(() => told.push(store.isLoading));
    store.stop();
    assert.equal(await turning, false);
    assert.deepEqual(adapter.loads.map(({ signal }) => signal?.aborted), [true, true]);
    assert.deepEqual([store.isLoading, store.failure, told], [false, null, []]);
  });

  it('does not freeze by an answer that came after a stop', async () => {
    const { adapter, store } = begin();
    adapter.holdsLoads = true;
    const answers: Promise<unknown>[] = [];
    adapter.shape = (page) => ({ ...page, asOf: 'of before' });
    void store.turnTo({ page: 1 });
    answers.push(adapter.lastLoad.coming.catch(() => undefined));
    adapter.lastLoad.answer();
    store.stop();
    await Promise.all(answers);
    await turn();
    adapter.shape = (page) => page;
    adapter.holdsLoads = false;
    await store.turnTo({ page: 1 });
    assert.deepEqual(adapter.loads.map(({ request }) => request.query.asOf), [null, null]);
  });

  it('forgets what it fetched when it is read in another order', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    await store.fetch({ page: 2 }).coming;
    store.reset({ sort: 'newest' }, null);
    await store.turnTo({ page: 2 });
    assert.equal(ids(store)?.[0], 'c15');
    assert.deepEqual(adapter.lastLoad.request.query, { sort: 'newest', size: 10, at: { page: 2 }, asOf: null });
  });
});

describe('the figures of a ThreadStore', () => {
  it('count the comments of this reader that were published while the page was open, each once', async () => {
    const { adapter, store } = begin(5);
    await store.turnTo({ page: 1 });
    await post(adapter, 'mine');
    store.confirm('mine');
    store.confirm('mine');
    assert.deepEqual([store.total, newerThan(store)], [6, 0]);
    await store.turnTo({ page: 1 });
    assert.equal(store.total, 6);
  });

  it('count what others posted as newer, and not what this reader did', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    await post(adapter, 'mine');
    store.confirm('mine');
    await post(adapter, 'theirs');
    await store.turnTo({ page: 2 });
    assert.deepEqual([store.page?.newer, newerThan(store), store.total], [2, 1, 27]);
  });

  it('stay right when a comment is confirmed between the asking and the answer', async () => {
    const { adapter, store } = begin();
    await store.turnTo({ page: 1 });
    adapter.holdsLoads = true;
    const turning = store.turnTo({ page: 2 });
    adapter.lastLoad.answer(adapter.memory.loadThread(ref, adapter.lastLoad.request.query));
    await post(adapter, 'mine');
    store.confirm('mine');
    await turning;
    assert.deepEqual([store.total, newerThan(store)], [26, 0]);
  });

  it('tell whoever listens of a confirmed comment', async () => {
    const { store } = begin(1);
    await store.turnTo({ page: 1 });
    const totals: unknown[] = [];
    store.subscribe(() => totals.push(store.total));
    store.confirm('mine');
    assert.deepEqual(totals, [2]);
  });

  it('are unknown where the backend does not say, and before the first page', async () => {
    const { adapter, store } = begin();
    assert.deepEqual([store.total, newerThan(store)], [null, 0]);
    adapter.shape = (page) => ({ ...page, total: null, newer: null });
    await store.turnTo({ page: 1 });
    store.confirm('mine');
    assert.deepEqual([store.total, newerThan(store)], [null, 0]);
  });
});
