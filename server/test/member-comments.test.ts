import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountPaths, newCommentId, newGuestKey } from 'diwan/contract';
import { newDevice } from './support/device.ts';
import { guestOf } from './support/own.ts';
import { blog, news, newComment } from './support/server.ts';
import { codeTo, memberServer, Visitor } from './support/visitor.ts';

const minute = 60_000;

test('a member writes under their name, and everybody sees that it is a member', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  const { id } = (await zin.join()).body.session!.viewer;
  const posted = await zin.say('Rojbaş');
  assert.equal(posted.status, 201);
  assert.deepEqual(posted.body.author, { id, name: 'Zîn', kind: 'member', picture: null });
  assert.deepEqual(posted.body.can, { reply: true, edit: true, remove: true });
  const page = await server.page({});
  assert.deepEqual(page.body.items[0]?.author, { id, name: 'Zîn', kind: 'member', picture: null });
  assert.deepEqual(page.body.items[0]?.can, { reply: true, edit: false, remove: false }, 'a page is the same for everybody');
  assert.equal(page.body.viewer, null);
  assert.match(page.headers.get('cache-control') ?? '', /^public/);
  assert.deepEqual((await zin.ask(`/v1/comments?site=${news}&thread=/a`)).text, page.text);
  const row = await server.store.database.reader.selectFrom('comments').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual([row.email, row.email_key, row.guest_key, row.name_key], [null, null, null, null]);
});

test('a comment that names no guest needs a session, so that it waits for a sign-in', async (context) => {
  const { server, clock } = await memberServer(context);
  const zin = new Visitor(server);
  assert.equal((await zin.say('nobody')).status, 401);
  await zin.join();
  const [[name, value] = ['', '']] = [...zin.cookies];
  clock.move(31 * 24 * 60 * minute);
  assert.equal((await zin.say('too late')).status, 401);
  assert.equal((await new Visitor(server, { site: blog }).say('elsewhere', {}, { cookie: `${name}=${value}` })).status, 401);
  const open = await memberServer(context, { DIWAN_GUEST_NAME: 'none', DIWAN_GUEST_EMAIL: 'none' });
  assert.equal((await new Visitor(open.server).say('nobody')).status, 401, 'also where guests need not say who they are');
  assert.equal((await new Visitor(open.server).say('once a member', {}, { cookie: `${name}=${value}` })).status, 401);
  assert.equal((await new Visitor(open.server).say('once a member', {}, { authorization: 'Bearer x' })).status, 401);
  const off = await memberServer(context, { DIWAN_MEMBERS: 'off' });
  assert.equal((await new Visitor(off.server).say('nobody')).status, 401);
});

test('a page of another site writes nothing in a member’s name, with their cookie or without', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  await zin.join();
  for (const origin of ['https://evil.example', blog, 'null']) assert.equal((await zin.say('forged', {}, { origin })).status, 403, origin);
  assert.equal((await server.page({})).body.total, 0);
});

test('a comment is sent again without harm, also under another name, and by nobody else', async (context) => {
  const { server } = await memberServer(context);
  const [zin, mem] = [new Visitor(server), new Visitor(server)];
  await zin.join();
  await mem.join({ name: 'Mem', email: 'mem@reader.example' });
  const id = newCommentId();
  assert.equal((await zin.say('once', { id })).status, 201);
  assert.equal((await zin.say('once', { id })).status, 200);
  await zin.ask(accountPaths.account, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ site: news, name: 'Zînê', about: null, settings: null }) });
  const again = await zin.say('once', { id });
  assert.deepEqual([again.status, again.body.author.name, again.body.can.edit], [200, 'Zînê', true]);
  assert.equal((await zin.say('twice', { id })).status, 409);
  assert.equal((await mem.say('once', { id })).status, 409);
  assert.equal((await new Visitor(server).say('once', { id, guest: { name: 'Zînê', email: null } })).status, 409);
});

