import assert from 'node:assert/strict';
import { subjectMark } from '../src/services/members/settings.ts';
import { test, type TestContext } from 'node:test';
import { TestBrowser, type Shown } from './support/browser.ts';
import { newReturn } from './support/device.ts';
import { client, hostileIssuer, type Forgery, type HostileIssuer } from './support/issuers.ts';
import { joined } from './support/members.ts';
import { news, query, serverFor, type TestServer } from './support/server.ts';

const page = `${news}/a`;
const failed = /#diwan-failed=failed&state=[\w-]+$/;

interface Way {
  readonly browser: TestBrowser;
  /** Where the provider was asked to lead back to, with its state. */
  readonly callback: URL;
  /** What it was asked. */
  readonly to: URL;
}

interface Stage {
  readonly server: TestServer;
  readonly issuer: HostileIssuer;
  readonly honest: HostileIssuer;
  begin(id?: string, browser?: TestBrowser): Promise<Way>;
  /** Comes back as the provider leads, with `more` in the address; `undefined` leaves one out. */
  comeBack(way: Way, more?: Record<string, string | undefined>, browser?: TestBrowser): Promise<Shown>;
  /** How many members, identities and codes there are. */
  gains(): Promise<readonly number[]>;
}

async function stage(context: TestContext): Promise<Stage> {
  const issuer = await hostileIssuer(context);
  const honest = await hostileIssuer(context);
  const plain = {
    id: 'plain',
    name: 'Plain',
    ...client,
    scope: 'read:user',
    oauth2: { authorization: `${issuer.issuer}/authorize`, token: `${issuer.issuer}/token`, userinfo: `${issuer.issuer}/userinfo`, fields: { subject: 'account.id', name: 'account.login', email: 'email', verified: 'confirmed' } },
  };
  const providers = [{ id: 'hostile', name: 'Hostile', issuer: issuer.issuer, ...client }, { id: 'honest', name: 'Honest', issuer: honest.issuer, ...client }, plain];
  const server = await serverFor(context, { DIWAN_PROVIDERS: JSON.stringify(providers) });
  return {
    server,
    issuer,
    honest,
    async begin(id = 'hostile', browser = new TestBrowser()) {
      const { challenge, state } = newReturn(page);
      const address = new URL(`${server.url}/v1/providers/${id}?${query({ site: news, challenge, state, return: page })}`);
      // The browser keeps the cookie; the address that it is led to is read from an answer of its own.
      const response = await fetch(address, { redirect: 'manual', headers: { cookie: await cookieOf(browser, address) } });
      const to = new URL(response.headers.get('location') ?? '');
      (to.origin === honest.issuer ? honest : issuer).authorize(to);
      const callback = new URL(to.searchParams.get('redirect_uri') ?? '');
      callback.searchParams.set('state', to.searchParams.get('state') ?? '');
      return { browser, callback, to };
    },
    async comeBack({ browser, callback }, more = {}, other = browser) {
      const address = new URL(callback);
      for (const [name, value] of Object.entries({ code: 'code', iss: issuer.issuer, ...more })) {
        if (value === undefined) address.searchParams.delete(name);
        else address.searchParams.set(name, value);
      }
      return await other.open(address);
    },
    async gains() {
      const { reader } = server.store.database;
      const rows = [await reader.selectFrom('members').select('id').execute(), await reader.selectFrom('identities').select('subject').execute(), await reader.selectFrom('flows').select('id_hash').where('purpose', 'in', ['redeem', 'proof']).execute()];
      return rows.map(({ length }) => length);
    },
  };
}

async function cookieOf(browser: TestBrowser, address: URL): Promise<string> {
  if (browser.cookiesFor(address) === '') await browser.open(address);
  return browser.cookiesFor(address);
}

