import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCommentId, newGuestKey } from 'diwan/contract';
import { approveComment, removeComment, setState } from '../src/app.ts';
import { guestOf, stillClock, type Guest } from './support/own.ts';
import { blog, news, newComment, newsToo, query, serverFor, textsOf } from './support/server.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test('whoever has the key edits and removes, in their time; nobody else, and nowhere else', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const holding = await serverFor(context, { DIWAN_HOLD: 'hold', DIWAN_DATA: server.folder }, clock);
  const { database } = server.store;
  const key = newGuestKey();
  const say = async (): Promise<string> => (await guestOf(server, key).say('as it was')).view.id;
  const sayHeld = async (): Promise<string> => (await guestOf(holding, key).say('as it was')).view.id;
  const takenAway = async (id: string): Promise<string> => {
    await removeComment(database, news, id);
    return id;
  };

  const situations: Readonly<Record<string, () => Promise<string>>> = {
    published: say,
    held: sayHeld,
    'in a closed thread': async () => {
      await setState(database, news, '/closed', 'open');
      const { view } = await guestOf(server, key).say('as it was', { thread: { site: news, key: '/closed', url: null, title: null } });
      await setState(database, news, '/closed', 'closed');
      return view.id;
    },
    tombstone: async () => {
      const id = await say();
      await server.say('reply', { parentId: id });
      return takenAway(id);
    },
    gone: async () => takenAway(await say()),
    'gone before it was shown': async () => takenAway(await sayHeld()),
    'never there': () => Promise.resolve(newCommentId()),
  };
  // What an edit is answered; a removal is too, unless it is the owner's.
  const asOwner = { held: 200, published: 200, 'in a closed thread': 403, tombstone: 403, gone: 410, 'gone before it was shown': 410, 'never there': 404 };
  const asOther = { held: 404, published: 403, 'in a closed thread': 403, tombstone: 403, gone: 410, 'gone before it was shown': 404, 'never there': 404 };
  const onAnotherSite = Object.fromEntries(Object.keys(asOther).map((name) => [name, 404]));
  const isThere = ['published', 'held', 'in a closed thread'];
  const roles: Readonly<Record<string, { guest: Guest; site: string; edit: Readonly<Record<string, number>> }>> = {
    owner: { guest: guestOf(server, key), site: news, edit: asOwner },
    'owner, from the site’s other origin': { guest: guestOf(server, key), site: newsToo, edit: asOwner },
    'another guest': { guest: guestOf(server), site: news, edit: asOther },
    nobody: { guest: guestOf(server, null), site: news, edit: asOther },
    'owner, on another site': { guest: guestOf(server, key), site: blog, edit: onAnotherSite },
  };
  for (const [role, { guest, site, edit }] of Object.entries(roles)) {
    const isOwner = edit === asOwner;
    for (const [name, make] of Object.entries(situations)) {
      const cell = `${role}: ${name}`;
      const [toEdit, toRemove] = [await make(), await make()];
      const thread = name === 'in a closed thread' ? '/closed' : '/a';
      const found = await guest.own([toEdit, toRemove], { site, key: thread });
      const expected = isOwner && isThere.includes(name) ? [toEdit, toRemove].sort() : [];
      assert.deepEqual(found.body.comments.map(({ id }) => id).sort(), expected, cell);
      for (const { can } of found.body.comments) assert.deepEqual([can.edit, can.remove], [name !== 'in a closed thread', true], cell);

      const edited = await guest.edit(toEdit, 'changed', site);
      assert.equal(edited.status, edit[name], cell);
      assert.equal(edited.body.code === 'closed', isOwner && name === 'in a closed thread', cell);
      const row = await database.reader.selectFrom('comments').select(['text', 'edited_at']).where('id', '=', toEdit).executeTakeFirst();
      assert.equal(row?.text === 'changed', edited.status === 200, cell);
      assert.equal((row?.edited_at ?? null) === null, edited.status !== 200, cell);

      const removed = await guest.remove(toRemove, site);
      assert.equal(removed.status, isOwner && name !== 'never there' ? 200 : edit[name], cell);
      const after = await database.reader.selectFrom('comments').select('state').where('id', '=', toRemove).executeTakeFirst();
      if (isThere.includes(name)) assert.equal(after?.state === 'removed', removed.status === 200, cell);
    }
  }
});

