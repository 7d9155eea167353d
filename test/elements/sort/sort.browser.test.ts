import { expect } from '@open-wc/testing';
import { loadPreferences } from '../../../src/state/preferences.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until, type Harness } from '../../support/harness.ts';
import { ownThread, placed } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

/** Both choices, of the order and of how many comments a page has. */
const choices = {
  order: { preference: 'sort', select: ({ sort }: Harness) => sort, before: 'oldest', wish: 'newest', texts: ['Comment 95', 'Comment 71'], page: '[1]' },
  size: { preference: 'size', select: ({ pageSize }: Harness) => pageSize, before: '25', wish: '10', texts: ['Comment 51', 'Comment 60'], page: '[6]' },
} as const;

for (const [name, { preference, select, before, wish, texts, page }] of Object.entries(choices)) {
  describe(`a choice of ${name} that cannot be shown`, () => {
    freshReader();
    heardConsole();
    const thread = ownThread();

    async function failed() {
      const adapter = new FakeAdapter({ seeds: comments(thread, 95) });
      const harness = await placed({ adapter, thread: thread.key });
      await harness.turn('Page 3');
      adapter.holdsLoads = true;
      select(harness)!.focus();
      harness.choose(select(harness), wish);
      await until(() => adapter.lastLoad.request.query[preference] === (preference === 'size' ? Number(wish) : wish), 'it asked');
      await harness.drawn();
      expect([select(harness)?.value, harness.isBusy]).to.deep.equal([wish, true]);
      adapter.holdsLoads = false;
      adapter.lastLoad.fail('unavailable');
      await until(() => harness.isAlert, 'it says so');
      await harness.settled();
      return { adapter, harness };
    }

    const ends = ({ texts: shown }: Harness) => [shown[0], shown.at(-1)];

    it('leaves the comments, their pager and the choice as they were, and is said', async () => {
      const { harness } = await failed();
      expect([ends(harness), harness.pager, select(harness)?.value]).to.deep.equal([['Comment 51', 'Comment 75'], '« ‹ 1 2 [3] 4 › »', before]);
      expect([harness.notice?.includes('could not be loaded'), harness.hasFocus(select(harness))]).to.deep.equal([true, true]);
    });

    it('leaves a pager whose links lead where they say', async () => {
      const { harness } = await failed();
      await harness.turn('Page 4');
      expect([ends(harness), harness.pager, harness.isAlert]).to.deep.equal([['Comment 76', 'Comment 95'], '« ‹ 1 2 3 [4] (›) (»)', false]);
    });

    it('is granted when the reader tries again, who is brought to the comments', async () => {
      const { harness } = await failed();
      const again = harness.button('Try again');
      again.focus();
      again.click();
      await until(() => harness.texts[0] === texts[0], 'it is shown');
      await harness.settled();
      expect([ends(harness), harness.pager.includes(page), select(harness)?.value]).to.deep.equal([texts, true, wish]);
      expect([harness.isAlert, harness.hasFocus(harness.list)]).to.deep.equal([false, true]);
    });

    it('is granted when the device is back on the network', async () => {
      const { harness } = await failed();
      dispatchEvent(new Event('online'));
      await until(() => harness.texts[0] === texts[0], 'it is shown');
      expect(select(harness)?.value).to.equal(wish);
    });

    it('can be chosen again in the list itself', async () => {
      const { harness } = await failed();
      harness.choose(select(harness), wish);
      await until(() => harness.texts[0] === texts[0], 'it is shown');
      await harness.settled();
      expect(select(harness)?.value).to.equal(wish);
    });

    it('is remembered once it is shown, and not before', async () => {
      const { harness } = await failed();
      expect(loadPreferences(localStorage)).not.to.have.property(preference);
      await harness.press('Try again');
      await until(() => harness.texts[0] === texts[0], 'it is shown');
      await until(() => String(loadPreferences(localStorage)[preference]) === wish, 'it is remembered');
    });
  });
}

describe('two choices, one after the other', () => {
  freshReader();
  const thread = ownThread();

  it('are both shown and both remembered, although the first was not shown before the second', async () => {
    const adapter = new FakeAdapter({ seeds: comments(thread, 95) });
    const harness = await placed({ adapter, thread: thread.key });
    adapter.holdsLoads = true;
    harness.choose(harness.sort, 'newest');
    await until(() => adapter.lastLoad.request.query.sort === 'newest', 'it asked');
    adapter.holdsLoads = false;
    harness.choose(harness.pageSize, '50');
    await until(() => harness.texts.length === 50, 'it is shown');
    await harness.settled();
    expect([harness.texts[0], harness.sort?.value, harness.pageSize?.value]).to.deep.equal(['Comment 95', 'newest', '50']);
    expect(loadPreferences(localStorage)).to.include({ sort: 'newest', size: 50 });
  });
});
