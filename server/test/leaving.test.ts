import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { accountPaths, sessionPaths } from 'diwan/contract';
import { codeLife, Flows, mostTries, type FlowBegun, type MailedPurpose } from '../src/services/members/flows.ts';
import { Chores } from '../src/services/members/chores.ts';
import type { Database } from '../src/store/database.ts';
import type { CommentRow } from '../src/store/tables.ts';
import { bodyOf, faultsOf, joined, mailsOf, stored, usualPassword, type TestMember } from './support/members.ts';
import { stillClock } from './support/own.ts';
import { blog, news, query, serverFor, textsOf, type TestServer } from './support/server.ts';

/** A code as it would be mailed to the member. */
async function mailedCode(server: TestServer, member: TestMember, { now = Date.now, purpose = 'deletion' }: { readonly now?: () => number; readonly purpose?: MailedPurpose } = {}): Promise<FlowBegun> {
  const { database, secrets } = server.store;
  return await database.write((connection) => new Flows(secrets, now).begin(connection, { site: member.site, purpose, memberId: member.id, back: null }));
}

/** Every row that names the member, by its table. */
async function tracesOf(server: TestServer, { site, id }: TestMember): Promise<Record<string, number>> {
  const { reader } = server.store.database;
  const traces: Record<string, number> = { members: (await reader.selectFrom('members').select('id').where('site', '=', site).where('id', '=', id).execute()).length };
  for (const table of ['sessions', 'identities', 'passkeys', 'pictures', 'comments', 'flows'] as const) {
    traces[table] = (await reader.selectFrom(table).select('site').where('site', '=', site).where('member_id', '=', id).execute()).length;
  }
  return traces;
}

const noTraces = { members: 0, sessions: 0, identities: 0, passkeys: 0, pictures: 0, comments: 0, flows: 0 };

/** A member with something of everything. */
async function settled(server: TestServer): Promise<TestMember> {
  const zin = await joined(server);
  await zin.again();
  await zin.send('PATCH', accountPaths.account, { about: 'Ji Botanê.' });
  await zin.picture(await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } }).png().toBuffer());
  await server.store.database.write(async (connection) => {
    await connection.insertInto('identities').values({ site: news, issuer: 'https://one.example', subject: 'zin-at-one', member_id: zin.id, provider: 'One', created_at: 1 }).execute();
    const passkey = { site: news, id: 'key-id', member_id: zin.id, public_key: Buffer.from('public key'), counter: 7, transports: '[]', name: 'My key', created_at: 1 };
    await connection.insertInto('passkeys').values(passkey).execute();
  });
  await mailedCode(server, zin, { purpose: 'sign-in' });
  return zin;
}

test('a download holds everything of the member’s, and nothing of anybody else’s', async (context) => {
  const server = await serverFor(context);
  const zin = await settled(server);
  const mem = await joined(server, { name: 'Mem', email: 'mem@reader.example' });
  for (let number = 1; number <= 520; number++) await zin.wrote(`mine ${number}`, { key: `/${number % 2}`, ...(number === 9 && { state: 'held' }) });
  await mem.wrote('by Mem');
  await stored(server, '/0', { text: 'by a guest', name: 'Guest', email_key: server.store.secrets.lookup('mem@reader.example', news) });
  const reply = await zin.send('POST', accountPaths.download);
  assert.deepEqual([reply.headers.get('content-disposition'), reply.headers.get('cache-control')], ['attachment; filename="diwan.json"', 'private, no-store']);
  const { account, picture, sessions, identities, passkeys, comments } = bodyOf(reply) as unknown as { account: Record<string, unknown>; picture: { base64: string }; sessions: unknown[]; identities: unknown[]; passkeys: unknown[]; comments: { text: string; state: string; thread: unknown }[] };
  assert.deepEqual([account['id'], account['name'], account['email'], account['about'], account['hasPassword']], [zin.id, 'Zîn', 'zin@reader.example', 'Ji Botanê.', true]);
  assert.equal((await sharp(Buffer.from(picture.base64, 'base64')).metadata()).format, 'webp');
  assert.equal(sessions.length, 2);
  const since = new Date(1).toISOString();
  assert.deepEqual(identities, [{ provider: 'One', issuer: 'https://one.example', createdAt: since }]);
  assert.deepEqual(passkeys, [{ name: 'My key', createdAt: since }]);
  assert.deepEqual(comments.map(({ text }) => text).sort(), Array.from({ length: 520 }, (_, index) => `mine ${index + 1}`).sort());
  assert.deepEqual(comments.find(({ text }) => text === 'mine 9'), { ...comments.find(({ text }) => text === 'mine 9'), state: 'held', thread: { key: '/1', url: null, title: null } });
  assert.doesNotMatch(reply.text, /by Mem|by a guest|mem@|argon2|public key|key-id/);
  const cookie = zin.headers['cookie']?.split('=')[1] ?? assert.fail();
  assert.ok(!reply.text.includes(cookie));
});

