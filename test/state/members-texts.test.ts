import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draftPrefix } from '../../src/state/draft-records.ts';
import { Drafts } from '../../src/state/drafts.ts';
import { carryOver, unsentTexts, wipeTexts } from '../../src/state/members-texts.ts';
import { Backend } from '../support/backend.ts';
import { Device, turn, until, type Tab } from '../support/device.ts';
import { key, open, stored } from '../support/open-drafts.ts';
import { calm, outboxIn, ref, write } from '../support/outboxes.ts';

const ann = { backend: key.backend, site: key.site, viewer: 'ann' };
const annKey = { ...key, viewer: 'ann' };
const carried = (tab: Tab, drafts = new Drafts(tab)) => carryOver(tab.records, drafts, { ...ann, thread: key.thread }, () => undefined);

async function typed(tab: Tab, text: string, at = key): Promise<void> {
  const draft = open(tab, at);
  draft.write(text);
  await draft.flush();
}

describe('what a guest was writing', () => {
  it('is the member’s that they became: the comment, the answer, the edit', async () => {
    const tab = new Device().tab();
    await typed(tab, 'new');
    await typed(tab, 'answer', { ...key, parent: 'c1' });
    await typed(tab, 'edit', { ...key, edited: 'c2' });
    await carried(tab);
    for (const [at, text] of [[annKey, 'new'], [{ ...annKey, parent: 'c1' }, 'answer'], [{ ...annKey, edited: 'c2' }, 'edit'], [key, '']] as const) {
      const draft = open(tab, at);
      await draft.ready;
      assert.equal(draft.text, text);
    }
  });

  it('elsewhere stays a guest’s', async () => {
    const tab = new Device().tab();
    for (const at of [{ ...key, thread: '/b' }, { ...key, backend: 'x' }, { ...key, site: 'https://x.example' }, { ...key, viewer: 'bob' }]) await typed(tab, 'mine', at);
    const before = stored(tab.device).length;
    const keys = [...tab.device.database.keys()];
    await carried(tab);
    assert.deepEqual([stored(tab.device).length, [...tab.device.database.keys()]], [before, keys]);
  });

  it('goes on in the open form without a flicker, and what is typed meanwhile goes with it', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const device = new Device();
      const tab = device.tab();
      const drafts = new Drafts(tab);
      const draft = drafts.open(key);
      await draft.ready;
      draft.write('Hello');
      const seen = new Set<string>();
      draft.subscribe(() => seen.add(draft.text));
      const moving = carried(tab, drafts);
      for (let passed = 0; passed < turns; passed++) await turn();
      draft.write('Hello there');
      await moving;
      await draft.flush();
      await calm();
      assert.equal(draft.prefix, draftPrefix(annKey));
      assert.deepEqual([...seen].filter((text) => !text.startsWith('Hello')), [], `typed after ${turns} turns`);
      assert.deepEqual([draft.text, draft.other, stored(device)], ['Hello there', null, ['Hello there']], `typed after ${turns} turns`);
    }
  });

  it('does not overwrite what the member wrote there: both are kept, and one is offered', async () => {
    const device = new Device();
    await typed(device.tab(), 'the member’s', annKey);
    device.clock.advance(1000);
    const tab = device.tab();
    const drafts = new Drafts(tab);
    const draft = drafts.open(key);
    draft.write('the guest’s');
    await carried(tab, drafts);
    await draft.flush();
    await until(() => draft.other !== null);
    assert.deepEqual([draft.text, draft.other], ['the guest’s', 'the member’s']);
  });

  it('survives two tabs that become the member at once', async () => {
    const device = new Device();
    const tabs = [device.tab(), device.tab()];
    const rooms = tabs.map((tab) => new Drafts(tab));
    const drafts = rooms.map((room) => room.open(key));
    drafts[0]!.write('one text');
    await drafts[0]!.flush();
    await until(() => drafts[1]!.text === 'one text');
    await calm();
    await Promise.all(tabs.map((tab, index) => carried(tab, rooms[index])));
    await calm();
    drafts[1]!.write('one text, and more');
    await drafts[1]!.flush();
    await until(() => drafts[0]!.text === 'one text, and more');
    assert.deepEqual([stored(device), drafts.map(({ other }) => other)], [['one text, and more'], [null, null]]);
  });

  it('is lost at no moment, whenever the page dies', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const device = new Device();
      await typed(device.tab(), 'Hello');
      const tab = device.tab();
      void carried(tab);
      for (let passed = 0; passed < turns; passed++) await turn();
      tab.kill();
      assert.deepEqual(stored(device), ['Hello'], `killed after ${turns} turns`);
    }
  });
});

describe('what a member was writing', () => {
  it('is counted before it is deleted: texts, and comments on their way', async () => {
    const tab = new Device().tab();
    const outbox = outboxIn(tab, new Backend());
    await typed(tab, 'mine', annKey);
    await typed(tab, ' \n', { ...annKey, thread: '/b' });
    await typed(tab, 'a guest’s');
    const comment = { ...write('on its way'), guest: null };
    await outbox.add(ref, comment, undefined, undefined, 'ann');
    await outbox.add(ref, write('a guest’s'));
    const place = { ...ann, backend: 'https://comments.example' };
    assert.equal((await unsentTexts(tab.records, ann)).drafts, 1);
    assert.deepEqual((await unsentTexts(tab.records, place)).comments, [comment.id]);
  });

  it('goes from the device and from the open forms; a guest’s stays', async () => {
    const device = new Device();
    const tab = device.tab();
    const drafts = new Drafts(tab);
    const [mine, guests] = [drafts.open(annKey), drafts.open(key)];
    mine.write('mine');
    guests.write('a guest’s');
    await Promise.all([mine.flush(), guests.flush()]);
    await typed(device.tab(), 'elsewhere', { ...annKey, thread: '/b' });
    await wipeTexts(tab.records, drafts, ann);
    assert.deepEqual([stored(device), mine.text, mine.discarded, guests.text], [['a guest’s'], '', '', 'a guest’s']);
  });
});
