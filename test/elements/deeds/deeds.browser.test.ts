import { expect } from '@open-wc/testing';
import type { MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import { newCommentId } from '../../../src/contract/ids.ts';
import { own } from '../../../src/i18n/en/own.ts';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withWriting } from '../../../src/i18n/en/writing.ts';
import { pageEnvironment } from '../../../src/state/environment.ts';
import { Keepsakes } from '../../../src/state/keepsakes.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until, type Harness } from '../../support/harness.ts';
import { ownThread, placed, type Placing } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const texts = { ...withWriting(reading), ...own };
const { records } = pageEnvironment(window);

/** A page on which the reader wrote "Mine" earlier, among the comments of two others. */
async function returned(options: MemoryOptions = {}, placing: Placing = {}, mine: readonly string[] = ['Mine']) {
  const thread = ownThread();
  const adapter = new FakeAdapter({ seeds: comments(thread, 2), ...options });
  const ids = mine.map(() => newCommentId());
  for (const [index, id] of ids.entries()) {
    const guestKey = await new Keepsakes(records, adapter.name).sign(thread, id);
    const guest = { name: 'Ann', email: 'ann@news.example' };
    await adapter.memory.createComment({ ...thread, url: null, title: null }, { id, parentId: null, body: { format: 'text', text: mine[index]! }, guest }, { key: id, guestKey });
  }
  const harness = await placed({ adapter, thread: thread.key, ...placing });
  await harness.form();
  await until(() => adapter.ownAsked.length, 'it asks for them');
  const sure = !options.hold && options.editFor !== 0 ? 2 * mine.length : 0;
  await until(() => harness.deeds.length >= sure, 'it shows what can be done');
  await harness.drawn();
  return { adapter, harness, thread, ids };
}

const stage = (options: MemoryOptions, reach: (harness: Harness, adapter: FakeAdapter) => Promise<unknown>): MakeState => async (around) => {
  const { harness, adapter } = await returned(options, around);
  await reach(harness, adapter);
  await harness.drawn();
  return harness;
};

/** Ends what was asked of the backend. */
async function failing(harness: Harness, adapter: FakeAdapter, code: string): Promise<void> {
  await until(() => adapter.deeds.length > 0, 'it was asked');
  adapter.deeds.at(-1)!.fail(code);
  await until(() => harness.deedFault, 'it says so');
  await harness.drawn();
}

elementBasics('what a writer can do with a comment', {
  'while nothing is done': stage({}, async () => undefined),
  'while it is edited': stage({}, (harness) => harness.edit()),
  'while its new text is wrong': stage({}, async (harness) => {
    await harness.edit();
    await harness.changeTo(' ');
    await harness.save();
  }),
  'with a text from earlier': stage({}, async (harness) => {
    await harness.edit();
    await harness.changeTo('Mine, and more');
    await harness.key('Escape');
    await harness.edit();
  }),
  'when it could not be saved': stage({}, async (harness, adapter) => {
    adapter.holdsDeeds = true;
    await harness.edit();
    await harness.changeTo('Better');
    await harness.save();
    await failing(harness, adapter, 'unavailable');
  }),
  'while it is asked whether to remove it': stage({}, (harness) => harness.askRemoval()),
  'when it is too late to remove it': stage({}, async (harness, adapter) => {
    adapter.holdsDeeds = true;
    await harness.askRemoval();
    harness.find('[part=removing] button')!.click();
    await failing(harness, adapter, 'forbidden');
  }),
});

