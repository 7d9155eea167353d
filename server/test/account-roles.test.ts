import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import sharp from 'sharp';
import { accountPaths } from 'diwan/contract';
import { cookieNameOf } from '../src/services/members/sessions.ts';
import { faultsOf, joined, stored, usualPassword, type TestMember } from './support/members.ts';
import { blog, news, newsToo, query, serverFor, type Reply, type TestServer } from './support/server.ts';

const json = { 'content-type': 'application/json' };

/** Every route that is a member's alone, as whoever has these headers asks it. */
function routesFor(server: TestServer, site: string, ids: { readonly device: string; readonly comment: string; readonly provider: string }, picture: Uint8Array): Readonly<Record<string, (headers: Record<string, string>) => Promise<Reply>>> {
  const get = (path: string) => (headers: Record<string, string>) => server.ask(`${path}?${query({ site })}`, { headers });
  const send = (method: 'POST' | 'PATCH', path: string, body: object = {}) => (headers: Record<string, string>) => server.ask(path, { method, headers: { ...json, ...headers }, body: JSON.stringify({ site, ...body }) });
  return {
    account: get(accountPaths.account),
    comments: get(accountPaths.comments),
    earlier: get(accountPaths.earlier),
    change: send('PATCH', accountPaths.account, { name: 'Taken over' }),
    picture: (headers) => server.ask(`${accountPaths.picture}?${query({ site })}`, { method: 'PUT', headers, body: Uint8Array.from(picture) }),
    'no picture': send('POST', accountPaths.pictureRemoval),
    password: send('POST', accountPaths.password, { current: usualPassword, password: 'taken over by a stranger' }),
    device: send('POST', accountPaths.device(ids.device)),
    provider: send('POST', accountPaths.provider(ids.provider)),
    claims: send('POST', accountPaths.claims, { ids: [ids.comment] }),
    download: send('POST', accountPaths.download),
    deletion: send('POST', accountPaths.deletion, { comments: 'remove', proof: { password: usualPassword } }),
  };
}

/** All that is stored of a member and of what they wrote, but when they were seen last. */
async function storedOf(server: TestServer, { site, id }: TestMember): Promise<string> {
  const { reader } = server.store.database;
  const rows = [
    await reader.selectFrom('members').selectAll().where('site', '=', site).where('id', '=', id).execute(),
    await reader.selectFrom('sessions').select(['id', 'device']).where('site', '=', site).where('member_id', '=', id).orderBy('id').execute(),
    await reader.selectFrom('pictures').selectAll().where('site', '=', site).where('member_id', '=', id).execute(),
    await reader.selectFrom('identities').selectAll().where('site', '=', site).where('member_id', '=', id).execute(),
    await reader.selectFrom('comments').selectAll().orderBy('id').execute(),
  ];
  return JSON.stringify(rows);
}