test('the time is over to the second, by the server’s clock, whatever the device’s says', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, { DIWAN_EDIT_MINUTES: '7', DIWAN_REMOVE_HOURS: '3' }, clock);
  const guest = guestOf(server);
  for (const years of [-10, 0, 10]) {
    const id = newCommentId(clock.now() + years * 365 * 24 * hour);
    await guest.say('first', { id });
    const may = async (): Promise<boolean[]> => (await guest.own([id])).body.comments.flatMap(({ can }) => [can.edit, can.remove]);
    clock.move(7 * minute - second);
    assert.deepEqual(await may(), [true, true]);
    const { body } = await guest.edit(id, 'second');
    assert.deepEqual([body.editedAt, body.can], [new Date(clock.now()).toISOString(), { reply: true, edit: true, remove: true }]);
    clock.move(2 * second);
    assert.deepEqual(await may(), [false, true]);
    const late = await guest.edit(id, 'third');
    assert.deepEqual([late.status, late.body.code], [403, 'forbidden']);
    const again = await guest.edit(id, 'second');
    assert.deepEqual([again.status, again.body.editedAt, again.body.can.edit], [200, body.editedAt, false], 'a retry comes through');
    clock.move(3 * hour - 7 * minute - 2 * second);
    assert.deepEqual(await may(), [false, true]);
    clock.move(2 * second);
    assert.deepEqual(await may(), [false, false]);
    assert.equal((await guest.remove(id)).status, 403);
  }
  assert.equal((await server.page({})).body.total, 3);
});

test('an edit changes the text and its time, and nothing else; sending the first again answers what is there', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const guest = guestOf(server);
  const { sent, view } = await guest.say('first', { guest: { name: 'Zîn', email: 'zin@reader.example' } });
  assert.deepEqual(view.can, { reply: true, edit: true, remove: true }, 'its writer is told at once');
  await server.say('reply', { parentId: sent.id });
  await server.say('after');
  const before = await server.page({});
  const tag = before.headers.get('etag') ?? '';
  clock.move(minute);
  const { body, headers } = await guest.edit(sent.id, 'second\r\nline');
  assert.equal(headers.get('cache-control'), 'no-store');
  const expected = { ...view, body: { format: 'text', text: 'second\nline' }, editedAt: new Date(clock.now()).toISOString(), replyCount: 1 };
  assert.deepEqual(body, expected);
  const page = await server.ask(`/v1/comments?${query({ site: news, thread: '/a' })}`, { headers: { 'if-none-match': tag } });
  assert.equal(page.status, 200);
  assert.deepEqual(page.body.items, [{ ...expected, can: { reply: true, edit: false, remove: false } }, before.body.items[1]]);
  assert.equal(page.body.total, 3);

  const still = page.headers.get('etag');
  clock.move(minute);
  assert.deepEqual((await guest.edit(sent.id, 'second\nline')).body, expected, 'the same again is no edit');
  assert.equal((await server.page({})).headers.get('etag'), still);

  const again = await server.post(sent);
  assert.deepEqual([again.status, again.body], [200, expected]);
  const stranger = await server.post({ ...sent, guestKey: newGuestKey() });
  assert.deepEqual([stranger.status, stranger.body.can], [200, { reply: true, edit: false, remove: false }]);
  assert.equal((await guest.edit(sent.id, 'third')).status, 200, 'and the key that came first stays');
  for (const text of ['second\nline', 'third', 'other']) assert.equal((await server.post({ ...sent, body: { format: 'text', text } })).status, 409, text);
  assert.equal((await guest.edit(sent.id, 'first')).status, 200);
  assert.equal((await server.post(sent)).status, 200);
});

