import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { WireGrant } from 'diwan/contract';
import { TestBrowser, type Shown } from './support/browser.ts';
import { newDevice, newReturn } from './support/device.ts';
import { client, realIssuer, type Person } from './support/issuers.ts';
import { joined, mailsOf, usualPassword } from './support/members.ts';
import { stillClock } from './support/own.ts';
import { blog, news, query, serverFor, type TestServer } from './support/server.ts';

const page = `${news}/a?b=1`;

const people: Record<string, Person> = {
  zin: { name: 'Zîn', email: 'zin@reader.example', email_verified: true },
  mem: { name: 'Mem', email: 'mem@reader.example', email_verified: false },
  nameless: { email: 'nameless@reader.example', email_verified: true },
};

interface Stage {
  readonly server: TestServer;
  /** Signs in at the provider in a browser, and shows where that led. */
  through(browser: TestBrowser, sub: string, back?: ReturnType<typeof newReturn>, more?: Record<string, string>): Promise<Shown>;
  redeem(to: URL, verifier: string): Promise<WireGrant>;
}

async function stage(context: TestContext): Promise<Stage> {
  const provider = await realIssuer(context, people);
  const server = await serverFor(context, { DIWAN_PROVIDERS: JSON.stringify([{ id: 'example', name: 'Example', issuer: provider.issuer, ...client }]) });
  provider.serve(server.url, 'example');
  return {
    server,
    async through(browser, sub, back = newReturn(page), more = {}) {
      const start = await browser.open(beginning(server, back, more));
      const consent = await browser.submit(start, { login: sub, password: 'any' });
      return consent.status === null || consent.url.origin === server.url ? consent : await browser.submit(consent, {});
    },
    async redeem(to, verifier) {
      const reply = await server.send('POST', '/v1/session/redeem', { site: news, code: codeIn(to), verifier, hold: { kind: 'token', key: newDevice().key } }, { origin: news });
      assert.equal(reply.status, 200, reply.text);
      return reply.body as unknown as WireGrant;
    },
  };
}

function beginning(server: TestServer, { challenge, state, returnTo }: ReturnType<typeof newReturn>, more: Record<string, string> = {}): string {
  return `${server.url}/v1/providers/example?${query({ site: news, challenge, state, return: returnTo, lang: 'ku', ...more })}`;
}

function fragmentOf({ hash }: URL): URLSearchParams {
  return new URLSearchParams(hash.slice(1));
}

function codeIn(to: URL): string {
  return fragmentOf(to).get('diwan') ?? '';
}

