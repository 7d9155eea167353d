import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import { untried, type OutboxEntry } from '../../src/state/outbox-records.ts';
import { beside } from '../../src/state/tree.ts';
import { comments } from '../support/fake-adapter.ts';

const name = { site: 'https://news.example', key: '/one' };
const ref = { ...name, url: null, title: null };
const entry = (id: string): OutboxEntry => ({ id, ref, comment: { id, parentId: null, body: { format: 'text', text: id }, guest: null }, view: null, ...untried });

describe('beside', () => {
  it('leaves out what the shown page holds, and keeps the rest in its order', async () => {
    const page = await new MemoryAdapter({ seeds: comments(name, 3) }).loadThread(ref, { sort: 'oldest', size: 10, at: { page: 1 }, asOf: null });
    assert.deepEqual(beside(page, [entry('b'), entry('c2'), entry('a')]).map(({ id }) => id), ['b', 'a']);
  });

  it('keeps all while no page is shown', () => {
    for (const page of [null, undefined]) assert.deepEqual(beside(page, [entry('a')]).map(({ id }) => id), ['a']);
  });
});
