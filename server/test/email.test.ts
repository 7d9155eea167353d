import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newGuestKey } from 'diwan/contract';
import { jsonLog, removeComment } from '../src/app.ts';
import { placeOf } from '../src/services/secrets.ts';
import { news, newComment, query, serverFor } from './support/server.ts';

const address = 'Zin.Of-Botan@reader.example';

/** The address in every form that would give it away. */
const forms = [address, address.toLowerCase(), address.trim().toUpperCase()].flatMap((each) => [
  each,
  encodeURIComponent(each),
  Buffer.from(each).toString('base64').replace(/=+$/, ''),
  Buffer.from(each).toString('hex'),
  ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) => {
    const hash = createHash(name).update(each).digest();
    return [hash.toString('hex'), hash.toString('base64').replace(/=+$/, ''), hash.toString('base64url')];
  }),
]);

function requireAbsent(bytes: string, where: string): void {
  const lower = bytes.toLowerCase();
  for (const form of forms) assert.ok(!lower.includes(form.toLowerCase()), `${where} holds ${form}`);
}

test('the address is in no byte of any answer, no header, no log line', async (context) => {
  const lines: string[] = [];
  const log = jsonLog((text) => lines.push(text));
  const server = await serverFor(context, {}, { log });
  const guest = { name: 'Zîn', email: address };
  const guestKey = newGuestKey();
  const sent = newComment({ guest, guestKey });
  const written = JSON.stringify(sent);
  const json = { 'content-type': 'application/json', origin: news };
  const post = (body: string, headers: Record<string, string> = json): [string, RequestInit] => ['/v1/comments', { method: 'POST', headers, body }];
  const at = { site: news, thread: '/a' };
  const own = (method: string, path: string, more: object): [string, RequestInit] => [path, { method, headers: json, body: JSON.stringify({ guestKey, ...more }) }];
  const asked: readonly (readonly [string, RequestInit?])[] = [
    post(written),
    post(written),
    post(JSON.stringify({ ...sent, body: { format: 'text', text: 'other' } })),
    post(JSON.stringify(newComment({ guest: { name: '', email: address } }))),
    post(JSON.stringify(newComment({ guest: { name: 'Zîn', email: `${address} ` + 'x'.repeat(300) } }))),
    post(JSON.stringify(newComment({ guest, parentId: sent.id }))),
    post(JSON.stringify(newComment({ guest, parentId: 'nobody' }))),
    post(JSON.stringify({ ...newComment({ guest }), [address]: 1 })),
    post(JSON.stringify({ ...newComment(), guest: { ...guest, [address]: address } })),
    post(JSON.stringify({ ...newComment({ guest }), id: address })),
    post(JSON.stringify(newComment({ guest, thread: { site: address, key: address, url: address, title: address } }))),
    post(written.slice(0, -3)),
    post(address),
    post(written, { 'content-type': 'text/plain' }),
    post(written, { ...json, origin: 'https://evil.example' }),
    post(written.padEnd(70_000)),
    [`/v1/comments?${query(at)}`],
    [`/v1/comments?${query({ ...at, sort: 'newest' })}`],
    [`/v1/comments?${query({ ...at, around: sent.id })}`],
    ...['page', 'size', 'sort', 'cursor', 'around', 'asOf', 'site', 'email'].map((name) => [`/v1/comments?${query({ ...at, [name]: address })}`] as const),
    [`/v1/comments/${sent.id}/replies?${query({ site: news })}`],
    [`/v1/comments/${encodeURIComponent(address)}/replies?${query({ site: news })}`],
    [`/v1/counts?${query(at)}`],
    own('POST', '/v1/comments/own', { thread: { site: news, key: '/a' }, ids: [sent.id, address] }),
    own('PATCH', `/v1/comments/${sent.id}`, { site: news, body: { format: 'text', text: 'changed' } }),
    own('PATCH', `/v1/comments/${encodeURIComponent(address)}`, { site: address, body: { format: address, text: address }, guest }),
    own('POST', `/v1/comments/${encodeURIComponent(address)}/removal`, { site: news, guestKey: address }),
    own('POST', `/v1/comments/${sent.id}/removal`, { site: news }),
    ['/openapi.json'],
    ['/health'],
    ['/'],
    [`/${address}`],
    [`/chunks/${address}`],
    ['/v1/comments', { method: 'OPTIONS', headers: { origin: news } }],
  ];
  for (const encoding of ['identity', 'gzip', 'br']) {
    for (const [path, init] of asked) {
      const { headers, text } = await server.ask(path, { ...init, headers: { ...init?.headers, 'accept-encoding': encoding } });
      requireAbsent(text, path);
      requireAbsent([...headers].flat().join('\n'), `the head of ${path}`);
    }
  }
  log.flush();
  const logged = lines.join('');
  assert.ok(logged.split('\n').length > asked.length);
  requireAbsent(logged, 'the log');
  assert.ok(!logged.includes('127.0.0.1') && !logged.includes('Zîn'));
});

test('a copy of the database shows no address, and the server can read it', async (context) => {
  const server = await serverFor(context);
  const sent = newComment({ guest: { name: 'Zîn', email: address } });
  await server.post(sent);
  const { email, email_key } = await server.store.database.reader.selectFrom('comments').select(['email', 'email_key']).executeTakeFirstOrThrow();
  assert.ok(email && email_key);
  assert.equal(server.store.secrets.open(email, placeOf(news, sent.id)), address);
  assert.throws(() => server.store.secrets.open(email, placeOf(news, newComment().id)), 'it opens nowhere else');
  const files = readdirSync(server.folder);
  for (const file of files) requireAbsent(readFileSync(join(server.folder, file), 'latin1'), file);
  assert.ok(files.some((file) => file.startsWith('comments.sqlite')));
  assert.equal(statSync(join(server.folder, 'secret.key')).mode & 0o777, 0o600);
  await removeComment(server.store.database, news, sent.id);
  const gone = await server.store.database.reader.selectFrom('comments').select(['email', 'email_key', 'name', 'text']).executeTakeFirstOrThrow();
  assert.deepEqual(gone, { email: null, email_key: null, name: null, text: '' });
});
