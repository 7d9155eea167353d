import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireNewComment } from 'diwan/contract';
import { approveComment, removeComment, seedThread, setState } from '../src/app.ts';
import { blog, formerComments, news, newComment, newsToo, query, serverFor, textsOf } from './support/server.ts';

test('a comment is answered as it is stored, and is there to be read', async (context) => {
  const now = Date.UTC(2026, 10, 22, 11, 43, 44);
  const server = await serverFor(context, {}, { now: () => now });
  const sent = newComment({ body: { format: 'text', text: 'Silav\r\nji \u{1F339} we  re' }, guest: { name: ' Ze\u0301lal   Q. ', email: null } });
  const { status, body } = await server.post(sent);
  assert.equal(status, 201);
  assert.deepEqual(body, {
    id: sent.id,
    parentId: null,
    author: { id: null, name: 'Z\u00e9lal Q.', kind: 'guest', picture: null },
    body: { format: 'text', text: 'Silav\nji \u{1F339} we  re' },
    state: 'published',
    createdAt: '2026-11-22T11:43:44.000Z',
    editedAt: null,
    replyCount: 0,
    can: { reply: true, edit: false, remove: false },
  });
  assert.deepEqual((await server.page({})).body.items, [body]);
});

test('the same comment sent fifty times at once is stored once', async (context) => {
  const server = await serverFor(context);
  const sent = newComment();
  const replies = await Promise.all(Array.from({ length: 50 }, () => server.post(sent)));
  const statuses = replies.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [...Array<number>(49).fill(200), 201]);
  for (const { body } of replies) assert.deepEqual(body, replies[0]!.body);
  const page = await server.page({});
  assert.deepEqual([page.body.items.length, page.body.total], [1, 1]);
});

test('fifty comments at once get fifty positions', async (context) => {
  const server = await serverFor(context);
  await Promise.all(Array.from({ length: 50 }, (_, index) => server.say(String(index))));
  const { body } = await server.page({ size: 100 });
  assert.equal(new Set(body.items.map((item) => item.id)).size, 50);
  assert.equal(body.total, 50);
});

test('an id that stands for another content is refused, whatever differs', async (context) => {
  const server = await serverFor(context);
  const top = await server.say('top');
  const sent = newComment({ guest: { name: 'Mem', email: 'mem@reader.example' } });
  assert.equal((await server.post(sent)).status, 201);
  const others: Partial<WireNewComment>[] = [
    { body: { format: 'text', text: 'other' } },
    { guest: { name: 'Zîn', email: 'mem@reader.example' } },
    { guest: { name: 'Mem', email: 'other@reader.example' } },
    { guest: { name: 'Mem', email: null } },
    { parentId: top.id },
    { thread: { ...sent.thread, key: '/b' } },
  ];
  for (const other of others) {
    const { status, body } = await server.post({ ...sent, ...other });
    assert.deepEqual([status, body.code], [409, 'conflict'], JSON.stringify(other));
  }
  assert.equal((await server.post({ ...sent, thread: { ...sent.thread, site: newsToo, title: 'New title' } })).status, 200);
});

test('an id is of its site: another site can use it, too', async (context) => {
  const server = await serverFor(context);
  const sent = newComment();
  assert.equal((await server.post(sent)).status, 201);
  const other = { ...sent, body: { format: 'text', text: 'other' }, thread: { ...sent.thread, site: blog } };
  assert.equal((await server.post(other)).status, 201);
  assert.deepEqual(textsOf(await server.page({ site: blog })), ['other']);
});

test('a closed thread is read and not written, and still knows what it stored', async (context) => {
  const server = await serverFor(context);
  const sent = newComment();
  await server.post(sent);
  await setState(server.store.database, news, '/a', 'closed');
  const { status, body } = await server.post(newComment());
  assert.deepEqual([status, body.code], [403, 'closed']);
  assert.equal((await server.post(sent)).status, 200);
  const page = await server.page({});
  assert.deepEqual(page.body.thread, { state: 'closed', can: { comment: false } });
  assert.equal(page.body.items[0]?.can.reply, false);
  await setState(server.store.database, news, '/a', 'open');
  assert.equal((await server.post(newComment())).status, 201);
});

