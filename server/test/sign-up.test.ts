import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionPaths } from 'diwan/contract';
import { backTo, newReturn } from './support/device.ts';
import { faultsOf, mailsOf } from './support/members.ts';
import { blog, news, serverFor } from './support/server.ts';
import { cameBack, codeTo, linkTo, mailTo, memberServer, Visitor } from './support/visitor.ts';

const minute = 60_000;

test('a sign-up makes a member when its code comes back, and nothing before', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  const asked = await zin.signUp();
  assert.equal(asked.status, 202);
  assert.deepEqual(Object.keys(asked.body).sort(), ['expiresAt', 'flow']);
  const members = () => server.store.database.reader.selectFrom('members').select('name').execute();
  assert.deepEqual(await members(), []);
  assert.equal(await zin.who(), null);
  assert.equal((await zin.signIn()).status, 401);
  // Nobody's name is reserved: another can have it meanwhile.
  assert.equal((await new Visitor(server).signUp({ email: 'other@reader.example' })).status, 202);

  const joined = await zin.confirm(asked.body.flow, await codeTo(server));
  assert.equal(joined.status, 200);
  assert.equal(joined.body.session?.isNew, true);
  assert.equal(joined.body.session?.viewer.name, 'Zîn');
  assert.equal(joined.headers.get('cache-control'), 'no-store');
  assert.match(joined.headers.get('set-cookie') ?? '', /^__Host-diwan-[0-9a-f]{8}=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  assert.equal(await zin.who(), 'Zîn');
  assert.deepEqual(await members(), [{ name: 'Zîn' }]);
  const again = await zin.session();
  assert.equal(again.body.session?.isNew, false);
});

test('a code is good for half an hour, five tries and one use, and only for the device that asked', async (context) => {
  const { server, clock } = await memberServer(context);
  const zin = new Visitor(server);
  const { flow } = (await zin.signUp()).body;
  const code = await codeTo(server);
  const wrong = code === '00000000' ? '00000001' : '00000000';
  assert.deepEqual(faultsOf(await zin.confirm('x'.repeat(43), code)), ['code expired']);
  assert.deepEqual(faultsOf(await new Visitor(server, { site: blog }).confirm(flow, code)), ['code expired']);
  for (const each of [wrong, 'abc', '', '１２３４５６７８']) assert.deepEqual(faultsOf(await zin.confirm(flow, each)), ['code wrong']);
  assert.deepEqual(faultsOf(await zin.confirm(flow, wrong)), ['code wrong']);
  assert.deepEqual(faultsOf(await zin.confirm(flow, code)), ['code expired'], 'after five wrong tries the right one is too late');

  const later = (await zin.signUp()).body.flow;
  const second = await codeTo(server);
  clock.move(30 * minute);
  assert.deepEqual(faultsOf(await zin.confirm(later, second)), ['code expired']);
  const third = (await zin.signUp()).body.flow;
  const fresh = await codeTo(server);
  clock.move(30 * minute - 1);
  // As people type it.
  assert.equal((await zin.confirm(third, ` ${fresh.slice(0, 4)}-${fresh.slice(4)} `)).status, 200);
  assert.deepEqual(faultsOf(await zin.confirm(third, fresh)), ['code expired']);
});

test('of many who use one code at once, one comes in', async (context) => {
  const { server } = await memberServer(context);
  const { flow } = (await new Visitor(server).signUp()).body;
  const code = await codeTo(server);
  const replies = await Promise.all(Array.from({ length: 50 }, () => new Visitor(server).confirm(flow, code)));
  assert.equal(replies.filter(({ status }) => status === 200).length, 1);
  assert.equal((await server.store.database.reader.selectFrom('sessions').select('id').execute()).length, 1);
});

