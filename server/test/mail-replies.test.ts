import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { approveComment, removeComment } from '../src/app.ts';
import { repliesInHour } from '../src/services/mail/replies.ts';
import { addMember, sinkFor, waiting } from './support/mail.ts';
import { environmentFor, news, newComment, serverFor } from './support/server.ts';

const unsubscribePath = '/v1/mail/unsubscribe';

test('a reply to a member is told by mail, with a way to end that', async (context) => {
  const sink = await sinkFor(context);
  const server = await serverFor(context, sink.environment);
  const parent = await server.say('Bread is a verb.');
  await addMember(server, { id: 'zin' }, [parent.id]);
  const text = `Well said. ${'🌾'.repeat(400)}`;
  await server.say(text, { parentId: parent.id, guest: { name: 'Mem', email: 'mem@reader.example' } });
  await server.mail.post.sendDue();
  const [{ email, to, raw } = assert.fail(), ...more] = sink.mails;
  assert.equal(more.length, 0);
  assert.deepEqual([to, email.to], [['zin@reader.example'], [{ name: '', address: 'zin@reader.example' }]]);
  assert.equal(email.subject, '\u2068Mem\u2069 replied to you on news.example');
  const { text: asText = '', html: asHtml = '' } = email;
  const link = `${news}/a`;
  assert.ok(asText.includes(`\n${link}\n`) && asHtml.includes(`href="${link}"`));
  assert.ok(asText.includes(`> Well said. ${'🌾'.repeat(289)} …`), 'only the beginning, and no half character');
  assert.ok(!raw.includes('mem@reader.example'));
  const [, address] = /^<(.*)>$/.exec(email.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '') ?? [];
  assert.ok(address !== undefined && address.startsWith(`${server.url}${unsubscribePath}?token=`), address);
  assert.ok(asText.includes(address) && asHtml.includes(address));
  assert.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
});

test('one mail for each reply, however often it is sent', async (context) => {
  const server = await serverFor(context);
  const parent = await server.say('1');
  await addMember(server, { id: 'zin' }, [parent.id]);
  const reply = newComment({ parentId: parent.id });
  for (const status of [201, 200, 200]) assert.equal((await server.post(reply)).status, status);
  await server.mail.post.sendDue();
  assert.equal(server.mail.mailbox?.entries.length, 1);
});

test('nobody is told who does not want it, has no address, or answers themselves', async (context) => {
  const server = await serverFor(context, { DIWAN_HOLD: 'hold' });
  const publish = async (parentId: string | null, member: string | null = null): Promise<string> => {
    const comment = newComment({ parentId });
    assert.equal((await server.post(comment)).status, 202);
    if (member !== null) await server.store.database.write((connection) => connection.updateTable('comments').set({ member_id: member }).where('id', '=', comment.id).execute());
    await approveComment(server.store, news, comment.id);
    await server.mail.post.sendDue();
    return comment.id;
  };
  await addMember(server, { id: 'zin' });
  await addMember(server, { id: 'silent', settings: { mailsReplies: false } });
  await addMember(server, { id: 'unset', settings: {} });
  await addMember(server, { id: 'nameless', email: null });
  const guests = await publish(null);
  await publish(guests);
  const zins = await publish(null, 'zin');
  await publish(zins, 'zin');
  for (const member of ['silent', 'unset', 'nameless', 'gone']) await publish(await publish(null, member));
  assert.deepEqual([server.mail.mailbox?.entries.length, await waiting(server)], [0, 0]);
  const silents = await publish(zins, 'silent');
  assert.equal(server.mail.mailbox?.entries.length, 1);
  await publish(silents);
  assert.equal(server.mail.mailbox?.entries.length, 1, 'only who is answered directly is told');
});

test('of a flood of replies a few are told, and later ones again', async (context) => {
  const clock = { time: Date.UTC(2026, 10, 22, 12) };
  const server = await serverFor(context, {}, { now: () => clock.time });
  const parent = await server.say('1');
  await addMember(server, { id: 'zin' }, [parent.id]);
  const mails = async (replies: number): Promise<number | undefined> => {
    for (let each = 0; each < replies; each++) await server.say(String(each), { parentId: parent.id });
    await server.mail.post.sendDue();
    return server.mail.mailbox?.entries.length;
  };
  assert.equal(await mails(repliesInHour + 10), repliesInHour);
  clock.time += 3_600_000 / repliesInHour;
  assert.equal(await mails(5), repliesInHour + 1);
  clock.time += 3_600_000;
  assert.equal(await mails(5), repliesInHour + 6);
});

test('a held reply is told when it is approved, once, also by the command line', async (context) => {
  const server = await serverFor(context, { DIWAN_HOLD: 'hold' });
  const [parent, first, second] = [newComment(), newComment(), newComment()];
  await server.post(parent);
  await approveComment(server.store, news, parent.id);
  await addMember(server, { id: 'zin' }, [parent.id]);
  for (const reply of [first, second]) assert.equal((await server.post({ ...reply, parentId: parent.id })).status, 202);
  await server.mail.post.sendDue();
  assert.equal(server.mail.mailbox?.entries.length, 0);
  for (let time = 0; time < 2; time++) await approveComment(server.store, news, first.id);
  await server.mail.post.sendDue();
  assert.equal(server.mail.mailbox?.entries.length, 1);
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../src/main.ts'), 'approve', second.id], { env: environmentFor(server.folder), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  await server.mail.post.sendDue();
  assert.equal(server.mail.mailbox?.entries.length, 2);
  assert.ok(server.mail.mailbox.entries[0]?.message.unsubscribe?.startsWith(server.url), 'the address is that of who sends it');
});

