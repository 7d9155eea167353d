import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { document, requireSchema, seen } from './support/conformity.ts';
import { serverFor, temporaryFolder, type TestServer } from './support/server.ts';

const script = `export const greeting = 'rojbaş';\n`.repeat(200);

async function serverWithFiles(context: TestContext): Promise<TestServer> {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'embed/chunks'), { recursive: true });
  mkdirSync(join(folder, 'demo/images'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'the secret');
  writeFileSync(join(folder, 'demo/.hidden.txt'), 'the secret');
  writeFileSync(join(folder, 'demo/notes.md'), 'the secret');
  writeFileSync(join(folder, 'embed/diwan.js'), script);
  writeFileSync(join(folder, 'embed/chunks/form-8f3a.js'), script);
  writeFileSync(join(folder, 'demo/index.html'), '<!doctype html><title>Demo</title>');
  writeFileSync(join(folder, 'demo/images/map.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  symlinkSync(join(folder, 'embed'), join(folder, 'demo/linked'));
  return await serverFor(context, { DIWAN_EMBED: join(folder, 'embed'), DIWAN_DEMO: join(folder, 'demo') });
}

test('the widget is served to every page: for ten minutes, its chunks for ever', async (context) => {
  const server = await serverWithFiles(context);
  for (const [path, caching] of [['/diwan.js', 'public, max-age=600'], ['/chunks/form-8f3a.js', 'public, max-age=31536000, immutable']] as const) {
    for (const encoding of ['identity', 'gzip', 'br']) {
      const { status, headers, text } = await server.ask(path, { headers: { origin: 'https://anyone.example', 'accept-encoding': encoding } });
      assert.deepEqual([status, text], [200, script]);
      assert.equal(headers.get('content-type'), 'text/javascript; charset=utf-8');
      assert.equal(headers.get('cache-control'), caching);
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
      assert.equal(headers.get('content-encoding'), encoding === 'identity' ? null : encoding);
      const tag = headers.get('etag') ?? '';
      assert.match(tag, /^"[^"]+"$/);
      const again = await server.ask(path, { headers: { 'if-none-match': tag, 'accept-encoding': encoding } });
      assert.deepEqual([again.status, again.text], [304, '']);
    }
  }
});

test('a rebuilt widget is served without a new start', async (context) => {
  const embed = temporaryFolder(context);
  const server = await serverFor(context, { DIWAN_EMBED: embed });
  assert.equal((await server.ask('/diwan.js')).status, 404);
  writeFileSync(join(embed, 'diwan.js'), 'first');
  assert.equal((await server.ask('/diwan.js')).text, 'first');
  writeFileSync(join(embed, 'diwan.js'), 'second, and longer');
  assert.equal((await server.ask('/diwan.js')).text, 'second, and longer');
});

test('a page that was opened before an update goes on finding its chunks', async (context) => {
  const folder = temporaryFolder(context);
  const [embed, earlier] = [join(folder, 'embed'), join(folder, 'embed-earlier')];
  const server = await serverFor(context, { DIWAN_EMBED: embed });
  for (const [file, text] of [
    [join(embed, 'chunks/form-new.js'), 'new'],
    [join(embed, 'chunks/form-both.js'), 'of this build'],
    [join(earlier, 'chunks/form-both.js'), 'of the build before'],
    [join(earlier, 'chunks/form-old.js'), 'old'],
    [join(earlier, 'diwan.js'), 'not a chunk'],
  ] as const) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  for (const [name, text] of [['form-new', 'new'], ['form-both', 'of this build'], ['form-old', 'old']] as const) {
    const reply = await server.ask(`/chunks/${name}.js`, { headers: { origin: 'https://anyone.example' } });
    assert.deepEqual([reply.status, reply.text], [200, text], name);
    assert.equal(reply.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  }
  assert.equal((await server.ask('/diwan.js')).status, 404, 'only chunks are named by their content');
  assert.equal((await server.ask('/chunks/form-older.js')).status, 404);

  const elsewhere = await serverFor(context, { DIWAN_EMBED: join(folder, 'updated'), DIWAN_EMBED_EARLIER: earlier });
  assert.equal((await elsewhere.ask('/chunks/form-old.js')).text, 'old');
});

test('the demo is served with a policy, and the start leads there', async (context) => {
  const server = await serverWithFiles(context);
  for (const path of ['/', '/demo']) {
    const { status, headers } = await server.ask(path);
    assert.deepEqual([status, headers.get('location')], [302, '/demo/'], path);
  }
  const { status, headers, text } = await server.ask('/demo/');
  assert.equal(status, 200);
  assert.match(text, /Demo/);
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self'/);
  assert.equal((await server.ask('/demo/images/map.svg')).headers.get('content-type'), 'image/svg+xml');
  const bare = await serverFor(context);
  assert.match((await bare.ask('/')).text, /Dîwan/);
  assert.equal((await bare.ask('/demo/')).status, 404);
});

/** Asks for exactly this path: `fetch` would tidy it. */
function askExactly(server: TestServer, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => (text += String(chunk))).on('end', () => resolve(text)).on('error', reject);
  });
}

test('no path leads out of the folders, to what is hidden, or to other kinds of files', async (context) => {
  const server = await serverWithFiles(context);
  const ways = [
    '../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', '%2e%2e%2fsecret.txt', '..\\secret.txt', '..%5csecret.txt', 'images/../../secret.txt',
    '....//secret.txt', '/secret.txt', '%2fsecret.txt', './../secret.txt', '..;/secret.txt', '%252e%252e/secret.txt', '.hidden.txt', '%2ehidden.txt',
    'notes.md', 'index.html%00.js', '%00', '%c0%ae%c0%ae/secret.txt', 'images', 'images/', '%', '..', '../..//etc/passwd',
  ];
  for (const folder of ['/demo/', '/chunks/', '/demo/images/', '/chunks/../../', '/']) {
    for (const way of ways) {
      const answer = await askExactly(server, folder + way);
      assert.doesNotMatch(answer, /the secret|root:/, folder + way);
      // What leads back to the demo's first page may have it.
      assert.match(answer, /^HTTP\/1\.1 (?:404 |400 |302 |200 [^]*<title>Demo)/, folder + way);
    }
  }
  assert.match(await askExactly(server, '/demo/index.html'), /^HTTP\/1\.1 200 /);
});

test('the document is served, and describes what was answered', async (context) => {
  const server = await serverFor(context, { DIWAN_PUBLIC_URL: 'https://comments.example/', DIWAN_MAX_LENGTH: '1234' });
  const served = (await server.ask('/openapi.json')).text;
  const { openapi, servers, paths } = JSON.parse(served) as typeof document;
  assert.deepEqual([openapi, servers], ['3.1.0', [{ url: 'https://comments.example' }]]);
  assert.deepEqual(Object.keys(paths), Object.keys(document.paths));
  assert.match(served, /1234 code points/);
  for (const [, name] of served.matchAll(/"#\/components\/schemas\/(\w+)"/g)) assert.ok(document.components.schemas[name ?? ''], name);

  await server.ask('/health');
  assert.ok(seen.has('get /health 200'));
  const comment = await server.say('1');
  assert.throws(() => requireSchema('Comment', { ...comment, email: 'mem@reader.example' }), 'more than is described is noticed');
  assert.throws(() => requireSchema('Comment', { ...comment, id: undefined }), 'and less');
});
