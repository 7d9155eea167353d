import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { MemoryAdapter, type MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import type { ThreadQuery } from '../../../src/contract/thread.ts';
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

  it('takes no comment of a member, since nobody can be signed in', async () => {
    await assert.rejects(new MemoryAdapter().createComment(ref, { ...draft('a'), guest: null }, { key: 'a' }), { code: 'unauthenticated' });
  });
});
