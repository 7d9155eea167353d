import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OutboxEntry } from '../../src/state/outbox.ts';
import { Device, until } from '../support/device.ts';
import { comments, FakeAdapter } from '../support/fake-adapter.ts';
import { ownOf, ref, written } from '../support/own-comments.ts';

/** A comment of the reader's among two of others, and the page that shows them. */
async function shown(options: ConstructorParameters<typeof FakeAdapter>[0] = {}) {
  const device = new Device();
  const tab = device.tab();
  const adapter = new FakeAdapter({ seeds: comments(ref, 2), ...options });
  const id = await written(tab, adapter, 'Mine');
  return { device, adapter, id, ...(await ownOf(tab, adapter)) };
}

const entry = (id: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id,
  ref,
  comment: { id, parentId: null, body: { format: 'text', text: 'Mine' }, guest: { name: 'Ann', email: null } },
  state: 'sent',
  code: null,
  faults: [],
  retryAt: null,
  view: null,
  ...more,
});

describe('own comments', () => {
  it('are asked for where this device has any in the thread, and told of with what may be done', async () => {
    const { own, thread, adapter, id } = await shown();
    const can = () => thread.page!.items.map((item) => item.can.edit && item.can.remove);
    assert.deepEqual(can(), [false, false, false]);
    let told = 0;
    thread.subscribe(() => told++);
    await own.load();
    assert.deepEqual([can(), adapter.ownAsked, told], [[false, false, true], [[id]], 1]);
  });

  it('are not asked for where there are none', async () => {
    const adapter = new FakeAdapter({ seeds: comments(ref, 2) });
    const { own } = await ownOf(new Device().tab(), adapter);
    await own.load();
    assert.deepEqual(adapter.ownAsked, []);
  });

  it('are shown with each page that comes', async () => {
    const { own, thread } = await shown();
    await own.load();
    thread.reset({ sort: 'newest' }, null);
    await thread.turnTo({ page: 1 });
    assert.deepEqual(thread.page!.items.map(({ can }) => can.edit), [true, false, false]);
  });

  it('are edited, and show the new text', async () => {
    const { own, thread, id, adapter } = await shown();
    await own.load();
    await own.edit(own.find(id)!, 'Better', 'key');
    assert.equal(thread.page!.items[2]!.body.text, 'Better');
    assert.notEqual(thread.page!.items[2]!.editedAt, null);
    assert.deepEqual(adapter.deeds.map(({ request }) => request), [{ id, text: 'Better', key: 'key' }]);
  });

  it('are removed, from the page and from its total', async () => {
    const { own, thread, id } = await shown();
    await own.load();
    await own.remove(own.find(id)!);
    assert.deepEqual([thread.page!.items.length, thread.total], [2, 2]);
    await thread.turnTo({ page: 1 });
    assert.deepEqual([thread.page!.items.length, thread.total], [2, 2]);
  });

  it('that stand beside the page leave its total, too', async () => {
    const device = new Device();
    const tab = device.tab();
    const adapter = new FakeAdapter({ seeds: comments(ref, 2) });
    const { own, thread } = await ownOf(tab, adapter);
    const id = await written(tab, adapter, 'Mine');
    thread.confirm(id);
    await own.load();
    assert.equal(thread.total, 3);
    await own.remove(own.find(id)!);
    assert.equal(thread.total, 2);
    await thread.turnTo({ page: 1 });
    assert.deepEqual([thread.total, thread.page!.newer ?? 0, thread.ownNewer], [2, 0, 0]);
  });

  it('that are gone are not drawn beside the page any more', async () => {
    const { own, thread, id } = await shown();
    await own.load();
    assert.deepEqual(own.complete([entry(id)]).map((each) => each.id), [id]);
    await own.remove(own.find(id)!);
    assert.deepEqual(own.complete([entry(id)]), []);
    assert.equal(thread.page!.items.length, 2);
  });

  it('that were removed elsewhere since they were sent are found to be gone', async () => {
    const { own, adapter, id } = await shown();
    await own.load();
    adapter.memory.remove(ref.site, id);
    await own.load();
    assert.deepEqual([own.find(id), own.complete([entry(id)])], [null, []]);
  });

  it('that were only just signed are not taken for gone by an answer from before', async () => {
    const { own, adapter, id } = await shown();
    const view = (await adapter.memory.loadThread(ref, { sort: 'oldest', size: 25, at: { page: 1 }, asOf: null })).items.at(-1)!;
    adapter.memory.remove(ref.site, id);
    const { loadOwn } = adapter.own;
    Object.assign(adapter.own, {
      loadOwn: (...asked: Parameters<typeof loadOwn>) => {
        const answer = loadOwn(...asked);
        own.confirm(view, id);
        return answer;
      },
    });
    await own.load();
    assert.equal(own.find(id), view);
  });

  it('that were edited while they were asked for keep the newer text', async () => {
    const { own, adapter, id } = await shown();
    await own.load();
    const { loadOwn } = adapter.own;
    Object.assign(adapter.own, {
      loadOwn: async (...asked: Parameters<typeof loadOwn>) => {
        const answer = await loadOwn(...asked);
        await own.edit(own.find(id)!, 'Better', 'key');
        return answer;
      },
    });
    await own.load();
    assert.equal(own.find(id)?.body.text, 'Better');
  });

  it('that wait for approval since an earlier page stand beside this one', async () => {
    const { own, adapter, id } = await shown({ hold: true });
    assert.deepEqual(own.complete([]), []);
    await own.load();
    assert.deepEqual(own.complete([]).map(({ state, view, comment }) => [state, view?.state, comment.body.text, comment.guest?.name]), [['sent', 'held', 'Mine', 'Ann']]);
    assert.equal(own.complete([entry(id)]).length, 1);
    adapter.memory.publish(ref.site, id);
    await own.load();
    assert.deepEqual(own.complete([]), []);
  });

  it('are known by the id they were sent with where the backend gave them another', async () => {
    const { own, id } = await shown();
    await own.load();
    own.confirm(own.find(id)!, 'as it was sent');
    assert.equal(own.find('as it was sent'), own.find(id));
    await own.remove(own.find(id)!);
    assert.deepEqual(own.complete([entry('as it was sent')]), []);
  });

  it('follow what is done to them in another tab', async () => {
    const { own, thread, device, adapter, id } = await shown();
    const other = await ownOf(device.tab(), adapter);
    await Promise.all([own.load(), other.own.load()]);
    await other.own.edit(other.own.find(id)!, 'Better', 'key');
    await until(() => thread.page?.items[2]?.body.text === 'Better');
    await other.own.remove(other.own.find(id)!);
    await until(() => thread.page?.items.length === 2);
    assert.equal(thread.total, 2);
  });

  it('follow nothing any more once they are closed', async () => {
    const { own, device, adapter, id } = await shown();
    const [other, third] = [await ownOf(device.tab(), adapter), await ownOf(device.tab(), adapter)];
    await Promise.all([own.load(), other.own.load(), third.own.load()]);
    own.close();
    await other.own.edit(other.own.find(id)!, 'Better', 'key');
    await until(() => third.own.find(id)?.body.text === 'Better');
    assert.equal(own.find(id)?.body.text, 'Mine');
  });
});
