import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { accountPaths, type AccountView } from 'diwan/contract';
import { mailsOf } from './support/members.ts';
import { stillClock } from './support/own.ts';
import { blog, news, newsToo, serverFor } from './support/server.ts';
import { claimsAt, keysAt, signedToken, signOn, siteIssuer, siteKey } from './support/sign-on.ts';
import { codeTo, goodPassword, memberServer, Visitor } from './support/visitor.ts';

const key = siteKey();
const setting = JSON.stringify([{ site: news, issuer: siteIssuer, publicKey: key.pem }]);
const minute = 60;

test('a user of the site is signed in by its token, a member the first time and the same one later', async (context) => {
  const server = await serverFor(context, { DIWAN_SSO: setting });
  const first = await signOn(server, signedToken(claimsAt(Date.now(), { jti: 'one' }), key));
  assert.equal(first.status, 200, first.text);
  assert.deepEqual([first.grant.session?.viewer.name, first.grant.session?.isNew, first.grant.session?.isManaged], ['Zîn', true, true]);
  assert.ok(first.grant.tokens?.access);
  const second = await signOn(server, signedToken(claimsAt(Date.now(), { jti: 'two' }), key));
  assert.deepEqual([second.grant.session?.viewer, second.grant.session?.isNew], [first.grant.session?.viewer, false]);
  const other = await signOn(server, signedToken(claimsAt(Date.now(), { sub: 'user 2', name: 'Mem' }), key));
  assert.notEqual(other.grant.session?.viewer.id, first.grant.session?.viewer.id);
});

test('the name follows the site’s, and is not taken from another member', async (context) => {
  const server = await serverFor(context, { DIWAN_SSO: setting });
  const nameOf = async (sub: string, name: string): Promise<string | undefined> => (await signOn(server, signedToken(claimsAt(Date.now(), { sub, name, jti: crypto.randomUUID() }), key))).grant.session?.viewer.name;
  assert.equal(await nameOf('1', 'Zîn'), 'Zîn');
  assert.equal(await nameOf('2', 'zîN'), 'zîN (2)', 'the same name to a reader’s eye');
  assert.equal(await nameOf('3', 'Zîn'), 'Zîn (3)');
  assert.equal(await nameOf('1', 'Zînê'), 'Zînê');
  assert.equal(await nameOf('3', 'Zînê'), 'Zîn (3)', 'keeps the old one');
  assert.equal(await nameOf('3', 'Zîn'), 'Zîn', 'which is free now');
});

