import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountPaths, newGuestKey, type OwnCommentView } from 'diwan/contract';
import { bodyOf, joined, type TestMember } from './support/members.ts';
import { guestOf, stillClock } from './support/own.ts';
import { blog, news, newComment, serverFor } from './support/server.ts';

const textOf = ({ comment }: OwnCommentView): string => comment.body.text;

test('a member finds what they wrote in all threads, the newest first, in both directions', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, { DIWAN_MEMBER_REMOVE_HOURS: '24' }, clock);
  const zin = await joined(server, { now: clock.now });
  const mem = await joined(server, { now: clock.now, name: 'Mem', email: 'mem@reader.example' });
  for (let number = 1; number <= 7; number++) {
    await zin.wrote(String(number), { key: `/${number % 3}`, ...(number === 6 && { state: 'held' }) });
    await mem.wrote(`by Mem ${number}`);
    // Two and two were stored in the same millisecond.
    if (number % 2 === 0) clock.move(1);
  }
  await zin.wrote('', { state: 'removed', name: null });
  const list = async (more: Record<string, string | number> = {}) => bodyOf(await zin.get(accountPaths.comments, more));
  const whole = await list();
  assert.deepEqual([[...whole.items].map(textOf).sort(), whole.next, whole.previous, whole.total], [['1', '2', '3', '4', '5', '6', '7'], null, null, 6]);
  const times = whole.items.map(({ comment }) => comment.createdAt);
  assert.deepEqual(times, [...times].sort().reverse());

  const forth = [await list({ size: 3 })];
  while (forth.at(-1)?.next) forth.push(await list({ size: 3, cursor: forth.at(-1)?.next ?? '' }));
  assert.deepEqual(forth.map(({ items }) => items.length), [3, 3, 1]);
  assert.deepEqual(forth.flatMap(({ items }) => items), whole.items);
  const back = [forth[2]!];
  while (back[0]?.previous) back.unshift(await list({ size: 3, cursor: back[0].previous }));
  assert.deepEqual(back.map(({ items }) => items), forth.map(({ items }) => items));

  const of = (text: string) => whole.items.find((item) => textOf(item) === text)!;
  assert.deepEqual(of('6').comment.state, 'held');
  assert.deepEqual(of('1').thread, { key: '/1', url: null, title: null });
  assert.deepEqual(of('1').comment.author, { id: zin.id, name: 'Zîn', kind: 'member', picture: null });
  assert.deepEqual(of('1').comment.can, { reply: true, edit: true, remove: true });
  clock.move(61 * 60_000);
  assert.deepEqual((await list()).items.find((item) => textOf(item) === '1')?.comment.can, { reply: true, edit: false, remove: true });

  const foreign = await mem.get(accountPaths.comments, { cursor: forth[0]?.next ?? '' });
  assert.deepEqual([foreign.status, foreign.body.code], [400, 'invalid-cursor']);
  for (const [parameter, value] of [['size', '0'], ['cursor', 'x'.repeat(201)]] as const) assert.equal((await zin.get(accountPaths.comments, { [parameter]: value })).status, 422);
});

/** A comment of a guest under an address, as the wire takes it. */
const byGuest = (text: string, email: string | null, more = {}) => newComment({ body: { format: 'text', text }, guest: { name: 'Zîna', email }, ...more });

test('what was posted under the confirmed address can be claimed, and nothing else', async (context) => {
  const server = await serverFor(context);
  const { database } = server.store;
  const guest = guestOf(server);
  const first = byGuest('first', 'Zin@reader.example', { guestKey: guest.key });
  const second = byGuest('second', 'zin@reader.example', { thread: { site: news, key: '/b', url: `${news}/b`, title: 'B' } });
  const theirs = byGuest('another’s', 'mem@reader.example');
  const nobodys = byGuest('nobody’s', null);
  const elsewhere = byGuest('elsewhere', 'zin@reader.example', { thread: { site: blog, key: '/a', url: null, title: null } });
  for (const comment of [first, second, theirs, nobodys, elsewhere]) assert.equal((await server.post(comment)).status, 201);
  const gone = byGuest('gone', 'zin@reader.example', { guestKey: guest.key });
  await server.post(gone);
  await guest.remove(gone.id);
  const zin = await joined(server);
  await zin.wrote('as a member');

  const earlier = async (member: TestMember) => bodyOf(await member.get(accountPaths.earlier)).comments as unknown as readonly OwnCommentView[];
  const offered = await earlier(zin);
  assert.deepEqual(offered.map(textOf).sort(), ['first', 'second']);
  assert.deepEqual(offered.find((item) => textOf(item) === 'second')?.thread, { key: '/b', url: `${news}/b`, title: 'B' });
  assert.deepEqual(offered.map(({ comment }) => [comment.author.id, comment.author.name, comment.can.edit]), [[null, 'Zîna', false], [null, 'Zîna', false]]);
  assert.deepEqual(await earlier(await joined(server, { name: 'Nobody', email: null })), []);

  const before = (await server.page({})).headers.get('etag');
  const claim = async (ids: readonly string[]) => bodyOf(await zin.send('POST', accountPaths.claims, { ids })).claimed;
  assert.equal(await claim([]), 0);
  assert.equal(await claim([first.id, theirs.id, nobodys.id, elsewhere.id, gone.id, 'none']), 1);
  assert.notEqual((await server.page({})).headers.get('etag'), before);
  const rowOf = (id: string, site = news) => database.reader.selectFrom('comments').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirstOrThrow();
  const claimed = await rowOf(first.id);
  const { name, name_key, author_kind, member_id, email, email_key } = claimed;
  assert.deepEqual({ name, name_key, author_kind, member_id, email, email_key }, { name: 'Zîn', name_key: null, author_kind: 'member', member_id: zin.id, email: null, email_key: null });
  for (const other of [theirs, nobodys]) assert.equal((await rowOf(other.id)).member_id, null);
  assert.equal((await rowOf(elsewhere.id, blog)).member_id, null);
  assert.equal((await zin.row())?.visible, 2, 'the claimed one counts as theirs');
  assert.deepEqual((await earlier(zin)).map(textOf), ['second']);
  assert.equal(await claim([first.id]), 0, 'once');
  assert.equal((await guest.edit(first.id, 'by the key')).status, 403);
  const again = await server.post(first);
  assert.deepEqual([again.status, again.body.author.name, again.body.can], [200, 'Zîn', { reply: true, edit: false, remove: false }], 'what its guest sends again is known');
  for (const guestKey of [null, newGuestKey()]) assert.equal((await server.post({ ...first, guestKey })).status, 409, 'and what a stranger sends is not');
});
