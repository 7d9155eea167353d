import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newCommentId, newGuestKey } from 'diwan/contract';
import { jsonLog } from '../src/app.ts';
import { placeOf } from '../src/services/secrets.ts';
import { requireSchema } from './support/conformity.ts';
import { guestOf } from './support/own.ts';
import { blog, news, newComment, newsToo, serverFor } from './support/server.ts';

const body = { format: 'text', text: 'changed' };
const strangers = [blog, 'https://evil.example', 'null', 'http://news.example', 'https://sub.news.example'];

/** One request of each kind for a comment, which its owner's key makes succeed. */
function requestsFor(id: string, guestKey: unknown): readonly (readonly [method: 'POST' | 'PATCH', path: string, schema: string, body: object])[] {
  return [
    ['POST', '/v1/comments/own', 'Own', { thread: { site: news, key: '/a' }, ids: [id], guestKey }],
    ['PATCH', `/v1/comments/${id}`, 'Edit', { site: news, body, guestKey }],
    ['POST', `/v1/comments/${id}/removal`, 'Removal', { site: news, guestKey }],
  ];
}

test('a field that cannot be, is missing or unknown is a 422 that names it', async (context) => {
  const server = await serverFor(context);
  const guest = guestOf(server);
  const { sent } = await guest.say('as it was');
  const keys = ['', 'x', guest.key!.slice(1), `${guest.key}A`, `${guest.key!.slice(1)}+`, ` ${guest.key!.slice(1)}`, `${guest.key!.slice(1)}\n`, '١'.repeat(43), 7, {}, [guest.key], true];
  const thread = { site: news, key: '/a' };
  const changes: Readonly<Record<string, readonly (readonly [field: string, change: object])[]>> = {
    Own: [
      ...[undefined, null, 7, 'x', []].map((given) => ['thread', { thread: given }] as const),
      ...[undefined, null, 7, '', 'x'.repeat(501)].map((site) => ['thread.site', { thread: { ...thread, site } }] as const),
      ...[undefined, null, 7, '', 'x'.repeat(501), 'a\u0000b', 'a\nb', '\uD800'].map((key) => ['thread.key', { thread: { ...thread, key } }] as const),
      ['thread.url', { thread: { ...thread, url: null } }],
      ...[undefined, null, 'x', {}, Array(101).fill('x')].map((ids) => ['ids', { ids }] as const),
      ...[null, 7, '', 'x'.repeat(201), {}].map((id) => ['ids[1]', { ids: ['x', id] }] as const),
    ],
    Edit: [
      ...[undefined, null, 7, '', 'x'.repeat(501)].map((site) => ['site', { site }] as const),
      ...[undefined, null, 'text', []].map((given) => ['body', { body: given }] as const),
      ...[undefined, null, 'html', 7].map((format) => ['body.format', { body: { ...body, format } }] as const),
      ...[undefined, null, 7, '', ' \n\t', '\u200B', 'a\u0000b', 'a\uD83D', 'x'.repeat(5001), '\u{1F339}'.repeat(5001)].map((text) => ['body.text', { body: { ...body, text } }] as const),
      ['body.html', { body: { ...body, html: '<b>' } }],
      ...['id', 'state', 'name', 'guest', 'createdAt', 'editedAt', 'parentId', 'thread', 'author', 'can'].map((name) => [name, { [name]: 'x' }] as const),
    ],
    Removal: [
      ...[undefined, null, 7, '', 'x'.repeat(501)].map((site) => ['site', { site }] as const),
      ...['body', 'id', 'state', 'force', 'thread'].map((name) => [name, { [name]: 'x' }] as const),
    ],
  };
  for (const [method, path, schema, request] of requestsFor(sent.id, guest.key)) {
    requireSchema(schema, request);
    const table = [
      ...changes[schema]!,
      ...keys.map((guestKey) => ['guestKey', { guestKey }] as const),
      ['isAdmin', { isAdmin: true }] as const,
      ['guest_key', { guest_key: guest.key }] as const,
      ['__proto__', JSON.parse('{"__proto__": {"x": 1}}') as object] as const,
    ];
    for (const [field, change] of table) {
      const changed = Object.defineProperties({ ...request }, Object.getOwnPropertyDescriptors(change));
      const { status, body: problem, text } = await server.send(method, path, changed);
      const what = `${schema} ${JSON.stringify(change).slice(0, 80)}`;
      assert.deepEqual([status, problem.code], [422, 'invalid'], what);
      assert.deepEqual(problem.faults?.map((fault) => fault.field), [field], what);
      assert.ok(!text.includes(guest.key!.slice(1)), 'what was sent is not repeated');
    }
  }
  for (const [method, path, , request] of requestsFor('x'.repeat(201), guest.key).slice(1)) {
    const { status, body: problem } = await server.send(method, path, request);
    assert.deepEqual([status, problem.faults?.[0]?.field], [422, 'id']);
  }
  const posted = await server.post({ ...newComment(), guestKey: 'short' });
  assert.deepEqual([posted.status, posted.body.faults?.[0]?.field], [422, 'guestKey']);
  const page = await server.page({});
  assert.deepEqual(page.body.items.map((item) => [item.body.text, item.editedAt]), [['as it was', null]]);
});

