import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { removeComment, seedThread, setState } from '../src/app.ts';
import { PageCache } from '../src/routes/page-cache.ts';
import { negotiated } from '../src/routes/encoding.ts';
import { formerComments, news, newsToo, query, serverFor } from './support/server.ts';

/** The answer as it travels: `fetch` would decode it. */
function raw(url: string, headers: Record<string, string>): Promise<{ headers: NodeJS.Dict<string | string[]>; status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });
}

test('a page is compressed as asked, with a tag of its own for each encoding', async (context) => {
  const server = await serverFor(context);
  await seedThread(server.store, { site: news, key: '/a' }, formerComments(25, () => ({ text: 'many words '.repeat(20) })));
  const url = `${server.url}/v1/comments?${query({ site: news, thread: '/a' })}`;
  const plain = await raw(url, {});
  const tags = new Set([plain.headers['etag']]);
  for (const [encoding, decode] of [['gzip', gunzipSync], ['br', brotliDecompressSync]] as const) {
    const packed = await raw(url, { 'accept-encoding': encoding });
    assert.equal(packed.headers['content-encoding'], encoding);
    assert.equal(Number(packed.headers['content-length']), packed.body.length);
    assert.ok(packed.body.length < plain.body.length / 3);
    assert.deepEqual(decode(packed.body), plain.body);
    tags.add(packed.headers['etag']);
  }
  assert.equal(tags.size, 3);
  assert.ok([...tags].every((tag) => typeof tag === 'string' && /^"[^"]+"$/.test(tag)), 'strong');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.match(String(plain.headers['vary']), /accept-encoding/);
  const small = await raw(`${server.url}/v1/counts?${query({ site: news, thread: '/a' })}`, { 'accept-encoding': 'br, gzip' });
  assert.equal(small.headers['content-encoding'], undefined, 'what is small is not worth it');
});

test('the best encoding is chosen that a client takes', () => {
  const table = { '': 'identity', gzip: 'gzip', 'gzip, deflate, br, zstd': 'br', 'br;q=0, gzip;q=0.5': 'gzip', 'GZIP': 'gzip', 'gzip;q=0.000': 'identity', deflate: 'identity', xbr: 'identity' };
  for (const [accepted, encoding] of Object.entries(table)) assert.equal(negotiated(accepted), encoding, accepted);
});

test('304 until something changes that a reader can see, and never after', async (context) => {
  const server = await serverFor(context);
  const first = await server.say('1');
  const address = `/v1/comments?${query({ site: news, thread: '/a' })}`;
  let tag = (await server.ask(address)).headers.get('etag') ?? '';
  const changes = [
    () => server.say('2'),
    () => server.say('reply', { parentId: first.id }),
    () => setState(server.store.database, news, '/a', 'closed'),
    () => removeComment(server.store.database, news, first.id),
  ];
  for (const change of changes) {
    for (const header of [tag, `"other", ${tag}`, `W/${tag}`, '*']) {
      const { status, headers, text } = await server.ask(address, { headers: { 'if-none-match': header } });
      assert.deepEqual([status, text, headers.get('etag')], [304, '', tag], header);
      assert.ok(headers.has('cache-control') && headers.has('vary'));
    }
    await change();
    const { status, headers } = await server.ask(address, { headers: { 'if-none-match': tag } });
    assert.equal(status, 200);
    tag = headers.get('etag') ?? '';
  }
});

test('what is asked again is answered in the same words, whoever asks, and is in the log', async (context) => {
  const lines: unknown[] = [];
  const server = await serverFor(context, {}, { log: { request: ({ ms, ...line }) => lines.push({ ...line, ms: typeof ms }), mistake: (_, thrown) => assert.fail(thrown as Error) } });
  await seedThread(server.store, { site: news, key: '/a' }, formerComments(25, () => ({ text: 'many words '.repeat(20) })));
  const address = `/v1/comments?${query({ site: news, thread: '/a' })}`;
  const { etag } = (await raw(server.url + address, {})).headers;
  // Another address that means the same: asked for the first time, and so worked out anew.
  let fresh = 0;
  const anew = () => `${address}&anew=${++fresh}`;
  for (const origin of [news, newsToo, 'https://stranger.example', undefined]) {
    for (const encoding of ['br', 'gzip', 'identity']) {
      for (const tag of [undefined, '"other"', encoding === 'identity' ? String(etag) : '*']) {
        const headers = { 'accept-encoding': encoding, ...(origin ? { origin } : {}), ...(tag ? { 'if-none-match': tag } : {}) };
        lines.length = 0;
        const [first, second] = [await raw(server.url + anew(), headers), await raw(server.url + address, headers)];
        const { date: _, ...told } = first.headers;
        const { date: __, ...toldAgain } = (await raw(server.url + address, headers)).headers;
        assert.deepEqual(toldAgain, told, `${origin} ${encoding} ${tag}`);
        assert.deepEqual([second.status, second.body], [first.status, first.body]);
        assert.equal(lines.length, 3);
        assert.deepEqual(lines[2], lines[0]);
      }
    }
  }
});

test('a change by another process is seen', async (context) => {
  const one = await serverFor(context);
  const two = await serverFor(context, { DIWAN_DATA: one.folder });
  for (let number = 1; number <= 5; number++) {
    await one.say(String(number));
    while ((await two.page({})).body.total !== number) await new Promise(setImmediate);
    assert.equal((await two.page({})).body.items.length, number);
  }
});

test('HEAD is GET without the body', async (context) => {
  const server = await serverFor(context);
  await server.say('1');
  const address = `/v1/comments?${query({ site: news, thread: '/a' })}`;
  const got = await server.ask(address, { headers: { 'accept-encoding': 'identity' } });
  const head = await fetch(server.url + address, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
  assert.deepEqual([head.status, await head.text()], [200, '']);
  for (const name of ['etag', 'content-length', 'content-type', 'cache-control']) assert.equal(head.headers.get(name), got.headers.get(name), name);
});

test('the cache keeps within its bytes and drops what was not asked for lately', () => {
  const cache = new PageCache(100_000);
  const body = (): { bytes: Uint8Array<ArrayBuffer>; encoding: 'identity'; tag: string } => ({ bytes: new Uint8Array(9_000), encoding: 'identity', tag: '"x"' });
  for (let index = 0; index < 50; index++) {
    cache.set(`page ${index}`, body());
    assert.ok(cache.get('page 0'), 'asked for all the time');
    assert.ok(cache.bytes <= 100_000);
  }
  assert.ok(cache.get('page 49'));
  assert.equal(cache.get('page 20'), undefined);
  cache.set('huge', { ...body(), bytes: new Uint8Array(50_000) });
  assert.equal(cache.get('huge'), undefined);
});