test('a removal is a moderator’s: gone, or a tombstone, counted once, and answered the same again', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const guest = guestOf(server);
  const top = await guest.say('top', { guest: { name: 'Zîn', email: 'zin@reader.example' } });
  const reply = await guest.say('reply', { parentId: top.sent.id });
  const leaf = await guest.say('leaf', { parentId: reply.sent.id });
  await guest.edit(top.sent.id, 'edited');
  const replies = await Promise.all(Array.from({ length: 20 }, () => guest.remove(top.sent.id)));
  const { comment } = replies[0]!.body;
  assert.deepEqual(comment, {
    ...top.view,
    author: { id: null, name: null, kind: 'guest', picture: null },
    body: { format: 'text', text: '' },
    state: 'removed',
    editedAt: null,
    replyCount: 1,
    can: { reply: false, edit: false, remove: false },
  });
  for (const { status, body } of replies) assert.deepEqual([status, body], [200, { comment }]);
  const page = await server.page({});
  assert.deepEqual([page.body.items, page.body.total], [[comment], 2]);
  const columns = ['name', 'email', 'email_key', 'text', 'first_text', 'edited_at'] as const;
  const row = await server.store.database.reader.selectFrom('comments').select(columns).where('id', '=', top.sent.id).executeTakeFirstOrThrow();
  assert.deepEqual(row, { name: null, email: null, email_key: null, text: '', first_text: null, edited_at: null });
  assert.equal((await server.post(top.sent)).status, 410, 'it does not come back');

  clock.move(23 * hour);
  await Promise.all([leaf, reply].flatMap(({ sent }) => [guest.remove(sent.id), guest.remove(sent.id)]));
  const empty = await server.page({});
  assert.deepEqual([empty.body.items, empty.body.total], [[], 0], 'with the last that hung on it the tombstone goes');
  clock.move(100 * hour);
  for (const { sent } of [top, reply, leaf]) assert.deepEqual((await guest.remove(sent.id)).body, { comment: null });
  for (const { sent } of [top, reply, leaf]) assert.equal((await guestOf(server).remove(sent.id)).status, 410);
});

test('fifty edits at once: one of them stands whole, and what was sent first is still known', async (context) => {
  const server = await serverFor(context);
  const guest = guestOf(server);
  const { sent } = await guest.say('first');
  const texts = Array.from({ length: 50 }, (_, index) => `text ${index}`);
  const replies = await Promise.all(texts.map((text) => guest.edit(sent.id, text)));
  for (const [index, { status, body }] of replies.entries()) assert.deepEqual([status, body.body.text], [200, texts[index]]);
  const [left] = textsOf(await server.page({}));
  assert.ok(texts.includes(left ?? ''));
  assert.equal((await server.post(sent)).body.body.text, left);
  const mixed = await Promise.all([...texts.slice(0, 20).map((text) => guest.edit(sent.id, `${text}!`)), guest.remove(sent.id), ...texts.slice(20, 40).map((text) => guest.edit(sent.id, `${text}!`))]);
  const statuses = new Set(mixed.map(({ status }) => status));
  assert.deepEqual([...statuses].sort(), [200, 410], 'each before the removal, or after it');
  assert.deepEqual([(await server.page({})).body.items, (await server.page({})).body.total], [[], 0]);
});