test('nobody but the member, from a page of the site, comes to an account', async (context) => {
  const server = await serverFor(context);
  const { secrets } = server.store;
  const picture = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).png().toBuffer();
  const zin = await joined(server);
  await zin.picture(picture);
  await zin.wrote('hers');
  await server.store.database.write((connection) => connection.insertInto('identities').values({ site: news, issuer: 'https://one.example', subject: 'zin', member_id: zin.id, provider: 'One', created_at: 1 }).execute());
  const earlier = await stored(server, '/a', { text: 'earlier', email_key: secrets.lookup('zin@reader.example', news) });
  const abroad = await joined(server, { site: blog });
  const cookieOf = (member: TestMember): string => member.headers['cookie'] ?? '';
  const valueOf = (member: TestMember): string => cookieOf(member).split('=')[1] ?? '';
  const before = await storedOf(server, zin);

  const routes = routesFor(server, news, { device: zin.session, comment: earlier.id, provider: (await zin.account()).providers[0]!.id }, picture);
  const here = { 'sec-fetch-site': 'same-origin' };
  const strangers: Readonly<Record<string, readonly [headers: Record<string, string>, status: number]>> = {
    nobody: [here, 401],
    'with another cookie': [{ ...here, cookie: `${cookieNameOf(news)}=${'x'.repeat(43)}` }, 401],
    'with a token made by hand': [{ ...here, authorization: 'Bearer abcdef' }, 401],
    'a member of another site': [{ ...here, cookie: cookieOf(abroad) }, 401],
    'a member of another site under this site’s cookie': [{ ...here, cookie: `${cookieNameOf(news)}=${valueOf(abroad)}` }, 401],
    'the member, on a page of another site of the server': [{ cookie: cookieOf(zin), origin: blog }, 403],
    'the member, on a stranger’s page': [{ cookie: cookieOf(zin), origin: 'https://evil.example' }, 403],
    'the member, on a page without origin': [{ cookie: cookieOf(zin), origin: 'null' }, 403],
    'the member, from a form of a stranger’s': [{ cookie: cookieOf(zin), 'sec-fetch-site': 'cross-site' }, 403],
    'the member, from a neighbouring host': [{ cookie: cookieOf(zin), 'sec-fetch-site': 'same-site' }, 403],
  };
  for (const [who, [headers, status]] of Object.entries(strangers)) {
    for (const [name, ask] of Object.entries(routes)) assert.equal((await ask(headers)).status, status, `${who}: ${name}`);
  }
  assert.equal(await storedOf(server, zin), before);

  const mem = await joined(server, { name: 'Mem', email: 'mem@reader.example' });
  for (const [name, ask] of Object.entries(routes)) {
    const reply = await ask(mem.headers);
    // Theirs was changed before.
    if (name === 'deletion') assert.deepEqual(faultsOf(reply), ['password wrong']);
    else assert.equal(reply.status, 200, name);
    assert.doesNotMatch(reply.text, /Zîn|hers|earlier/, name);
  }
  assert.equal(await storedOf(server, zin), before, 'another member changes only what is their own');

  for (const origin of [news, newsToo]) {
    const reply = await server.ask(`${accountPaths.account}?${query({ site: news })}`, { headers: { ...zin.headers, origin } });
    assert.deepEqual([reply.status, reply.headers.get('access-control-allow-origin'), reply.headers.get('access-control-allow-credentials')], [200, origin, 'true']);
    const preflight = await server.ask(accountPaths.picture, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });
    assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-credentials')], [204, 'true']);
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /\bPUT\b/);
  }
});

test('of an address no answer but the member’s own download tells more than its domain', async (context) => {
  const server = await serverFor(context);
  const picture = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).png().toBuffer();
  const zin = await joined(server, { email: 'zin.of.botan@reader.example' });
  const comment = await zin.wrote('hers');
  const earlier = await stored(server, '/a', { text: 'earlier', email_key: server.store.secrets.lookup('zin.of.botan@reader.example', news) });
  const replies: Reply[] = [];
  const { deletion, download, ...routes } = routesFor(server, news, { device: 'none', comment: earlier.id, provider: 'none' }, picture);
  for (const ask of Object.values(routes)) replies.push(await ask(zin.headers));
  const all = [
    ...replies,
    await server.page({}),
    await server.page({ around: comment.id }),
    await server.ask(`${accountPaths.profile(zin.id)}?${query({ site: news })}`),
    await zin.send('PATCH', accountPaths.account, { name: '' }),
  ];
  assert.match((await download?.(zin.headers))?.text ?? '', /zin\.of\.botan@reader\.example/, 'what is looked for would be found');
  const left = await deletion?.({ ...zin.headers });
  if (left) all.push(left);
  const address = 'zin.of.botan@reader.example';
  const hashes = ['md5', 'sha1', 'sha256'].flatMap((name) => (['hex', 'base64', 'base64url'] as const).map((form) => createHash(name).update(address).digest(form)));
  for (const { text, headers } of all) {
    const said = `${text}\n${[...headers].join('\n')}`;
    assert.doesNotMatch(said, /botan/);
    for (const hash of hashes) assert.ok(!said.includes(hash));
  }
});
