import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountPaths, maxAboutLength, type MemberSettings } from 'diwan/contract';
import { approveComment, removeComment } from '../src/app.ts';
import { Flows } from '../src/services/members/flows.ts';
import { sessionLife } from '../src/services/members/sessions.ts';
import { accountIn, bodyOf, faultsOf, joined, mailsOf, stored, usualPassword } from './support/members.ts';
import { stillClock } from './support/own.ts';
import { blog, news, query, serverFor } from './support/server.ts';

const settings: MemberSettings = { visible: { about: false, count: false, since: false }, mailsReplies: true, language: 'ku', theme: 'dark' };

test('a member sees their account, and of their address only what they know it by', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const zin = await joined(server, { now: clock.now });
  const reply = await zin.get(accountPaths.account);
  assert.equal(reply.headers.get('cache-control'), 'private, no-store');
  const now = new Date(clock.now()).toISOString();
  assert.deepEqual(reply.body, {
    viewer: { id: zin.id, name: 'Zîn', picture: null },
    email: 'z…@reader.example',
    hasPassword: true,
    about: '',
    settings: { visible: { about: true, count: true, since: true }, mailsReplies: false, language: null, theme: 'auto' },
    createdAt: now,
    devices: [{ id: zin.session, name: 'Firefox on Linux', createdAt: now, seenAt: now, isThis: true }],
    passkeys: [],
    providers: [],
  });
  const managed = await joined(server, { name: 'Mem', email: null, hasPassword: false });
  assert.deepEqual([(await managed.account()).email, (await managed.account()).hasPassword], [null, false]);
});

test('what is changed is changed, and the rest stays', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  const about = accountIn(await zin.send('PATCH', accountPaths.account, { about: '  Ji Botanê.\r\nDixwînim. ' }));
  assert.deepEqual([about.about, about.viewer.name, about.settings.theme], ['Ji Botanê.\nDixwînim.', 'Zîn', 'auto']);
  const chosen = accountIn(await zin.send('PATCH', accountPaths.account, { settings: { ...settings, language: 'KU-tr' } }));
  assert.deepEqual([chosen.settings, chosen.about], [{ ...settings, language: 'ku-TR' }, 'Ji Botanê.\nDixwînim.']);
  const emptied = accountIn(await zin.send('PATCH', accountPaths.account, { about: ' \u200B\n' }));
  assert.deepEqual([emptied.about, emptied.settings.language], ['', 'ku-TR']);

  const refused: readonly (readonly [change: object, faults: readonly string[]])[] = [
    [{ about: 'x'.repeat(maxAboutLength + 1) }, ['about too-long']],
    [{ about: 'a\u0000b' }, ['about characters']],
    [{ name: '  ' }, ['name required']],
    [{ name: 'a\u202Eb' }, ['name characters']],
    [{ name: 'x'.repeat(81), about: 'a\u0007' }, ['name too-long', 'about characters']],
    [{ settings: { ...settings, language: 'no tag' } }, ['settings.language malformed']],
    [{ settings: { ...settings, theme: 'pink' } }, ['settings.theme unknown']],
    [{ settings: { ...settings, role: 'admin' } }, ['settings.role unknown']],
    [{ picture: 'mine' }, ['picture unknown']],
  ];
  for (const [change, faults] of refused) {
    const reply = await zin.send('PATCH', accountPaths.account, change);
    assert.deepEqual([reply.status, faultsOf(reply)], [422, faults]);
  }
  assert.deepEqual((await zin.account()).about, '', 'what was refused changed nothing');
  assert.equal(accountIn(await zin.send('PATCH', accountPaths.account, { about: '\u{1F339}'.repeat(maxAboutLength) })).about.length, 2 * maxAboutLength);
});

test('another name stands at all their comments, and a page that was kept is another', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  const comments = [await zin.wrote('1'), await zin.wrote('2', { key: '/b' }), await zin.wrote('held', { state: 'held' })];
  const gone = await zin.wrote('', { state: 'removed', name: null });
  const before = (await server.page({})).headers.get('etag');
  assert.equal(accountIn(await zin.send('PATCH', accountPaths.account, { name: ' Zîna  Botî ' })).viewer.name, 'Zîna Botî');
  const names = async (): Promise<unknown[]> =>
    await Promise.all(
      [...comments, gone].map(async ({ id }) => (await server.store.database.reader.selectFrom('comments').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name),
    );
  assert.deepEqual(await names(), ['Zîna Botî', 'Zîna Botî', 'Zîna Botî', null]);
  assert.notEqual((await server.page({})).headers.get('etag'), before);
  assert.deepEqual((await server.page({ thread: '/b' })).body.items.map(({ author }) => author.name), ['Zîna Botî']);
});