test('an honest answer lets in, so that what follows can fail', async (context) => {
  const { begin, comeBack, gains, issuer } = await stage(context);
  assert.match((await comeBack(await begin())).url.href, /#diwan=[\w-]{43}&state=/);
  assert.deepEqual(await gains(), [1, 1, 1]);
  assert.equal(issuer.asked.get('grant_type'), 'authorization_code');
});

test('a token that is not just as it must be lets nobody in', async (context) => {
  const { begin, comeBack, gains, issuer, server } = await stage(context);
  const now = Math.floor(Date.now() / 1000);
  const forgeries: Record<string, Forgery> = {
    'another issuer': { claims: { iss: 'https://accounts.example' } },
    'the issuer with a slash': { claims: { iss: `${issuer.issuer}/` } },
    'no issuer': { claims: { iss: undefined } },
    'another audience': { claims: { aud: 'somebody else' } },
    'no audience': { claims: { aud: undefined } },
    'many audiences, and for another': { claims: { aud: [client.clientId, 'somebody else'], azp: 'somebody else' } },
    'another nonce': { claims: { nonce: 'x'.repeat(43) } },
    'no nonce': { claims: { nonce: undefined } },
    'too old': { claims: { iat: now - 7200, exp: now - 3600 } },
    'no end': { claims: { exp: undefined } },
    'an end that is no number': { claims: { exp: '9999999999' } },
    'no beginning': { claims: { iat: undefined } },
    'not good yet': { claims: { nbf: now + 3600 } },
    'no subject': { claims: { sub: undefined } },
    'a subject that is no text': { claims: { sub: 7 } },
    'another key': { by: 'another key' },
    'another key by a name nobody knows': { by: 'another key', header: { kid: 'other' } },
    'a key of its own': { by: 'another key', header: { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } } },
    'our own secret': { by: 'our secret' },
    'its public key taken for a secret': { by: 'the public key' },
    'no signature': { by: 'nothing' },
    'something critical that nobody knows': { header: { crit: ['x'], x: 1 } },
    'no token at all': { answer: { id_token: undefined } },
    'something else for a token': { answer: { id_token: 'token' } },
    'another kind of access': { answer: { token_type: 'none' } },
  };
  for (const [what, forgery] of Object.entries(forgeries)) {
    issuer.forgery = forgery;
    assert.match((await comeBack(await begin())).url.href, failed, what);
    assert.deepEqual(await gains(), [0, 0, 0], what);
  }
  issuer.forgery = { claims: { name: undefined, email_verified: undefined } };
  issuer.userinfo = { sub: 'somebody else', name: 'Zîn', email: 'zin@reader.example', email_verified: true };
  assert.match((await comeBack(await begin())).url.href, failed, 'somebody else when asked who it was');
  assert.deepEqual(await gains(), [0, 0, 0]);
  assert.equal((await server.ask('/health')).status, 200);
});

