import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { jsonLog, openStore, readConfig } from '../src/app.ts';
import { canBeWrittenTo, checkedAddress } from '../src/services/mail/address.ts';
import { sendLetter, sinkFor, waiting } from './support/mail.ts';
import { stillClock } from './support/own.ts';
import { environmentFor, news, serverFor, temporaryFolder } from './support/server.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A log that keeps its lines. */
function keptLog(): { readonly log: ReturnType<typeof jsonLog>; readonly text: () => string } {
  let text = '';
  const log = jsonLog((lines) => (text += lines));
  return { log, text: () => (log.flush(), text) };
}

/** Waits until it is so; the runner's own limit ends a test that waits in vain. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}

test('a letter goes out as text and as HTML, from the owner’s address and to the reader’s', async (context) => {
  const sink = await sinkFor(context);
  const clock = stillClock();
  const server = await serverFor(context, sink.environment, { now: clock.now });
  const link = 'https://comments.news.example/members/#link=abc';
  await sendLetter(server, { kind: 'confirm-sign-up', code: '12345678', link, expiresAt: clock.now() + 30 * minute });
  const [mail, ...more] = sink.mails;
  assert.ok(mail && more.length === 0);
  assert.deepEqual([mail.from, mail.to], ['comments@news.example', ['zin@reader.example']]);
  const { email } = mail;
  assert.deepEqual([email.from, email.to], [{ name: 'Nûçe', address: 'comments@news.example' }, [{ name: '', address: 'zin@reader.example' }]]);
  assert.equal(email.subject, 'Your code for news.example');
  assert.match(mail.raw, /^Content-Type: multipart\/alternative;/m);
  assert.match(mail.raw, /^Auto-Submitted: auto-generated\r$/m);
  assert.match(email.messageId ?? '', /^<[\w-]{22}@news\.example>$/);
  assert.equal(new Date(email.date!).getTime(), clock.now());
  assert.doesNotMatch(mail.raw, /^(?:X-Mailer|List-Unsubscribe|Cc|Bcc|Reply-To):/im);
  for (const body of [email.text, email.html]) {
    assert.ok(body?.includes('12345678') && body.includes('30 minutes') && body.includes(link));
  }
  assert.doesNotMatch(email.html!, /<img|<script|<table|<link|src=|url\(/i, 'nothing is fetched by looking at it');
  assert.equal(await waiting(server), 0);
});

test('a letter is sent only when the write that queued it was done', async (context) => {
  const sink = await sinkFor(context);
  const server = await serverFor(context, sink.environment);
  const { database } = server.store;
  const order = { site: news, to: { address: 'zin@reader.example', name: null }, language: null, letter: { kind: 'reset-unknown' } } as const;
  const undone = database.write(async (connection) => {
    await server.mail.post.queue(connection, order);
    throw new Error('undone');
  });
  await assert.rejects(undone, { message: 'undone' });
  await server.mail.post.sendDue();
  assert.equal(sink.mails.length, 0);
  await database.write((connection) => server.mail.post.queue(connection, order));
  await until(() => sink.mails.length > 0);
  await server.mail.post.sendDue();
  assert.equal(sink.mails.length, 1);
});

test('what waits shows neither code nor address in the files, and is sent by the next life', async (context) => {
  const sink = await sinkFor(context);
  const folder = temporaryFolder(context);
  const environment = { ...sink.environment, DIWAN_DATA: folder };
  const clock = stillClock();
  const { log } = keptLog();
  const first = await serverFor(context, environment, { now: clock.now, log });
  await sink.stop();
  await sendLetter(first, { kind: 'reset', code: '87654321', link: 'https://x.example/#link=secret-token', expiresAt: clock.now() + 30 * minute }, { to: { address: 'zin@reader.example', name: 'Zînê' } });
  assert.equal(await waiting(first), 1);
  for (const file of readdirSync(folder)) {
    for (const secret of ['87654321', 'zin@reader', 'secret-token', 'Zînê']) assert.ok(!readFileSync(join(folder, file)).includes(secret), `${file} holds ${secret}`);
  }
  await first.close();
  await sink.start();
  clock.move(minute);
  const second = await serverFor(context, environment, { now: clock.now });
  await until(() => sink.mails.length > 0);
  await second.mail.post.sendDue();
  assert.deepEqual(sink.mails.map(({ email }) => email.to?.[0]?.name), ['Zînê']);
  assert.equal(await waiting(second), 0);
});

test('a server that is down is tried again with growing pauses, and nothing is sent twice', async (context) => {
  const sink = await sinkFor(context);
  const clock = stillClock();
  const { log, text } = keptLog();
  const server = await serverFor(context, sink.environment, { now: clock.now, log });
  await sink.stop();
  await sendLetter(server, { kind: 'reset-unknown' });
  const due = async (): Promise<number> => (await server.store.database.reader.selectFrom('mails').select('due_at').executeTakeFirstOrThrow()).due_at - clock.now();
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 9; attempt++) {
    pauses.push(await due());
    clock.move(pauses.at(-1)! - 1);
    await server.mail.post.sendDue();
    assert.equal(await due(), 1, 'nothing is tried before its time');
    clock.move(1);
    await server.mail.post.sendDue();
  }
  assert.deepEqual(pauses.map((pause) => pause / minute), [0.25, 1, 5, 15, 30, 60, 120, 240, 240]);
  assert.equal(text().match(/"route":"mail"/g)?.length, 1, 'the log tells of it once');
  await sink.start();
  clock.move(await due());
  await server.mail.post.sendDue();
  clock.move(day);
  await server.mail.post.sendDue();
  assert.equal(sink.mails.length, 1);
});

test('after two days a mail is given up, and the log says so without a word of it', async (context) => {
  const sink = await sinkFor(context);
  const clock = stillClock();
  const { log, text } = keptLog();
  const server = await serverFor(context, sink.environment, { now: clock.now, log });
  sink.refuse(450);
  await sendLetter(server, { kind: 'password-changed', at: clock.now(), device: 'Firefox' });
  let hours = 0;
  for (; (await waiting(server)) > 0; hours++) {
    assert.ok(hours < 60);
    clock.move(60 * minute);
    await server.mail.post.sendDue();
  }
  assert.ok(hours > 40, `given up after ${hours} hours`);
  assert.match(text(), /"route":"mail given up".*"code":"EENVELOPE 450"/);
  assert.doesNotMatch(text(), /zin|reader\.example|No .* here/);
});

test('an address that the mail server does not know is not tried again; a code that is over is not sent', async (context) => {
  const sink = await sinkFor(context);
  const clock = stillClock();
  const { log, text } = keptLog();
  const server = await serverFor(context, sink.environment, { now: clock.now, log });
  sink.refuse(550);
  await sendLetter(server, { kind: 'reset-unknown' });
  assert.equal(await waiting(server), 0);
  assert.match(text(), /"mail given up".*"EENVELOPE 550"/);
  sink.refuse(450);
  await sendLetter(server, { kind: 'sign-in', code: '12345678', link: null, expiresAt: clock.now() + 10 * minute });
  assert.equal(await waiting(server), 1);
  sink.refuse(null);
  clock.move(10 * minute);
  await server.mail.post.sendDue();
  assert.deepEqual([await waiting(server), sink.mails.length], [0, 0]);
});

test('of two processes on one database each mail is sent by one', async (context) => {
  const sink = await sinkFor(context);
  const folder = temporaryFolder(context);
  const environment = { ...sink.environment, DIWAN_DATA: folder };
  const servers = [await serverFor(context, environment), await serverFor(context, environment)];
  const [one] = servers;
  assert.ok(one);
  await one.store.database.write(async (connection) => {
    for (let count = 0; count < 20; count++) {
      await one.mail.post.queue(connection, { site: news, to: { address: `reader${count}@reader.example`, name: null }, language: null, letter: { kind: 'reset-unknown' } });
    }
  });
  await Promise.all(servers.map((server) => server.mail.post.sendDue()));
  assert.deepEqual(sink.mails.map(({ to }) => to[0]).sort(), Array.from({ length: 20 }, (_, count) => `reader${count}@reader.example`).sort());
});

test('a server that ends leaves what it did not send, and says who it is to a mail server that asks', async (context) => {
  const sink = await sinkFor(context, { name: 'comments@news.example', password: 'p:@ss/wörd %' });
  const folder = temporaryFolder(context);
  const server = await serverFor(context, { ...sink.environment, DIWAN_DATA: folder });
  await sendLetter(server, { kind: 'reset-unknown' });
  assert.equal(sink.mails.length, 1);
  await server.close();
  const store = await openStore(readConfig(environmentFor(folder)));
  const order = { site: news, to: { address: 'zin@reader.example', name: null }, language: null, letter: { kind: 'reset-unknown' } } as const;
  await store.database.write((connection) => server.mail.post.queue(connection, order));
  await server.mail.post.sendDue();
  assert.equal(sink.mails.length, 1, 'a post that was closed sends nothing');
  await store.close();
});

test('a server that is told to end sees an attempt under way through', async (context) => {
  const sink = await sinkFor(context);
  const folder = temporaryFolder(context);
  const server = await serverFor(context, { ...sink.environment, DIWAN_DATA: folder });
  const letting = sink.pause();
  const sending = sendLetter(server, { kind: 'reset-unknown' });
  await sink.reached();
  const closing = server.close();
  letting();
  await Promise.all([sending, closing]);
  assert.equal(sink.mails.length, 1);
  const store = await openStore(readConfig(environmentFor(folder)));
  assert.deepEqual(await store.database.reader.selectFrom('mails').select('id').execute(), []);
  await store.close();
});

const hostileAddresses = [
  'zin@reader.example\r\nBcc: eve@evil.example', 'zin@reader.example\nBcc: eve@evil.example', 'zin@reader.example\r', 'zin@reader.example\u0000', 'zin@reader.example, eve@evil.example',
  'zin@reader.example,eve@evil.example', 'zin@reader.example;eve@evil.example', 'zin@reader.example eve@evil.example', '<zin@reader.example>', 'Zin <zin@reader.example>',
  'zin(eve)@reader.example', 'zin@reader.example (eve)', 'friends: zin@reader.example;', '"zin eve"@reader.example', '"zin"@reader.example', 'zin@[127.0.0.1]', 'zin@127.0.0.1', 'zin@0x7f.01',
  'zin@reader.example> SIZE=1', 'zin@evil.example@reader.example', '@evil.example:zin@reader.example', 'zin@localhost', 'zin@reader', 'zin@reader..example', 'zin@reader.example.', 'zin@-reader.example',
  'zin@ex%61mple.org', 'zin@reader。example\u2028x', 'zin\u202E@reader.example', '.zin@reader.example', 'zin.@reader.example', 'zi..n@reader.example', 'zin', '', ' ', `${'z'.repeat(65)}@reader.example`, `zin@${'a'.repeat(250)}.example`,
  'zin@reader.example\\', 'zin\\@eve@reader.example', 'zin@rea der.example', 'zin@reader.example\u00A0', '=?utf-8?q?zin=40reader.example?=',
];

const hostileNames = ['Zin\r\nBcc: eve@evil.example', 'Zin\nX-Evil: 1', 'Zin\r', 'Zin\u0000', 'Zin\u0085Bcc: eve@evil.example', 'Zin\u2028', 'Zin\u202Ecba', '\uD800', 'x'.repeat(81), 'Zin\u001B[31m', 'Zin\u007F', '=?utf-8?q?Bcc:_eve=40evil.example?=', 'Zin =?utf-8?b?DQo=?='];

/** Odd and allowed: nothing of it may become more than a name. */
const oddNames = ['Zin, eve@evil.example', 'Zin <eve@evil.example>', '"Zin" <eve@evil.example>,', 'friends: eve@evil.example;', 'Zin (eve@evil.example)', 'Zîn \\" eve@evil.example', ';', '@', 'زین', 'Bcc: eve@evil.example'];