test('a name is one member’s, however it is written; guests under it are marked, and no more when it is free again', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  const mem = await joined(server, { name: 'Mem', email: 'mem@reader.example' });
  await joined(server, { site: blog, name: 'Siyabend', email: 'mem@reader.example' });
  for (const name of ['Zîn', 'zîn', 'Z î n', 'Z\u200Dîn']) assert.deepEqual(faultsOf(await mem.send('PATCH', accountPaths.account, { name })), ['name taken'], name);
  assert.equal(accountIn(await zin.send('PATCH', accountPaths.account, { name: 'ZÎN' })).viewer.name, 'ZÎN', 'one’s own in other letters');

  const guest = await server.say('by a guest', { guest: { name: 'Siyabend', email: null }, thread: { site: news, key: '/b', url: null, title: null } });
  const kind = async (): Promise<unknown> => (await server.store.database.reader.selectFrom('comments').select('author_kind').where('id', '=', guest.id).executeTakeFirstOrThrow()).author_kind;
  const version = async (): Promise<number> => (await server.store.database.reader.selectFrom('threads').select('version').where('key', '=', '/b').executeTakeFirstOrThrow()).version;
  assert.equal(await kind(), 'guest', 'a member of another site has no name here');
  const first = await version();
  await mem.send('PATCH', accountPaths.account, { name: 'SIYABEND' });
  const second = await version();
  assert.deepEqual([await kind(), second > first], ['namesake', true]);
  await mem.send('PATCH', accountPaths.account, { name: 'Mem' });
  assert.deepEqual([await kind(), (await version()) > second], ['guest', true]);
});

test('a password is set by who knows the one before, ends the other sessions, and is told by mail', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  const elsewhere = await zin.again();
  const change = (current: string | null, password: string, headers = {}) => zin.send('POST', accountPaths.password, { current, password }, headers);
  assert.deepEqual(faultsOf(await change('another one entirely', 'a new and long password')), ['current wrong']);
  assert.deepEqual(faultsOf(await change(null, 'a new and long password')), ['current wrong']);
  assert.deepEqual(faultsOf(await change(usualPassword, 'short')), ['password too-short']);
  for (const relation of ['cross-site', 'none']) assert.equal((await change(usualPassword, 'a new and long password', { 'sec-fetch-site': relation, origin: news })).status, 403);
  assert.equal((await elsewhere.get(accountPaths.account)).status, 200, 'what was refused ended nothing');
  assert.deepEqual(await mailsOf(server), []);

  const { database, secrets } = server.store;
  const flows = new Flows(secrets, Date.now);
  const begun = await database.write((connection) => flows.begin(connection, { site: news, purpose: 'reset', memberId: zin.id, back: null }));
  const { devices } = accountIn(await change(usualPassword, 'a new and long password'));
  assert.deepEqual(devices.map(({ id }) => id), [zin.session]);
  const [[to, letter] = []] = await mailsOf(server);
  assert.equal(to, 'zin@reader.example');
  assert.match(letter ?? '', /password[^]*Firefox on Linux/i);
  assert.equal((await elsewhere.get(accountPaths.account)).status, 401);
  assert.deepEqual(faultsOf(await change(usualPassword, 'yet another long password')), ['current wrong']);

  assert.deepEqual(await database.write((connection) => flows.tryCode(connection, news, begun.flow, begun.code)), { fault: 'expired' }, 'an older mail is good for nothing');

  const none = await joined(server, { name: 'Mem', email: null, hasPassword: false });
  assert.deepEqual(faultsOf(await none.send('POST', accountPaths.password, { current: usualPassword, password: 'a new and long password' })), ['current wrong']);
  assert.equal(accountIn(await none.send('POST', accountPaths.password, { current: null, password: 'a new and long password' })).hasPassword, true);
});

test('a device is signed out from another, and one that is over is not shown', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const zin = await joined(server, { now: clock.now });
  const mem = await joined(server, { now: clock.now, name: 'Mem', email: 'mem@reader.example' });
  const phone = await zin.again();
  assert.deepEqual((await zin.account()).devices.map(({ name, isThis }) => [name, isThis]).sort(), [['Firefox on Linux', true], ['Safari on iPhone', false]]);
  const end = (member: typeof zin, id: string) => member.send('POST', accountPaths.device(id));
  assert.equal((await end(mem, phone.session)).status, 200, 'another’s is passed over');
  assert.equal((await phone.get(accountPaths.account)).status, 200);
  assert.deepEqual(accountIn(await end(zin, phone.session)).devices.map(({ id }) => id), [zin.session]);
  assert.equal((await phone.get(accountPaths.account)).status, 401);
  assert.equal((await end(zin, phone.session)).status, 200, 'one that is gone is no error');
  const late = await zin.again(null);
  clock.move(sessionLife - 1);
  await late.get(accountPaths.account);
  clock.move(1);
  assert.deepEqual((await late.account()).devices.map(({ id }) => id), [late.session]);
  const own = await end(late, late.session);
  assert.match(own.headers.get('set-cookie') ?? '', /^__Host-diwan-[0-9a-f]{8}=; Max-Age=0;/);
  assert.equal((await late.get(accountPaths.account)).status, 401);
});

