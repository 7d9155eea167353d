import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blog, news, newComment, newsToo, query, serverFor, type Reply } from './support/server.ts';

const evil = 'https://evil.example';
const strangers = [evil, 'null', 'https://news.example.evil.example', 'http://news.example', 'https://sub.news.example', 'https://news.example:444', 'https://NEWS.example', '*'];

/** Which page may read the answer; with what holds a session only where something is written or is the writer's own. */
function allowed({ headers }: Reply, isWriting = false): string | null {
  const isLet = isWriting && ![null, 'null'].includes(headers.get('access-control-allow-origin'));
  assert.equal(headers.get('access-control-allow-credentials'), isLet ? 'true' : null);
  assert.equal(headers.get('set-cookie'), null);
  return headers.get('access-control-allow-origin');
}

test('pages of the configured sites may read, and no others', async (context) => {
  const server = await serverFor(context);
  const addresses = [`/v1/comments?${query({ site: news, thread: '/a' })}`, `/v1/counts?${query({ site: news })}`, `/v1/comments/x/replies?site=${news}`, '/v1/comments'];
  for (const address of addresses) {
    for (const origin of [news, newsToo, blog]) {
      const reply = await server.ask(address, { headers: { origin } });
      assert.equal(allowed(reply), origin);
      assert.match(reply.headers.get('vary') ?? '', /\borigin\b/);
    }
    for (const origin of strangers) {
      const reply = await server.ask(address, { headers: { origin } });
      assert.equal(allowed(reply), null, origin);
      assert.match(reply.headers.get('vary') ?? '', /\borigin\b/);
    }
    assert.equal(allowed(await server.ask(address)), null);
  }
});

test('a preflight is answered for a day to the sites, and refused to others', async (context) => {
  const server = await serverFor(context);
  const ask = (origin: string): Promise<Reply> =>
    server.ask('/v1/comments', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
  const reply = await ask(news);
  assert.deepEqual([reply.status, allowed(reply, true), reply.headers.get('access-control-max-age')], [204, news, '86400']);
  assert.match(reply.headers.get('access-control-allow-methods') ?? '', /POST/);
  assert.equal(reply.headers.get('access-control-allow-headers'), 'content-type, authorization');
  for (const origin of strangers) {
    const refused = await ask(origin);
    assert.deepEqual([refused.status, allowed(refused), refused.headers.get('access-control-allow-methods')], [403, null, null]);
    assert.match(refused.body.detail ?? '', /DIWAN_SITES/);
  }
});

test('a write is taken only from a page of the site it is for', async (context) => {
  const server = await serverFor(context);
  const origins = [undefined, news, newsToo, blog, ...strangers];
  const relations = [undefined, 'same-origin', 'none', 'same-site', 'cross-site'];
  const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', undefined];
  let taken = 0;
  for (const origin of origins) {
    for (const relation of relations) {
      for (const type of types) {
        const headers = { ...(origin !== undefined && { origin }), ...(relation !== undefined && { 'sec-fetch-site': relation }) };
        const body = Buffer.from(JSON.stringify(newComment()));
        const reply = await server.ask('/v1/comments', { method: 'POST', headers: { ...headers, ...(type !== undefined && { 'content-type': type }) }, body });
        const isOwn = origin === undefined ? relation === undefined || relation === 'same-origin' || relation === 'none' : origin === news || origin === newsToo;
        const expected = type !== 'application/json' ? 415 : isOwn ? 201 : 403;
        assert.equal(reply.status, expected, `${origin} ${relation} ${type}`);
        if (expected === 201) taken++;
      }
    }
  }
  assert.equal(taken, 3 + 2 * relations.length);
  assert.equal((await server.page({})).body.total, taken);
});

test('no other method changes anything, whoever asks', async (context) => {
  const server = await serverFor(context);
  const { id } = await server.say('here');
  for (const method of ['PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', 'OPTIONS']) {
    for (const path of ['/v1/comments', `/v1/comments/${id}`, `/v1/comments/${id}/replies`, '/v1/counts', '/health', '/']) {
      for (const origin of [news, evil]) await server.ask(path, { method, headers: { origin } });
    }
  }
  const { body } = await server.page({});
  assert.deepEqual([body.total, body.items[0]?.body.text], [1, 'here']);
});

test('a site that is not configured is refused, and its owner told where', async (context) => {
  const server = await serverFor(context);
  for (const site of [...strangers, 'local', 'news.example', 'https://news.example/']) {
    const reading = await server.page({ site });
    const writing = await server.post(newComment({ thread: { site, key: '/a', url: null, title: null } }));
    for (const { status, body } of [reading, writing]) {
      assert.deepEqual([status, body.code], [403, 'forbidden']);
      assert.match(body.detail ?? '', /DIWAN_SITES/);
    }
  }
});

test('without sites every page of this machine is the one site, and no other page', async (context) => {
  const server = await serverFor(context, { DIWAN_SITES: '' });
  const pages = ['http://localhost:8000', 'https://localhost', 'http://127.0.0.1:5173', 'http://[::1]:80', 'http://blog.localhost:3000', 'null'];
  for (const site of pages) {
    const reply = await server.post(newComment({ thread: { site, key: '/a', url: null, title: null } }), { origin: site });
    assert.deepEqual([reply.status, allowed(reply, true)], [201, site]);
  }
  assert.equal((await server.page({ site: 'http://localhost' })).body.total, pages.length);
  for (const site of [evil, 'http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'http://evillocalhost', 'http://localhost:80@evil.example', 'https://evil.example/?http://localhost', 'http://localhost/x', 'https://128.0.0.1']) {
    assert.equal((await server.page({ site })).status, 403, site);
    const reply = await server.post(newComment({ thread: { site: 'http://localhost', key: '/a', url: null, title: null } }), { origin: site });
    assert.deepEqual([reply.status, allowed(reply)], [403, null]);
  }
});