test('every token that is not just as it must be is refused', async (context) => {
  const server = await serverFor(context, { DIWAN_SSO: setting });
  const now = Math.floor(Date.now() / 1000);
  const claims = (more: Record<string, unknown>): Record<string, unknown> => claimsAt(Date.now(), { jti: crypto.randomUUID(), ...more });
  const good = signedToken(claims({}), key);
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const altered = Buffer.from(JSON.stringify(claims({ sub: 'somebody else' }))).toString('base64url');
  const forged: Record<string, string> = {
    'signed with another key': signedToken(claims({}), siteKey()),
    'signed with RSA': signedToken(claims({}), siteKey('RS256')),
    'a public key taken for a secret': signedToken(claims({}), key.pem),
    'a public key taken for a secret, without its last line': signedToken(claims({}), key.pem.trim()),
    'not signed at all': signedToken(claims({}), null),
    'not signed, in other letters': signedToken(claims({}), null, { alg: 'NONE' }),
    'another algorithm than it says': signedToken(claims({}), key, { alg: 'RS256' }),
    'a key of its own': signedToken(claims({}), siteKey(), { jwk: siteKey().jwk('x') }),
    'something critical that nobody knows': signedToken(claims({}), key, { crit: ['x'], x: 1 }),
    'other claims under the same signature': `${header}.${altered}.${signature}`,
    'no signature': `${header}.${payload}.`,
    'half a token': `${header}.${payload}`,
    'no token': 'token',
    'another issuer': signedToken(claims({ iss: 'https://accounts.blog.example' }), key),
    'no issuer': signedToken(claims({ iss: undefined }), key),
    'another audience': signedToken(claims({ aud: blog }), key),
    'no audience': signedToken(claims({ aud: undefined }), key),
    'too old': signedToken(claims({ iat: now - 10 * minute, exp: now - minute }), key),
    'no end': signedToken(claims({ exp: undefined }), key),
    'an end that is no number': signedToken(claims({ exp: 'tomorrow' }), key),
    'no beginning': signedToken(claims({ iat: undefined }), key),
    'a beginning in the future': signedToken(claims({ iat: now + 2 * minute, exp: now + 3 * minute }), key),
    'not good yet': signedToken(claims({ nbf: now + 2 * minute }), key),
    'good for too long': signedToken(claims({ exp: now + 11 * minute }), key),
    'good for years': signedToken(claims({ iat: now, exp: now + 1e8 }), key),
    'nobody': signedToken(claims({ sub: undefined }), key),
    'an empty subject': signedToken(claims({ sub: '' }), key),
    'no name': signedToken(claims({ name: undefined }), key),
    'a name that turns round what stands behind': signedToken(claims({ name: 'Zîn\u202e' }), key),
  };
  for (const [what, token] of Object.entries(forged)) {
    const reply = await signOn(server, token);
    assert.deepEqual([reply.status, reply.body.code], [401, 'unauthenticated'], what);
    assert.equal(reply.headers.get('set-cookie'), null);
  }
  assert.equal((await signOn(server, good)).status, 200, 'and the one that is');
});

test('a token is good once', async (context) => {
  const { now, move } = stillClock();
  const server = await serverFor(context, { DIWAN_SSO: setting }, { now });
  const token = signedToken(claimsAt(now()), key);
  const answers = await Promise.all([signOn(server, token), signOn(server, token), signOn(server, token)]);
  assert.deepEqual(answers.map((reply) => reply.status).sort(), [200, 401, 401]);
  // The last letter of a signature has bits that mean nothing: another letter is the same signature.
  const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(token.at(-1)!);
  const twin = `${token.slice(0, -1)}${'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[last ^ 1]}`;
  assert.equal((await signOn(server, twin)).status, 401, 'its twin');
  assert.equal((await signOn(server, signedToken(claimsAt(now(), { jti: 'x' }), key))).status, 200);
  assert.equal((await signOn(server, signedToken(claimsAt(now(), { jti: 'x', sub: 'user 2' }), key))).status, 401, 'another with its jti');
  move(5 * 60_000 + 31_000);
  assert.equal((await signOn(server, token)).status, 401, 'nor when it is forgotten');
  await signOn(server, signedToken(claimsAt(now()), key));
  const kept = await server.store.database.reader.selectFrom('used_tokens').selectAll().execute();
  assert.equal(kept.length, 1, 'those that are too old are swept away');
});

test('a site’s users are that site’s alone', async (context) => {
  const other = siteKey();
  const both = JSON.stringify([
    { site: news, issuer: siteIssuer, publicKey: key.pem },
    { site: blog, issuer: siteIssuer, publicKey: other.jwk('b') },
  ]);
  const server = await serverFor(context, { DIWAN_SSO: both });
  const here = await signOn(server, signedToken(claimsAt(Date.now(), { jti: 'of both' }), key));
  assert.equal((await signOn(server, signedToken(claimsAt(Date.now(), { jti: '1' }), key), { site: blog })).status, 401, 'its token at another site');
  assert.equal((await signOn(server, signedToken(claimsAt(Date.now(), { jti: '2', aud: blog }), key), { site: blog })).status, 401, 'its key at another site');
  const there = await signOn(server, signedToken(claimsAt(Date.now(), { aud: blog, jti: 'of both' }), other), { site: blog });
  assert.equal(there.status, 200, there.text);
  assert.notEqual(there.grant.session?.viewer.id, here.grant.session?.viewer.id);
  const foreign = await signOn(server, signedToken(claimsAt(Date.now(), { jti: '3' }), key), { headers: { origin: blog } });
  assert.equal(foreign.status, 403, 'a page of another site');
  assert.equal((await signOn(server, signedToken(claimsAt(Date.now(), { jti: '4' }), key), { site: newsToo })).status, 200, 'another origin of the same site');
});

