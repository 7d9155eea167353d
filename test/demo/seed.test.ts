import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isUuid, nameFault, textFault } from 'diwan/contract';
import { openStore, readConfig, seedThread, type Store } from 'diwan-server';
import { seedDemo } from '../../demo/seed.ts';

const folder = mkdtempSync(join(tmpdir(), 'diwan-demo-'));
const config = readConfig({ DIWAN_DATA: folder });
const begun = Date.UTC(2026, 10, 22, 12);
let store: Store;

before(async () => {
  store = await openStore(config);
  // As if filling had been interrupted after this one.
  const comment = { id: 'first', name: 'Ada', text: 'Already here.', createdAt: new Date(begun).toISOString() };
  await seedThread(store, { site: 'local', key: 'articles/walking-slowly' }, [comment]);
  await seedDemo(store, begun);
});

after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const threads = () => store.database.reader.selectFrom('threads').selectAll().orderBy('id').execute();
const comments = () => store.database.reader.selectFrom('comments').selectAll().execute();

test('every discussion of a demo page is filled, but the one that has none', async () => {
  const pages = new URL('../../demo/', import.meta.url);
  const sources = readdirSync(pages).filter((name) => name.endsWith('.html')).map((name) => readFileSync(new URL(name, pages), 'utf8'));
  const named = new Set(sources.flatMap((source) => [...source.matchAll(/thread="(articles\/[^"]+)"/g)].map(([, key]) => key!)));
  named.delete('articles/mulberry-molasses');
  assert.deepEqual((await threads()).map((thread) => thread.key).sort(), [...named].sort());
});

test('there are long and short discussions, and a closed one', async () => {
  const visible = new Map((await threads()).map((thread) => [thread.key, thread.visible]));
  assert.ok(visible.get('articles/the-last-bookbinder')! >= 60);
  assert.equal(visible.get('articles/your-proverbs'), 10_000);
  assert.deepEqual((await threads()).filter((thread) => thread.state === 'closed').map((thread) => thread.key), ['articles/the-bridge-stays']);
});

test('what is there already is left as it is, also when filling is done again', async () => {
  const earlier = (await comments()).length;
  await seedDemo(store, begun);
  assert.equal((await comments()).length, earlier);
  const walking = (await threads()).find((thread) => thread.key === 'articles/walking-slowly')!;
  assert.equal(walking.visible, 1);
});

test('all of it could have been posted', async () => {
  for (const { id, name, text, state } of await comments()) {
    if (state === 'removed' || id === 'first') continue;
    assert.ok(isUuid(id), id);
    assert.equal(nameFault(name, 'optional'), null, String(name));
    assert.equal(textFault(text, config.facts.maxLength), null, text);
  }
});

test('it was said in the past, one after the other, and answers came later', async () => {
  const all = await comments();
  const byId = new Map(all.map((comment) => [comment.id, comment]));
  const last = new Map<number, number>();
  for (const comment of all.filter(({ parent_id, position }) => parent_id === null && position !== null).sort((one, other) => one.position! - other.position!)) {
    assert.ok(comment.created_at >= (last.get(comment.thread_id) ?? 0));
    last.set(comment.thread_id, comment.created_at);
  }
  for (const { created_at, parent_id } of all) {
    assert.ok(created_at <= begun);
    if (parent_id !== null) assert.ok(created_at > byId.get(parent_id)!.created_at);
  }
});

test('a held, a removed, a nameless and a many-voiced one are among them', async () => {
  const all = await comments();
  assert.ok(all.some((comment) => comment.state === 'held'));
  assert.ok(all.some((comment) => comment.state === 'removed' && comment.standing_count > 0));
  assert.ok(all.some((comment) => comment.state === 'published' && comment.name === null));
  assert.ok(all.some(({ text }) => /\p{Script=Arabic}/u.test(text) && /\p{Script=Latin}/u.test(text)));
  assert.ok(all.some(({ text }) => /\n\n/.test(text)));
});

test('what is said in Sorani is written with the Kurdish letters', async () => {
  const teahouse = (await threads()).find((thread) => thread.key === 'articles/chaykhana')!;
  const said = (await comments()).filter((comment) => comment.thread_id === teahouse.id);
  assert.ok(said.length > 20);
  for (const { name, text } of said) assert.doesNotMatch(`${name} ${text}`, /[\u064A\u0643\u0649\u0629]/);
});
