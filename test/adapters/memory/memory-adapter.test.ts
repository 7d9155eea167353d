import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { MemoryAdapter, type MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import type { ThreadQuery } from '../../../src/contract/thread.ts';
import { newGuestKey } from '../../../src/contract/index.ts';
import { describeConformance } from '../../support/conformance.ts';
import { memoryBackendWith } from '../../support/memory-backend.ts';

const kinds: Readonly<Record<string, MemoryOptions>> = {
  'the memory adapter': {},
  'the memory adapter that holds comments': { hold: true },
  'the memory adapter with sequential pages': { facts: { paging: 'sequential' } },
  'the memory adapter with whole threads': { facts: { paging: 'whole' } },
  'the memory adapter without replies, keys, names': {
    facts: { maxDepth: 0, maxPageSize: 5, sorts: ['newest'], idempotentWrites: false, guest: { name: 'none', email: 'none' } },
  },
  'the memory adapter that asks for nothing': {
    facts: { sorts: ['oldest'], maxLength: 50, maxDepth: 1, guest: { name: 'optional', email: 'optional' } },
  },
};
for (const [name, options] of Object.entries(kinds)) await describeConformance(name, memoryBackendWith(options), { describe, it, after });

const thread = { site: 'https://news.example', key: '/one' };
const ref = { ...thread, url: null, title: null };
const query: ThreadQuery = { sort: 'oldest', size: 10, at: { page: 1 }, asOf: null };
const draft = (id: string) => ({ id, parentId: null, body: { format: 'text', text: id }, guest: { name: 'Ali', email: 'ali@news.example' } }) as const;

describe('MemoryAdapter', () => {
  it('starts with its seeds, in the order of their times', async () => {
    const adapter = new MemoryAdapter({
      seeds: [
        { thread, id: 'late', text: 'Late', createdAt: '2026-02-01T00:00:00.000Z' },
        { thread, id: 'early', text: 'Early', name: 'Ali', createdAt: '2026-01-01T00:00:00.000Z' },
        { thread, id: 'reply', parentId: 'early', text: 'Reply', createdAt: '2026-03-01T00:00:00.000Z' },
        { thread, id: 'waiting', text: 'Waiting', state: 'held', createdAt: '2026-01-15T00:00:00.000Z' },
      ],
    });
    const { items } = await adapter.loadThread(ref, query);
    assert.deepEqual(items.map(({ id, author, createdAt, replyCount }) => [id, author.name, createdAt, replyCount]), [
      ['early', 'Ali', '2026-01-01T00:00:00.000Z', 1],
      ['late', 'Guest', '2026-02-01T00:00:00.000Z', 0],
    ]);
  });

  it('refuses a seed whose parent is not there', () => {
    assert.throws(() => new MemoryAdapter({ seeds: [{ thread, parentId: 'nobody', text: 'Reply' }] }), /answers nobody/);
  });

  it('takes the time from its clock', async () => {
    const adapter = new MemoryAdapter({ now: () => Date.UTC(2026, 10, 22, 11, 43) });
    assert.equal((await adapter.createComment(ref, draft('a'), { key: 'a' })).createdAt, '2026-11-22T11:43:00.000Z');
  });

  it('gives every comment an id of its own where writes are not idempotent', async () => {
    const adapter = new MemoryAdapter({ facts: { idempotentWrites: false } });
    const ids = [await adapter.createComment(ref, draft('a'), { key: 'a' }), await adapter.createComment(ref, draft('a'), { key: 'a' })].map(({ id }) => id);
    assert.equal(new Set([...ids, 'a']).size, 3);
    assert.equal((await adapter.loadThread(ref, query)).items.length, 2);
  });

  it('has every thread closed from the start where it is told so', async () => {
    const adapter = new MemoryAdapter({ closed: true });
    assert.equal((await adapter.loadThread(ref, query)).thread.state, 'closed');
    await assert.rejects(adapter.createComment(ref, draft('a'), { key: 'a' }), { code: 'closed' });
  });

  it('takes no comment of a member, where nobody is signed in', async () => {
    await assert.rejects(new MemoryAdapter().createComment(ref, { ...draft('a'), guest: null }, { key: 'a' }), { code: 'unauthenticated' });
  });
});

describe('what is one’s own in MemoryAdapter', () => {
  const guestKey = newGuestKey();
  const minute = 60_000;

  /** A comment of the key's, and a clock to be moved. */
  async function written(options: MemoryOptions = {}) {
    const clock = { now: Date.UTC(2026, 10, 22) };
    const adapter = new MemoryAdapter({ now: () => clock.now, ...options });
    await adapter.createComment(ref, draft('a'), { key: 'a', guestKey });
    const permitted = async () => (await adapter.own.loadOwn(ref, ['a'], { guestKey })).map(({ can }) => [can.edit, can.remove]);
    const edit = (text = 'Other words') => adapter.own.editComment(ref, 'a', { format: 'text', text }, { key: 'edit', guestKey });
    const remove = () => adapter.own.removeComment(ref, 'a', { key: 'removal', guestKey });
    return { adapter, clock, permitted, edit, remove };
  }

  for (const [name, options, editFor, removeFor] of [
    ['15 minutes and a day', {}, 15 * minute, 24 * 60 * minute],
    ['as long as it is told', { editFor: 5000, removeFor: 7000 }, 5000, 7000],
  ] as const) {
    it(`can be edited and removed for ${name}, and not a moment longer`, async () => {
      const { clock, permitted, edit, remove } = await written(options);
      const start = clock.now;
      clock.now = start + editFor - 1;
      assert.deepEqual(await permitted(), [[true, true]]);
      assert.equal((await edit('In time')).editedAt, new Date(clock.now).toISOString());
      clock.now = start + editFor;
      assert.deepEqual(await permitted(), [[false, true]]);
      await assert.rejects(edit('Too late'), { code: 'forbidden' });
      clock.now = start + removeFor;
      assert.deepEqual(await permitted(), [[false, false]]);
      await assert.rejects(remove(), { code: 'forbidden' });
      clock.now--;
      assert.equal(await remove(), null);
    });
  }

  it('is never edited where that is given no time', async () => {
    const { permitted, edit } = await written({ editFor: 0 });
    assert.deepEqual(await permitted(), [[false, true]]);
    await assert.rejects(edit(), { code: 'forbidden' });
  });

  it('answers a repeated edit and a repeated removal when their time is over', async () => {
    const { clock, edit, remove } = await written();
    const edited = await edit();
    clock.now += 15 * minute;
    assert.equal((await edit()).editedAt, edited.editedAt);
    await remove();
    clock.now += 24 * 60 * minute;
    assert.equal(await remove(), null);
  });

  it('is answered to its writer with what may be done, and to nobody else', async () => {
    const { adapter } = await written();
    const again = (options: { guestKey?: string }) => adapter.createComment(ref, draft('a'), { key: 'a', ...options });
    const permitted = async (options: { guestKey?: string }) => {
      const { can } = await again(options);
      return [can.reply, can.edit, can.remove];
    };
    assert.deepEqual(await permitted({ guestKey }), [true, true, true]);
    assert.deepEqual(await permitted({}), [true, false, false]);
    assert.deepEqual(await permitted({ guestKey: newGuestKey() }), [true, false, false]);
  });

  it('keeps nothing of what was removed, by its writer or a moderator, and knows its id all the same', async () => {
    const { adapter, remove } = await written();
    await remove();
    await assert.rejects(adapter.createComment(ref, draft('a'), { key: 'a', guestKey }), { code: 'not-found' });
    await adapter.createComment(ref, draft('b'), { key: 'b', guestKey });
    adapter.remove(ref.site, 'b');
    await assert.rejects(adapter.createComment(ref, draft('b'), { key: 'b', guestKey }), { code: 'not-found' });
    assert.deepEqual((await adapter.loadThread(ref, query)).items, []);
  });

  it('can be among the seeds, edited and removed ones too', async () => {
    const seed = { thread, guestKey, createdAt: new Date().toISOString() };
    const editedAt = '2026-02-01T00:00:00.000Z';
    const adapter = new MemoryAdapter({
      seeds: [
        { ...seed, id: 'a', name: 'Ali', text: 'Now', original: 'a', editedAt },
        { ...seed, id: 'gone', name: 'Ali', text: 'Gone', state: 'removed' },
        { ...seed, id: 'reply', parentId: 'gone', text: 'Reply' },
        { thread, id: 'plain', name: 'Ali', text: 'plain' },
      ],
    });
    const { items } = await adapter.loadThread(ref, query);
    assert.deepEqual(items.map(({ id, author, body, state }) => [id, author.name, body.text, state]), [
      ['a', 'Ali', 'Now', 'published'],
      ['gone', null, '', 'removed'],
      ['plain', 'Ali', 'plain', 'published'],
    ]);
    assert.equal((await adapter.createComment(ref, draft('a'), { key: 'a' })).editedAt, editedAt);
    assert.equal((await adapter.createComment(ref, draft('plain'), { key: 'plain' })).editedAt, null);
    assert.deepEqual((await adapter.own.loadOwn(ref, ['a', 'gone', 'reply'], { guestKey })).map(({ id }) => id), ['a', 'reply']);
  });
});