test('comments that are kept stand under nobody’s name, and nothing else is left', async (context) => {
  const server = await serverFor(context);
  const zin = await settled(server);
  const top = await zin.wrote('kept', { guest_key: Buffer.from('a key'), email: Buffer.from('sealed'), email_key: Buffer.from('key of it') });
  await stored(server, '/a', { text: 'reply', parent_id: top.id });
  const held = await zin.wrote('waits', { state: 'held' });
  const gone = await zin.wrote('', { state: 'removed', name: null });
  const { viewer } = await zin.account();
  const before = (await server.page({})).headers.get('etag');
  const left = await zin.leave('keep');
  assert.deepEqual([left.status, left.body], [200, {}]);
  assert.match(left.headers.get('set-cookie') ?? '', /^__Host-diwan-[0-9a-f]{8}=; Max-Age=0;/);
  assert.deepEqual(await tracesOf(server, zin), noTraces);
  const page = await server.page({});
  assert.deepEqual([textsOf(page), page.body.total, page.body.items[0]?.replyCount], [['kept'], 2, 1]);
  assert.deepEqual(page.body.items[0]?.author, { id: null, name: null, kind: 'former', picture: null });
  assert.notEqual(page.headers.get('etag'), before);
  for (const { id } of [top, held, gone]) {
    const { name, name_key, author_kind, member_id, picture, email, email_key, guest_key } = await rowOf(server, id);
    const nothing = { name: null, name_key: null, member_id: null, picture: null, email: null, email_key: null, guest_key: null };
    assert.deepEqual({ name, name_key, author_kind, member_id, picture, email, email_key, guest_key }, { ...nothing, author_kind: 'former' });
  }
  assert.equal((await fetch(viewer.picture ?? '')).status, 404);
  assert.equal((await server.ask(`${accountPaths.profile(zin.id)}?${query({ site: news })}`)).status, 404);
  assert.equal((await zin.get(accountPaths.account)).status, 401);
  const [[to, letter] = []] = await mailsOf(server);
  assert.equal(to, 'zin@reader.example');
  assert.match(letter ?? '', /deleted/i);
  assert.equal((await joined(server)).site, news, 'name and address are free again');
});

test('comments that are removed are gone, and a tombstone stands where replies of others do', async (context) => {
  const server = await serverFor(context);
  const zin = await settled(server);
  const mem = await joined(server, { name: 'Mem', email: 'mem@reader.example' });
  const answered = await zin.wrote('answered');
  const reply = await mem.wrote('reply', { parent_id: answered.id });
  const own = await zin.wrote('below', { parent_id: reply.id });
  const [branch] = [await zin.wrote('branch')];
  await zin.wrote('all of it mine', { parent_id: branch.id });
  await zin.wrote('waits', { state: 'held' });
  const elsewhere = await joined(server, { site: blog });
  await elsewhere.wrote('on another site');
  await zin.leave('remove');
  assert.deepEqual(await tracesOf(server, zin), noTraces);
  const page = await server.page({});
  assert.deepEqual(page.body.items.map(({ id, state, body, author }) => [id, state, body.text, author.name, author.id]), [[answered.id, 'removed', '', null, null]]);
  assert.equal(page.body.total, 1);
  const replies = await server.ask(`/v1/comments/${answered.id}/replies?${query({ site: news })}`);
  assert.deepEqual(replies.body.items.map(({ id, replyCount }) => [id, replyCount]), [[reply.id, 0]]);
  assert.deepEqual([(await rowOf(server, own.id)).text, (await mem.row())?.visible], ['', 1]);
  assert.deepEqual(textsOf(await server.page({ site: blog })), ['on another site'], 'the same address elsewhere is another account');
  await mem.leave('remove');
  assert.deepEqual([(await server.page({})).body.items, (await server.page({})).body.total], [[], 0], 'with the last reply its tombstone goes');
});