test('a reply needs its parent in the same thread, not removed, and not too deep', async (context) => {
  const server = await serverFor(context);
  const top = await server.say('top');
  const elsewhere = newComment({ parentId: top.id, thread: { site: news, key: '/b', url: null, title: null } });
  assert.equal((await server.post(elsewhere)).status, 404);
  assert.equal((await server.page({ thread: '/b' })).body.total, 0);
  let parent = top;
  for (let depth = 1; depth <= 8; depth++) {
    assert.equal(parent.can.reply, true);
    parent = await server.say(`depth ${depth}`, { parentId: parent.id });
  }
  assert.equal(parent.can.reply, false);
  const { status, body } = await server.post(newComment({ parentId: parent.id }));
  assert.deepEqual([status, body.faults], [422, [{ field: 'parentId', reason: 'malformed' }]]);
  await removeComment(server.store.database, news, top.id);
  assert.equal((await server.post(newComment({ parentId: top.id }))).status, 410);
});

test('a removed comment leaves a gap, or a tombstone while replies hang on it', async (context) => {
  const server = await serverFor(context);
  const { database } = server.store;
  const [first, second, third] = [await server.say('1'), await server.say('2'), await server.say('3')];
  const reply = await server.say('reply', { parentId: third.id });
  const below = await server.say('below', { parentId: reply.id });
  await removeComment(database, news, second.id);
  await removeComment(database, news, third.id);
  await removeComment(database, news, reply.id);
  const page = await server.page({ size: 2, page: 2 });
  assert.equal(page.body.total, 2);
  const [tombstone] = page.body.items;
  assert.deepEqual([tombstone?.id, tombstone?.state, tombstone?.body.text, tombstone?.author.name], [third.id, 'removed', '', null]);
  assert.equal(tombstone?.can.reply, false);
  assert.deepEqual(textsOf(await server.page({ size: 2 })), ['1'], 'the page is short, and the next is where it was');
  const replies = await server.ask(`/v1/comments/${third.id}/replies?${query({ site: news })}`);
  assert.deepEqual(replies.body.items.map((item) => item.state), ['removed']);
  assert.equal((await server.page({ around: second.id })).status, 410);
  assert.deepEqual((await server.page({ around: below.id })).body.located.ancestors, [third.id, reply.id]);

  await removeComment(database, news, below.id);
  const last = await server.page({});
  assert.deepEqual([textsOf(last), last.body.total], [['1'], 1]);
  assert.equal((await server.ask(`/v1/comments/${third.id}/replies?${query({ site: news })}`)).status, 410);
  await removeComment(database, news, first.id);
  await removeComment(database, news, first.id);
  assert.equal((await server.page({})).body.total, 0);
});

test('a removed comment does not come back when it is sent again', async (context) => {
  const server = await serverFor(context);
  const sent = newComment();
  await server.post(sent);
  await removeComment(server.store.database, news, sent.id);
  const { status, body } = await server.post(sent);
  assert.deepEqual([status, body.code], [410, 'not-found']);
});

test('a guest gives what the configuration asks for', async (context) => {
  const strict = await serverFor(context, { DIWAN_GUEST_EMAIL: 'required' });
  const missing = await strict.post(newComment({ guest: { name: null, email: null } }));
  assert.deepEqual(missing.body.faults, [
    { field: 'guest.name', reason: 'required' },
    { field: 'guest.email', reason: 'required' },
  ]);
  const open = await serverFor(context, { DIWAN_GUEST_EMAIL: 'none', DIWAN_GUEST_NAME: 'none' });
  const anonymous = await open.post(newComment({ guest: { name: null, email: null } }));
  assert.deepEqual([anonymous.status, anonymous.body.author.name], [201, null]);
  const named = newComment({ guest: { name: 'Mem', email: 'mem@reader.example' } });
  assert.equal((await open.post(named)).body.author.name, null);
  const rows = await open.store.database.reader.selectFrom('comments').select(['name', 'email', 'email_key']).execute();
  for (const row of rows) assert.deepEqual(Object.values(row), [null, null, null], 'what is not asked for is not kept');
});

