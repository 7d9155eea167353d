import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draftPrefix } from '../../src/state/draft-records.ts';
import { Drafts, type DraftKey } from '../../src/state/drafts.ts';
import { Device, turn } from '../support/device.ts';
import { key, open, records, stored } from '../support/open-drafts.ts';

describe('a draft', () => {
  it('is empty where nothing was typed', async () => {
    const draft = open(new Device().tab());
    await draft.ready;
    assert.deepEqual([draft.text, draft.restored, draft.other], ['', false, null]);
  });

  it('comes back in the next life, and says so until it is edited', async () => {
    const device = new Device();
    const before = open(device.tab());
    before.write('Hello');
    await before.flush();
    assert.deepEqual(stored(device), ['Hello']);

    const draft = open(device.tab());
    await draft.ready;
    assert.deepEqual([draft.text, draft.restored, draft.other], ['Hello', true, null]);
    draft.write('Hello you');
    assert.equal(draft.restored, false);
    await draft.flush();
    assert.deepEqual(stored(device), ['Hello you']);
  });

  it('says so until it is dismissed', async () => {
    const device = new Device();
    const before = open(device.tab());
    before.write('Hello');
    await before.flush();
    const draft = open(device.tab());
    await draft.ready;
    draft.dismiss();
    assert.deepEqual([draft.text, draft.restored], ['Hello', false]);
  });

  it('is not called restored where the same page opens it again', async () => {
    const drafts = new Drafts(new Device().tab());
    const before = drafts.open(key);
    before.write('Hello');
    await before.flush();
    before.close();
    const draft = drafts.open(key);
    await draft.ready;
    assert.deepEqual([draft.text, draft.restored], ['Hello', false]);
  });

  it('is there in the next life when the page goes before the database has answered', async () => {
    const device = new Device();
    const tab = device.tab();
    const before = open(tab);
    // Before what is stored was read, and again while it is written.
    before.write('H');
    before.write('Hello');
    tab.records.rescue();
    tab.kill();
    const draft = open(device.tab());
    await draft.ready;
    assert.deepEqual([draft.text, draft.restored, draft.other], ['Hello', true, null]);
    await draft.refresh();
    draft.write('Hello you');
    await draft.flush();
    assert.deepEqual([stored(device), device.text.size], [['Hello you'], 0]);
  });

  it('is one text, the last, where the page goes while an earlier one is being stored', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const device = new Device();
      const tab = device.tab();
      const before = open(tab);
      await before.ready;
      before.write('Hel');
      for (let each = 0; each < turns; each++) await turn();
      before.write('Hello');
      tab.records.rescue();
      tab.kill();
      const draft = open(device.tab());
      await draft.ready;
      assert.deepEqual([draft.text, draft.other], ['Hello', null], `after ${turns} turns`);
    }
  });

  it('stores each keystroke at once, one write at a time and the newest next', async () => {
    const device = new Device();
    const tab = device.tab();
    const draft = open(tab);
    await draft.ready;
    let writes = 0;
    const { transact } = tab.records;
    tab.records.transact = (...given) => (writes++, transact.apply(tab.records, given));
    for (let length = 1; length <= 100; length++) draft.write('x'.repeat(length));
    await draft.flush();
    assert.deepEqual(stored(device), ['x'.repeat(100)]);
    assert.ok(writes <= 3, `${writes} writes, the sweep among them`);
    assert.equal(device.clock.next, null, 'no timer is waiting');
  });

  it('leaves nothing behind when it is emptied', async () => {
    const device = new Device();
    const draft = open(device.tab());
    draft.write('Hello');
    await draft.flush();
    draft.write('');
    await draft.flush();
    assert.deepEqual(records(device), []);
  });

  it('can be discarded, and brought back while the page lives', async () => {
    const device = new Device();
    const draft = open(device.tab());
    draft.write('Hello');
    draft.discard();
    await draft.flush();
    assert.deepEqual([draft.text, draft.discarded, stored(device)], ['', 'Hello', []]);
    draft.write('New');
    draft.undoDiscard();
    await draft.flush();
    assert.deepEqual([draft.text, draft.discarded, stored(device)], ['Hello', 'New', ['Hello']]);
  });

  it('belongs to its backend, site, thread, parent and viewer, whatever characters they hold', async () => {
    const drafts = new Drafts(new Device().tab());
    const keys: DraftKey[] = [
      key,
      { ...key, backend: 'local' },
      { ...key, site: 'https://other.example' },
      { ...key, thread: '/a","b' },
      { ...key, parent: 'null' },
      { ...key, viewer: '1' },
      { ...key, parent: '1' },
    ];
    assert.equal(new Set(keys.map(draftPrefix)).size, keys.length);
    for (const one of keys) for (const other of keys) assert.equal(draftPrefix(other).startsWith(draftPrefix(one)), one === other);
    for (const [index, at] of keys.entries()) {
      const draft = drafts.open(at);
      draft.write(String(index));
      await draft.flush();
    }
    for (const [index, at] of keys.entries()) {
      const draft = drafts.open(at);
      await draft.ready;
      assert.equal(draft.text, String(index));
    }
  });

  it('holds the text and nothing else of the reader', async () => {
    const device = new Device();
    const draft = open(device.tab());
    draft.write('Hello');
    await draft.flush();
    const [record] = records(device) as [{ readonly edit: number }];
    assert.deepEqual(record, { version: 1, text: 'Hello', savedAt: device.clock.now(), edit: record.edit });
    assert.equal(typeof record.edit, 'number');
  });

  it('overwrites neither what a newer version stored nor what is no draft', async () => {
    const device = new Device();
    const newer = { version: 2, blocks: ['Hello'] };
    device.database.set(`${draftPrefix(key)}newer`, newer);
    device.database.set(`${draftPrefix(key)}broken`, { version: 1 });
    const draft = open(device.tab());
    await draft.ready;
    assert.equal(draft.text, '');
    draft.write('Old');
    await draft.flush();
    draft.discard();
    await draft.flush();
    assert.deepEqual(device.database.get(`${draftPrefix(key)}newer`), newer);
    assert.equal(records(device).length, 2);
  });

  it('is offered, not overwritten, where the reader types before it was read', async () => {
    const device = new Device();
    const before = open(device.tab());
    before.write('Old');
    await before.flush();
    const draft = open(device.tab());
    draft.write('N');
    await draft.ready;
    assert.deepEqual([draft.text, draft.restored, draft.other], ['N', false, 'Old']);
    assert.deepEqual(stored(device).sort(), ['N', 'Old']);
  });

  it('survives a database that comes back after the text went elsewhere', async () => {
    const device = new Device();
    const before = open(device.tab());
    before.write('Old');
    await before.flush();
    device.databaseFault = 'refused';
    const draft = open(device.tab());
    await draft.ready;
    draft.write('New');
    await draft.flush();
    device.databaseFault = 'none';
    draft.write('Newer');
    await draft.flush();
    assert.deepEqual([draft.text, draft.other], ['Newer', 'Old']);
  });

  it('keeps the newest text where the disk is full, without offering its own past', async () => {
    const device = new Device();
    const before = open(device.tab());
    before.write('One');
    await before.flush();
    device.databaseFault = 'full';
    before.write('One two');
    await before.flush();
    const draft = open(device.tab());
    await draft.ready;
    assert.deepEqual([draft.text, draft.other], ['One two', null]);
  });
});
