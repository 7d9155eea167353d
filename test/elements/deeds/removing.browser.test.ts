import { expect } from '@open-wc/testing';
import { own } from '../../../src/i18n/en/own.ts';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withWriting } from '../../../src/i18n/en/writing.ts';
import { returned } from '../../support/deeds.ts';
import { until } from '../../support/harness.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const texts = { ...withWriting(reading), ...own };

describe('removing a comment of one’s own', () => {
  freshReader();
  heardConsole();

  it('is asked about in its place, where No comes first to hand', async () => {
    const { harness, deeds, adapter } = await returned();
    await deeds.askRemoval();
    expect(harness.find('[part=removing]')?.getAttribute('aria-label')).to.equal(texts.removeAsk);
    await until(() => harness.hasFocus(harness.button('No, keep it')), 'No has the focus');
    await harness.press('No, keep it');
    await until(() => harness.hasFocus(deeds.button('remove')), 'the button has the focus');
    await deeds.askRemoval();
    await until(() => harness.hasFocus(harness.button('No, keep it')), 'No has the focus');
    await deeds.key('Escape');
    expect([harness.find('[part=removing]'), adapter.deeds.length]).to.deep.equal([null, 0]);
  });

  it('takes it off the page and off the count, and leads to what stands there now', async () => {
    const { harness, deeds, thread, adapter } = await returned();
    await adapter.memory.createComment(thread, { id: 'later', parentId: null, body: { format: 'text', text: 'Later' }, guest: { name: 'Zîn', email: 'zin@news.example' } }, { key: 'later' });
    harness.element.widget.thread!.reset({}, null);
    await harness.element.widget.thread!.turnTo({ page: 1 });
    await until(() => harness.heading === '4 comments', 'all are there');
    await deeds.askRemoval();
    await deeds.remove();
    await until(() => harness.announcement === texts.removedNow, 'it is announced');
    expect([harness.texts, harness.heading]).to.deep.equal([['Comment 1', 'Comment 2', 'Later'], '3 comments']);
    await until(() => harness.hasFocus(harness.commentElements[2]!.querySelector('article')), 'the next one has the focus');
  });

  it('leads to the one before where it was the last, and to the list where it was the only one', async () => {
    const { harness, deeds } = await returned();
    await deeds.askRemoval();
    await deeds.remove();
    await until(() => harness.hasFocus(harness.commentElements[1]!.querySelector('article')), 'the one before has the focus');
    const alone = await returned({ seeds: [] });
    await alone.deeds.askRemoval();
    await alone.deeds.remove();
    await until(() => alone.harness.hasFocus(alone.harness.list), 'the list has the focus');
    expect(alone.harness.heading).to.equal('Comments');
  });

  it('says what went wrong, and can be tried again', async () => {
    const { harness, deeds, adapter } = await returned();
    adapter.holdsDeeds = true;
    await deeds.askRemoval();
    await deeds.remove();
    await deeds.fail(adapter, 'unavailable');
    expect(deeds.fault).to.equal(texts.errors.unavailable);
    adapter.holdsDeeds = false;
    await deeds.remove();
    await until(() => harness.texts.length === 2, 'it is gone');
  });

  it('says that it is too late, and offers only what is left', async () => {
    const { harness, deeds, adapter } = await returned();
    adapter.holdsDeeds = true;
    await deeds.askRemoval();
    await deeds.remove();
    await deeds.fail(adapter, 'not-found');
    expect([deeds.fault, deeds.names]).to.deep.equal([texts.tooLate, []]);
    await until(() => harness.hasFocus(harness.commentElements.at(-1)!.querySelector('article')), 'the comment has the focus');
  });
});
