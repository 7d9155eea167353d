import assert from 'node:assert/strict';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { createApp, openStore, readConfig } from '../src/app.ts';
import { Mailbox } from '../src/services/mail/mailbox.ts';
import { isLoopbackAddress, isLoopbackHost } from '../src/services/loopback.ts';
import { sendLetter, sinkFor } from './support/mail.ts';
import { environmentFor, serverFor, temporaryFolder } from './support/server.ts';

const trial = { DIWAN_SITES: '' };
const link = 'http://127.0.0.1:8787/members/?a=1&b=2#link=abc';
const letter = { kind: 'sign-in', code: '12345678', link, expiresAt: Date.now() + 600_000 } as const;

test('without a mail server, mails are read at an address of the server, the newest first', async (context) => {
  const server = await serverFor(context, trial);
  assert.equal(server.mailboxUrl, `${server.url}/mailbox/`);
  assert.match((await server.ask('/mailbox/')).text, /There are no mails yet/);
  await sendLetter(server, { kind: 'reset-unknown' }, { site: 'local', to: { address: 'first@reader.example', name: null } });
  await sendLetter(server, letter, { site: 'local', language: 'ckb', to: { address: 'zin@reader.example', name: 'Zîn' } });
  const { status, text, headers } = await server.ask('/mailbox/');
  assert.equal(status, 200);
  assert.ok(text.indexOf('Zîn &#60;zin@reader.example&#62;') > 0 && text.indexOf('Zîn') < text.indexOf('first@reader.example'));
  assert.ok(text.includes(`<a href="${link.replace('&', '&#38;')}" rel="noreferrer">`));
  assert.match(text, /<iframe src="\/mailbox\/2" title="[^"]+" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox">/);
  assert.match(text, /<form><button>/);
  assert.doesNotMatch(text, /<script|style="/);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
  assert.deepEqual([headers.get('cache-control'), headers.get('cross-origin-resource-policy'), headers.get('access-control-allow-origin')], ['no-store', 'same-origin', null]);

  const html = await server.ask('/mailbox/2');
  assert.match(html.text, /<html lang="ckb" dir="rtl">[^]*target="_blank"/);
  assert.match(html.headers.get('content-security-policy') ?? '', /^default-src 'none';.*sandbox allow-popups allow-popups-to-escape-sandbox$/);
  assert.deepEqual([(await server.ask('/mailbox')).headers.get('location'), (await server.ask('/mailbox/3')).status, (await server.ask('/mailbox/x')).status], ['/mailbox/', 404, 404]);
});

test('what others wrote is text in the mailbox', async (context) => {
  const server = await serverFor(context, trial);
  await sendLetter(server, { kind: 'provider-connected', at: 0, device: null, provider: '<script>alert(1)</script> http://x.example/"onclick=alert(1)//' }, { site: 'local' });
  assert.doesNotMatch((await server.ask('/mailbox/')).text, /<script|"onclick/);
});

/** The status of a request as it is said, header for header. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('the mailbox answers this machine alone: no name of a stranger, and nobody behind a proxy', async (context) => {
  const server = await serverFor(context, trial);
  const { port } = new URL(server.url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'localhost', `[::1]:${port}`, 'diwan.localhost']) {
    assert.equal(await statusOf(`${server.url}/mailbox/`, { host }), 200, host);
  }
  for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '0.0.0.0', 'x@evil.example']) {
    for (const path of ['/mailbox', '/mailbox/', '/mailbox/1']) assert.notEqual(await statusOf(server.url + path, { host }), 200, host);
  }
  for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']) {
    assert.equal(await statusOf(`${server.url}/mailbox/`, { [name]: '127.0.0.1' }), 404, name);
  }
});

test('a server that others reach has no mailbox', async (context) => {
  const sink = await sinkFor(context);
  const elsewhere: readonly Record<string, string>[] = [
    { ...trial, ...sink.environment },
    { ...trial, HOST: '0.0.0.0' },
    { ...trial, HOST: '::' },
    { ...trial, DIWAN_PUBLIC_URL: 'https://comments.example' },
    { DIWAN_SITES: 'https://news.example' },
    { DIWAN_SITES: 'http://localhost:8080, https://news.example' },
  ];
  for (const environment of elsewhere) {
    const folder = temporaryFolder(context);
    const config = readConfig(environmentFor(folder, environment));
    const store = await openStore(config);
    const { status } = await createApp(store, config).fetch(new Request('http://127.0.0.1/mailbox/'));
    assert.equal(status, 404);
    const server = await serverFor(context, { ...environment, DIWAN_DATA: folder });
    assert.equal(server.mailboxUrl, null);
    assert.equal(await statusOf(`http://127.0.0.1:${new URL(server.url).port}/mailbox/`, {}).catch(() => statusOf(`http://[::1]:${new URL(server.url).port}/mailbox/`, {})), 404, JSON.stringify(environment));
    await store.close();
  }
  for (const environment of [{ DIWAN_SITES: 'http://localhost:8080 http://127.0.0.1:8081' }, { ...trial, HOST: 'localhost' }, { ...trial, DIWAN_PUBLIC_URL: 'http://localhost:9000' }]) {
    const server = await serverFor(context, environment);
    assert.equal((await server.ask('/mailbox/')).status, 200);
  }
});

test('this machine is known by its names and addresses', () => {
  for (const host of ['localhost', 'LOCALHOST', 'a.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '::ffff:127.0.0.1']) assert.ok(isLoopbackHost(host), host);
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({ internal }) => !internal);
  for (const host of ['', '0.0.0.0', '::', '128.0.0.1', '127.evil.example', 'localhost.', 'xlocalhost', '::ffff:10.0.0.1', '1::1', ...own.map(({ address }) => address)]) assert.ok(!isLoopbackHost(host) && !isLoopbackAddress(host), host);
});

test('the mailbox keeps the last two hundred', async () => {
  const mailbox = new Mailbox();
  const message = { id: '', from: { address: '', name: null }, to: { address: '', name: null }, date: new Date(), subject: '', text: '', html: '', unsubscribe: null };
  for (let count = 0; count < 250; count++) await mailbox.send(message);
  assert.deepEqual([mailbox.entries.length, mailbox.entries[0]?.number, mailbox.entries.at(-1)?.number], [200, 250, 51]);
});