describe('what a writer can do with a comment', () => {
  freshReader();
  heardConsole();

  it('stands below what they wrote, and below nothing else', async () => {
    const { harness, ids, adapter } = await returned();
    expect(harness.deeds).to.deep.equal(['Edit', 'Remove']);
    expect(harness.commentElements.map((comment) => !!comment.querySelector('diwan-deeds'))).to.deep.equal([false, false, true]);
    expect(adapter.ownAsked).to.deep.equal([ids]);
  });

  it('stands below what they have just sent, once the backend has it', async () => {
    const adapter = new FakeAdapter();
    adapter.holdsPosts = true;
    const harness = await placed({ adapter });
    await harness.form();
    await until(() => harness.element.widget.writing?.own, 'it knows of own comments');
    await harness.send('Hello there');
    await until(() => adapter.posts.length === 1, 'it is on its way');
    expect(harness.deeds).to.deep.equal([]);
    adapter.posts[0]!.answer();
    await until(() => harness.deeds.length === 2, 'it can be changed');
    await harness.edit();
    await harness.changeTo('Hello here');
    await harness.save();
    await until(() => harness.own[0]?.text === 'Hello here', 'the new text is shown');
    expect([harness.own.length, harness.text('.own [part=edited]'), harness.heading]).to.deep.equal([1, 'edited', '1 comment']);
    await harness.askRemoval();
    await harness.press('Yes, remove it');
    await until(() => harness.own.length === 0, 'it is gone');
    await until(() => harness.hasFocus(harness.list), 'the list has the focus');
    expect(harness.heading).to.equal('Comments');
  });

  it('is not there where the time for it is over from the start', async () => {
    const { harness } = await returned({ editFor: 0, removeFor: 0 });
    await until(() => harness.element.widget.writing?.own, 'it knows of own comments');
    await harness.drawn();
    expect(harness.deeds).to.deep.equal([]);
  });

  describe('to edit it', () => {
    it('is done in a field with the text, where the focus goes', async () => {
      const { harness } = await returned();
      await harness.edit();
      expect([harness.change?.value, harness.deeds, harness.texts.at(-1)]).to.deep.equal(['Mine', [], 'Mine']);
      expect(harness.hasFocus(harness.change)).to.equal(true);
      expect(harness.change?.selectionStart).to.equal('Mine'.length);
      expect(harness.draftLines).to.deep.equal([]);
    });

    it('shows the new text and that it was edited, says so, and leads back to the button', async () => {
      const { harness, adapter } = await returned();
      await harness.edit();
      await harness.changeTo('Better');
      await harness.save();
      await until(() => harness.texts.at(-1) === 'Better', 'it is shown');
      await until(() => harness.announcement === texts.saved, 'it is announced');
      expect(harness.change).to.equal(null);
      await until(() => harness.hasFocus(harness.find('[data-deed=edit]')), 'the button has the focus');
      const mark = harness.commentElements.at(-1)!.querySelector<HTMLElement>('[part=edited]')!;
      expect([mark.textContent, mark.title.includes(`${new Date().getFullYear()}`)]).to.deep.equal(['edited', true]);
      expect(adapter.deeds.length).to.equal(1);
    });

    for (const more of [{ ctrlKey: true }, { metaKey: true }]) {
      it(`is saved by ${Object.keys(more)[0]!.replace('Key', '')} and Enter`, async () => {
        const { harness } = await returned();
        await harness.edit();
        await harness.changeTo('Better');
        await harness.key('Enter', more);
        await until(() => harness.texts.at(-1) === 'Better', 'it is saved');
      });
    }

    it('is left with Escape, but not with that of an input method', async () => {
      const { harness } = await returned();
      await harness.edit();
      await harness.changeTo('Half a th');
      await harness.key('Escape', { isComposing: true });
      expect(harness.change?.value).to.equal('Half a th');
      expect((await harness.key('Escape')).defaultPrevented).to.equal(true);
      expect(harness.change).to.equal(null);
      await until(() => harness.hasFocus(harness.find('[data-deed=edit]')), 'the button has the focus');
    });

    it('comes back to what was typed, says so, and lets it be discarded', async () => {
      const { harness } = await returned();
      await harness.edit();
      await harness.changeTo('Mine, and more');
      await harness.press('Cancel');
      await harness.edit();
      expect([harness.change?.value, harness.draftLines]).to.deep.equal(['Mine, and more', [texts.draftRestored]]);
      await harness.press(texts.draftDiscard);
      expect([harness.change?.value, harness.draftLines]).to.deep.equal(['Mine', [texts.draftDiscarded]]);
      expect(harness.hasFocus(harness.change)).to.equal(true);
      await harness.press(texts.undo);
      expect(harness.change?.value).to.equal('Mine, and more');
    });

    it('says at the field what is wrong, until it is mended', async () => {
      const { harness, adapter } = await returned();
      for (const [text, fault] of [[' ', texts.textRequired], ['Mine\u0000', texts.textCharacters], ['x'.repeat(5001), texts.textTooLong(5000)]] as const) {
        await harness.edit();
        await harness.changeTo(text);
        await harness.save();
        await until(() => harness.deedFault === fault, `it says: ${fault}`);
        expect(harness.change?.getAttribute('aria-invalid')).to.equal('true');
        const described = harness.change!.getAttribute('aria-describedby')!.split(' ').map((id) => harness.root.getElementById(id)?.textContent.trim());
        expect(described[0]).to.equal(fault);
        await harness.changeTo('Mine');
        expect([harness.deedFault, harness.change?.getAttribute('aria-invalid')]).to.deep.equal(['', 'false']);
        await harness.press('Cancel');
      }
      expect(adapter.deeds.length).to.equal(0);
    });

    it('counts what is left near the limit, and what is too much', async () => {
      const { harness } = await returned({ facts: { maxLength: 20 } });
      await harness.edit();
      const counter = () => harness.text('[part=editing] [part=counter]');
      expect(counter()).to.equal('');
      await harness.changeTo('x'.repeat(19));
      expect(counter()).to.equal(texts.left(1));
      await harness.changeTo('x'.repeat(22));
      expect(counter()).to.equal(texts.over(2));
    });

    it('says what went wrong and keeps the text', async () => {
      const { harness, adapter } = await returned();
      adapter.holdsDeeds = true;
      await harness.edit();
      await harness.changeTo('Better');
      await harness.save();
      expect(harness.find('[part=editing] [part=submit]')?.getAttribute('aria-disabled')).to.equal('true');
      await failing(harness, adapter, 'unavailable');
      expect([harness.deedFault, harness.change?.value]).to.deep.equal([`${texts.errors.unavailable} ${texts.notSaved}`, 'Better']);
      expect([harness.change?.getAttribute('aria-invalid'), harness.find('[part=editing] [part=submit]')?.getAttribute('aria-disabled')]).to.deep.equal(['false', 'false']);
    });

    it('says that it is too late, keeps the text to be copied, and then offers only what is left', async () => {
      const { harness, adapter } = await returned();
      adapter.holdsDeeds = true;
      await harness.edit();
      await harness.changeTo('Better');
      await harness.save();
      await failing(harness, adapter, 'forbidden');
      expect([harness.deedFault, harness.change?.value, harness.find('[part=editing] [part=submit]')]).to.deep.equal([texts.tooLate, 'Better', null]);
      await harness.press('Cancel');
      expect(harness.deeds).to.deep.equal(['Remove']);
      await until(() => harness.hasFocus(harness.find('[data-deed=remove]')), 'what is left has the focus');
    });

    it('stays with its comment when that is drawn in another place', async () => {
      const { harness } = await returned({}, {}, ['One of mine', 'Another']);
      harness.find('diwan-list > ol > li:last-child [data-deed=edit]')!.click();
      await until(() => harness.change, 'the field is there');
      await harness.changeTo('Another, better');
      await harness.askRemoval();
      await harness.press('Yes, remove it');
      await until(() => harness.commentElements.length === 3, 'the other one is gone');
      await harness.drawn();
      expect([harness.change?.value, harness.change?.closest('article')?.querySelector('.text')?.textContent]).to.deep.equal(['Another, better', 'Another']);
    });

    it('does not take the focus from where the reader went meanwhile', async () => {
      const { harness, adapter } = await returned();
      adapter.holdsDeeds = true;
      await harness.edit();
      await harness.changeTo('Better');
      await harness.save();
      harness.field('Your comment')!.focus();
      await until(() => adapter.deeds.length === 1, 'it was asked');
      adapter.deeds[0]!.answer();
      await until(() => harness.announcement === texts.saved, 'it is saved');
      await harness.drawn();
      expect(harness.hasFocus(harness.field('Your comment'))).to.equal(true);
    });
  });

  describe('to remove it', () => {
    it('is asked about in its place, where No comes first to hand', async () => {
      const { harness, adapter } = await returned();
      await harness.askRemoval();
      expect(harness.find('[part=removing]')?.getAttribute('aria-label')).to.equal(texts.removeAsk);
      await until(() => harness.hasFocus(harness.button('No, keep it')), 'No has the focus');
      await harness.press('No, keep it');
      await until(() => harness.hasFocus(harness.find('[data-deed=remove]')), 'the button has the focus');
      await harness.askRemoval();
      await until(() => harness.hasFocus(harness.button('No, keep it')), 'No has the focus');
      await harness.key('Escape');
      expect([harness.find('[part=removing]'), adapter.deeds.length]).to.deep.equal([null, 0]);
    });

    it('takes it off the page and off the count, and leads to what stands there now', async () => {
      const { harness, thread, adapter } = await returned();
      await adapter.memory.createComment({ ...thread, url: null, title: null }, { id: 'later', parentId: null, body: { format: 'text', text: 'Later' }, guest: { name: 'Zîn', email: 'zin@news.example' } }, { key: 'later' });
      harness.element.widget.thread!.reset({}, true);
      await harness.element.widget.thread!.turnTo({ page: 1 });
      await until(() => harness.heading === '4 comments', 'all are there');
      await harness.askRemoval();
      await harness.press('Yes, remove it');
      await until(() => harness.announcement === texts.removedNow, 'it is announced');
      expect([harness.texts, harness.heading]).to.deep.equal([['Comment 1', 'Comment 2', 'Later'], '3 comments']);
      await until(() => harness.hasFocus(harness.commentElements[2]!.querySelector('article')), 'the next one has the focus');
    });

    it('leads to the one before where it was the last, and to the list where it was the only one', async () => {
      const { harness } = await returned();
      await harness.askRemoval();
      await harness.press('Yes, remove it');
      await until(() => harness.hasFocus(harness.commentElements[1]!.querySelector('article')), 'the one before has the focus');
      const alone = (await returned({ seeds: [] })).harness;
      await alone.askRemoval();
      await alone.press('Yes, remove it');
      await until(() => alone.hasFocus(alone.list), 'the list has the focus');
      expect(alone.heading).to.equal('Comments');
    });

    it('says what went wrong, and can be tried again', async () => {
      const { harness, adapter } = await returned();
      adapter.holdsDeeds = true;
      await harness.askRemoval();
      await harness.press('Yes, remove it');
      await failing(harness, adapter, 'unavailable');
      expect(harness.deedFault).to.equal(texts.errors.unavailable);
      adapter.holdsDeeds = false;
      await harness.press('Yes, remove it');
      await until(() => harness.texts.length === 2, 'it is gone');
    });

    it('says that it is too late, and offers only what is left', async () => {
      const { harness, adapter } = await returned();
      adapter.holdsDeeds = true;
      await harness.askRemoval();
      await harness.press('Yes, remove it');
      await failing(harness, adapter, 'not-found');
      expect([harness.deedFault, harness.deeds]).to.deep.equal([texts.tooLate, []]);
      await until(() => harness.hasFocus(harness.commentElements.at(-1)!.querySelector('article')), 'the comment has the focus');
    });
  });

  it('is there for a comment that waits for approval, beside the list', async () => {
    const { harness } = await returned({ hold: true });
    await until(() => harness.own.length === 1, 'it is shown');
    expect([harness.own[0]?.text, harness.own[0]?.became, harness.texts]).to.deep.equal(['Mine', texts.sentHeld, ['Comment 1', 'Comment 2']]);
    await until(() => harness.deeds.length === 2, 'it can be changed');
  });
});
