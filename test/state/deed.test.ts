import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { CommentsError } from '../../src/contract/errors.ts';
import { Device, until } from '../support/device.ts';
import { FakeAdapter } from '../support/fake-adapter.ts';
import { stored } from '../support/open-drafts.ts';
import { ownOf, written } from '../support/own-comments.ts';

/** What is being done with a comment that says "Mine". */
async function begun(options: ConstructorParameters<typeof FakeAdapter>[0] = {}) {
  const device = new Device();
  const tab = device.tab();
  const adapter = new FakeAdapter(options);
  const id = await written(tab, adapter, 'Mine');
  const { own } = await ownOf(tab, adapter);
  await own.load();
  const comment = () => own.find(id)!;
  return { device, tab, adapter, own, comment, deed: own.deedOf(id) };
}

/** The same, with a text typed over it. */
async function typed(text: string, options: Parameters<typeof begun>[0] = {}) {
  const all = await begun(options);
  await all.deed.edit(all.comment());
  all.deed.write(text);
  return all;
}

describe('editing', () => {
  it('begins with the text as it is, and keeps no draft of that', async () => {
    const { deed, comment, device } = await begun();
    await deed.edit(comment());
    assert.deepEqual([deed.stage, deed.revision?.text, deed.revision?.restored], ['editing', 'Mine', false]);
    deed.back();
    assert.deepEqual([deed.stage, deed.revision, stored(device)], ['none', null, []]);
  });

  it('is one, however often it is asked for', async () => {
    const { deed, comment } = await begun();
    await Promise.all([deed.edit(comment()), deed.edit(comment())]);
    const { revision } = deed;
    await deed.edit(comment());
    assert.equal(deed.revision, revision);
  });

  it('keeps what was typed when it is left, says so when it is taken up again, and lets it be discarded and thought better of', async () => {
    const { deed, comment, device } = await typed('Mine, and more');
    deed.back();
    await until(() => stored(device)[0] === 'Mine, and more');
    await deed.edit(comment());
    const revision = deed.revision!;
    assert.deepEqual([revision.text, revision.restored], ['Mine, and more', true]);
    revision.discard();
    assert.deepEqual([revision.text, revision.restored, revision.discarded], ['Mine', false, 'Mine, and more']);
    await until(() => stored(device).length === 0);
    revision.undoDiscard();
    assert.equal(revision.text, 'Mine, and more');
  });

  it('outlasts the page', async () => {
    const { device, adapter, comment } = await typed('Mine, and more');
    await until(() => stored(device).length === 1);
    const { own } = await ownOf(device.tab(), adapter);
    const deed = own.deedOf(comment().id);
    await deed.edit(comment());
    assert.deepEqual([deed.revision?.text, deed.revision?.restored], ['Mine, and more', true]);
  });

  it('goes on in two tabs at once', async () => {
    const { device, adapter, deed, comment } = await typed('');
    const { own } = await ownOf(device.tab(), adapter);
    const other = own.deedOf(comment().id);
    await other.edit(comment());
    other.write('From there');
    await until(() => deed.revision?.text === 'From there');
    assert.equal(deed.revision?.restored, false);
  });

  it('stores the text, forgets the draft and is done', async () => {
    const { deed, comment, device } = await typed('Better');
    assert.equal(await deed.save(comment()), true);
    assert.deepEqual([comment().body.text, deed.stage, deed.isBusy], ['Better', 'none', false]);
    await until(() => stored(device).length === 0);
  });

  it('goes on with what was typed while it was being stored', async () => {
    const { deed, comment, adapter } = await typed('Better');
    adapter.holdsDeeds = true;
    const saving = deed.save(comment());
    await until(() => adapter.deeds.length === 1);
    assert.deepEqual([deed.isBusy, await deed.save(comment())], [true, false]);
    deed.write('Better still');
    adapter.deeds[0]!.answer();
    assert.equal(await saving, true);
    assert.deepEqual([comment().body.text, deed.stage, deed.revision?.text], ['Better', 'editing', 'Better still']);
  });

  it('asks nobody where nothing was changed', async () => {
    const { deed, comment, adapter } = await typed('Mine');
    assert.deepEqual([await deed.save(comment()), deed.stage, adapter.deeds.length], [true, 'none', 0]);
  });

  for (const [text, reason] of [[' \n', 'required'], ['Mine\u0000', 'characters'], ['x'.repeat(5001), 'too-long']] as const) {
    it(`says that a text is ${reason}, until it is typed on`, async () => {
      const { deed, comment, adapter } = await typed(text);
      assert.equal(await deed.save(comment()), false);
      assert.deepEqual([deed.fault, deed.stage, adapter.deeds.length], [{ reason }, 'editing', 0]);
      deed.write('Better');
      assert.equal(deed.fault, null);
    });
  }

  it('says what went wrong, keeps the text, and tries again as the same edit', async () => {
    const { deed, comment, adapter, own } = await typed('Better');
    adapter.holdsDeeds = true;
    const saving = deed.save(comment());
    await until(() => adapter.deeds.length === 1);
    adapter.deeds[0]!.fail('unavailable');
    assert.equal(await saving, false);
    assert.deepEqual([deed.fault, deed.revision?.text, deed.isSpent('edit')], [{ code: 'unavailable' }, 'Better', false]);
    adapter.holdsDeeds = false;
    assert.equal(await deed.save(comment()), true);
    // To change it back and once more to the same is another edit.
    await own.edit(comment(), 'Mine', 'key');
    await deed.edit(comment());
    deed.write('Better');
    await deed.save(comment());
    const [first, second, , third] = adapter.deeds.map(({ request }) => request.key);
    assert.equal(first, second);
    assert.notEqual(second, third);
  });

  it('says at the field what the backend did not like about the text', async () => {
    const { deed, comment, adapter } = await typed('Better');
    adapter.holdsDeeds = true;
    const saving = deed.save(comment());
    await until(() => adapter.deeds.length === 1);
    adapter.deeds[0]!.fail(new CommentsError('invalid', 'no', { faults: [{ field: 'body.text', reason: 'characters' }] }));
    await saving;
    assert.deepEqual(deed.fault, { reason: 'characters' });
  });

  it('is over when it is too late, and removing is not', async () => {
    const { deed, comment, device, adapter } = await typed('Better', { editFor: 0 });
    assert.equal(await deed.save(comment()), false);
    assert.deepEqual([deed.fault, deed.stage, deed.revision?.text], [{ code: 'forbidden' }, 'editing', 'Better']);
    assert.deepEqual([deed.isSpent('edit'), deed.isSpent('remove'), await deed.save(comment())], [true, false, false]);
    assert.equal(adapter.deeds.length, 1);
    deed.back();
    assert.deepEqual([deed.stage, deed.fault, stored(device)], ['none', null, ['Better']]);
  });

  it('shows what was published in another tab unless something else was typed here', async () => {
    for (const [here, shown] of [['Mine', 'From there'], ['From here', 'From here']] as const) {
      const { device, adapter, deed, comment } = await typed(here);
      const { own } = await ownOf(device.tab(), adapter);
      await own.load();
      await own.edit(comment(), 'From there', 'key');
      await until(() => comment().body.text === 'From there');
      assert.equal(deed.revision?.text, shown);
    }
  });
});