test('no address and no name makes a header or a recipient of its own', async (context) => {
  const sink = await sinkFor(context);
  const server = await serverFor(context, sink.environment);
  const { database } = server.store;
  const queue = (to: { address: string; name: string | null }): Promise<void> =>
    database.write((connection) => server.mail.post.queue(connection, { site: news, to, language: null, letter: { kind: 'reset-unknown' } }));
  for (const address of hostileAddresses) await assert.rejects(queue({ address, name: null }), { name: 'AddressError' }, JSON.stringify(address));
  for (const address of hostileAddresses) assert.equal(canBeWrittenTo(address), false);
  for (const name of hostileNames) await assert.rejects(queue({ address: 'zin@reader.example', name }), { name: 'AddressError' }, JSON.stringify(name));
  assert.equal(await waiting(server), 0);
  for (const name of oddNames) await queue({ address: 'zin@reader.example', name });
  const odd = ["o'zin+news=x@reader.example", 'zin@bücher.example', 'ZIN@Reader.Example', '{zin}|!#$%&*/?^`~@reader.example'];
  for (const address of odd) await queue({ address, name: null });
  await server.mail.post.sendDue();
  assert.equal(sink.mails.length, oddNames.length + odd.length);
  const known = ['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type', 'auto-submitted'];
  for (const { to, email } of sink.mails) {
    assert.deepEqual(email.headers.map(({ key }) => key).sort(), [...known].sort());
    assert.equal(to.length, 1);
    assert.deepEqual([email.to?.length, email.cc, email.bcc], [1, undefined, undefined]);
    assert.equal(email.to?.[0]?.address, to[0]?.replace('bücher', 'xn--bcher-kva'), 'the sink reads it back for people');
  }
  assert.deepEqual(sink.mails.map(({ email }) => email.to?.[0]?.name).filter(Boolean).sort(), [...oddNames].sort());
  assert.deepEqual(
    new Set(sink.mails.map(({ to }) => to[0])),
    new Set(['zin@reader.example', "o'zin+news=x@reader.example", 'zin@bücher.example', 'ZIN@reader.example', '{zin}|!#$%&*/?^`~@reader.example']),
  );
});

test('an address is refused without being repeated', () => {
  assert.throws(() => checkedAddress({ address: 'zin@evil', name: null }), (thrown) => thrown instanceof Error && !thrown.message.includes('zin'));
});
