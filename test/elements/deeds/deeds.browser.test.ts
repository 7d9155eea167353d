import { expect } from '@open-wc/testing';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withWriting } from '../../../src/i18n/en/writing.ts';
import { Deeds, returned } from '../../support/deeds.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { FakeAdapter } from '../../support/fake-adapter.ts';
import { until } from '../../support/harness.ts';
import { placed } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const texts = withWriting(reading);

/** What is reached from there, on a page with something of the reader's own. */
const stage = (reach: (deeds: Deeds, adapter: FakeAdapter) => Promise<unknown>): MakeState => async (around) => {
  const { harness, deeds, adapter } = await returned({}, around);
  await reach(deeds, adapter);
  await harness.drawn();
  return harness;
};

elementBasics('what a writer can do with a comment', {
  'while nothing is done': stage(async () => undefined),
  'while it is edited': stage((deeds) => deeds.edit()),
  'while its new text is wrong': stage(async (deeds) => {
    await deeds.edit();
    await deeds.type(' ');
    await deeds.save();
  }),
  'with a text from earlier': stage(async (deeds) => {
    await deeds.edit();
    await deeds.type('Mine, and more');
    await deeds.key('Escape');
    await deeds.edit();
  }),
  'when it could not be saved': stage(async (deeds, adapter) => {
    adapter.holdsDeeds = true;
    await deeds.edit();
    await deeds.type('Better');
    await deeds.save();
    await deeds.fail(adapter, 'unavailable');
  }),
  'while it is asked whether to remove it': stage((deeds) => deeds.askRemoval()),
  'when it is too late to remove it': stage(async (deeds, adapter) => {
    adapter.holdsDeeds = true;
    await deeds.askRemoval();
    await deeds.remove();
    await deeds.fail(adapter, 'forbidden');
  }),
});

describe('what a writer can do with a comment', () => {
  freshReader();
  heardConsole();

  it('stands below what they wrote, and below nothing else', async () => {
    const { harness, deeds, ids, adapter } = await returned();
    expect(deeds.names).to.deep.equal(['Edit', 'Remove']);
    expect(harness.commentElements.map((comment) => !!comment.querySelector('diwan-deeds'))).to.deep.equal([false, false, true]);
    expect(adapter.ownAsked).to.deep.equal([ids]);
  });

  it('stands below what they have just sent, once the backend has it', async () => {
    const adapter = new FakeAdapter();
    adapter.holdsPosts = true;
    const harness = await placed({ adapter });
    const deeds = new Deeds(harness);
    await harness.form();
    await until(() => harness.element.widget.writing?.own, 'it knows of own comments');
    await harness.send('Hello there');
    await until(() => adapter.posts.length === 1, 'it is on its way');
    expect(deeds.names).to.deep.equal([]);
    adapter.posts[0]!.answer();
    await until(() => deeds.names.length === 2, 'it can be changed');
    await deeds.edit();
    await deeds.type('Hello here');
    await deeds.save();
    await until(() => harness.own[0]?.text === 'Hello here', 'the new text is shown');
    expect([harness.own.length, harness.text('.own [part=edited]'), harness.heading]).to.deep.equal([1, 'edited', '1 comment']);
    await deeds.askRemoval();
    await deeds.remove();
    await until(() => harness.own.length === 0, 'it is gone');
    await until(() => harness.hasFocus(harness.list), 'the list has the focus');
    expect(harness.heading).to.equal('Comments');
  });

  it('is only what the backend says they may do', async () => {
    expect((await returned({ editFor: 0 })).deeds.names).to.deep.equal(['Remove']);
    expect((await returned({ removeFor: 0 })).deeds.names).to.deep.equal(['Edit']);
  });

  it('is there for a comment that waits for approval, beside the list', async () => {
    const { harness, deeds } = await returned({ hold: true });
        expect([harness.own[0]?.text, harness.own[0]?.became, harness.texts]).to.deep.equal(['Mine', texts.sentHeld, ['Comment 1', 'Comment 2']]);
    await until(() => deeds.names.length === 2, 'it can be changed');
  });
});
