import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draftPrefix } from '../../src/state/draft-records.ts';
import { draftLife, Drafts, type DraftKey } from '../../src/state/drafts.ts';
import { Device, turn, until, type Tab } from '../support/device.ts';
import { pick, seeded } from '../support/random.ts';

const key: DraftKey = { backend: 'http', site: 'https://news.example', thread: '/a', parent: null, viewer: null };
const day = 24 * 60 * 60 * 1000;

const open = (tab: Tab, at: DraftKey = key) => new Drafts(tab).open(at);

/** The texts that are stored on the device. */
const stored = (device: Device) => [...device.database.values()].map((record) => (record as { text: string }).text);

describe('a draft', () => {
  it('is empty where nothing was typed', async () => {
    const draft = open(new Device().tab());
    await draft.ready;
    assert.deepEqual([draft.text, draft.restored, draft.other, draft.saved], ['', false, null, true]);
  });

  it('comes back in the next life, and says so until it is edited', async () => {
    const device = new Device();
    const before = open(device.tab());
    before.write('Hello');
    assert.equal(before.saved, false);
    await before.flush();
    assert.equal(before.saved, true);

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
    assert.equal(device.database.size, 0);
  });

  it('can be discarded, and brought back while the page lives', async () => {
    const device = new Device();
    const draft = open(device.tab());
    draft.write('Hello');
    assert.equal(draft.discard(), 'Hello');
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
    const [record] = device.database.values();
    assert.deepEqual(record, { version: 1, text: 'Hello', savedAt: device.clock.now(), edit: 1 });
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
    assert.equal(device.database.size, 2);
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

describe('a draft in two tabs', () => {
  const two = async () => {
    const device = new Device();
    const [one, other] = [open(device.tab()), open(device.tab())];
    await Promise.all([one.ready, other.ready]);
    return { device, one, other };
  };

  it('is one where they take turns', async () => {
    const { device, one, other } = await two();
    one.write('a');
    await until(() => other.text === 'a');
    other.write('ab');
    await until(() => one.text === 'ab');
    one.write('abc');
    await until(() => other.text === 'abc');
    assert.deepEqual([one.other, other.other, stored(device)], [null, null, ['abc']]);
  });

  it('goes from both when one empties it', async () => {
    const { one, other } = await two();
    one.write('a');
    await until(() => other.text === 'a');
    one.write('');
    await until(() => other.text === '');
  });

  it('is two where they type at once, each offered to the other', async () => {
    const { device, one, other } = await two();
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    assert.deepEqual([one.text, one.other, other.text, other.other], ['mine', 'yours', 'yours', 'mine']);
    assert.deepEqual(stored(device).sort(), ['mine', 'yours']);
  });

  it('is two where they type at once and hear nothing of each other', async () => {
    const device = new Device();
    const deaf = (tab: Tab) => new Drafts({ records: tab.records, clock: tab.clock }).open(key);
    const [one, other] = [deaf(device.tab()), deaf(device.tab())];
    await Promise.all([one.ready, other.ready]);
    one.write('mine');
    await one.flush();
    other.write('yours');
    await other.flush();
    assert.deepEqual([other.text, other.other], ['yours', 'mine']);
    one.write('mine too');
    await one.flush();
    assert.deepEqual([one.text, one.other], ['mine too', 'yours']);
  });

  it('is settled for both by the one that takes the other text', async () => {
    const { device, one, other } = await two();
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    one.takeOther();
    await until(() => one.saved && other.other === null);
    assert.deepEqual([one.text, one.other, one.discarded, other.text, stored(device)], ['yours', null, 'mine', 'yours', ['yours']]);
  });

  it('is settled for both by the one that keeps its own', async () => {
    const { device, one, other } = await two();
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    one.keepMine();
    await until(() => one.saved && other.text === 'mine');
    assert.deepEqual([one.text, one.other, other.other, stored(device)], ['mine', null, null, ['mine']]);
  });

  it('does not drop what the other tab typed after it was offered', async () => {
    const { one, other } = await two();
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    other.write('yours and more');
    one.keepMine();
    await until(() => one.saved && other.saved && one.other !== null);
    assert.deepEqual([one.text, one.other, other.text], ['mine', 'yours and more', 'yours and more']);
  });

  it('shows the newest in the next life and offers the other', async () => {
    const { device, one, other } = await two();
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    device.clock.advance(1000);
    one.write('mine, later');
    await one.flush();
    const draft = open(device.tab());
    await draft.ready;
    assert.deepEqual([draft.text, draft.restored, draft.other], ['mine, later', true, 'yours']);
    draft.keepMine();
    await draft.flush();
    assert.deepEqual([draft.other, stored(device)], [null, ['mine, later']]);
  });

  it('leaves the form empty after sending, and goes on offering the other text', async () => {
    const device = new Device();
    const tab = device.tab();
    const [one, other] = [open(tab), open(device.tab())];
    await Promise.all([one.ready, other.ready]);
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    await tab.records.delete(one.recordKey);
    one.write('');
    await one.flush();
    await one.refresh();
    assert.deepEqual([one.text, one.other, other.text], ['', 'yours', 'yours']);
  });

  it('follows between two forms of one page, too', async () => {
    const drafts = new Drafts(new Device().tab());
    const [one, other] = [drafts.open(key), drafts.open(key)];
    one.write('a');
    await until(() => other.text === 'a');
    other.close();
    one.write('ab');
    await one.flush();
    assert.equal(other.text, 'a', 'a closed one follows no more');
  });

  it('loses no word, however two tabs type, hear, die and come back', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = seeded(seed);
      const device = new Device();
      const enter = () => {
        const tab = device.tab();
        return { tab, draft: open(tab) };
      };
      const tabs = [enter(), enter()];
      const words: string[] = [];
      for (let step = 0; step < 40; step++) {
        const index = Number(random() < 0.5);
        const { tab, draft } = tabs[index]!;
        const deed = pick(random, ['type', 'type', 'type', 'wait', 'reopen', 'fault'] as const);
        if (deed === 'type') {
          words.push(`<${step}>`);
          draft.write(`${draft.text}<${step}>`);
        } else if (deed === 'reopen') {
          await draft.flush();
          tab.kill();
          tabs[index] = enter();
        } else if (deed === 'fault') {
          device.databaseFault = pick(random, ['none', 'none', 'refused', 'full'] as const);
        }
        for (let turns = random() * 12; turns > 1; turns--) await turn();
      }
      await Promise.all(tabs.map(({ draft }) => draft.flush()));
      device.databaseFault = 'none';
      const last = open(device.tab());
      await last.ready;
      const kept = [...device.database.values(), ...[...device.text.values()].map((text) => JSON.parse(text) as unknown)].map((record) => JSON.stringify(record));
      for (const word of words) assert.ok(kept.some((record) => record.includes(word)), `seed ${seed}: ${word} is lost`);
    }
  });
});

describe('old drafts', () => {
  const visit = async (device: Device) => {
    const drafts = new Drafts(device.tab());
    const draft = drafts.open({ ...key, thread: '/elsewhere' });
    await draft.ready;
    // The sweep begins when the draft is there; a read that comes after it ends after it.
    await turn();
    await device.tab().records.get('x');
  };
  const written = async () => {
    const device = new Device();
    const draft = open(device.tab());
    draft.write('Hello');
    await draft.flush();
    draft.close();
    return device;
  };

  it('stay for 30 days', async () => {
    const device = await written();
    device.clock.advance(draftLife);
    await visit(device);
    device.clock.advance(-day);
    await visit(device);
    assert.deepEqual(stored(device), ['Hello']);
  });

  it('go with the first visit that is a day after the first that found them too old', async () => {
    const device = await written();
    device.clock.advance(draftLife + 1);
    await visit(device);
    device.clock.advance(day - 1);
    await visit(device);
    assert.deepEqual(stored(device), ['Hello']);
    device.clock.advance(1);
    await visit(device);
    assert.deepEqual(stored(device), []);
  });

  it('stay when it was the clock that was wrong', async () => {
    for (const years of [-10, 10]) {
      const device = new Device();
      device.clock.offset = years * 365 * day;
      const draft = open(device.tab());
      draft.write('Hello');
      await draft.flush();
      device.clock.offset = 0;
      await visit(device);
      await visit(device);
      device.clock.advance(2 * 60 * 60 * 1000);
      const again = open(device.tab());
      await again.ready;
      assert.equal(again.text, 'Hello');
      again.write('Hello again');
      await again.flush();
      device.clock.advance(2 * day);
      await visit(device);
      assert.deepEqual(stored(device), ['Hello again'], `a clock ${years} years off`);
    }
  });

  it('are young again when the clock is set right', async () => {
    const device = await written();
    device.clock.offset = 5 * 365 * day;
    await visit(device);
    device.clock.offset = 0;
    await visit(device);
    device.clock.offset = 7 * 365 * day;
    await visit(device);
    assert.deepEqual(stored(device), ['Hello']);
  });

  it('of a newer version stay for ever', async () => {
    const device = new Device();
    device.database.set(`${draftPrefix(key)}x`, { version: 2, text: 'Hello', savedAt: 0, edit: 1 });
    await visit(device);
    device.clock.advance(2 * day);
    await visit(device);
    assert.equal(device.database.size, 1);
  });
});
