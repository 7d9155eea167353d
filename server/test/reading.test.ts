import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCommentId } from 'diwan/contract';
import { seedThread } from '../src/app.ts';
import { blog, formerComments, news, newsToo, query, serverFor, textsOf } from './support/server.ts';

const count = (from: number, to: number): string[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => String(from < to ? from + index : from - index));

test('a thread that nobody has written in is an empty page 1 of 1', async (context) => {
  const server = await serverFor(context);
  const { status, body, headers } = await server.page({});
  assert.equal(status, 200);
  assert.deepEqual([body.items, body.total, body.number, body.pageCount, body.newer], [[], 0, 1, 1, 0]);
  assert.equal(headers.get('cache-control'), 'public, max-age=0, s-maxage=5');
  assert.deepEqual(body.thread, { state: 'open', can: { comment: true } });
});

test('pages are numbered in both orders, and beyond the last comes the last', async (context) => {
  const server = await serverFor(context);
  await seedThread(server.store, { site: news, key: '/a' }, formerComments(23));
  assert.deepEqual(textsOf(await server.page({ size: 10 })), count(1, 10));
  assert.deepEqual(textsOf(await server.page({ size: 10, page: 3 })), count(21, 23));
  assert.deepEqual(textsOf(await server.page({ size: 10, sort: 'newest' })), count(23, 14));
  assert.deepEqual(textsOf(await server.page({ size: 10, sort: 'newest', page: 3 })), count(3, 1));
  const beyond = await server.page({ size: 10, page: 4000 });
  assert.deepEqual([beyond.body.number, beyond.body.pageCount, beyond.body.total], [3, 3, 23]);
  assert.deepEqual(textsOf(beyond), count(21, 23));
});

test('a size over the greatest is answered with the greatest, and unknown parameters are ignored', async (context) => {
  const server = await serverFor(context);
  await seedThread(server.store, { site: news, key: '/a' }, formerComments(120));
  assert.equal(textsOf(await server.page({ size: 5000, colour: 'red' })).length, 100);
});

for (const sort of ['oldest', 'newest'] as const) {
  test(`cursors lead through the whole thread and back, ${sort} first`, async (context) => {
    const server = await serverFor(context);
    await seedThread(server.store, { site: news, key: '/a' }, formerComments(23));
    const expected = sort === 'oldest' ? count(1, 23) : count(23, 1);
    const there: string[] = [];
    let page = await server.page({ size: 5, sort });
    for (;;) {
      there.push(...textsOf(page));
      if (page.body.next === null) break;
      page = await server.page({ size: 5, sort, cursor: page.body.next });
    }
    assert.deepEqual(there, expected);
    const back: string[] = [];
    for (;;) {
      back.unshift(...textsOf(page));
      if (page.body.previous === null) break;
      page = await server.page({ size: 5, sort, cursor: page.body.previous });
    }
    assert.deepEqual(back, expected);
    assert.equal(page.body.number, 1);
  });

  test(`a reader who pages while others post neither misses nor repeats, ${sort} first`, async (context) => {
    const server = await serverFor(context);
    await seedThread(server.store, { site: news, key: '/a' }, formerComments(22));
    const first = await server.page({ size: 5, sort });
    const read = textsOf(first);
    for (let number = 2; number <= (first.body.pageCount ?? 0); number++) {
      await server.say(`late ${number}`);
      const page = await server.page({ size: 5, sort, page: number, asOf: first.body.asOf ?? '' });
      assert.equal(page.body.newer, number - 1);
      assert.equal(page.body.asOf, first.body.asOf);
      read.push(...textsOf(page));
    }
    assert.deepEqual(read, sort === 'oldest' ? count(1, 22) : count(22, 1));
    const present = await server.page({ size: 100, sort: 'newest' });
    assert.deepEqual(textsOf(present).slice(0, 3), ['late 5', 'late 4', 'late 3']);
  });
}

test('a cursor keeps the set it was given with', async (context) => {
  const server = await serverFor(context);
  await seedThread(server.store, { site: news, key: '/a' }, formerComments(10));
  const first = await server.page({ size: 4, sort: 'newest' });
  await server.say('late');
  const second = await server.page({ size: 4, sort: 'newest', cursor: first.body.next ?? '' });
  assert.deepEqual(textsOf(second), count(6, 3));
  assert.equal(second.body.newer, 1);
});

