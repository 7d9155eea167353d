import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import SqliteFile from 'better-sqlite3';
import sharp from 'sharp';
import { accountPaths } from 'diwan/contract';
import { seedThread } from '../src/app.ts';
import { bodyOf, joined, usualPassword } from './support/members.ts';
import { guestOf } from './support/own.ts';
import { formerComments, news, newComment, query, serverFor, type TestServer } from './support/server.ts';

test('no statement scans a table, sorts by itself, skips rows or counts them', async (context) => {
  const prepare = SqliteFile.prototype.prepare;
  const statements = new Set<string>();
  SqliteFile.prototype.prepare = function (this: SqliteFile.Database, text: string) {
    statements.add(text);
    return prepare.call(this, text);
  } as typeof prepare;
  context.after(() => void (SqliteFile.prototype.prepare = prepare));

  const server = await serverFor(context);
  statements.clear();
  await seedThread(server.store, { site: news, key: '/b' }, formerComments(50));
  const top = await server.say('top');
  const reply = await server.say('reply', { parentId: top.id });
  await server.post(newComment({ id: top.id }));
  for (const parameters of [{ page: 1 }, { page: 2, sort: 'newest' }, { around: reply.id }]) await server.page(parameters);
  const { body } = await server.page({ thread: '/b', size: 5 });
  await server.page({ thread: '/b', size: 5, cursor: body.next ?? '' });
  await server.ask(`/v1/comments/${top.id}/replies?${query({ site: news })}`);
  await server.ask(`/v1/counts?${query({ site: news, thread: '/a' })}`);
  const guest = guestOf(server);
  const { sent } = await guest.say('mine');
  await guest.own([sent.id, top.id]);
  await guest.edit(sent.id, 'changed');
  await guest.remove(sent.id);
  await everythingOfAccounts(server);

  const asked = [...statements].filter((text) => /^(?:select|insert|update|delete)\b/i.test(text));
  assert.ok(asked.length >= 10, asked.join('\n'));
  for (const text of asked) {
    assert.doesNotMatch(text, /\boffset\b|\bcount\s*\(/i);
    // The plan of an insert has what would repair a broken reference, which is skipped where none is broken.
    if (text.startsWith('insert')) continue;
    const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(text.replaceAll('?', 'null'))}`.execute(server.store.database.reader);
    for (const { detail } of plan.rows) assert.doesNotMatch(detail, /\bSCAN\b(?! CONSTANT ROW)|TEMP B-TREE/, `${text}\n${detail}`);
  }
  for (const [pattern, index] of [[/"parent_id" is null/, 'comments_at_top'], [/"parent_id" = \?/, 'comments_below']] as const) {
    const text = asked.find((each) => pattern.test(each) && each.includes('order by')) ?? assert.fail(String(pattern));
    const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(text.replaceAll('?', '1'))}`.execute(server.store.database.reader);
    assert.match(plan.rows.map(({ detail }) => detail).join(), new RegExp(`USING INDEX ${index} .*position>\\? AND position<\\?`));
  }
});

/** Asks whatever can be asked of accounts. */
async function everythingOfAccounts(server: TestServer): Promise<void> {
  const zin = await joined(server, { email: 'zin@reader.example' });
  const picture = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).png().toBuffer();
  const guest = newComment({ guest: { name: 'Zîna', email: 'zin@reader.example' } });
  await server.post(guest);
  await zin.wrote('1');
  await zin.wrote('2');
  const list = bodyOf(await zin.get(accountPaths.comments, { size: 1 }));
  const further = bodyOf(await zin.get(accountPaths.comments, { size: 1, cursor: list.next ?? '' }));
  const replies = [
    await zin.get(accountPaths.comments, { size: 1, cursor: further.previous ?? '' }),
    await zin.get(accountPaths.account),
    await zin.get(accountPaths.earlier),
    await zin.send('POST', accountPaths.claims, { ids: [guest.id] }),
    await zin.send('PATCH', accountPaths.account, { name: 'Zîna' }),
    await zin.picture(picture),
    await zin.send('POST', accountPaths.pictureRemoval),
    await zin.send('POST', accountPaths.password, { current: usualPassword, password: 'a new and long password' }),
    await zin.send('POST', accountPaths.device('none')),
    await zin.send('POST', accountPaths.provider('none')),
    await zin.send('POST', accountPaths.download),
    await server.ask(`${accountPaths.profile(zin.id)}?${query({ site: news })}`),
    await zin.leave('remove', { password: 'a new and long password' }),
  ];
  for (const reply of replies) assert.equal(reply.status, 200, reply.text);
  await (await joined(server)).leave('keep');
  assert.equal((await server.ask('/v1/pictures/none')).status, 404);
  await server.members?.chores.goOn();
}

test('the database waits for the disk', async (context) => {
  const server = await serverFor(context);
  const pragma = async (name: string): Promise<unknown> => {
    let value: unknown;
    await server.store.database.write(async (connection) => {
      const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(connection);
      [value] = Object.values(rows[0] ?? {});
    });
    return value;
  };
  assert.equal(await pragma('journal_mode'), 'wal');
  assert.equal(await pragma('synchronous'), 2);
  assert.equal(await pragma('foreign_keys'), 1);
});

test('the server knows of the rest only the contract, and each folder only those below', () => {
  const root = join(import.meta.dirname, '../src');
  const below: Readonly<Record<string, readonly string[]>> = {
    store: [],
    dialects: ['store'],
    services: ['store', 'sites.ts'],
    openapi: ['config.ts', 'routes'],
    routes: ['services', 'store', 'openapi', 'sites.ts', 'config.ts'],
  };
  // Whatever a package is for, one folder knows it.
  const packages: Readonly<Record<string, string>> = {
    'diwan/contract': '',
    kysely: '',
    hono: '',
    '@hono/node-server': '',
    'better-sqlite3': 'dialects',
    unhomoglyph: 'store',
    '@node-rs/argon2': 'services',
    '@simplewebauthn/server': 'services',
    '@zxcvbn-ts/language-common': 'services',
    jose: 'services',
    nodemailer: 'services',
    'openid-client': 'services',
    sharp: 'services',
  };
  let imports = 0;
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const folder = file.includes('/') ? file.replace(/\/.*/, '') : '';
    for (const [, from = ''] of readFileSync(join(root, file), 'utf8').matchAll(/from '([^']+)'/g)) {
      imports++;
      if (from.startsWith('.')) {
        const target = relative(root, resolve(root, dirname(file), from)).replace(/\/.*/, '');
        if (folder && target !== folder) assert.ok(below[folder]?.includes(target), `${file} imports ${from}`);
      } else if (!from.startsWith('node:')) {
        const at = packages[from];
        assert.ok(at === '' || (at !== undefined && at === folder), `${file} imports ${from}`);
      }
    }
  }
  assert.ok(imports > 100);
});
