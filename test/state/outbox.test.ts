import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Drafts } from '../../src/state/drafts.ts';
import { Backend, failure } from '../support/backend.ts';
import { Device, turn, until } from '../support/device.ts';
import { calm, isEmpty, outboxIn, ref, started, write } from '../support/outboxes.ts';

describe('the outbox', () => {
  it('stores a comment before the first attempt and deletes it after the answer', async () => {
    const { device, backend, outbox, entry } = started([]);
    let storedBefore: boolean | undefined;
    backend.fate = () => {
      storedBefore = !isEmpty(device);
      return 'answered';
    };
    const comment = write('Hello');
    await outbox.add(ref, comment);
    assert.equal(isEmpty(device), false);
    await until(() => isEmpty(device));
    assert.equal(storedBefore, true);
    assert.deepEqual([entry()?.state, entry()?.view?.id, backend.stored], ['sent', comment.id, ['Hello']]);
  });

  it('stores the comment and deletes its draft in one transaction', async () => {
    for (let turns = 0; turns < 15; turns++) {
      const device = new Device();
      const tab = device.tab();
      const draft = new Drafts(tab).open({ backend: 'x', site: ref.site, thread: ref.key, parent: null, viewer: null });
      draft.write('Hello');
      await draft.flush();
      void outboxIn(tab, new Backend()).add(ref, write('Hello'), draft.recordKey);
      for (let passed = 0; passed < turns; passed++) await turn();
      tab.kill();
      await device.tab().records.read('x');
      const keys = [...device.database.keys()].filter((key) => /^v1:(draft:\[|outbox:)/.test(key));
      assert.equal(keys.length, 1, `killed after ${turns} turns: ${keys.join()}`);
    }
  });

  it('lists what belongs to a thread, in the order it was written', async () => {
    const { device, outbox } = started([]);
    device.goOnline(false);
    for (const text of ['one', 'two', 'three']) {
      await outbox.add(ref, write(text));
      device.clock.advance(1);
    }
    await outbox.add({ ...ref, key: '/b' }, write('elsewhere'));
    assert.deepEqual(outbox.entries(ref).map(({ comment }) => comment.body.text), ['one', 'two', 'three']);
  });

  it('sends once what is given twice', async () => {
    const { backend, outbox, device } = started([]);
    const comment = write('Hello');
    await Promise.all(Array.from({ length: 10 }, () => outbox.add(ref, comment)));
    await until(() => isEmpty(device));
    await outbox.add(ref, comment);
    await calm();
    assert.deepEqual([backend.stored, backend.attempts.length, outbox.entries(ref).length], [['Hello'], 1, 1]);
  });

  it('waits and says so while there is no network, and sends at once when it is back', async () => {
    const { device, backend, outbox, entry, state } = started([]);
    device.goOnline(false);
    await outbox.add(ref, write('Hello'));
    await until(() => entry()?.code === 'offline');
    assert.deepEqual([state(), backend.attempts, device.clock.next], ['waiting', [], null]);
    device.goOnline(true);
    await until(() => state() === 'sent');
  });

  it('gives nothing back while it is in flight', async () => {
    const { outbox, state } = started(['hangs']);
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'sending');
    assert.equal(await outbox.takeBack(comment.id), null);
    await outbox.retry(comment.id);
    assert.equal(state(), 'sending');
  });

  it('aborts what is in flight when it stops, and sends it after the next start', async () => {
    const { device, backend, outbox, state } = started(['hangs']);
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'sending');
    outbox.stop();
    await until(() => state() === 'waiting');
    assert.equal(device.clock.next, null);
    outbox.start();
    await until(() => state() === 'sent');
    assert.equal(backend.attempts.length, 2);
  });

  it('is not fooled by a clock that jumps', async () => {
    const { device, outbox, state } = started(['never arrives']);
    device.clock.offset = 10 * 365 * 24 * 3_600_000;
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.clock.offset = 0;
    device.clock.advance(1000);
    await until(() => state() === 'sent');
  });

  it('does not draw again what is taken back while the store is read', async () => {
    for (let turns = 0; turns < 30; turns++) {
      const { device, outbox, state } = started([failure('invalid')]);
      const comment = write('Hello');
      await outbox.add(ref, comment);
      await until(() => state() === 'refused');
      await calm();
      device.goOnline(true);
      for (let passed = 0; passed < turns; passed++) await turn();
      await outbox.takeBack(comment.id);
      await calm();
      assert.deepEqual(outbox.entries(ref), [], `taken back after ${turns} turns`);
    }
  });

  it('goes on while the database cannot be read, and sends nothing twice when it can again', async () => {
    const { device, backend, outbox, state } = started([]);
    device.goOnline(false);
    await outbox.add(ref, write('Hello'));
    await calm();
    device.databaseFault = 'refused';
    device.goOnline(true);
    await until(() => state() === 'sent');
    await calm();
    device.databaseFault = 'none';
    const later = outboxIn(device.tab(), backend);
    later.start();
    await calm();
    assert.deepEqual([backend.attempts.length, later.entries(ref)], [1, []]);
  });

  it('draws a sent comment as sent, whatever a late message says', async () => {
    const { device, outbox, state } = started([]);
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'sent');
    await calm();
    device.tab().channel.postMessage({ outbox: 'https://comments.example', id: comment.id, record: null });
    await calm();
    assert.equal(state(), 'sent');
  });

  it('leaves alone what waits for another backend, and what a newer version stored', async () => {
    const device = new Device();
    device.databaseFault = 'none';
    device.database.set('v1:outbox:1', { version: 1, backend: 'https://other.example', id: '1', state: 'waiting', ref, comment: write('a') });
    device.database.set('v1:outbox:2', { version: 2, backend: 'https://comments.example', id: '2', state: 'waiting' });
    const backend = new Backend();
    const outbox = outboxIn(device.tab(), backend);
    outbox.start();
    await outbox.add(ref, write('Hello'));
    await until(() => outbox.entries(ref)[0]?.state === 'sent');
    await until(() => device.database.size === 2);
    assert.deepEqual(backend.stored, ['Hello']);
  });

  it('sends also where nothing can be stored', async () => {
    const device = new Device();
    device.databaseFault = device.textFault = 'refused';
    const backend = new Backend();
    const tab = device.tab();
    const outbox = outboxIn(tab, backend);
    outbox.start();
    await outbox.add(ref, write('Hello'));
    await until(() => outbox.entries(ref)[0]?.state === 'sent');
    assert.deepEqual([backend.stored, backend.attempts.length, device.database.size + device.text.size], [['Hello'], 1, 0]);
  });
});
