import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionPaths } from 'diwan/contract';
import { newReturn } from './support/device.ts';
import { faultsOf, mailsOf } from './support/members.ts';
import { news, type Reply, type TestServer } from './support/server.ts';
import { cameBack, codeTo, goodPassword, linkTo, mailTo, memberServer, Visitor, type SessionReply } from './support/visitor.ts';

const newPassword = 'three wells by the road';

/** Uses a mailed link on the server's own page. */
async function use(server: TestServer, token: string, password: string | null, headers: Record<string, string> = {}): Promise<SessionReply> {
  const own = { 'content-type': 'application/json', origin: server.url, 'sec-fetch-site': 'same-origin', ...headers };
  const reply: Reply = await server.ask(sessionPaths.linkUse, { method: 'POST', headers: own, body: JSON.stringify({ token, password }) });
  return reply as SessionReply;
}

test('a reset gives another password, ends every session, and is told by mail', async (context) => {
  const { server } = await memberServer(context);
  const [zin, thief, mem] = [new Visitor(server), new Visitor(server), new Visitor(server)];
  await zin.join();
  await mem.join({ name: 'Mem', email: 'mem@reader.example' });
  await thief.signIn();
  const again = new Visitor(server);
  const { flow } = (await again.code('reset')).body;
  const code = await codeTo(server);
  for (const [password, fault] of [[null, 'required'], ['', 'required'], ['short', 'too-short'], ['zin@reader.example!', 'common'], ['password1234567890', 'common']] as const) {
    assert.deepEqual(faultsOf(await again.confirm(flow, code, { password })), [`password ${fault}`], 'the code stays good');
  }
  assert.equal(await thief.who(), 'Zîn');
  const done = await again.confirm(flow, code, { password: newPassword });
  assert.equal(done.status, 200);
  assert.deepEqual([await zin.who(), await thief.who(), await again.who(), await mem.who()], [null, null, 'Zîn', 'Mem']);
  assert.equal((await zin.signIn()).status, 401);
  assert.equal((await zin.signIn('zin@reader.example', newPassword)).status, 200);
  assert.match(await mailTo(server, 'zin@reader.example'), /password/i);
  assert.deepEqual(faultsOf(await again.confirm(flow, code, { password: newPassword })), ['code expired']);
});

test('what is wrong with a password is not told to who has no code', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const { flow } = (await new Visitor(server).code('reset')).body;
  const wrong = (await codeTo(server)) === '00000000' ? '00000001' : '00000000';
  // Otherwise the name of whoever has the address could be guessed.
  assert.deepEqual(faultsOf(await new Visitor(server).confirm(flow, wrong, { password: 'zin@reader.example!' })), ['code wrong']);
});

test('a stolen link that is used twice, or fifty times at once, works once', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const zin = new Visitor(server);
  const { verifier, ...back } = newReturn(`${news}/a`);
  await zin.code('reset', 'zin@reader.example', back);
  const token = await linkTo(server);
  assert.deepEqual(faultsOf(await use(server, token, 'short')), ['password too-short'], 'the link stays good');
  assert.equal((await use(server, token, newPassword, { 'sec-fetch-site': 'cross-site' })).status, 403);
  const uses = await Promise.all(Array.from({ length: 50 }, (_, index) => use(server, token, `${newPassword} ${index}`)));
  const used = uses.filter(({ status }) => status === 200);
  assert.equal(used.length, 1);
  for (const { status } of uses) assert.ok([200, 422, 503].includes(status));
  assert.deepEqual(faultsOf(await use(server, token, newPassword)), ['code expired']);
  const { code } = cameBack(used[0]!.body.leadsTo);
  assert.equal((await zin.send(sessionPaths.redeem, { code, verifier, hold: { kind: 'cookie' } })).status, 200);
  assert.equal(await zin.who(), 'Zîn');
});

test('a reset ends whatever else was mailed before', async (context) => {
  const { server, clock } = await memberServer(context);
  await new Visitor(server).join();
  const [thief, zin] = [new Visitor(server), new Visitor(server)];
  const early = (await thief.code('sign-in')).body.flow;
  const stolen = await codeTo(server);
  clock.move(1);
  const { flow } = (await zin.code('reset')).body;
  await zin.confirm(flow, await codeTo(server), { password: newPassword });
  assert.deepEqual(faultsOf(await thief.confirm(early, stolen)), ['code expired']);
});

test('a link is good for half an hour', async (context) => {
  const { server, clock } = await memberServer(context);
  await new Visitor(server).join();
  for (const [wait, status] of [[30 * 60_000, 422], [30 * 60_000 - 1, 200]] as const) {
    const { verifier: _, ...back } = newReturn(`${news}/a`);
    await new Visitor(server).code('reset', 'zin@reader.example', back);
    const token = await linkTo(server);
    clock.move(wait);
    assert.equal((await use(server, token, newPassword)).status, status);
  }
});

test('links and mails name the server by its own address, whatever a request says that it is', async (context) => {
  const { server } = await memberServer(context, { DIWAN_PUBLIC_URL: 'https://talk.example/comments/' });
  await new Visitor(server).join();
  const { verifier: _, ...back } = newReturn(`${news}/a`);
  const zin = new Visitor(server);
  zin.headers = { ...zin.headers, 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-forwarded-proto': 'gopher' };
  await zin.code('reset', 'zin@reader.example', back);
  const [[, text] = []] = await mailsOf(server);
  assert.match(text ?? '', /https:\/\/talk\.example\/comments\/members\/#link=[\w-]{43}/);
  assert.doesNotMatch(text ?? '', /evil/);
});

test('a code for a deletion needs a session, goes to its member, and signs nobody in', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  assert.equal((await zin.code('deletion', '')).status, 401);
  await zin.join();
  const { flow } = (await zin.code('deletion', 'other@reader.example')).body;
  const code = await codeTo(server);
  assert.deepEqual((await mailsOf(server)).filter(([to]) => to === 'other@reader.example'), []);
  assert.deepEqual(faultsOf(await new Visitor(server).confirm(flow, code)), ['code expired']);
  assert.equal((await zin.send('/v1/account/deletion', { comments: 'keep', proof: { flow, code } })).status, 200);
  assert.equal(await zin.who(), null);
  assert.equal((await zin.signIn('zin@reader.example', goodPassword)).status, 401);
});