test('an answer that is not to this question, of this browser, lets nobody in', async (context) => {
  const { begin, comeBack, gains, issuer, server } = await stage(context);
  const refused = async (what: string, coming: Promise<Shown>, how: 'over' | 'failed'): Promise<void> => {
    const shown = await coming;
    if (how === 'over') assert.equal(shown.status, 400, what);
    else assert.match(shown.url.href, failed, what);
    assert.deepEqual(await gains(), [0, 0, 0], what);
  };
  await refused('another state', comeBack(await begin(), { state: 'x'.repeat(43) }), 'over');
  await refused('no state', comeBack(await begin(), { state: undefined }), 'over');
  await refused('no cookie: begun by somebody else', comeBack(await begin(), {}, new TestBrowser()), 'over');
  const mine = await begin();
  await refused('another browser’s cookie', comeBack(await begin(), {}, mine.browser), 'over');
  const twice = await begin();
  twice.callback.searchParams.append('state', 'x');
  await refused('two states', twice.browser.open(`${twice.callback.href}&code=code&iss=${issuer.issuer}`), 'over');
  await refused('another issuer’s name', comeBack(await begin(), { iss: 'https://accounts.example' }), 'failed');
  await refused('no issuer’s name, where it says that it gives one', comeBack(await begin(), { iss: undefined }), 'failed');
  await refused('no code', comeBack(await begin(), { code: undefined }), 'failed');
  await refused('a token in the address', comeBack(await begin(), { code: undefined, id_token: 'token', access_token: 'access' }), 'failed');
  await refused('a failure with another issuer’s name', comeBack(await begin(), { code: undefined, error: 'access_denied', iss: 'https://accounts.example' }), 'failed');
  await refused('a failure of its own', comeBack(await begin(), { code: undefined, error: 'server_error', error_description: '<b>' }), 'failed');
  const mixed = await begin('honest');
  mixed.callback.pathname = '/v1/providers/hostile/callback';
  // It takes for its own what the other was asked.
  mixed.to.searchParams.set('redirect_uri', `${server.url}/v1/providers/hostile/callback`);
  issuer.authorize(mixed.to);
  await refused('begun with one provider and come back from another', comeBack(mixed), 'failed');
  const nowhere = await begin();
  nowhere.callback.pathname = '/v1/providers/unknown/callback';
  await refused('come back from nobody', comeBack(nowhere), 'failed');
  // What another was given is of no use: the provider asks for the verifier of the one that began.
  const [early, late] = [await begin(), await begin()];
  await refused('a code that belongs to another way', comeBack(early), 'failed');
  const done = await comeBack(late);
  assert.match(done.url.href, /#diwan=/);
  const after = await gains();
  assert.equal((await comeBack(late)).status, 400, 'the same a second time');
  assert.deepEqual(await gains(), after);
  assert.equal((await server.ask('/health')).status, 200);
});

test('two ways at once in one browser do not disturb each other', async (context) => {
  const { begin, comeBack, honest } = await stage(context);
  honest.forgery = { claims: { email: 'mem@reader.example', name: 'Mem' } };
  const browser = new TestBrowser();
  const one = await begin('honest', browser);
  const other = await begin('hostile', browser);
  assert.match((await comeBack(other)).url.href, /#diwan=/);
  assert.match((await comeBack(one, { iss: honest.issuer })).url.href, /#diwan=/);
});

test('a provider without OpenID Connect says who somebody is by the fields that its owner named', async (context) => {
  const { begin, comeBack, gains, issuer, server } = await stage(context);
  issuer.forgery = { answer: { id_token: undefined } };
  issuer.userinfo = { account: { id: 4711, login: 'Zîn' }, email: 'zin@reader.example', confirmed: true };
  assert.match((await comeBack(await begin('plain'), { iss: undefined })).url.href, /#diwan=/);
  const identity = await server.store.database.reader.selectFrom('identities').selectAll().executeTakeFirstOrThrow();
  const from = `oauth2:${issuer.issuer}/userinfo`;
  assert.deepEqual([identity.issuer, identity.subject, identity.provider], [from, subjectMark(server.store.secrets, { site: news, issuer: from, subject: '4711' }), 'Plain']);
  assert.match(issuer.asked.get('code_verifier') ?? '', /^[\w-]{43}$/, 'with PKCE');
  const before = await gains();
  const nobody: Record<string, unknown>[] = [{}, { account: null }, { account: { id: '' } }, { account: { id: null } }, { account: { id: {} } }, { account: { id: 1.5 } }, { account: 'id' }];
  for (const answer of nobody) {
    issuer.userinfo = answer;
    assert.match((await comeBack(await begin('plain'), { iss: undefined })).url.href, failed, JSON.stringify(answer));
    assert.deepEqual(await gains(), before);
  }
});

test('an address is believed where the provider says that it was confirmed, and in no other case', async (context) => {
  const { begin, comeBack, issuer, server } = await stage(context);
  await joined(server, { email: 'zin@reader.example' });
  issuer.forgery = { answer: { id_token: undefined } };
  for (const [index, confirmed] of [false, 'true', 1, null, undefined].entries()) {
    issuer.userinfo = { account: { id: index, login: 'Beko' }, email: 'new@reader.example', confirmed };
    const way = await begin('plain');
    const shown = await comeBack(way, { iss: undefined });
    const flow = new URLSearchParams(shown.url.hash.slice(1)).get('proof') ?? '';
    const look = await way.browser.send(`${server.url}/v1/session/provider`, { flow });
    assert.deepEqual([look.body['needs'], look.body['email']], ['account', null]);
  }
});