test('without the password or the code that was mailed for it nothing is deleted', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const zin = await joined(server, { now: clock.now });
  const mem = await joined(server, { now: clock.now, name: 'Mem', email: 'mem@reader.example' });
  const wrong = (code: string): string => (code === '00000000' ? '00000001' : '00000000');
  assert.deepEqual(faultsOf(await zin.leave('keep', { password: 'another' })), ['password wrong']);
  for (const proof of [{}, { password: usualPassword, flow: 'x', code: '1' }, { flow: 'x' }, { password: null }]) assert.equal((await zin.leave('keep', proof)).status, 422);
  assert.equal((await zin.send('POST', accountPaths.deletion, { comments: 'keep', proof: { password: usualPassword } }, { 'sec-fetch-site': 'cross-site', origin: news })).status, 403);
  assert.equal((await zin.send('POST', accountPaths.deletion, { comments: 'forget', proof: { password: usualPassword } })).status, 422);
  const deletionBy = async ({ flow, code }: { readonly flow: string; readonly code: string }): Promise<string[]> => faultsOf(await zin.leave('keep', { flow, code }));
  const ofMem = await mailedCode(server, mem, clock);
  assert.deepEqual(await deletionBy(ofMem), ['code expired'], 'another’s code');
  assert.deepEqual(await deletionBy(await mailedCode(server, zin, { ...clock, purpose: 'sign-in' })), ['code expired'], 'a code for something else');
  const tried = await mailedCode(server, zin, clock);
  for (let time = 0; time < mostTries; time++) assert.deepEqual(await deletionBy({ ...tried, code: wrong(tried.code) }), ['code wrong']);
  assert.deepEqual(await deletionBy(tried), ['code expired'], 'after too many tries');
  const late = await mailedCode(server, zin, clock);
  clock.move(codeLife);
  assert.deepEqual(await deletionBy(late), ['code expired']);
  assert.equal((await zin.get(accountPaths.account)).status, 200);
  const good = await mailedCode(server, zin, clock);
  assert.equal((await zin.leave('keep', { flow: good.flow, code: good.code })).status, 200);
  assert.equal((await zin.get(accountPaths.account)).status, 401);
});

test('a member without a password leaves by a code that comes by mail', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server, { hasPassword: false });
  assert.deepEqual(faultsOf(await zin.leave('keep')), ['password wrong']);
  const asked = await zin.send('POST', sessionPaths.code, { email: '', purpose: 'deletion', lang: 'en', link: null });
  assert.equal(asked.status, 202, asked.text);
  const { flow } = asked.body as unknown as { flow: string };
  const [[to, letter] = []] = await mailsOf(server);
  assert.equal(to, 'zin@reader.example');
  const code = /\b(\d{4}) ?(\d{4})\b/.exec(letter ?? '')?.slice(1).join('') ?? assert.fail(letter);
  assert.equal((await zin.leave('keep', { flow, code })).status, 200);
  assert.equal(await zin.row(), null);
});

test('whoever has many tries at a password is slowed down', async (context) => {
  const server = await serverFor(context, {}, stillClock());
  const zin = await joined(server, { now: stillClock().now });
  const statuses: number[] = [];
  for (let time = 0; time < 11; time++) statuses.push((await zin.leave('keep', { password: 'another' })).status);
  assert.deepEqual(statuses, [...Array<number>(10).fill(422), 429]);
  assert.equal((await zin.send('POST', accountPaths.password, { current: usualPassword, password: 'a new and long password' })).status, 429, 'here and there together');
});