describe('removing', () => {
  it('is asked about, and left at that', async () => {
    const { deed, adapter } = await begun();
    deed.ask();
    assert.equal(deed.stage, 'removing');
    deed.back();
    assert.deepEqual([deed.stage, adapter.deeds.length], ['none', 0]);
  });

  it('takes the comment and what was typed over it', async () => {
    const { deed, comment, own, device } = await typed('Better');
    const view = comment();
    deed.back();
    await until(() => stored(device).length === 1);
    deed.ask();
    assert.equal(await deed.remove(view), true);
    assert.deepEqual([own.find(view.id), deed.stage, stored(device)], [null, 'none', []]);
  });

  it('says what went wrong, and can be tried again', async () => {
    const { deed, comment, adapter } = await begun();
    const view = comment();
    deed.ask();
    adapter.holdsDeeds = true;
    const removing = deed.remove(view);
    await until(() => adapter.deeds.length === 1);
    adapter.deeds[0]!.fail('unavailable');
    assert.equal(await removing, false);
    assert.deepEqual([deed.stage, deed.fault], ['removing', { code: 'unavailable' }]);
    adapter.holdsDeeds = false;
    assert.equal(await deed.remove(view), true);
    assert.equal(new Set(adapter.deeds.map(({ request }) => request.key)).size, 1);
  });

  it('is over when it is too late', async () => {
    const { deed, comment } = await begun({ removeFor: 0 });
    deed.ask();
    assert.equal(await deed.remove(comment()), false);
    assert.deepEqual([deed.stage, deed.fault, deed.isSpent('remove'), deed.isSpent('edit')], ['none', { code: 'forbidden' }, true, false]);
  });

  it('and editing are over when the comment is gone', async () => {
    const { deed, comment, adapter } = await begun();
    deed.ask();
    adapter.holdsDeeds = true;
    const removing = deed.remove(comment());
    await until(() => adapter.deeds.length === 1);
    adapter.deeds[0]!.fail('not-found');
    await removing;
    assert.deepEqual([deed.isSpent('remove'), deed.isSpent('edit')], [true, true]);
  });

  it('tells the console of what an adapter may not throw, and the reader that nobody was reached', async () => {
    const error = mock.method(console, 'error', () => undefined);
    const { deed, comment, adapter } = await begun();
    deed.ask();
    adapter.holdsDeeds = true;
    const removing = deed.remove(comment());
    await until(() => adapter.deeds.length === 1);
    adapter.deeds[0]!.fail(new TypeError('a mistake'));
    await removing;
    assert.deepEqual([deed.fault, error.mock.callCount()], [{ code: 'unavailable' }, 1]);
    error.mock.restore();
  });
});
