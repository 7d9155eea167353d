import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommentView } from '../../src/contract/comment.ts';
import { amend, countOneLess, originOf } from '../../src/state/amending.ts';
import { ThreadStore } from '../../src/state/thread.ts';
import { comments, FakeAdapter } from '../support/fake-adapter.ts';

const ref = { site: 'https://news.example', key: '/a', url: null, title: null };

async function threadWith(shape: (item: CommentView) => CommentView = (item) => item): Promise<ThreadStore> {
  const adapter = new FakeAdapter({ seeds: comments(ref, 3) });
  adapter.shape = (page) => ({ ...page, items: page.items.map(shape) });
  const thread = new ThreadStore(adapter, ref, { sort: 'oldest', size: 25 });
  await thread.turnTo({ page: 1 });
  return thread;
}

/** A comment of the page, as its writer is shown it. */
function writers(thread: ThreadStore, id: string, more: Partial<CommentView> = {}): CommentView {
  return { ...thread.page!.items.find((item) => item.id === id)!, can: { reply: false, edit: true, remove: true }, ...more };
}

const later = '2026-02-01T00:00:00.000Z';

describe('amending a page', () => {
  it('shows what the backend said to the writer, and keeps the others and the total', async () => {
    const thread = await threadWith();
    const view = writers(thread, 'c2', { body: { format: 'text', text: 'Edited' }, editedAt: later });
    amend(thread, new Map([['c2', view]]));
    assert.deepEqual(thread.page?.items.map(({ body, can }) => [body.text, can.edit]), [['Comment 1', false], ['Edited', true], ['Comment 3', false]]);
    assert.equal(thread.total, 3);
  });

  it('takes out what is gone, and off the total, once', async () => {
    const thread = await threadWith();
    const gone = new Map([['c2', null]]);
    amend(thread, gone);
    amend(thread, gone);
    assert.deepEqual(thread.page?.items.map(({ id }) => id), ['c1', 'c3']);
    assert.equal(thread.total, 2);
  });

  it('leaves a tombstone where the backend did, and counts it no more', async () => {
    const thread = await threadWith();
    amend(thread, new Map([['c2', writers(thread, 'c2', { state: 'removed' })]]));
    assert.deepEqual(thread.page?.items.map(({ state }) => state), ['published', 'removed', 'published']);
    assert.equal(thread.total, 2);
  });

  it('leaves a page alone that holds nothing of it', async () => {
    const thread = await threadWith();
    const { page } = thread;
    amend(thread, new Map([['elsewhere', null]]));
    assert.equal(thread.page, page);
  });

  it('believes the page where it knows of a later edit, and the writer’s answer of what may be done', async () => {
    const thread = await threadWith((item) => ({ ...item, editedAt: later, body: { format: 'text', text: 'Edited elsewhere' } }));
    amend(thread, new Map([['c2', writers(thread, 'c2', { editedAt: null, body: { format: 'text', text: 'Before' } })]]));
    const { body, editedAt, can } = thread.page!.items[1]!;
    assert.deepEqual([body.text, editedAt, can.edit], ['Edited elsewhere', later, true]);
  });

  it('believes the page where a comment was approved or removed meanwhile, and of its replies', async () => {
    const approved = await threadWith((item) => ({ ...item, replyCount: 4 }));
    amend(approved, new Map([['c2', writers(approved, 'c2', { state: 'held', replyCount: 0 })]]));
    assert.deepEqual([approved.page!.items[1]!.state, approved.page!.items[1]!.replyCount], ['published', 4]);
    const removed = await threadWith((item) => ({ ...item, state: 'removed' }));
    amend(removed, new Map([['c2', writers(removed, 'c2', { state: 'published' })]]));
    assert.deepEqual([removed.page!.items[1]!.state, removed.page!.items[1]!.can.edit], ['removed', false]);
  });

  it('remembers the page as it was answered', async () => {
    const thread = await threadWith();
    const page = thread.page!;
    assert.equal(originOf(page), page);
    amend(thread, new Map([['c1', null]]));
    countOneLess(thread);
    assert.notEqual(thread.page, page);
    assert.equal(originOf(thread.page!), page);
    assert.equal(thread.total, 1);
  });
});