test('a site without users of its own says so', async (context) => {
  const server = await serverFor(context, { DIWAN_SSO: setting });
  assert.deepEqual([(await signOn(server, 'x', { site: blog })).body.code], ['unsupported']);
});

test('a cookie holds it on a page of the same site alone, and nothing leads back', async (context) => {
  const server = await serverFor(context, { DIWAN_SSO: setting });
  const ask = (jti: string, hold: object, relation: string): Promise<Awaited<ReturnType<typeof server.ask>>> =>
    server.send('POST', '/v1/session/single-sign-on', { site: news, token: signedToken(claimsAt(Date.now(), { jti }), key), hold }, { origin: news, 'sec-fetch-site': relation });
  assert.match((await ask('1', { kind: 'cookie' }, 'same-site')).headers.get('set-cookie') ?? '', /^__Host-diwan-[0-9a-f]{8}=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  assert.equal((await ask('2', { kind: 'cookie' }, 'cross-site')).status, 403);
  const back = { kind: 'return', challenge: 'x'.repeat(43), state: 'x'.repeat(22), returnTo: `${news}/a` };
  assert.equal((await ask('3', back, 'same-site')).status, 422);
});

test('a shared secret signs, too', async (context) => {
  const secret = 'a secret that two machines know, and no other one does';
  const server = await serverFor(context, { DIWAN_SSO: JSON.stringify([{ site: news, issuer: siteIssuer, audience: 'comments', secret }]) });
  assert.equal((await signOn(server, signedToken(claimsAt(Date.now(), { aud: 'comments' }), secret))).status, 200);
  assert.equal((await signOn(server, signedToken(claimsAt(Date.now(), { aud: 'comments', jti: '2' }), `${secret}.`))).status, 401);
  assert.equal((await signOn(server, signedToken(claimsAt(Date.now(), { aud: 'comments', jti: '3' }), null))).status, 401);
});

test('keys at an address may change while the server runs', async (context) => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() });
  context.after(() => mock.timers.reset());
  const [former, latter] = [siteKey('RS256'), siteKey('EdDSA')];
  const given = await keysAt(context);
  const server = await serverFor(context, { DIWAN_SSO: JSON.stringify([{ site: news, issuer: siteIssuer, jwks: given.address }]) });
  const status = async (jti: string, signer: typeof former, kid: string): Promise<number> => (await signOn(server, signedToken(claimsAt(Date.now(), { jti }), signer, { kid }))).status;
  given.status = 500;
  assert.equal(await status('0', former, 'a'), 503, 'nobody knows yet');
  given.status = 200;
  given.keys = [former.jwk('a')];
  assert.equal(await status('1', former, 'a'), 200);
  given.keys = [latter.jwk('b')];
  assert.equal(await status('2', latter, 'b'), 401, 'not asked for with each token');
  mock.timers.tick(31_000);
  assert.equal(await status('3', latter, 'b'), 200);
  assert.equal(await status('4', former, 'a'), 401, 'the former key is none any more');
  assert.equal(await status('5', former, 'b'), 401, 'under another’s name');
  assert.ok((await signOn(server, signedToken(claimsAt(Date.now(), { jti: '6' }), latter.pem, { kid: 'b' }))).status === 401, 'a public key taken for a secret');
});