test('what was removed or is not wanted any more by the time it would be sent is not sent', async (context) => {
  const sink = await sinkFor(context);
  const clock = { time: Date.now() };
  const server = await serverFor(context, sink.environment, { now: () => clock.time, log: { request() {}, mistake() {} } });
  const parent = await server.say('1');
  await addMember(server, { id: 'zin' }, [parent.id]);
  await sink.stop();
  const removed = await server.say('2', { parentId: parent.id });
  await server.say('3', { parentId: parent.id });
  await server.mail.post.sendDue();
  assert.equal(await waiting(server), 2);
  await removeComment(server.store.database, news, removed.id);
  await sink.start();
  clock.time += 3_600_000;
  await server.mail.post.sendDue();
  assert.deepEqual([sink.mails.length, await waiting(server)], [1, 0]);
  const wish = async (mailsReplies: boolean): Promise<void> => {
    await server.store.database.write((connection) => connection.updateTable('members').set({ settings: JSON.stringify({ mailsReplies }) }).execute());
  };
  await sink.stop();
  await server.say('not wanted', { parentId: parent.id });
  await server.mail.post.sendDue();
  assert.equal(await waiting(server), 1);
  await wish(false);
  await sink.start();
  clock.time += 3_600_000;
  await server.mail.post.sendDue();
  assert.deepEqual([sink.mails.length, await waiting(server)], [1, 0]);
  await wish(true);
  await sink.stop();
  await server.say('4', { parentId: parent.id });
  await server.mail.post.sendDue();
  await server.store.database.write((connection) => connection.deleteFrom('members').execute());
  await sink.start();
  clock.time += 3_600_000;
  await server.mail.post.sendDue();
  assert.deepEqual([sink.mails.length, await waiting(server)], [1, 0]);
});

test('one click ends the mails, from anywhere and without a session; looking at the page ends nothing', async (context) => {
  const server = await serverFor(context, { DIWAN_PUBLIC_URL: 'https://comments.example' });
  const { reader } = server.store.database;
  const parent = await server.say('1');
  await addMember(server, { id: 'zin', settings: { mailsReplies: true, language: 'ckb', theme: 'dark' } }, [parent.id]);
  await server.say('2', { parentId: parent.id });
  await server.mail.post.sendDue();
  const address = server.mail.mailbox?.entries[0]?.message.unsubscribe ?? '';
  assert.ok(address.startsWith('https://comments.example/v1/'));
  const path = address.slice('https://comments.example'.length);
  const settings = async (): Promise<unknown> => JSON.parse((await reader.selectFrom('members').select('settings').executeTakeFirstOrThrow()).settings);

  const page = await server.ask(path);
  assert.equal(page.status, 200);
  assert.match(page.text, /<html lang="ckb" dir="rtl">/);
  assert.match(page.text, /<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>/);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/);
  assert.equal((await server.ask(path, { method: 'HEAD' })).status, 200);
  assert.deepEqual(await settings(), { mailsReplies: true, language: 'ckb', theme: 'dark' });

  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' };
  for (let time = 0; time < 2; time++) {
    const done = await server.ask(path, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
    assert.deepEqual([done.status, done.headers.get('access-control-allow-origin')], [200, null]);
    assert.deepEqual(await settings(), { visible: { about: true, count: true, since: true }, mailsReplies: false, language: 'ckb', theme: 'dark' });
  }
  await server.say('3', { parentId: parent.id });
  await server.mail.post.sendDue();
  assert.equal(server.mail.mailbox?.entries.length, 1);
});

test('an address that was changed or made up ends nothing', async (context) => {
  const server = await serverFor(context);
  const parent = await server.say('1');
  await addMember(server, { id: 'zin' }, [parent.id]);
  await server.say('2', { parentId: parent.id });
  await server.mail.post.sendDue();
  const token = new URL(server.mail.mailbox?.entries[0]?.message.unsubscribe ?? '').searchParams.get('token') ?? '';
  const { secrets } = server.store;
  const wrong = ['', 'x', token.slice(1), `${token}A`, token.slice(0, -4), `A${token.slice(1)}`, 'x'.repeat(5000), secrets.stamp(`zin\n${news}`, 'other'), secrets.stamp('zin', 'unsubscribe'), '%00', '%FF'];
  for (const each of wrong) {
    for (const method of ['GET', 'POST']) {
      const { status, text } = await server.ask(`${unsubscribePath}?token=${each}`, { method, headers: { 'accept-language': 'tr-TR,tr;q=0.9' } });
      assert.equal(status, 404, each);
      assert.match(text, /<html lang="tr"/);
    }
  }
  assert.equal((await server.ask(unsubscribePath, { method: 'POST' })).status, 404);
  assert.match((await server.store.database.reader.selectFrom('members').select('settings').executeTakeFirstOrThrow()).settings, /"mailsReplies":true/);
});
