import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionPaths } from 'diwan/contract';
import { usualWork } from '../src/services/members/hashing.ts';
import { newReturn } from './support/device.ts';
import { faultsOf, mailsOf } from './support/members.ts';
import { blog, news, type Reply } from './support/server.ts';
import { byCookie, cameBack, cheap, codeTo, goodPassword, linkTo, memberServer, Visitor, type SessionReply } from './support/visitor.ts';

/** All of an answer but what is random or the time. */
function shapeOf({ status, headers, text, body }: SessionReply): unknown {
  const told = text.replace(body?.flow ?? '\0', 'flow').replace(body?.expiresAt ?? '\0', 'moment');
  return [status, [...headers].filter(([name]) => name !== 'date'), told];
}

test('the right password signs in, and a wrong one is answered as an unknown address is', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const zin = new Visitor(server);
  const wrong = await zin.signIn('zin@reader.example', 'another password');
  assert.equal(wrong.status, 401);
  for (const [email, password] of [['nobody@reader.example', goodPassword], ['nobody', 'x'], ['', ''], ['zin@reader.example', `${goodPassword} `], ['zin@reader.example', goodPassword.toUpperCase()], ['zin@reader.example', 'x'.repeat(900)]] as const) {
    assert.deepEqual(shapeOf(await zin.signIn(email, password)), shapeOf(wrong), email);
  }
  assert.equal(await zin.who(), null);
  const right = await zin.signIn(' ZIN@reader.example ');
  assert.deepEqual([right.status, right.body.session?.viewer.name, right.body.session?.isNew], [200, 'Zîn', false]);
  assert.equal(await zin.who(), 'Zîn');
  assert.equal((await new Visitor(server, { site: blog }).signIn()).status, 401, 'another site has other members');
});

test('a known and an unknown address cost the same work on every route', async (context) => {
  const { server, clock } = await memberServer(context, {}, { hashWork: { memory: 4096, passes: 2 } });
  await new Visitor(server).join();
  const hashing = server.members!.hashing;
  const routes: Readonly<Record<string, (email: string) => Promise<SessionReply>>> = {
    'sign in': (email) => new Visitor(server, { ip: email.length % 2 ? '198.51.100.1' : '203.0.113.1' }).signIn(email, 'another password'),
    'sign up': (email) => new Visitor(server).signUp({ name: 'Mem', email }),
    'sign in by code': (email) => new Visitor(server).code('sign-in', email),
    reset: (email) => new Visitor(server).code('reset', email),
  };
  for (const [route, ask] of Object.entries(routes)) {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const works: Record<'known' | 'unknown', number> = { known: 0, unknown: 0 };
    const shapes: unknown[] = [];
    for (let round = 0; round < 40; round++) {
      clock.move(60 * 60_000);
      for (const kind of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const [start, done] = [performance.now(), hashing.done];
        const reply = await ask(kind === 'known' ? 'zin@reader.example' : 'nul@reader.example');
        times[kind].push(performance.now() - start);
        works[kind] += hashing.done - done;
        await mailsOf(server);
        shapes.push(shapeOf(reply));
      }
    }
    assert.equal(works.known, works.unknown, route);
    assert.equal(works.known > 0, route === 'sign in' || route === 'sign up');
    for (const shape of shapes) assert.deepEqual(shape, shapes[0], route);
    // The lower quartile: what else the machine does makes times longer and never shorter.
    const quartile = (values: number[]): number => values.sort((one, other) => one - other)[values.length / 4]!;
    const ratio = quartile(times.known) / quartile(times.unknown);
    assert.ok(ratio > 0.6 && ratio < 1.67, `${route}: ${ratio}`);
  }
});