test('a provider lets in: a new member the first time, the same one later, by a code that leads back', async (context) => {
  const { server, through, redeem } = await stage(context);
  const back = newReturn(`${page}#old`);
  const first = await through(new TestBrowser(), 'zin', back);
  assert.equal(first.url.href.replace(/#.*/, ''), page);
  assert.equal(fragmentOf(first.url).get('state'), back.state);
  assert.match(codeIn(first.url), /^[\w-]{43}$/);
  const members = await server.store.database.reader.selectFrom('members').select(['name', 'id']).execute();
  assert.deepEqual(members.map(({ name }) => name), ['Zîn']);
  const second = await through(new TestBrowser(), 'zin');
  assert.match(codeIn(second.url), /^[\w-]{43}$/);
  const { session } = await redeem(first.url, back.verifier);
  assert.deepEqual([session?.viewer.name, session?.isNew, session?.isManaged], ['Zîn', true, false]);
  const ids = await server.store.database.reader.selectFrom('flows').select('member_id').where('purpose', '=', 'redeem').execute();
  assert.deepEqual(ids.map((each) => each.member_id), [members[0]!.id, members[0]!.id]);
});

test('what was asked for at the provider holds no more than it must, and goes over S256', async (context) => {
  const { server } = await stage(context);
  const response = await fetch(beginning(server, newReturn(page)), { redirect: 'manual' });
  const asked = new URL(response.headers.get('location') ?? '').searchParams;
  assert.deepEqual(
    [asked.get('redirect_uri'), asked.get('response_type'), asked.get('code_challenge_method'), asked.get('scope'), asked.get('ui_locales')],
    [`${server.url}/v1/providers/example/callback`, 'code', 'S256', 'openid profile email', 'ku'],
  );
  for (const name of ['state', 'nonce', 'code_challenge']) assert.match(asked.get(name) ?? '', /^[\w-]{43}$/, name);
  assert.match(response.headers.get('set-cookie') ?? '', /^__Host-diwan-flow=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  assert.ok(!asked.toString().includes('news.example'));
});

test('who gives up at the provider comes back to the page', async (context) => {
  const { server } = await stage(context);
  const [browser, back] = [new TestBrowser(), newReturn(page)];
  const start = await browser.open(beginning(server, back));
  const end = await browser.open(new URL(/href="([^"]*abort)"/.exec(start.text)?.[1] ?? '', start.url));
  assert.equal(end.url.href, `${page}#diwan-failed=cancelled&state=${back.state}`);
});

test('a provider that cannot be reached leads back at once', async (context) => {
  const server = await serverFor(context, { DIWAN_PROVIDERS: JSON.stringify([{ id: 'example', name: 'Example', issuer: 'http://127.0.0.1:9', ...client }]) });
  const back = newReturn(page);
  assert.equal((await new TestBrowser().open(beginning(server, back))).url.href, `${page}#diwan-failed=failed&state=${back.state}`);
});

test('a name that cannot be had is asked for on the server’s own page', async (context) => {
  const { server, through } = await stage(context);
  await joined(server, { name: 'zîn', email: 'other@reader.example' });
  for (const [sub, name] of [['zin', 'Zîn'], ['nameless', null]] as const) {
    const [browser, back] = [new TestBrowser(), newReturn(page)];
    const shown = await through(browser, sub, back);
    assert.equal(shown.url.pathname, '/members/');
    const flow = fragmentOf(shown.url).get('join') ?? '';
    const look = await browser.send(`${server.url}/v1/session/provider`, { flow });
    assert.deepEqual(look.body, { site: news, provider: 'Example', needs: 'name', name, email: `${sub[0]}…@reader.example`, returnTo: page });
    const taken = await browser.send(`${server.url}/v1/session/provider-join`, { flow, name: 'ZÎN' });
    assert.deepEqual([taken.status, taken.body['faults']], [422, [{ field: 'name', reason: 'taken' }]]);
    const done = await browser.send(`${server.url}/v1/session/provider-join`, { flow, name: `Beko ${sub}` });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.equal(fragmentOf(new URL(String(done.body['leadsTo']))).get('state'), back.state);
    assert.equal((await browser.send(`${server.url}/v1/session/provider-join`, { flow, name: 'Again' })).status, 422, 'once');
  }
});

test('what is finished on the server’s own page is finished there alone, in the browser that began', async (context) => {
  const { server, through } = await stage(context);
  const shown = await through(new TestBrowser(), 'nameless');
  const flow = fragmentOf(shown.url).get('join') ?? '';
  const ways: [string, object][] = [['', { flow }], ['-join', { flow, name: 'Beko' }], ['-link', { flow, code: 'x', verifier: 'x'.repeat(43) }]];
  const stranger = new TestBrowser();
  await stranger.open(beginning(server, newReturn(page)));
  for (const [way, body] of ways) {
    for (const [whose, browser] of [['no cookie', new TestBrowser()], ['a cookie of its own', stranger]] as const) {
      const reply = await browser.send(`${server.url}/v1/session/provider${way}`, body);
      assert.deepEqual([reply.status, reply.body['faults']], [422, [{ field: 'flow', reason: 'expired' }]], `${way} ${whose}`);
    }
    for (const headers of [{ origin: news }, { origin: blog }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const reply = await server.send('POST', `/v1/session/provider${way}`, body, headers);
      assert.equal(reply.status, 403);
    }
  }
  const { length } = await server.store.database.reader.selectFrom('members').select('id').execute();
  assert.equal(length, 0);
});

/** Signs in on the server's own page with the password: what that came back with. */
async function proven(server: TestServer, email: string): Promise<{ readonly code: string; readonly verifier: string }> {
  const { verifier, ...back } = newReturn(page);
  const asked = { site: news, email, password: usualPassword, hold: { kind: 'return', ...back } };
  const reply = await server.send('POST', '/v1/session/password', asked, { origin: server.url, 'sec-fetch-site': 'same-origin' });
  assert.equal(reply.status, 200, reply.text);
  return { code: codeIn(new URL((reply.body as unknown as WireGrant).leadsTo ?? '')), verifier };
}

test('an account that has the address is linked after its owner signed in to it, and not before', async (context) => {
  const { server, through } = await stage(context);
  const owner = await joined(server, { name: 'Zîn', email: 'ZIN@reader.example' });
  await joined(server, { name: 'Beko', email: 'beko@reader.example' });
  const browser = new TestBrowser();
  const shown = await through(browser, 'zin');
  assert.equal(shown.url.pathname, '/members/');
  const flow = fragmentOf(shown.url).get('proof') ?? '';
  const look = await browser.send(`${server.url}/v1/session/provider`, { flow });
  assert.deepEqual([look.body['needs'], look.body['email']], ['account', 'z…@reader.example']);
  assert.equal((await browser.send(`${server.url}/v1/session/provider-join`, { flow, name: 'Other' })).status, 409);
  const link = (proof: object): ReturnType<TestBrowser['send']> => browser.send(`${server.url}/v1/session/provider-link`, { flow, ...proof });
  assert.equal((await link({ code: 'x', verifier: 'x'.repeat(43) })).status, 422, 'nobody');
  assert.equal((await link(await proven(server, 'beko@reader.example'))).status, 403, 'another account');
  const { code } = await proven(server, 'zin@reader.example');
  assert.equal((await link({ code, verifier: 'x'.repeat(43) })).status, 422, 'a code without its verifier');
  assert.equal((await owner.account()).providers.length, 0);
  const done = await link(await proven(server, 'zin@reader.example'));
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.deepEqual((await owner.account()).providers.map(({ name }) => name), ['Example']);
  assert.ok((await mailsOf(server)).some(([to, text]) => to.toLowerCase() === 'zin@reader.example' && text.includes('Example')), 'and told by mail');
  assert.match(codeIn((await through(new TestBrowser(), 'zin')).url), /./, 'from then on it lets in');
});

test('an address that the provider did not confirm says nothing: an account is signed in to', async (context) => {
  const { server, through } = await stage(context);
  const member = await joined(server, { name: 'Mem', email: 'mem@reader.example' });
  const browser = new TestBrowser();
  const shown = await through(browser, 'mem');
  const flow = fragmentOf(shown.url).get('proof') ?? '';
  const look = await browser.send(`${server.url}/v1/session/provider`, { flow });
  assert.deepEqual([look.body['needs'], look.body['email']], ['account', null]);
  assert.equal((await browser.send(`${server.url}/v1/session/provider-join`, { flow, name: 'Other' })).status, 409);
  assert.equal((await browser.send(`${server.url}/v1/session/provider-link`, { flow, ...(await proven(server, 'mem@reader.example')) })).status, 200);
  assert.deepEqual((await member.account()).providers.map(({ name }) => name), ['Example']);
});

test('a member who is signed in connects a provider with what came back to their page', async (context) => {
  const { server, through } = await stage(context);
  const member = await joined(server, { name: 'Zîn', email: 'zin@reader.example' });
  const stranger = await joined(server, { name: 'Beko', email: 'beko@reader.example' });
  const back = newReturn(page);
  const shown = await through(new TestBrowser(), 'zin', back, { connect: '1' });
  const code = codeIn(shown.url);
  const redeemed = await server.send('POST', '/v1/session/redeem', { site: news, code, verifier: back.verifier, hold: { kind: 'cookie' } }, { origin: news, 'sec-fetch-site': 'same-site' });
  assert.notEqual(redeemed.status, 200, 'it lets nobody in');
  assert.equal((await server.send('POST', '/v1/account/providers', { site: news, code, verifier: back.verifier })).status, 401);
  assert.equal((await member.send('POST', '/v1/account/providers', { code, verifier: 'x'.repeat(43) })).status, 422, 'without the verifier');
  const done = await member.send('POST', '/v1/account/providers', { code, verifier: back.verifier });
  assert.equal(done.status, 200, done.text);
  assert.deepEqual((await member.account()).providers.map(({ name }) => name), ['Example']);
  assert.equal((await member.send('POST', '/v1/account/providers', { code, verifier: back.verifier })).status, 422, 'once');
  const again = newReturn(page);
  const other = await through(new TestBrowser(), 'zin', again, { connect: '1' });
  assert.equal((await stranger.send('POST', '/v1/account/providers', { code: codeIn(other.url), verifier: again.verifier })).status, 409, 'it is another’s');
});

test('an address that leads nowhere shows a page in the reader’s language', async (context) => {
  const { server } = await stage(context);
  const back = newReturn(page);
  const asked: Record<string, string> = {
    'no provider': beginning(server, back).replace('example?', 'other?'),
    'no site': beginning(server, back, { site: 'https://else.example' }),
    'another site’s page': beginning(server, { ...back, returnTo: `${blog}/a` }),
    'a stranger’s page': beginning(server, { ...back, returnTo: 'https://news.example.evil.example/' }),
    'a name before the page': beginning(server, { ...back, returnTo: 'https://news.example@evil.example/' }),
    'a script': beginning(server, { ...back, returnTo: 'javascript:alert(1)//https://news.example' }),
    'a relative address': beginning(server, { ...back, returnTo: '//news.example/a' }),
    'another scheme': beginning(server, { ...back, returnTo: 'http://news.example/a' }),
    'no challenge': beginning(server, { ...back, challenge: 'short' }),
    'no state': beginning(server, { ...back, state: '"><script>' }),
    'a way that was never begun': `${server.url}/v1/providers/example/callback?code=x&state=${'x'.repeat(43)}`,
    'a way with nothing': `${server.url}/v1/providers/example/callback`,
  };
  for (const [what, address] of Object.entries(asked)) {
    const shown = await new TestBrowser().open(address, { headers: { 'accept-language': 'ku-TR, en;q=0.5' } });
    assert.ok(shown.status !== null && shown.status >= 400 && shown.status < 500, what);
    assert.match(shown.headers.get('content-type') ?? '', /^text\/html/, what);
    assert.match(shown.text, /<html lang="ku" dir="ltr">/, what);
    assert.ok(!/<script/.test(shown.text));
    assert.ok(!/evil|javascript:/.test(shown.text), what);
    assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
  }
});

test('a way is over after ten minutes, and what is finished on the server’s own page after thirty', async (context) => {
  const { now, move } = stillClock();
  const provider = await realIssuer(context, people);
  const server = await serverFor(context, { DIWAN_PROVIDERS: JSON.stringify([{ id: 'example', name: 'Example', issuer: provider.issuer, ...client }]) }, { now });
  provider.serve(server.url, 'example');
  const throughAfter = async (browser: TestBrowser, sub: string, pause: number): Promise<Shown> => {
    const start = await browser.open(beginning(server, newReturn(page)));
    move(pause);
    return await browser.submit(await browser.submit(start, { login: sub, password: 'any' }), {});
  };
  const over = await throughAfter(new TestBrowser(), 'zin', 600_000);
  assert.equal(over.status, 400);
  assert.match(over.text, /<html lang="ku"/, 'in the language it began in');
  assert.ok(over.text.includes('href="https://news.example/a?b=1"'), 'with a way back');
  const browser = new TestBrowser();
  const shown = await throughAfter(browser, 'nameless', 599_000);
  const flow = fragmentOf(shown.url).get('join') ?? '';
  move(30 * 60_000 - 1);
  assert.equal((await browser.send(`${server.url}/v1/session/provider`, { flow })).status, 200);
  move(1);
  assert.equal((await browser.send(`${server.url}/v1/session/provider-join`, { flow, name: 'Beko' })).status, 422);
});