test('a body that is not JSON, too large or of another type is refused, and other sites are', async (context) => {
  const server = await serverFor(context);
  const guest = guestOf(server);
  const { sent } = await guest.say('as it was');
  for (const [method, path, schema, request] of requestsFor(sent.id, guest.key)) {
    const headers = { 'content-type': 'application/json' };
    for (const [status, text, type] of [[400, '{', ''], [400, '', ''], [422, 'null', ''], [422, '[]', ''], [415, JSON.stringify(request), 'text/plain'], [413, JSON.stringify(request).padEnd(70_000), '']] as const) {
      const reply = await server.ask(path, { method, headers: type ? { 'content-type': type } : headers, body: text });
      assert.equal(reply.status, status, `${schema} ${text.slice(0, 20)}`);
    }
    for (const site of ['https://evil.example', 'news.example', 'null']) {
      const { status, body: problem } = await server.send(method, path, { ...request, ...(schema === 'Own' ? { thread: { site, key: '/a' } } : { site }) });
      assert.deepEqual([status, problem.code], [403, 'forbidden']);
      assert.match(problem.detail ?? '', /DIWAN_SITES/);
    }
  }
  assert.equal((await guest.own([sent.id])).body.comments[0]?.body.text, 'as it was');
});

test('only a page of the site asks in its name, for what is written and what is one’s own', async (context) => {
  const server = await serverFor(context);
  const guest = guestOf(server);
  for (const origin of [undefined, news, newsToo, ...strangers]) {
    for (const relation of [undefined, 'same-origin', 'none', 'same-site', 'cross-site']) {
      const { sent } = await guest.say('as it was');
      const isOurs = origin === undefined ? relation === undefined || relation === 'same-origin' || relation === 'none' : origin === news || origin === newsToo;
      const headers = { ...(origin !== undefined && { origin }), ...(relation !== undefined && { 'sec-fetch-site': relation }) };
      for (const [method, path, schema, request] of requestsFor(sent.id, guest.key)) {
        const reply = await server.send(method, path, request, headers);
        assert.equal(reply.status, isOurs ? 200 : 403, `${schema} ${origin} ${relation}`);
        assert.equal(reply.headers.get('cache-control'), 'no-store');
        assert.equal(reply.headers.get('access-control-allow-origin'), origin === news || origin === newsToo || origin === blog ? origin : null);
      }
      const { state } = await server.store.database.reader.selectFrom('comments').select('state').where('id', '=', sent.id).executeTakeFirstOrThrow();
      assert.equal(state, isOurs ? 'removed' : 'published');
    }
  }
});

test('a page may ask beforehand whether it may', async (context) => {
  const server = await serverFor(context);
  for (const [method, path] of requestsFor(newCommentId(), null)) {
    const ask = (origin: string): ReturnType<typeof server.ask> =>
      server.ask(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' } });
    const { status, headers } = await ask(news);
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [204, news]);
    assert.ok(headers.get('access-control-allow-methods')?.split(', ').includes(method), path);
    assert.equal(headers.get('access-control-allow-headers'), 'content-type, authorization');
    assert.equal((await ask('https://evil.example')).status, 403);
  }
});

test('a key is in no answer, no log line and no byte on the disk, and its marks cannot be compared', async (context) => {
  const lines: string[] = [];
  const log = jsonLog((text) => lines.push(text));
  const server = await serverFor(context, {}, { log });
  const guest = guestOf(server);
  const key = guest.key!;
  const texts: string[] = [];
  const ids = [(await guest.say('1')).sent.id, (await guest.say('2')).sent.id];
  const twin = newComment({ id: ids[0]!, guestKey: key, thread: { site: blog, key: '/a', url: null, title: null } });
  texts.push((await server.post(twin)).text);
  for (const [method, path, , request] of [...requestsFor(ids[0]!, key), ...requestsFor(ids[1]!, newGuestKey()), ...requestsFor(newCommentId(), key)]) {
    const { text, headers } = await server.send(method, path, request);
    texts.push(text, [...headers].flat().join('\n'));
  }
  const forms = [key, Buffer.from(key).toString('hex'), Buffer.from(key, 'base64url').toString('latin1'), Buffer.from(key, 'base64url').toString('hex')];
  const hashes = [key, Buffer.from(key, 'base64url'), `${news}\n${key}`].map((each) => createHash('sha256').update(each).digest());
  forms.push(...hashes.flatMap((hash) => [hash.toString('latin1'), hash.toString('hex'), hash.toString('base64url')]));
  log.flush();
  const files = readdirSync(server.folder).map((file) => readFileSync(join(server.folder, file), 'latin1'));
  for (const form of forms) for (const text of [...texts, ...lines, ...files]) assert.ok(!text.includes(form));

  const rows = await server.store.database.reader.selectFrom('comments').select(['site', 'id', 'guest_key']).execute();
  const marks = rows.map((row) => Buffer.from(row.guest_key ?? assert.fail()).toString('hex'));
  assert.deepEqual([marks.length, new Set(marks).size], [3, 3], 'one key, two comments, two sites: nothing in common');
  assert.ok(files.some((file) => file.includes(Buffer.from(marks[0]!, 'hex').toString('latin1'))), 'what is looked for would be found');
  const { secrets } = server.store;
  const [first] = rows;
  assert.ok(first?.guest_key && secrets.isGuestMark(first.guest_key, key, placeOf(first.site, first.id)));
  assert.ok(!secrets.isGuestMark(first.guest_key.subarray(1), key, placeOf(first.site, first.id)), 'a mark of another length is no match and no fault');
});