test('a profile shows what its member lets be seen, and nobody’s address', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const zin = await joined(server, { now: clock.now });
  const profile = (id = zin.id, site = news) => server.ask(`${accountPaths.profile(id)}?${query({ site })}`);
  await zin.send('PATCH', accountPaths.account, { about: 'Ji Botanê.' });
  await zin.wrote('1');
  await zin.wrote('2', { key: '/b' });
  await zin.wrote('held', { state: 'held' });
  const shown = await profile();
  assert.equal(shown.headers.get('cache-control'), 'public, max-age=0, s-maxage=5');
  assert.deepEqual(bodyOf(shown), { viewer: { id: zin.id, name: 'Zîn', picture: null }, about: 'Ji Botanê.', comments: 2, since: new Date(clock.now()).toISOString() });
  const again = await server.ask(`${accountPaths.profile(zin.id)}?${query({ site: news })}`, { headers: { 'if-none-match': shown.headers.get('etag') ?? '' } });
  assert.equal(again.status, 304);
  await zin.send('PATCH', accountPaths.account, { settings });
  assert.deepEqual(bodyOf(await profile()), { viewer: { id: zin.id, name: 'Zîn', picture: null }, about: null, comments: null, since: null });
  assert.equal((await profile(zin.id, blog)).status, 404);
  assert.equal((await profile('nobody')).status, 404);
});

test('an account at a provider is disconnected alone, as long as another way in is left', async (context) => {
  const server = await serverFor(context);
  const { database } = server.store;
  const connect = (id: string, subject: string, issuer = 'https://one.example') =>
    database.write((connection) => connection.insertInto('identities').values({ site: news, issuer, subject, member_id: id, provider: 'One', created_at: 1 }).execute());
  const [zin, mem] = [await joined(server), await joined(server, { name: 'Mem', email: null, hasPassword: false })];
  for (const { id } of [zin, mem]) for (const subject of ['work', 'home']) await connect(id, `${subject} of ${id}`);
  await connect(mem.id, 'zin at home', 'sso:https://news.example');
  const [first, second, ...none] = (await zin.account()).providers;
  assert.deepEqual([first?.name, second?.name, none], ['One', 'One', []], 'two of one name are two');
  const [theirs, other] = (await mem.account()).providers;
  assert.equal((await zin.send('POST', accountPaths.provider(theirs!.id))).status, 200);
  assert.equal((await mem.account()).providers.length, 2, 'nobody else’s');
  assert.deepEqual(accountIn(await zin.send('POST', accountPaths.provider(first!.id))).providers, [second]);
  for (let time = 0; time < 2; time++) assert.equal((await zin.send('POST', accountPaths.provider(second!.id))).status, 200);
  assert.deepEqual((await zin.account()).providers, []);
  await database.write((connection) => connection.deleteFrom('identities').where('issuer', 'like', 'sso:%').execute());
  assert.deepEqual(accountIn(await mem.send('POST', accountPaths.provider(theirs!.id))).providers, [other]);
  assert.equal((await mem.send('POST', accountPaths.provider(other!.id))).status, 403);
  assert.deepEqual((await mem.account()).providers, [other]);
});

test('a member’s comments are counted as they are published and removed', async (context) => {
  const server = await serverFor(context);
  const { database } = server.store;
  const zin = await joined(server);
  const count = async (): Promise<number | null> => bodyOf(await server.ask(`${accountPaths.profile(zin.id)}?${query({ site: news })}`)).comments;
  await stored(server, '/a', { text: 'a guest’s' });
  const held = await zin.wrote('held', { state: 'held' });
  const dropped = await zin.wrote('dropped', { state: 'held' });
  assert.equal(await count(), 0);
  const first = await zin.wrote('1');
  await approveComment(server.store, news, held.id);
  assert.equal(await count(), 2);
  await removeComment(database, news, first.id);
  await removeComment(database, news, first.id);
  await removeComment(database, news, dropped.id);
  assert.equal(await count(), 1);
});
