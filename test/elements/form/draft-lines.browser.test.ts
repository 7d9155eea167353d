import { expect } from '@open-wc/testing';
import { Drafts } from '../../../src/state/drafts.ts';
import { pageEnvironment } from '../../../src/state/environment.ts';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withWriting } from '../../../src/i18n/en/writing.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until } from '../../support/harness.ts';
import { ownThread, placed, type Placing } from '../../support/placed.ts';
import { freshReader } from '../../support/reader.ts';

/** Another tab of the same browser, as far as drafts can tell. */
const otherTab = pageEnvironment(window);

const texts = withWriting(reading);

/** A thread with a draft of it in another tab, which types what it is told. */
async function withTab(text: string) {
  const thread = ownThread();
  const adapter = new FakeAdapter({ seeds: comments(thread, 1) });
  const tab = new Drafts(otherTab).open({ backend: adapter.name, site: thread.site, thread: thread.key, parent: null, viewer: null });
  await tab.ready;
  tab.write(text);
  await tab.flush();
  const open = async (placing: Placing = {}) => {
    const harness = await placed({ adapter, thread: thread.key, ...placing });
    await harness.form();
    return harness;
  };
  return { tab, open };
}

const restored: MakeState = async (around) => {
  const { tab, open } = await withTab('Typed before');
  tab.close();
  const harness = await open(around);
  await until(() => harness.draftLines.length === 1, 'it says so');
  return harness;
};

const differing: MakeState = async (around) => {
  const { tab, open } = await withTab('');
  const harness = await open(around);
  tab.write('Over there');
  await harness.typeAt('text', 'Over here');
  await until(() => harness.find('blockquote'), 'it says so');
  return harness;
};

elementBasics('the lines about a draft', {
  'that was restored': restored,
  'that was discarded': async (around) => {
    const harness = await restored(around);
    harness.find('[part=draft] button')!.click();
    await until(() => harness.find('textarea') && (harness.find('textarea') as HTMLTextAreaElement).value === '', 'it is gone');
    return harness;
  },
  'that differs in another tab': differing,
});

describe('the lines about a draft', () => {
  freshReader();

  it('say that it was restored, until the reader types on', async () => {
    const harness = await restored({});
    expect([harness.field('Your comment')?.value, harness.draftLines]).to.deep.equal(['Typed before', [texts.draftRestored]]);
    await harness.type('Your comment', 'Typed before, and on');
    expect(harness.draftLines).to.deep.equal([]);
  });

  it('let the reader discard it, and think again', async () => {
    const harness = await restored({});
    await harness.press(texts.draftDiscard);
    expect([harness.field('Your comment')?.value, harness.draftLines]).to.deep.equal(['', [texts.draftDiscarded]]);
    expect(harness.hasFocus(harness.field('Your comment'))).to.equal(true);
    await harness.press(texts.undo);
    expect([harness.field('Your comment')?.value, harness.draftLines]).to.deep.equal(['Typed before', []]);
  });

  it('show a text of another tab that differs, and let the reader take it', async () => {
    const harness = await differing({});
    expect([harness.draftLines, harness.text('blockquote')]).to.deep.equal([[texts.draftElsewhere], 'Over there']);
    await harness.press(texts.takeOther);
    expect(harness.field('Your comment')?.value).to.equal('Over there');
    expect(harness.hasFocus(harness.field('Your comment'))).to.equal(true);
    await harness.press(texts.undo);
    expect(harness.field('Your comment')?.value).to.equal('Over here');
  });

  it('let the reader keep the one here', async () => {
    const harness = await differing({});
    await harness.press(texts.keepMine);
    await until(() => harness.draftLines.length === 0, 'the other is gone');
    expect(harness.field('Your comment')?.value).to.equal('Over here');
  });

  it('are not there where nothing was typed, and the form follows the other tab', async () => {
    const { tab, open } = await withTab('');
    const harness = await open();
    expect(harness.draftLines).to.deep.equal([]);
    tab.write('As I type');
    await until(() => harness.field('Your comment')?.value === 'As I type', 'it follows');
  });

  it('say that nothing lasts where the browser keeps nothing', async () => {
    const { open } = await withTab('');
    const harness = await open();
    Object.defineProperty(harness.element.widget.writing!.records, 'isFleeting', { value: true, configurable: true });
    try {
      harness.element.widget.notify();
      await until(() => harness.draftLines[0] === texts.notLasting, 'it says so');
    } finally {
      Reflect.deleteProperty(harness.element.widget.writing!.records, 'isFleeting');
    }
  });
});
