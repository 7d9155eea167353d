import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { accountPaths, sessionPaths, type SignInWays, type WireGrant } from 'diwan/contract';
import { Authenticator, type Misdeed } from './support/authenticator.ts';
import { newDevice, newReturn } from './support/device.ts';
import { accountIn, faultsOf, joined, mailsOf, type TestMember } from './support/members.ts';
import { stillClock } from './support/own.ts';
import { blog, news, newsToo, query, serverFor, type Reply, type TestServer } from './support/server.ts';
import { claimsAt, signedToken, signOn, siteIssuer, siteKey } from './support/sign-on.ts';

type Options = Parameters<Authenticator['use']>[0] & Record<string, unknown>;

/** The server lies under a path of the site, as it does where it is set up as recommended. */
const base = `${news}/comments`;

async function stage(context: TestContext, environment: Record<string, string> = {}): Promise<{ readonly server: TestServer; readonly clock: ReturnType<typeof stillClock> }> {
  const clock = stillClock();
  const server = await serverFor(context, { DIWAN_PUBLIC_URL: base, DIWAN_SITES: `${news} ${newsToo}, ${blog}`, ...environment }, { now: clock.now });
  return { server, clock };
}

async function challenge(server: TestServer, site = news): Promise<Options> {
  const reply = await server.send('POST', sessionPaths.passkeyChallenge, { site, purpose: 'sign-in' }, { origin: site });
  assert.equal(reply.status, 200, reply.text);
  return (reply.body as unknown as { options: Options }).options;
}

async function newChallenge(member: TestMember): Promise<Options> {
  const reply = await member.send('POST', sessionPaths.passkeyChallenge, { purpose: 'add' });
  assert.equal(reply.status, 200, reply.text);
  return (reply.body as unknown as { options: Options }).options;
}

async function add(member: TestMember, authenticator: Authenticator, { misdeed, name = 'Telefon' }: { readonly misdeed?: Misdeed; readonly name?: string } = {}): Promise<Reply> {
  const options = await newChallenge(member);
  return await member.send('POST', accountPaths.passkeys, { name, answer: authenticator.make(options, misdeed) });
}

async function signIn(server: TestServer, answer: object, { site = news, hold = { kind: 'token', key: newDevice().key } } = {}): Promise<Reply & { readonly grant: WireGrant }> {
  const reply = await server.send('POST', sessionPaths.passkeySignIn, { site, answer, hold }, { origin: site });
  return { ...reply, grant: reply.body as unknown as WireGrant };
}

test('a member adds a passkey, signs in with it, and is told of it', async (context) => {
  const { server } = await stage(context);
  const member = await joined(server);
  const authenticator = new Authenticator(news);
  const added = await add(member, authenticator);
  assert.deepEqual(accountIn(added).passkeys.map(({ id, name }) => [id, name]), [[authenticator.id, 'Telefon']]);
  assert.ok((await mailsOf(server)).some(([to, text]) => to === 'zin@reader.example' && text.includes('Telefon')));
  const options = await challenge(server);
  assert.deepEqual([options.rpId, options['userVerification'], options['allowCredentials']], ['news.example', 'required', undefined]);
  const done = await signIn(server, authenticator.use(options));
  assert.equal(done.status, 200, done.text);
  assert.equal(done.grant.session?.viewer.id, member.id);
  assert.ok(done.grant.tokens?.access);
  assert.equal((await signIn(server, authenticator.use(await challenge(server)))).status, 200, 'and again');
});