test('a member edits and removes what is theirs from any device, and nobody else does', async (context) => {
  const { server } = await memberServer(context);
  const [zin, mem, far, device] = [new Visitor(server), new Visitor(server), new Visitor(server, { from: 'cross-site' }), newDevice()];
  await zin.join();
  await mem.join({ name: 'Mem', email: 'mem@reader.example' });
  const key = newGuestKey();
  const { id } = (await zin.say('mine', { guestKey: key })).body as unknown as { id: string };
  const { flow } = (await far.code('sign-in')).body;
  const { tokens } = (await far.confirm(flow, await codeTo(server), { hold: { kind: 'token', key: device.key } })).body;
  const authorization = `Bearer ${tokens?.access}`;
  const patch = (visitor: Visitor, text: string, headers: Record<string, string> = {}, guestKey: string | null = null) =>
    visitor.ask(`/v1/comments/${id}`, { method: 'PATCH', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ site: news, body: { format: 'text', text }, guestKey }) });
  const own = (visitor: Visitor, headers: Record<string, string> = {}) =>
    visitor.ask('/v1/comments/own', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ thread: { site: news, key: '/a' }, ids: [id], guestKey: key }) });
  assert.deepEqual((await own(zin)).body.comments.map(({ can }) => can), [{ reply: true, edit: true, remove: true }]);
  assert.equal((await own(far, { authorization })).body.comments.length, 1);
  for (const other of [mem, new Visitor(server), far]) {
    assert.deepEqual((await own(other)).body.comments, [], 'the key of the device is no member');
    assert.equal((await patch(other, 'theirs', {}, key)).status, 403);
  }
  assert.equal((await patch(far, 'changed', { authorization })).status, 200);
  assert.equal((await patch(zin, 'again')).status, 200);
  assert.equal((await zin.send(`/v1/comments/${id}/removal`, { guestKey: null })).status, 200);
  assert.equal((await server.page({})).body.total, 0);
});

test('what a guest wrote stays the guest’s when somebody is signed in', async (context) => {
  const { server } = await memberServer(context);
  const guest = guestOf(server);
  const { sent } = await guest.say('a guest’s');
  const zin = new Visitor(server);
  await zin.join({ name: 'Berfîn' });
  assert.equal((await zin.send(`/v1/comments/${sent.id}/removal`, { guestKey: null })).status, 403);
  assert.equal((await zin.send(`/v1/comments/${sent.id}/removal`, { guestKey: guest.key })).status, 200);
});

test('members have longer than guests, and each as long as the owner says', async (context) => {
  const { server, clock } = await memberServer(context);
  const zin = new Visitor(server);
  await zin.join();
  const { id } = (await zin.say('mine')).body as unknown as { id: string };
  const may = async () => (await zin.ask('/v1/comments/own', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ thread: { site: news, key: '/a' }, ids: [id], guestKey: null }) })).body.comments[0]?.can;
  clock.move(60 * minute - 1);
  assert.deepEqual(await may(), { reply: true, edit: true, remove: true });
  clock.move(1);
  assert.deepEqual(await may(), { reply: true, edit: false, remove: true });
  clock.move(29 * 24 * 60 * minute);
  assert.equal((await may())?.remove, true);
  await zin.session();
  clock.move(24 * 60 * minute);
  assert.equal((await may())?.remove, false);
});

test('a guest under a member’s name is marked, also for what they wrote before, and kept pages are others', async (context) => {
  const { server } = await memberServer(context);
  const before = await server.post(newComment({ guest: { name: 'ZÎN', email: null } }));
  const other = await server.post(newComment({ guest: { name: 'Mem', email: null }, thread: { site: news, key: '/b', url: null, title: null } }));
  const elsewhere = await server.post(newComment({ guest: { name: 'Zîn', email: null }, thread: { site: blog, key: '/a', url: null, title: null } }));
  assert.deepEqual([before, other, elsewhere].map(({ body }) => body.author.kind), ['guest', 'guest', 'guest']);
  const tag = (await server.page({})).headers.get('etag') ?? '';
  const untouched = (await server.page({ thread: '/b' })).headers.get('etag') ?? '';
  await new Visitor(server).join();
  const page = await server.page({});
  assert.deepEqual(page.body.items.map(({ author }) => author.kind), ['namesake']);
  assert.notEqual(page.headers.get('etag'), tag);
  assert.equal((await server.page({ thread: '/b' })).headers.get('etag'), untouched);
  assert.equal((await server.page({ site: blog })).body.items[0]?.author.kind, 'guest');
  const after = await server.post(newComment({ guest: { name: 'Z.în', email: null } }));
  assert.equal(after.body.author.kind, 'namesake');
});

test('a tombstone says nothing of who it was', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  await zin.join();
  const { id } = (await zin.say('mine')).body as unknown as { id: string };
  await server.say('a reply', { parentId: id });
  const removed = await zin.send(`/v1/comments/${id}/removal`, { guestKey: null });
  assert.equal(removed.status, 200);
  assert.deepEqual((await server.page({})).body.items[0]?.author, { id: null, name: null, kind: 'guest', picture: null });
  assert.equal((await zin.send(`/v1/comments/${id}/removal`, { guestKey: null })).status, 200, 'and its writer is told the same again');
});