test('what waits for approval is edited and removed unseen, and what was approved stands', async (context) => {
  const server = await serverFor(context, { DIWAN_HOLD: 'hold' });
  const guest = guestOf(server);
  const { store } = server;
  const { database } = store;
  const [kept, dropped] = [await guest.say('kept'), await guest.say('dropped')];
  assert.deepEqual(kept.view.can, { reply: false, edit: true, remove: true });
  const versionOf = async (): Promise<unknown> => await database.reader.selectFrom('threads').select('version').execute();
  const before = { tag: (await server.page({})).headers.get('etag'), version: await versionOf() };
  const edited = await guest.edit(kept.sent.id, 'kept, and better');
  assert.deepEqual([edited.status, edited.body.state], [200, 'held']);
  assert.deepEqual((await guest.remove(dropped.sent.id)).body, { comment: null });
  await assert.rejects(approveComment(store, news, dropped.sent.id), { name: 'ModerationError' });
  const after = await server.page({});
  assert.deepEqual([after.body.total, { tag: after.headers.get('etag'), version: await versionOf() }], [0, before]);
  await approveComment(store, news, kept.sent.id);
  assert.deepEqual(textsOf(await server.page({})), ['kept, and better']);
  const late = await guest.edit(kept.sent.id, 'something else');
  assert.deepEqual([late.status, late.body.code], [403, 'forbidden']);
  assert.deepEqual((await guest.own([kept.sent.id])).body.comments.map(({ can }) => can), [{ reply: true, edit: false, remove: true }]);
  assert.deepEqual((await guest.remove(kept.sent.id)).body, { comment: null });
  assert.equal((await server.page({})).body.total, 0);
});

test('one’s own are found in their thread alone, and only by the key', async (context) => {
  const server = await serverFor(context);
  const guest = guestOf(server);
  const mine = [await guest.say('1'), await guest.say('2')].map(({ sent }) => sent.id);
  const elsewhere = (await guest.say('3', { thread: { site: news, key: '/b', url: null, title: null } })).sent.id;
  const theirs = (await guestOf(server).say('4')).sent.id;
  const twin = newComment({ id: mine[0]!, guestKey: guest.key, thread: { site: blog, key: '/a', url: null, title: null } });
  assert.equal((await server.post(twin)).status, 201);
  const asked = [...mine, mine[0]!, elsewhere, theirs, newCommentId(), 'no uuid'];
  const found = await guest.own(asked);
  assert.equal(found.headers.get('cache-control'), 'no-store');
  assert.deepEqual(found.body.comments.map(({ id }) => id).sort(), [...mine].sort());
  assert.deepEqual((await guest.own(asked, { key: '/b' })).body.comments.map(({ id }) => id), [elsewhere]);
  assert.deepEqual((await guest.own(asked, { site: blog })).body.comments.map(({ id }) => id), [mine[0]]);
  for (const none of [await guest.own([]), await guest.own(asked, { key: '/nobody' }), await guestOf(server).own(asked), await guestOf(server, null).own(asked)]) {
    assert.deepEqual([none.status, none.body.comments], [200, []]);
  }
});

test('a page tells what guests may do; with neither, nothing is kept of a key', async (context) => {
  const usual = await serverFor(context);
  const listsOwn = async (server: typeof usual): Promise<boolean> => (await server.page({})).body.facets.includes('own');
  assert.ok(await listsOwn(usual));
  for (const [windows, may] of [[{ DIWAN_EDIT_MINUTES: '0' }, [false, true]], [{ DIWAN_REMOVE_HOURS: '0' }, [true, false]]] as const) {
    const server = await serverFor(context, windows);
    const guest = guestOf(server);
    const { sent, view } = await guest.say('mine');
    assert.deepEqual([view.can.edit, view.can.remove], may);
    assert.ok(await listsOwn(server));
    assert.equal((await guest.edit(sent.id, 'other')).status, may[0] ? 200 : 403);
    assert.equal((await guest.remove(sent.id)).status, may[1] ? 200 : 403);
  }
  const neither = await serverFor(context, { DIWAN_EDIT_MINUTES: '0', DIWAN_REMOVE_HOURS: '0' });
  const { sent } = await guestOf(neither).say('nobody’s');
  assert.ok(!(await listsOwn(neither)));
  const row = await neither.store.database.reader.selectFrom('comments').select('guest_key').where('id', '=', sent.id).executeTakeFirstOrThrow();
  assert.equal(row.guest_key, null);
});
