import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import SqliteFile from 'better-sqlite3';
import { removeComment } from '../src/app.ts';
import { placeOf, Secrets } from '../src/services/secrets.ts';
import { guestOf } from './support/own.ts';
import { news, newComment, query, serverFor, temporaryFolder, textsOf } from './support/server.ts';

const secret = 'a secret that is long enough for a test';

/** The schema as its first version laid it, word for word: it was published, and lies on other people's disks. */
const versionOne = `
CREATE TABLE "facts" ("name" text primary key, "value" text not null);
CREATE TABLE "threads" ("id" integer primary key, "site" text not null, "key" text not null, "url" text, "title" text, "state" text not null, "last_position" integer not null, "visible" integer not null, "version" integer not null, "created_at" integer not null, constraint "threads_by_key" unique ("site", "key"));
CREATE TABLE "comments" ("site" text not null, "id" text not null, "thread_id" integer not null references "threads" ("id"), "parent_id" text, "depth" integer not null, "position" integer, "state" text not null, "name" text, "email" blob, "email_key" blob, "text" text not null, "created_at" integer not null, "reply_count" integer not null, "standing_count" integer not null, "last_reply" integer not null, constraint "comments_by_id" primary key ("site", "id"), constraint "comments_parent" foreign key ("site", "parent_id") references "comments" ("site", "id"));
CREATE UNIQUE INDEX "comments_at_top" on "comments" ("thread_id", "position") where "parent_id" is null;
CREATE UNIQUE INDEX "comments_below" on "comments" ("thread_id", "parent_id", "position") where "parent_id" is not null;`;

const top = newComment({ body: { format: 'text', text: 'of old' }, guest: { name: 'Zîn', email: 'zin@reader.example' } });
const reply = newComment({ parentId: top.id, body: { format: 'text', text: 'a reply of old' } });

/** A folder as a server of version 1 left it, with a comment and a reply written a moment ago. */
function folderOfVersionOne(context: TestContext): string {
  const folder = temporaryFolder(context);
  const file = new SqliteFile(join(folder, 'comments.sqlite'));
  const secrets = new Secrets(secret);
  file.exec(versionOne);
  file.prepare("insert into facts values ('schema', '1'), ('secret', ?)").run(secrets.mark);
  file.prepare('insert into threads values (1, ?, ?, null, null, ?, 1, 2, 3, ?)').run(news, '/a', 'open', Date.now());
  const insert = file.prepare('insert into comments values (?, ?, 1, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const address = [secrets.seal('zin@reader.example', placeOf(news, top.id)), secrets.lookup('zin@reader.example', news)];
  insert.run(news, top.id, null, 0, 'published', 'Zîn', ...address, 'of old', Date.now(), 1, 1, 1);
  insert.run(news, reply.id, top.id, 1, 'published', 'Zîn', null, null, 'a reply of old', Date.now(), 0, 0, 0);
  file.close();
  return folder;
}

test('what a server of version 1 stored is read, known again, and nobody’s to change', async (context) => {
  const environment = { DIWAN_DATA: folderOfVersionOne(context), DIWAN_SECRET: secret };
  const server = await serverFor(context, environment);
  const page = await server.page({});
  assert.deepEqual([textsOf(page), page.body.total], [['of old'], 2]);
  assert.deepEqual([page.body.items[0]?.editedAt, page.body.items[0]?.replyCount], [null, 1]);
  const replies = await server.ask(`/v1/comments/${top.id}/replies?${query({ site: news })}`);
  assert.deepEqual(textsOf(replies), ['a reply of old']);

  const guest = guestOf(server);
  for (const sent of [top, reply]) {
    const again = await server.post({ ...sent, guestKey: guest.key });
    assert.deepEqual([again.status, again.body.can.edit, again.body.can.remove], [200, false, false], 'sending it again with a key gives it to nobody');
    assert.deepEqual([(await guest.edit(sent.id, 'changed')).status, (await guest.remove(sent.id)).status], [403, 403]);
  }
  assert.deepEqual((await guest.own([top.id, reply.id])).body.comments, []);

  const { sent } = await guest.say('of today', { parentId: top.id });
  assert.equal((await guest.edit(sent.id, 'changed')).status, 200);
  assert.equal((await guest.remove(sent.id)).status, 200);
  await removeComment(server.store.database, news, reply.id);
  assert.equal((await server.page({})).body.total, 1);
});

test('a database is brought up to date once, however many open it', async (context) => {
  const environment = { DIWAN_DATA: folderOfVersionOne(context), DIWAN_SECRET: secret };
  const guest = guestOf(await serverFor(context, environment));
  const { sent } = await guest.say('of today');
  const again = await serverFor(context, environment);
  assert.equal((await guestOf(again, guest.key).edit(sent.id, 'changed')).status, 200);
  const facts = await again.store.database.reader.selectFrom('facts').select('value').where('name', '=', 'schema').execute();
  assert.deepEqual(facts, [{ value: '3' }]);
});