test('what names no guest is a member’s, who must be signed in, also where a guest need give nothing', async (context) => {
  for (const members of ['on', 'off']) {
    const open = await serverFor(context, { DIWAN_GUEST_EMAIL: 'none', DIWAN_GUEST_NAME: 'none', DIWAN_MEMBERS: members });
    const { status, body } = await open.post(newComment({ guest: null }));
    assert.deepEqual([status, body.code], [401, 'unauthenticated'], members);
    assert.deepEqual((await open.page({})).body.items, []);
  }
});

test('an address elsewhere is not kept for the thread', async (context) => {
  const server = await serverFor(context);
  const foreign = { site: news, key: '/b', url: 'https://evil.example/', title: null };
  await server.post(newComment({ thread: foreign }));
  await server.post(newComment());
  const rows = await server.store.database.reader.selectFrom('threads').select(['key', 'url']).orderBy('key').execute();
  assert.deepEqual(rows, [
    { key: '/a', url: `${news}/a` },
    { key: '/b', url: null },
  ]);
});

test('held comments wait without a position, and are approved into the next', async (context) => {
  const folder = (await serverFor(context)).folder;
  const server = await serverFor(context, { DIWAN_HOLD: 'hold', DIWAN_DATA: folder });
  const [one, two] = [newComment({ body: { format: 'text', text: 'one' } }), newComment({ body: { format: 'text', text: 'two' } })];
  for (const sent of [one, two]) {
    const { status, body } = await server.post(sent);
    assert.deepEqual([status, body.state], [202, 'held']);
  }
  const again = await server.post(one);
  assert.deepEqual([again.status, again.body.state], [200, 'held']);
  assert.deepEqual([(await server.page({})).body.items, (await server.page({})).body.total], [[], 0]);
  assert.equal((await server.page({ around: one.id })).status, 404);
  await approveComment(server.store, news, two.id);
  await approveComment(server.store, news, one.id);
  await approveComment(server.store, news, one.id);
  const page = await server.page({});
  assert.deepEqual([textsOf(page), page.body.total], [['two', 'one'], 2]);
  await removeComment(server.store.database, news, one.id);
  await assert.rejects(approveComment(server.store, news, one.id), { name: 'ModerationError' });
});

test('a thread is seeded whole, and only while it is empty', async (context) => {
  const server = await serverFor(context);
  const comments = formerComments(6, (index) => (index === 2 ? { state: 'removed' } : index === 3 ? { state: 'held' } : {}));
  comments.push(...formerComments(2).map((reply) => ({ ...reply, text: 'reply', parentId: comments[1]!.id })));
  await seedThread(server.store, { site: newsToo, key: '/a' }, comments);
  const page = await server.page({});
  assert.deepEqual([textsOf(page), page.body.total], [['1', '', '4', '5', '6'], 6]);
  assert.equal(page.body.items[1]?.replyCount, 2);
  await assert.rejects(seedThread(server.store, { site: news, key: '/a' }, formerComments(1)), /empty/);
  await assert.rejects(seedThread(server.store, { site: 'https://evil.example', key: '/b' }, []), /site/);
  const orphan = formerComments(1).map((comment) => ({ ...comment, parentId: 'nobody' }));
  await assert.rejects(seedThread(server.store, { site: news, key: '/b' }, orphan), /before it/);
  await server.say('7');
  assert.equal(textsOf(await server.page({ sort: 'newest' }))[0], '7');
});