test('a cursor or mark that was not given for this list is refused', async (context) => {
  const server = await serverFor(context);
  await seedThread(server.store, { site: news, key: '/a' }, formerComments(10));
  await seedThread(server.store, { site: news, key: '/b' }, formerComments(10));
  const { body } = await server.page({ size: 4 });
  const [next, asOf] = [body.next ?? '', body.asOf ?? ''];
  const changed = `${next.slice(0, -2)}${next.endsWith('AA') ? 'BB' : 'AA'}`;
  const asked: Record<string, string>[] = [
    { cursor: changed },
    { cursor: 'x' },
    { cursor: next, sort: 'newest' },
    { cursor: next, thread: '/b' },
    { cursor: next, site: blog },
    { cursor: asOf },
    { asOf: next },
    { asOf: 'MTAw' },
    { asOf, thread: '/b' },
  ];
  for (const parameters of asked) {
    const refused = await server.page(parameters);
    assert.deepEqual([refused.status, refused.body.code], [400, 'invalid-cursor'], JSON.stringify(parameters));
  }
});

test('the page of a comment is found, and of a reply by the comment it hangs on', async (context) => {
  const server = await serverFor(context);
  const comments = formerComments(30);
  const [reply, deep] = formerComments(2);
  comments.push({ ...reply!, parentId: comments[16]!.id }, { ...deep!, parentId: reply!.id });
  await seedThread(server.store, { site: news, key: '/a' }, comments);
  const page = await server.page({ size: 5, around: comments[16]!.id });
  assert.deepEqual([page.body.number, textsOf(page)], [4, count(16, 20)]);
  assert.deepEqual(page.body.located, { id: comments[16]!.id, ancestors: [] });
  const newest = await server.page({ size: 5, sort: 'newest', around: deep!.id });
  assert.deepEqual([newest.body.number, textsOf(newest)], [3, count(20, 16)]);
  assert.deepEqual(newest.body.located.ancestors, [comments[16]!.id, reply!.id]);
});

test('a comment of another thread, of another site, or of nobody is not found', async (context) => {
  const server = await serverFor(context);
  const { id } = await server.say('here');
  const asked: Record<string, string>[] = [{ around: id, thread: '/b' }, { around: id, site: blog }, { around: newCommentId() }];
  for (const parameters of asked) {
    const { status, body } = await server.page(parameters);
    assert.deepEqual([status, body.code], [404, 'not-found']);
  }
  assert.equal((await server.ask(`/v1/comments/${id}/replies?${query({ site: blog })}`)).status, 404);
  assert.equal((await server.ask(`/v1/comments/nobody/replies?${query({ site: news })}`)).status, 404);
});

test('every origin of a site reads the same threads, and no other site does', async (context) => {
  const server = await serverFor(context);
  await server.say('of the news');
  assert.deepEqual(textsOf(await server.page({ site: newsToo })), ['of the news']);
  assert.deepEqual(textsOf(await server.page({ site: blog })), []);
});

test('replies are listed oldest first, by cursors, and counted', async (context) => {
  const server = await serverFor(context);
  const top = await server.say('top');
  for (let number = 1; number <= 7; number++) await server.say(String(number), { parentId: top.id });
  const address = `/v1/comments/${top.id}/replies`;
  const first = await server.ask(`${address}?${query({ site: news, size: 3 })}`);
  assert.deepEqual([textsOf(first), first.body.total, first.body.previous], [count(1, 3), 7, null]);
  const second = await server.ask(`${address}?${query({ site: news, size: 3, cursor: first.body.next ?? '' })}`);
  const third = await server.ask(`${address}?${query({ site: news, size: 3, cursor: second.body.next ?? '' })}`);
  assert.deepEqual([textsOf(second), textsOf(third), third.body.next], [count(4, 6), ['7'], null]);
  const back = await server.ask(`${address}?${query({ site: news, size: 3, cursor: third.body.previous ?? '' })}`);
  assert.deepEqual(textsOf(back), count(4, 6));
  const page = await server.page({});
  assert.deepEqual([page.body.items.length, page.body.items[0]?.replyCount, page.body.total, page.body.newer], [1, 7, 8, 0]);
  const empty = await server.ask(`/v1/comments/${second.body.items[0]?.id}/replies?${query({ site: news })}`);
  assert.deepEqual([empty.body.items, empty.body.next, empty.body.total], [[], null, 0]);
});

test('many threads are counted in one request, in the order asked', async (context) => {
  const server = await serverFor(context);
  await server.say('one');
  await server.say('two');
  await server.say('other', { thread: { site: news, key: '/b', url: null, title: null } });
  const keys = ['/b', '/none', '/a', '/b'];
  const { body } = await server.ask(`/v1/counts?site=${news}&${keys.map((key) => `thread=${encodeURIComponent(key)}`).join('&')}`);
  assert.deepEqual(body.counts, [
    { thread: '/b', total: 1 },
    { thread: '/none', total: 0 },
    { thread: '/a', total: 2 },
  ]);
  assert.deepEqual((await server.ask(`/v1/counts?site=${news}`)).body.counts, []);
});