test('one mail goes out in either case, and only to a known address has it a code to sign in with', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const before = (await mailsOf(server)).length;
  const zin = new Visitor(server);
  const known = (await zin.code('sign-in')).body;
  await zin.code('sign-in', 'nobody@reader.example');
  await zin.code('reset', 'nobody@reader.example');
  const mails = (await mailsOf(server)).slice(0, -before);
  assert.deepEqual(mails.map(([to]) => to).sort(), ['nobody@reader.example', 'nobody@reader.example', 'zin@reader.example']);
  for (const [to, text] of mails) assert.equal(/\d{4}[ \u00A0]?\d{4}/.test(text), to === 'zin@reader.example', text);
  const back = await zin.confirm(known.flow, await codeTo(server));
  assert.deepEqual([back.status, await zin.who()], [200, 'Zîn']);
});

test('a link signs in the device that asked, once', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const zin = new Visitor(server, { from: 'cross-site' });
  const { verifier, ...back } = newReturn(`${news}/a`);
  await zin.code('sign-in', 'zin@reader.example', back);
  const token = await linkTo(server);
  const page = new Visitor(server, { origin: server.url, from: 'same-origin' });
  const ask = (path: string, body: object, headers: Record<string, string> = {}): Promise<Reply> =>
    server.ask(path, { method: 'POST', headers: { ...page.headers, 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  for (const headers of [{ origin: news }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
    assert.equal((await ask(sessionPaths.linkLook, { token }, headers)).status, 403);
    assert.equal((await ask(sessionPaths.linkUse, { token, password: null }, headers)).status, 403);
  }
  const uses = await Promise.all(Array.from({ length: 50 }, () => ask(sessionPaths.linkUse, { token, password: null })));
  const [used, ...others] = uses.filter(({ status }) => status === 200) as unknown as SessionReply[];
  assert.equal(others.length, 0);
  const { code, state } = cameBack(used!.body.leadsTo);
  assert.equal(state, back.state);
  const { tokens } = (await zin.send(sessionPaths.redeem, { code, verifier, hold: { kind: 'token', key: { x: 'x'.repeat(43), y: 'y'.repeat(43) } } })).body;
  assert.equal(await zin.who({ authorization: `Bearer ${tokens?.access}` }), 'Zîn');
  assert.deepEqual(faultsOf(await ask(sessionPaths.linkLook, { token: 'x'.repeat(43) })), ['code expired']);
});

test('a password is taken only where page and server are of one site, and a cookie given only there', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const token = { kind: 'token', key: { x: 'x'.repeat(43), y: 'y'.repeat(43) } } as const;
  for (const from of ['cross-site', 'none', '', 'same-site', 'same-origin']) {
    const isNear = from.startsWith('same');
    const zin = new Visitor(server, { from });
    if (from === '') delete zin.headers['sec-fetch-site'];
    const expected = isNear ? 200 : 403;
    assert.equal((await zin.signIn()).status, expected, from);
    assert.equal((await zin.signIn('zin@reader.example', goodPassword, token)).status, expected, from);
    assert.equal((await zin.signUp({ name: 'Mem', email: 'mem@reader.example' })).status, isNear ? 202 : 403, from);
    const { flow } = (await zin.code('sign-in')).body;
    const code = await codeTo(server);
    assert.equal((await zin.confirm(flow, code, { password: goodPassword })).status, isNear ? 200 : 403);
    if (!isNear) assert.equal((await zin.confirm(flow, code)).status, 403, 'a cookie');
    if (!isNear) assert.equal((await zin.confirm(flow, code, { hold: token })).status, 200);
    const ways = (await zin.ask(`${sessionPaths.ways}?site=${news}`)).body;
    assert.deepEqual([ways.password, ways.passwordLength, ways.providers], [isNear ? 'here' : 'page', 15, []]);
  }
});

test('pages of other sites ask for nothing, and the server’s own page leads back', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  for (const origin of ['https://evil.example', 'null', blog, `${news}.evil.example`]) {
    const evil = new Visitor(server, { origin });
    for (const reply of [await evil.signIn(), await evil.signUp(), await evil.code('reset'), await evil.session(), await evil.end('everywhere')]) {
      assert.deepEqual([reply.status, reply.headers.get('set-cookie')], [403, null], origin);
    }
  }
  const own = new Visitor(server, { origin: server.url, from: 'same-origin' });
  assert.equal((await own.signIn()).status, 403, 'it holds no session of another site');
  const { verifier, ...back } = newReturn(`${news}/a#x`);
  assert.deepEqual(faultsOf(await own.signIn('zin@reader.example', goodPassword, { kind: 'return', ...back, returnTo: 'https://evil.example/' })), ['returnTo unknown']);
  const { leadsTo, session, tokens } = (await own.signIn('zin@reader.example', goodPassword, { kind: 'return', ...back })).body;
  assert.deepEqual([session, tokens, cameBack(leadsTo).page], [null, null, `${news}/a`]);
  const zin = new Visitor(server, { from: 'same-site' });
  const { code } = cameBack(leadsTo);
  assert.deepEqual(faultsOf(await new Visitor(server, { site: blog }).send(sessionPaths.redeem, { code, verifier, hold: byCookie })), ['code expired']);
  assert.equal((await zin.send(sessionPaths.redeem, { code, verifier, hold: byCookie })).status, 200);
  assert.deepEqual(faultsOf(await zin.send(sessionPaths.redeem, { code, verifier, hold: byCookie })), ['code expired'], 'once');
});

test('a code that came back is good for a minute, and over after one wrong verifier', async (context) => {
  const { server, clock } = await memberServer(context);
  await new Visitor(server).join();
  const own = new Visitor(server, { origin: server.url, from: 'same-origin' });
  const zin = new Visitor(server);
  for (const [wait, isGood] of [[59_999, true], [60_000, false]] as const) {
    const { verifier, ...back } = newReturn(`${news}/a`);
    const { leadsTo } = (await own.signIn('zin@reader.example', goodPassword, { kind: 'return', ...back })).body;
    clock.move(wait);
    assert.equal((await zin.send(sessionPaths.redeem, { code: cameBack(leadsTo).code, verifier, hold: byCookie })).status, isGood ? 200 : 422);
  }
  const { verifier, ...back } = newReturn(`${news}/a`);
  const { code } = cameBack((await own.signIn('zin@reader.example', goodPassword, { kind: 'return', ...back })).body.leadsTo);
  assert.equal((await zin.send(sessionPaths.redeem, { code, verifier: newReturn(news).verifier, hold: byCookie })).status, 422);
  assert.equal((await zin.send(sessionPaths.redeem, { code, verifier, hold: byCookie })).status, 422);
});

test('a hash that was made with less work is made anew at the next sign-in', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const hashOf = async (): Promise<string> => (await server.store.database.reader.selectFrom('members').select('password').executeTakeFirstOrThrow()).password ?? '';
  assert.match(await hashOf(), new RegExp(`^\\$argon2id\\$v=19\\$m=${cheap.memory},t=1,p=1\\$`));
  const raised = await memberServer(context, { DIWAN_DATA: server.folder }, { hashWork: { memory: 64, passes: 2 } });
  assert.equal((await new Visitor(raised.server).signIn('zin@reader.example', 'another password')).status, 401);
  const stored = async (): Promise<string> => (await raised.server.store.database.reader.selectFrom('members').select('password').executeTakeFirstOrThrow()).password ?? '';
  assert.match(await stored(), /m=8,/);
  assert.equal((await new Visitor(raised.server).signIn()).status, 200);
  assert.match(await stored(), /m=64,t=2,p=1/);
  assert.equal((await new Visitor(raised.server).signIn()).status, 200);
  assert.deepEqual(usualWork, { memory: 65_536, passes: 3 });
});

test('a browser that keeps cookies is known at the second question', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  const ways = async (visitor: Visitor): Promise<boolean> => (await visitor.ask(`${sessionPaths.ways}?site=${news}`)).body.cookies;
  assert.deepEqual([await ways(zin), await ways(zin)], [false, true]);
  const far = new Visitor(server, { from: 'cross-site' });
  assert.deepEqual([await ways(far), far.cookies.size], [false, 0]);
});