test('what is wrong is said for each field', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  assert.deepEqual(faultsOf(await zin.signUp({ name: ' ', email: 'x', password: 'short' })), ['name required', 'email malformed', 'password too-short']);
  assert.deepEqual(faultsOf(await zin.signUp({ password: 'x'.repeat(201) })), ['password too-long']);
  assert.deepEqual(faultsOf(await zin.signUp({ password: 'zin@reader.example1' })), ['password common']);
  await zin.join();
  for (const name of ['ZÎN', 'Zîn ', 'Z î n', 'Z\u200dîn']) assert.deepEqual(faultsOf(await new Visitor(server).signUp({ name, email: 'y@reader.example' })), ['name taken'], name);
  assert.equal((await new Visitor(server, { site: blog }).signUp({ email: 'y@reader.example' })).status, 202, 'another site has other members');
});

test('a header cannot be put into a mail by an address or a name', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  const addresses = ['a@b.example\r\nBcc: all@b.example', 'a@b.example\nBcc: x', 'a@b.example, c@d.example', '"a\r\nBcc: x"@b.example', 'a@b.example>', '<a@b.example>', 'a@b.example\u0000', 'a@[127.0.0.1]', 'a@b', 'group:a@b.example;'];
  for (const email of addresses) assert.deepEqual(faultsOf(await zin.signUp({ email })), ['email malformed'], JSON.stringify(email));
  for (const name of ['Zîn\r\nBcc: all@b.example', 'Zîn\u2028x', 'Zîn\u202eniZ']) assert.deepEqual(faultsOf(await zin.signUp({ name })), ['name characters']);
  assert.deepEqual(await mailsOf(server), []);
});

test('an address that has an account gets a mail to sign in with, and the answer is the same', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  await zin.join();
  const stranger = new Visitor(server);
  const [known, unknown] = [await stranger.signUp({ name: 'Mem', password: 'the thief’s own password' }), await stranger.signUp({ name: 'Mem', email: 'mem@reader.example' })];
  assert.equal(known.status, unknown.status);
  assert.equal(known.body.flow.length, unknown.body.flow.length);
  const shape = ({ headers }: typeof known): string[] => [...headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
  assert.deepEqual(shape(known), shape(unknown));
  const back = await zin.confirm(known.body.flow, await codeTo(server));
  assert.deepEqual([back.body.session?.viewer.name, back.body.session?.isNew], ['Zîn', false]);
  assert.equal((await zin.signIn('zin@reader.example', 'the thief’s own password')).status, 401, 'what was typed with it is nobody’s');
  assert.equal((await zin.signIn()).status, 200);
});

test('who prepares an account for another’s address gains nothing when its owner joins first', async (context) => {
  const { server } = await memberServer(context);
  const thief = new Visitor(server);
  const { flow } = (await thief.signUp({ name: 'Beko', password: 'the thief’s own password' })).body;
  const early = await codeTo(server);
  await new Visitor(server).join();
  // Even with the code: it leads to the owner's account, and leaves the owner's password.
  const reply = await thief.confirm(flow, early);
  assert.equal(reply.body.session?.viewer.name, 'Zîn');
  assert.equal((await thief.signIn('zin@reader.example', 'the thief’s own password')).status, 401);
});

test('of two who want one name, the first to confirm has it', async (context) => {
  const { server } = await memberServer(context);
  const [one, other] = [new Visitor(server), new Visitor(server)];
  const first = (await one.signUp({ email: 'one@reader.example' })).body.flow;
  const second = (await other.signUp({ email: 'other@reader.example', name: 'zîn' })).body.flow;
  const [codeOne, codeOther] = [await codeTo(server, 'one@reader.example'), await codeTo(server, 'other@reader.example')];
  const replies = await Promise.all([one.confirm(first, codeOne), other.confirm(second, codeOther)]);
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 422]);
  assert.deepEqual(faultsOf(replies.find(({ status }) => status === 422)!), ['name taken']);
});

