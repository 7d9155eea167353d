import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Drafts } from '../../src/state/drafts.ts';
import { Device, turn, until, type Tab } from '../support/device.ts';
import { key, open, stored } from '../support/open-drafts.ts';
import { pick, seeded } from '../support/random.ts';

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
    await until(() => other.other === null);
    assert.deepEqual([one.text, one.other, one.discarded, other.text, stored(device)], ['yours', null, 'mine', 'yours', ['yours']]);
  });

  it('is settled for both by the one that keeps its own', async () => {
    const { device, one, other } = await two();
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    one.keepMine();
    await until(() => other.text === 'mine');
    assert.deepEqual([one.text, one.other, other.other, stored(device)], ['mine', null, null, ['mine']]);
  });

  it('does not drop what the other tab typed after it was offered', async () => {
    const { one, other } = await two();
    one.write('mine');
    other.write('yours');
    await until(() => one.other !== null && other.other !== null);
    other.write('yours and more');
    one.keepMine();
    await Promise.all([one.flush(), other.flush()]);
    await until(() => one.other !== null);
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
    await tab.records.set(one.recordKey, undefined);
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
    await one.flush();
    await other.flush();
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