/** A database whose writes are counted. */
function counted(database: Database): { readonly database: Database; readonly count: () => number } {
  let writes = 0;
  const write: Database['write'] = (job) => {
    writes++;
    return database.write(job);
  };
  return { database: { ...database, write }, count: () => writes };
}

for (const [fate, perWrite] of [['keep', 100], ['remove', 25]] as const) {
  test(`many comments are changed a few at a time, and after a new start, too: ${fate}`, async (context) => {
    const server = await serverFor(context);
    const zin = await joined(server);
    const total = 2000;
    await manyComments(server, zin, total);
    // The first part is in the write that deletes; then this process would be gone.
    await server.members?.chores.close();
    assert.equal((await zin.leave(fate)).status, 200);
    assert.equal((await zin.get(accountPaths.account)).status, 401);
    assert.equal((await tracesOf(server, zin))['comments'], total - perWrite);
    const { database, count } = counted(server.store.database);
    const chores = new Chores(database, Date.now, (thrown) => assert.fail(String(thrown)));
    const done = chores.goOn();
    // Others write between the parts and do not wait for all of them.
    await server.say('meanwhile');
    assert.notEqual((await tracesOf(server, zin))['comments'], 0);
    await done;
    assert.deepEqual(await tracesOf(server, zin), noTraces);
    assert.ok(count() >= total / perWrite - 1, `${count()} writes`);
    assert.deepEqual(await server.store.database.reader.selectFrom('chores').selectAll().execute(), []);
    const visible = (await server.page({})).body.total;
    assert.equal(visible, fate === 'keep' ? total + 1 : 1);
  });
}

test('a new name reaches very many comments, and the latest of two wins', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  await manyComments(server, zin, 500);
  await Promise.all(['One', 'Two', 'Three'].map((name) => zin.send('PATCH', accountPaths.account, { name })));
  await server.members?.chores.goOn();
  const { name } = (await zin.row())!;
  const names = await server.store.database.reader.selectFrom('comments').select('name').distinct().execute();
  assert.deepEqual(names, [{ name }]);
});

async function rowOf(server: TestServer, id: string): Promise<CommentRow> {
  return await server.store.database.reader.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Comments of a member at the top of one thread, written at once. */
async function manyComments(server: TestServer, member: TestMember, total: number): Promise<void> {
  const first = await member.wrote('0');
  await server.store.database.write(async (connection) => {
    for (let number = 1; number < total; number++) await connection.insertInto('comments').values({ ...first, id: `${first.id}-${number}`, text: String(number), position: number + 1 }).execute();
    await connection.updateTable('threads').set({ last_position: total, visible: total }).where('id', '=', first.thread_id).execute();
    await connection.updateTable('members').set({ visible: total }).where('id', '=', member.id).execute();
  });
}

test('where there is neither a password nor an address, a sign-in of the last ten minutes is the proof, and nowhere else', async (context) => {
  const clock = stillClock();
  const server = await serverFor(context, {}, clock);
  const site = await joined(server, { now: clock.now, email: null, hasPassword: false });
  const others = [await joined(server, { now: clock.now, name: 'Mem' }), await joined(server, { now: clock.now, name: 'Beko', email: 'beko@reader.example', hasPassword: false })];
  for (const other of others) assert.equal((await other.leave('keep', { isFresh: true })).status, 403);
  for (const proof of [{ isFresh: false }, { isFresh: true, password: 'x' }, {}]) assert.equal((await site.leave('keep', proof)).status, 422);
  clock.move(10 * 60_000);
  assert.equal((await site.leave('keep', { isFresh: true })).status, 403);
  assert.notEqual(await site.row(), null);
  const again = await site.again();
  clock.move(10 * 60_000 - 1);
  assert.equal((await again.leave('keep', { isFresh: true })).status, 200);
  assert.equal(await site.row(), null);
});