test('a link makes a member on the device that asked, and of nobody else’s press of its button', async (context) => {
  const { server } = await memberServer(context);
  const device = new Visitor(server);
  const { verifier: _, ...back } = newReturn(`${news}/a?b=1`);
  const { flow } = (await device.signUp({ link: { ...back, returnTo: `${news}/a?b=1#old` } })).body;
  const token = await linkTo(server);
  assert.ok((await mailTo(server, 'zin@reader.example')).includes(`${server.url}/members/#link=${token}`));
  const page = new Visitor(server, { origin: server.url, from: 'same-origin' });
  const look = async () => await server.ask(sessionPaths.linkLook, { method: 'POST', headers: { ...page.headers, 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
  for (let times = 0; times < 3; times++) assert.deepEqual((await look()).body, { purpose: 'sign-up', site: news, name: 'Zîn' });
  const use = async () => await server.ask(sessionPaths.linkUse, { method: 'POST', headers: { ...page.headers, 'content-type': 'application/json' }, body: JSON.stringify({ token, password: null }) });
  const used = (await use()) as unknown as Awaited<ReturnType<Visitor['session']>>;
  assert.equal(used.headers.get('set-cookie'), null);
  const came = cameBack(used.body.leadsTo);
  assert.deepEqual([came.page, came.state], [`${news}/a?b=1`, back.state]);
  assert.deepEqual(faultsOf(await use()), ['code expired'], 'a link is good once');
  assert.deepEqual(await server.store.database.reader.selectFrom('members').select('id').execute(), []);
  assert.deepEqual(faultsOf(await new Visitor(server).send(sessionPaths.redeem, { code: came.code, verifier: 'v'.repeat(43), hold: { kind: 'cookie' } })), ['code expired']);
  // The code of the mail is still good where it was asked for.
  assert.equal((await device.confirm(flow, await codeTo(server))).body.session?.isNew, true);

  const mem = new Visitor(server);
  const { verifier: own, ...again } = newReturn(`${news}/a`);
  const asked = (await mem.signUp({ name: 'Mem', email: 'mem@reader.example', link: again })).body;
  const second = (await server.ask(sessionPaths.linkUse, { method: 'POST', headers: { ...page.headers, 'content-type': 'application/json' }, body: JSON.stringify({ token: await linkTo(server, 'mem@reader.example'), password: null }) })) as unknown as typeof used;
  const redeemed = await mem.send(sessionPaths.redeem, { code: cameBack(second.body.leadsTo).code, verifier: own, hold: { kind: 'cookie' } });
  assert.deepEqual([redeemed.status, redeemed.body.session?.isNew, await mem.who()], [200, true, 'Mem']);
  assert.deepEqual(faultsOf(await mem.confirm(asked.flow, await codeTo(server, 'mem@reader.example'))), ['code expired'], 'and then the code is over');
});

test('a link leads to the site it was asked for, and nowhere else', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  for (const returnTo of ['https://evil.example/', blog, `${news}.evil.example/`, `https://news.example@evil.example/`, 'javascript:alert(1)', '//news.example/', `http://news.example/`, `${news}:8443/`, 'data:text/html,x', `https://user:pass@news.example/`]) {
    assert.deepEqual(faultsOf(await zin.signUp({ link: backTo(returnTo) })), ['returnTo unknown'], returnTo);
    assert.deepEqual(faultsOf(await zin.code('reset', 'zin@reader.example', backTo(returnTo))), ['returnTo unknown'], returnTo);
  }
  assert.deepEqual(await mailsOf(server), []);
});

test('without members there are no such routes, and no page speaks of them', async (context) => {
  const server = await serverFor(context, { DIWAN_MEMBERS: 'off' });
  assert.deepEqual((await server.page({})).body.facets, ['own']);
  const body = JSON.stringify({ site: news });
  for (const path of Object.values(sessionPaths).filter((each) => typeof each === 'string')) {
    assert.equal((await fetch(server.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status, 404, path);
    assert.equal((await fetch(`${server.url}${path}?site=${news}`)).status, 404, path);
  }
});