test('an address is taken over where the site confirmed it, and nobody becomes another by one', async (context) => {
  const server = await serverFor(context, { DIWAN_SSO: setting });
  const emails = async (): Promise<number> => {
    const rows = await server.store.database.reader.selectFrom('members').select('email_key').where('email_key', 'is not', null).execute();
    return rows.length;
  };
  const join = (sub: string, more: Record<string, unknown>): ReturnType<typeof signOn> => signOn(server, signedToken(claimsAt(Date.now(), { sub, name: sub, ...more }), key));
  await join('one', { email: 'zin@reader.example' });
  assert.equal(await emails(), 0);
  const owner = await join('two', { email: 'zin@reader.example', email_verified: true });
  assert.equal(await emails(), 1);
  const other = await join('three', { email: 'ZIN@reader.example', email_verified: true });
  assert.equal(await emails(), 1);
  assert.notEqual(other.grant.session?.viewer.id, owner.grant.session?.viewer.id);
});

test('the site is not among the providers that an account shows', async (context) => {
  const server = await serverFor(context, { DIWAN_SSO: setting });
  const { grant } = await signOn(server, signedToken(claimsAt(Date.now()), key));
  const account = await server.ask(`/v1/account?site=${encodeURIComponent(news)}`, { headers: { origin: news, authorization: `Bearer ${grant.tokens?.access}` } });
  assert.deepEqual((account.body as unknown as AccountView).providers, []);
});

test('the site of the demonstration signs its users in', { timeout: 30_000 }, async (context) => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const site = `http://127.0.0.1:${port}`;
  const server = await serverFor(context, { DIWAN_SITES: site, DIWAN_SSO: JSON.stringify([{ site, issuer: site, jwks: `${site}/keys` }]) });
  const script = fileURLToPath(new URL('../../demo/single-sign-on/server.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { env: { ...process.env, PORT: String(port), DIWAN_SERVER: server.url, DIWAN_SITE: site }, stdio: ['ignore', 'pipe', 'inherit'] });
  context.after(() => child.kill());
  await once(child.stdout, 'data');
  assert.equal((await fetch(`${site}/token`)).status, 204, 'nobody is signed in there');
  const form = (user: string, password: string): Promise<Response> => fetch(`${site}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ user, password }) });
  assert.equal((await form('zin', 'wrong')).headers.get('set-cookie'), null);
  const cookie = (await form('zin', 'demo')).headers.get('set-cookie')?.split(';')[0] ?? '';
  assert.equal((await fetch(`${site}/token`, { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status, 403, 'for its own pages alone');
  const token = await (await fetch(`${site}/token`, { headers: { cookie } })).text();
  const reply = await signOn(server, token, { site });
  assert.equal(reply.grant.session?.viewer.name, 'Zîn', reply.text);
  assert.equal((await signOn(server, token, { site })).status, 401, 'once');
});

test('whom the site signs in is let in by the site alone: not by mail, not by a password', async (context) => {
  const { server } = await memberServer(context, { DIWAN_SSO: setting });
  const email = 'zin@reader.example';
  const clock = Date.UTC(2026, 10, 22, 12);
  const { grant } = await signOn(server, signedToken(claimsAt(clock, { email, email_verified: true }), key));
  const authorization = `Bearer ${grant.tokens?.access}`;
  const [identity] = await server.store.database.reader.selectFrom('identities').selectAll().execute();
  assert.ok(identity && !JSON.stringify(identity).includes('user 1'), 'what they are called there, perhaps an address, is not kept');
  const guest = new Visitor(server);
  for (const purpose of ['sign-in', 'reset'] as const) {
    assert.deepEqual(Object.keys((await guest.code(purpose, email)).body).sort(), ['expiresAt', 'flow'], 'answered like any');
    assert.doesNotMatch((await mailsOf(server))[0]![1], /\d{8}/);
  }
  const { body } = await guest.signUp({ name: 'Other', email });
  const joining = await guest.confirm(body.flow, await codeTo(server, email));
  assert.deepEqual([joining.status, await guest.who()], [422, null]);
  const set = await guest.send(accountPaths.password, { current: null, password: goodPassword }, { authorization });
  assert.equal(set.status, 403);
  assert.equal((await guest.signIn(email)).status, 401);
});
