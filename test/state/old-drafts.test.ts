import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draftPrefix } from '../../src/state/draft-records.ts';
import { draftLife, sweepDrafts } from '../../src/state/old-drafts.ts';
import { Device } from '../support/device.ts';
import { key, open, records, stored } from '../support/open-drafts.ts';

const day = 24 * 60 * 60 * 1000;

/** What each page does once. */
const visit = (device: Device) => sweepDrafts(device.tab());

describe('old drafts', () => {
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

  it('go with the first visit that finds them too old a day or more after another that did', async () => {
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

  it('tell, being looked through, whether anything lasts here', async () => {
    const device = new Device();
    device.databaseFault = device.textFault = 'refused';
    const tab = device.tab();
    assert.equal(tab.records.isFleeting, false);
    await sweepDrafts(tab);
    assert.equal(tab.records.isFleeting, true);
  });

  it('of a newer version stay for ever', async () => {
    const device = new Device();
    device.database.set(`${draftPrefix(key)}x`, { version: 2, text: 'Hello', savedAt: 0, edit: 1 });
    await visit(device);
    device.clock.advance(2 * day);
    await visit(device);
    assert.equal(records(device).length, 1);
  });
});