test('on the server’s own page it leads back to the site', async (context) => {
  const { server } = await stage(context, { DIWAN_PUBLIC_URL: 'https://comments.example' });
  const authenticator = new Authenticator('https://comments.example');
  assert.equal((await add(await joined(server), authenticator)).status, 200);
  const { challenge: given, state, returnTo } = newReturn(`${news}/a`);
  const asked = await server.send('POST', sessionPaths.passkeyChallenge, { site: news, purpose: 'sign-in' }, { origin: 'https://comments.example' });
  const answer = authenticator.use((asked.body as unknown as { options: Options }).options);
  const reply = await server.send('POST', sessionPaths.passkeySignIn, { site: news, answer, hold: { kind: 'return', challenge: given, state, returnTo } }, { origin: 'https://comments.example' });
  assert.match((reply.body as unknown as WireGrant).leadsTo ?? '', /^https:\/\/news\.example\/a#diwan=[\w-]{43}&state=/);
});

test('an answer that is not right lets nobody in', async (context) => {
  const { server, clock } = await stage(context);
  const member = await joined(server);
  const authenticator = new Authenticator(news);
  assert.equal((await add(member, authenticator)).status, 200);
  authenticator.counter = 10;
  assert.equal((await signIn(server, authenticator.use(await challenge(server)))).status, 200);
  const misdeeds: Record<string, Misdeed> = {
    'another page': { origin: 'https://evil.example' },
    'another site’s page': { origin: blog },
    'the same site on another host': { origin: newsToo },
    'the same host without TLS': { origin: 'http://news.example' },
    'the same host on another port': { origin: 'https://news.example:8443' },
    'no page': { origin: 'null' },
    'another host': { rpId: 'evil.example' },
    'a longer host': { rpId: 'www.news.example' },
    'another key': { isForged: true },
    'another challenge': { challenge: 'x'.repeat(43) },
    'what makes a passkey': { type: 'webauthn.create' },
    'nobody was there': { flags: 0x04 },
    'its owner did not show themselves': { flags: 0x01 },
    'a counter that stands still': { counter: 11 },
    'a counter that goes back': { counter: 3 },
    'a counter that begins anew': { counter: 0 },
    'another member': { userHandle: Buffer.from('x'.repeat(16)).toString('base64url') },
    'nobody': { userHandle: null },
    'another passkey': { id: new Authenticator(news).id },
  };
  for (const [what, misdeed] of Object.entries(misdeeds)) {
    const reply = await signIn(server, authenticator.use(await challenge(server), misdeed));
    assert.deepEqual([reply.status, reply.body.code], [401, 'unauthenticated'], what);
    assert.equal((await server.store.database.reader.selectFrom('passkeys').select('counter').executeTakeFirstOrThrow()).counter, 11, what);
  }
  for (const answer of [{}, { id: 7 }, { id: 'x', rawId: 'x', type: 'public-key', response: {} }, { ...authenticator.use(await challenge(server)), type: 'password' }, { ...authenticator.use(await challenge(server)), rawId: 'other' }]) {
    assert.equal((await signIn(server, answer)).status, 401);
  }
  const options = await challenge(server);
  const answer = authenticator.use(options);
  const [one, other] = await Promise.all([signIn(server, answer), signIn(server, answer)]);
  assert.deepEqual([one.status, other.status].sort(), [200, 401], 'the same answer twice');
  assert.equal((await signIn(server, authenticator.use(options))).status, 401, 'a challenge that was answered');
  const late = authenticator.use(await challenge(server));
  clock.move(5 * 60_000);
  assert.equal((await signIn(server, late)).status, 401, 'a challenge that is too old');
  const wrong = await challenge(server);
  assert.equal((await signIn(server, authenticator.use(wrong, { isForged: true }))).status, 401);
  assert.equal((await signIn(server, authenticator.use(wrong))).status, 401, 'a challenge that was answered wrongly');
  assert.equal((await signIn(server, authenticator.use(await newChallenge(member)))).status, 401, 'a challenge for a new passkey');
  assert.equal((await signIn(server, authenticator.use(await challenge(server)))).status, 200, 'and the right one still does');
});

test('a passkey is one site’s alone', async (context) => {
  const { server } = await stage(context);
  const authenticator = new Authenticator(news);
  await add(await joined(server), authenticator);
  assert.equal((await signIn(server, authenticator.use(await challenge(server, blog)), { site: blog })).status, 401, 'at another site');
  assert.equal((await signIn(server, authenticator.use(await challenge(server, blog)))).status, 401, 'with another site’s challenge');
});

test('a passkey that is not made as it must be is not added', async (context) => {
  const { server, clock } = await stage(context);
  const member = await joined(server);
  const stranger = await joined(server, { name: 'Beko', email: 'beko@reader.example' });
  const misdeeds: Record<string, Misdeed> = {
    'another page': { origin: 'https://evil.example' },
    'another site’s page': { origin: blog },
    'another host': { rpId: 'evil.example' },
    'another challenge': { challenge: 'x'.repeat(43) },
    'what uses a passkey': { type: 'webauthn.get' },
    'nobody was there': { flags: 0x44 },
    'its owner did not show themselves': { flags: 0x41 },
    'another algorithm': { algorithm: -65535 },
  };
  for (const [what, misdeed] of Object.entries(misdeeds)) {
    const reply = await add(member, new Authenticator(news), { misdeed });
    assert.deepEqual([reply.status, faultsOf(reply)], [422, ['answer malformed']], what);
  }
  const authenticator = new Authenticator(news);
  const options = (await newChallenge(member)) as Options & { rp: { id: string } };
  assert.equal((await stranger.send('POST', accountPaths.passkeys, { name: 'x', answer: authenticator.make(options) })).status, 422, 'another member’s challenge');
  assert.equal((await member.send('POST', accountPaths.passkeys, { name: 'x', answer: authenticator.make(options) })).status, 422, 'a challenge that was answered');
  const late = (await newChallenge(member)) as Options & { rp: { id: string } };
  clock.move(5 * 60_000);
  assert.equal((await member.send('POST', accountPaths.passkeys, { name: 'x', answer: authenticator.make(late) })).status, 422, 'a challenge that is too old');
  const signing = await challenge(server);
  assert.equal((await member.send('POST', accountPaths.passkeys, { name: 'x', answer: authenticator.make({ ...signing, rp: { id: 'news.example' } }) })).status, 422, 'a challenge to sign in');
  for (const [name, reason] of [['', 'required'], ['x'.repeat(81), 'too-long'], ['a\u202eb', 'characters']] as const) {
    assert.deepEqual(faultsOf(await add(member, new Authenticator(news), { name })), [`name ${reason}`]);
  }
  assert.equal((await add(member, authenticator)).status, 200);
  assert.equal((await add(stranger, new Authenticator(news), { misdeed: { id: authenticator.id } })).status, 409, 'one that another has');
  assert.deepEqual((await server.store.database.reader.selectFrom('passkeys').select('member_id').execute()).map((each) => each.member_id), [member.id]);
});

test('only who is signed in adds or removes, and each their own', async (context) => {
  const { server } = await stage(context);
  const [member, stranger] = [await joined(server), await joined(server, { name: 'Beko', email: 'beko@reader.example' })];
  const authenticator = new Authenticator(news);
  await add(member, authenticator);
  assert.equal((await server.send('POST', sessionPaths.passkeyChallenge, { site: news, purpose: 'add' }, { origin: news })).status, 401);
  assert.equal((await server.send('POST', accountPaths.passkeys, { site: news, name: 'x', answer: {} }, { origin: news })).status, 401);
  assert.equal((await server.send('POST', accountPaths.passkey(authenticator.id), { site: news }, { origin: news })).status, 401);
  assert.equal((await member.send('POST', accountPaths.passkey(authenticator.id), {}, { origin: blog })).status, 403);
  await stranger.send('POST', accountPaths.passkey(authenticator.id));
  assert.equal((await member.account()).passkeys.length, 1);
  const options = await newChallenge(member);
  assert.deepEqual((options['excludeCredentials'] as { id: string }[]).map(({ id }) => id), [authenticator.id]);
  const removed = accountIn(await member.send('POST', accountPaths.passkey(authenticator.id)));
  assert.deepEqual(removed.passkeys, []);
  assert.equal((await signIn(server, authenticator.use(await challenge(server)))).status, 401);
  assert.equal((await member.send('POST', accountPaths.passkey(authenticator.id))).status, 200, 'removed already');
});

test('the site’s own users have none: the site alone signs them in', async (context) => {
  const key = siteKey();
  const clock = stillClock();
  const server = await serverFor(context, { DIWAN_PUBLIC_URL: base, DIWAN_SSO: JSON.stringify([{ site: news, issuer: siteIssuer, publicKey: key.pem }]) }, { now: clock.now });
  const { grant } = await signOn(server, signedToken(claimsAt(clock.now()), key));
  const headers = { origin: news, authorization: `Bearer ${grant.tokens?.access}` };
  assert.equal((await server.send('POST', sessionPaths.passkeyChallenge, { site: news, purpose: 'add' }, headers)).status, 403);
  assert.equal((await server.send('POST', accountPaths.passkeys, { site: news, name: 'x', answer: {} }, headers)).status, 403);
});

test('passkeys are offered on the server’s own host, and on no other', async (context) => {
  const offered = async (base: string, headers: Record<string, string>): Promise<unknown> => {
    const server = await serverFor(context, { DIWAN_PUBLIC_URL: base });
    const reply = await server.ask(`${sessionPaths.ways}?${query({ site: news })}`, { headers });
    return (reply.body as unknown as SignInWays).passkeys;
  };
  assert.equal(await offered(base, { origin: news }), true);
  assert.equal(await offered(base, { 'sec-fetch-site': 'same-origin' }), true, 'a page of the very origin says none');
  assert.equal(await offered('https://comments.example', { 'sec-fetch-site': 'same-origin' }), true, 'the server’s own page');
  assert.equal(await offered(base, { origin: newsToo }), false);
  assert.equal(await offered('https://comments.news.example', { origin: news }), false);
  assert.equal(await offered(base, {}), false);
  assert.equal(await offered('http://127.0.0.1:8787', { 'sec-fetch-site': 'same-origin' }), false, 'an address is no name');
  assert.equal(await offered('http://localhost:8787', { 'sec-fetch-site': 'same-origin' }), true);
  assert.equal(await offered('http://comments.example', { 'sec-fetch-site': 'same-origin' }), false, 'without TLS');
});

test('a page says what its server can do for members', async (context) => {
  const key = siteKey();
  const facetsWith = async (environment: Record<string, string>): Promise<readonly string[]> => (await (await serverFor(context, environment)).page({})).body.facets;
  const usual = await facetsWith({});
  for (const facet of ['signInPages', 'passkeys']) assert.ok(usual.includes(facet), facet);
  assert.ok(!usual.includes('singleSignOn'));
  assert.ok((await facetsWith({ DIWAN_SSO: JSON.stringify([{ site: news, issuer: siteIssuer, publicKey: key.pem }]) })).includes('singleSignOn'));
  assert.ok(!(await facetsWith({ DIWAN_MEMBERS: 'off' })).includes('passkeys'));
});
