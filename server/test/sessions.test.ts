import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accountPaths, sessionPaths, type WireTokens } from 'diwan/contract';
import { newDevice, type Device } from './support/device.ts';
import { blog, news } from './support/server.ts';
import { codeTo, goodPassword, memberServer, Visitor, type SessionReply } from './support/visitor.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const bearer = (access: string | undefined): Record<string, string> => ({ authorization: `Bearer ${access}` });

/** Signs a member in on a page of another site, with tokens. */
async function withTokens(visitor: Visitor, device: Device, code: () => Promise<string>): Promise<WireTokens> {
  const { flow } = (await visitor.code('sign-in')).body;
  const { body, status } = await visitor.confirm(flow, await code(), { hold: { kind: 'token', key: device.key } });
  assert.equal(status, 200);
  return body.tokens!;
}

test('a cookie lasts thirty days from its last use, and is given anew when it is asked for', async (context) => {
  const { server, clock } = await memberServer(context);
  const zin = new Visitor(server);
  await zin.join();
  for (let visit = 0; visit < 3; visit++) {
    clock.move(30 * day - 1);
    const reply = await zin.session();
    assert.equal(reply.body.session?.viewer.name, 'Zîn');
    assert.match(reply.headers.get('set-cookie') ?? '', /Max-Age=2592000/);
  }
  clock.move(30 * day);
  const gone = await zin.session();
  assert.equal(gone.body.session, null);
  assert.match(gone.headers.get('set-cookie') ?? '', /^__Host-diwan-[0-9a-f]{8}=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/, 'and is taken away');
  assert.equal((await zin.session()).headers.get('set-cookie'), null);
  await zin.signIn();
  assert.equal((await server.store.database.reader.selectFrom('sessions').select('id').execute()).length, 1, 'the old one is forgotten');
});

test('a cookie that is forged, of another site, or ended, is none', async (context) => {
  const { server } = await memberServer(context);
  const [zin, guest] = [new Visitor(server), new Visitor(server)];
  await zin.join();
  const [[name, value] = ['', '']] = [...zin.cookies];
  for (const forged of [`${value.slice(0, -1)}${value.endsWith('A') ? 'B' : 'A'}`, 'x', value.toUpperCase(), `${value}x`]) assert.equal(await guest.who({ cookie: `${name}=${forged}` }), null);
  const elsewhere = new Visitor(server, { site: blog });
  await elsewhere.join();
  const [[blogName] = ['']] = [...elsewhere.cookies];
  assert.notEqual(blogName, name, 'each site has a cookie of its own');
  assert.equal(await elsewhere.who({ cookie: `${blogName}=${value}` }), null, 'and the value of one is worth nothing on another');
  const account = (site: string, cookie: string) => server.ask(`${accountPaths.account}?site=${site}`, { headers: { cookie } });
  assert.equal((await account(news, `${name}=${value}`)).status, 200);
  assert.equal((await account(blog, `${blogName}=${value}`)).status, 401);
  assert.equal((await account(blog, `${name}=${value}`)).status, 401);
  await zin.end('here');
  assert.equal(await guest.who({ cookie: `${name}=${value}` }), null);
});

test('signing out ends this device, the others, or all, and takes the cookie away', async (context) => {
  const { server } = await memberServer(context);
  const devices = [new Visitor(server), new Visitor(server), new Visitor(server)] as const;
  const [one, two, three] = devices;
  await one.join();
  for (const device of [two, three]) await device.signIn();
  const who = () => Promise.all(devices.map((device) => device.who()));
  assert.match((await two.end('here')).headers.get('set-cookie') ?? '', /Max-Age=0/);
  assert.deepEqual(await who(), ['Zîn', null, 'Zîn']);
  await two.signIn();
  assert.equal((await one.end('others')).headers.get('set-cookie'), null);
  assert.deepEqual(await who(), ['Zîn', null, null]);
  await two.signIn();
  await one.end('everywhere');
  assert.deepEqual(await who(), [null, null, null]);
  assert.deepEqual([(await one.end('here')).status, (await one.end('everywhere')).status], [200, 200], 'where nobody is signed in, nothing happens');
});

test('tokens last ten minutes, and a device gets new ones for its old', async (context) => {
  const { server, clock } = await memberServer(context);
  await new Visitor(server).join();
  const [far, device] = [new Visitor(server, { from: 'cross-site' }), newDevice()];
  const first = await withTokens(far, device, () => codeTo(server));
  assert.equal(far.cookies.size, 0);
  clock.move(10 * minute - 1);
  assert.equal(await far.who(bearer(first.access)), 'Zîn');
  clock.move(1);
  assert.equal(await far.who(bearer(first.access)), null);
  const second = await far.send(sessionPaths.refresh, device.refresh(news, first.refresh));
  assert.deepEqual([second.status, second.body.session?.viewer.name], [200, 'Zîn']);
  assert.equal(await far.who(bearer(second.body.tokens?.access)), 'Zîn');
  for (const access of [first.refresh, `${second.body.tokens?.access}x`, 'x', '']) assert.equal(await far.who(bearer(access)), null);
  const elsewhere = new Visitor(server, { site: blog });
  assert.equal(await elsewhere.who(bearer(second.body.tokens?.access)), null);
  clock.move(30 * day);
  assert.equal((await far.send(sessionPaths.refresh, device.refresh(news, second.body.tokens!.refresh))).status, 401);
});

test('a refresh token is worth nothing without the device’s key, and on another site', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const [far, device, thief] = [new Visitor(server, { from: 'cross-site' }), newDevice(), newDevice()];
  const { access, refresh } = await withTokens(far, device, () => codeTo(server));
  const send = (body: object, visitor = far): Promise<SessionReply> => visitor.send(sessionPaths.refresh, body);
  const signed = device.refresh(news, refresh);
  for (const forged of [thief.refresh(news, refresh), { ...signed, at: signed.at + 1 }, { ...signed, signature: 'A'.repeat(86) }, device.refresh(blog, refresh), device.refresh(news, access), device.refresh(news, `${refresh}A`)]) {
    assert.equal((await send({ ...forged, site: news })).status, 401);
  }
  assert.equal((await send({ ...device.refresh(blog, refresh) }, new Visitor(server, { site: blog }))).status, 401);
  assert.equal(await far.who(bearer(access)), 'Zîn', 'what is not signed ends nothing: otherwise anybody could sign others out');
  assert.equal((await send(signed)).status, 200);
});

test('a refresh token that comes twice ends the session, and a lost answer does not', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join();
  const [far, device] = [new Visitor(server, { from: 'cross-site' }), newDevice()];
  const refreshed = async (refresh: string): Promise<WireTokens | null> => (await far.send(sessionPaths.refresh, device.refresh(news, refresh))).body.tokens ?? null;
  const first = await withTokens(far, device, () => codeTo(server));
  assert.ok(await refreshed(first.refresh), 'this answer is lost');
  const second = await refreshed(first.refresh);
  assert.ok(second, 'and asked for again');
  assert.equal(await far.who(bearer(second.access)), 'Zîn');
  const third = await refreshed(second.refresh);
  assert.equal(await far.who(bearer(third?.access)), 'Zîn');
  assert.equal(await refreshed(first.refresh), null, 'somebody else has this one');
  assert.equal(await refreshed(third!.refresh), null, 'and now nobody has any');
  assert.equal(await far.who(bearer(third?.access)), null);
});

test('every route of an account needs a session, and one of the same site', async (context) => {
  const { server } = await memberServer(context);
  const [zin, elsewhere] = [new Visitor(server), new Visitor(server, { site: blog })];
  await zin.join();
  await elsewhere.join();
  const body = { site: news };
  const routes: readonly (readonly [method: string, path: string, body: object])[] = [
    ['GET', accountPaths.account, {}],
    ['PATCH', accountPaths.account, { ...body, name: 'Mem', about: null, settings: null }],
    ['PUT', accountPaths.picture, {}],
    ['POST', accountPaths.pictureRemoval, body],
    ['POST', accountPaths.password, { ...body, current: goodPassword, password: 'another good password' }],
    ['POST', accountPaths.device('x'), body],
    ['POST', accountPaths.passkey('x'), body],
    ['POST', accountPaths.provider('x'), body],
    ['GET', accountPaths.comments, {}],
    ['GET', accountPaths.earlier, {}],
    ['POST', accountPaths.claims, { ...body, ids: [] }],
    ['POST', accountPaths.download, body],
    ['POST', accountPaths.deletion, { ...body, comments: 'keep', proof: { password: goodPassword } }],
    ['POST', sessionPaths.code, { ...body, email: '', purpose: 'deletion', lang: 'en', link: null }],
    ['POST', sessionPaths.passkeyChallenge, { ...body, purpose: 'add' }],
  ];
  const cookiesOf = (visitor: Visitor): string => [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const [[, foreign] = ['', '']] = [...elsewhere.cookies];
  const [[ownName] = ['']] = [...zin.cookies];
  for (const [method, path, sent] of routes) {
    for (const cookie of ['', cookiesOf(elsewhere), `${ownName}=${foreign}`]) {
      const isPicture = method === 'PUT';
      const reply = await server.ask(method === 'GET' || isPicture ? `${path}?site=${news}` : path, {
        method,
        headers: { origin: news, 'sec-fetch-site': 'same-site', 'content-type': isPicture ? 'image/png' : 'application/json', ...(cookie && { cookie }) },
        ...(method !== 'GET' && { body: isPicture ? 'x' : JSON.stringify(sent) }),
      });
      assert.equal(reply.status, 401, `${method} ${path} ${cookie}`);
    }
  }
  assert.equal(await zin.who(), 'Zîn');
});

test('a copy of the files shows no address, no code, no password, no token', async (context) => {
  const { server } = await memberServer(context, { DIWAN_SECRET: 'a secret of forty characters, kept apart' });
  const [zin, far, device] = [new Visitor(server, { ip: '203.0.113.77' }), new Visitor(server, { from: 'cross-site', ip: '203.0.113.77' }), newDevice()];
  const secrets: string[] = ['zin@reader.example', 'reader.example', goodPassword, '203.0.113', 'the next password of all'];
  const asked = (await zin.signUp({ link: { challenge: 'c'.repeat(43), state: 's'.repeat(20), returnTo: `${news}/a` } })).body;
  secrets.push(asked.flow, await codeTo(server));
  await zin.confirm(asked.flow, await codeTo(server));
  await zin.signIn('zin@reader.example', 'the next password of all');
  const tokens = await withTokens(far, device, async () => {
    const code = await codeTo(server);
    secrets.push(code);
    return code;
  });
  secrets.push(tokens.access, tokens.refresh, ...zin.cookies.values());
  await zin.say('mine');
  const files = readdirSync(server.folder).map((name) => readFileSync(join(server.folder, name)));
  assert.ok(files.some((file) => file.includes('Zîn')), 'what is looked through is the database');
  for (const secret of secrets) {
    assert.ok(secret.length >= 8, secret);
    for (const file of files) assert.ok(!file.includes(secret), secret);
  }
});
