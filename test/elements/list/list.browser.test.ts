import { expect } from '@open-wc/testing';
import type { MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import type { CommentView } from '../../../src/contract/comment.ts';
import type { ErrorCode } from '../../../src/contract/error-codes.ts';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withTurning } from '../../../src/i18n/en/turning.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until, type Harness } from '../../support/harness.ts';
import { ownThread, place, placed, type Placing } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const texts = withTurning(reading);
const thread = ownThread();
const withComments = (count: number, options: MemoryOptions = {}) => new FakeAdapter({ seeds: comments(thread, count), ...options });
const shown = (adapter: FakeAdapter): MakeState => (around) => placed({ adapter, thread: thread.key, ...around });

/** The same comments with something else about each. */
function changed(...changes: readonly Partial<CommentView>[]): FakeAdapter {
  const adapter = withComments(changes.length);
  adapter.shape = (page) => ({ ...page, items: page.items.map((item, index) => ({ ...item, ...changes[index] })) });
  return adapter;
}

async function loading(around: Placing = {}): Promise<Harness> {
  const adapter = withComments(3);
  adapter.holdsLoads = true;
  const harness = await place({ adapter, thread: thread.key, ...around });
  await until(() => harness.language, 'it speaks');
  return harness;
}

async function failed(code: ErrorCode, around: Placing = {}): Promise<Harness> {
  const adapter = withComments(30);
  adapter.holdsLoads = true;
  const harness = await place({ adapter, thread: thread.key, ...around });
  await until(() => adapter.loads.length, 'it asked');
  adapter.lastLoad.fail(code);
  await until(() => harness.isAlert, 'it says so');
  adapter.holdsLoads = false;
  return harness;
}

const removed = { state: 'removed', author: { id: null, name: null, kind: 'guest', picture: null }, body: { format: 'text', text: '' } } as const;

elementBasics('the list', {
  'with comments': shown(withComments(3)),
  'without comments': shown(withComments(0)),
  'with comments in a closed thread': shown(withComments(2, { closed: true })),
  'without comments in a closed thread': shown(withComments(0, { closed: true })),
  'with comments that are held, accepted, removed, by nobody': shown(changed({ state: 'held' }, { state: 'accepted' }, removed, { author: { id: null, name: null, kind: 'guest', picture: null } })),
  'while it loads': loading,
  'after it failed': (around) => failed('unavailable', around),
  'while the device is offline': (around) => failed('offline', around),
});

describe('the list', () => {
  freshReader();
  const heard = heardConsole();

  it('draws a skeleton until the comments come, and says that it is busy', async () => {
    const harness = await loading();
    expect([harness.hasSkeleton, harness.isBusy, harness.text('[part=skeleton]')]).to.deep.equal([true, true, texts.loading]);
    (harness.element.adapter as FakeAdapter).lastLoad.answer();
    await until(() => harness.texts.length === 3, 'they are there');
    expect([harness.hasSkeleton, harness.isBusy]).to.deep.equal([false, false]);
  });

  it('says that there are none, and asks for the first', async () => {
    const { notice, heading } = await placed({ adapter: withComments(0), thread: thread.key });
    expect(notice).to.match(new RegExp(`^${texts.empty}\\s*${texts.emptyHint}$`));
    expect(heading).to.equal('Comments');
  });

  it('says so in the second widget of a page too', async () => {
    await placed({ adapter: withComments(1), thread: thread.key });
    const second = await placed({ adapter: withComments(0), thread: thread.key });
    expect(second.notice).to.contain(texts.empty);
  });

  it('says that a thread is closed, asks nobody to write, and has no form', async () => {
    const harness = await placed({ adapter: withComments(0, { closed: true }), thread: thread.key });
    expect([harness.notice, harness.deskNotice, harness.formHeading]).to.deep.equal([texts.empty, texts.closed, undefined]);
    expect([harness.find('form'), harness.text('h3')]).to.deep.equal([null, undefined]);
  });

  it('has no form where this reader may not write, though others may', async () => {
    const adapter = withComments(1);
    adapter.shape = (page) => ({ ...page, thread: { state: 'open', can: { comment: false } } });
    const harness = await placed({ adapter, thread: thread.key });
    expect([harness.formHeading, harness.deskNotice, harness.find('form')]).to.deep.equal([undefined, '', null]);
  });

  it('says what state a comment is in, and of a removed one nothing else', async () => {
    const harness = await placed({ adapter: changed({}, { state: 'held' }, { state: 'accepted' }, removed), thread: thread.key });
    expect(harness.comments.map(({ text, state }) => [text, state])).to.deep.equal([
      ['Comment 1', undefined],
      ['Comment 2', texts.held],
      ['Comment 3', texts.accepted],
      [undefined, texts.removed],
    ]);
    expect(harness.comments[3]?.name).to.equal(undefined);
  });

  for (const [code, text] of [
    ['unavailable', texts.loadFailed],
    ['protocol', texts.loadFailed],
    ['offline', texts.loadOffline],
  ] as const) {
    it(`says that it failed with ${code}, and tries again when asked to`, async () => {
      const harness = await failed(code);
      expect([harness.notice?.startsWith(text), harness.isBusy, heard.errors.length]).to.deep.equal([true, false, 1]);
      await harness.press(texts.retry);
      await until(() => harness.texts.length === 25, 'they are there');
      expect(harness.isAlert).to.equal(false);
    });
  }

  it('brings the reader who tried again to the comments', async () => {
    const harness = await failed('unavailable');
    const button = harness.button(texts.retry);
    button.focus();
    button.click();
    await until(() => harness.texts.length === 25, 'they are there');
    await until(() => harness.hasFocus(harness.list), 'the list has the focus');
  });

  it('offers to try again where a page could not be turned to, and then turns to it', async () => {
    const adapter = withComments(90);
    const harness = await placed({ adapter, thread: thread.key });
    adapter.holdsLoads = true;
    harness.pageLink('Page 3').click();
    await until(() => adapter.asked.at(-1) === 3, 'it asked');
    adapter.lastLoad.fail('timeout');
    await until(() => harness.isAlert, 'it says so');
    expect(harness.pager).to.contain('[1]');
    adapter.holdsLoads = false;
    await harness.press(texts.retry);
    await until(() => harness.texts[0] === 'Comment 51', 'it is there');
    expect([new URLSearchParams(location.search).get('comments'), harness.pager.includes('[3]')]).to.deep.equal(['3', true]);
  });

  it('keeps the comments before in sight while the next are on their way', async () => {
    const adapter = withComments(90);
    const harness = await placed({ adapter, thread: thread.key });
    adapter.holdsLoads = true;
    harness.pageLink('Page 3').click();
    await until(() => harness.isBusy, 'it is busy');
    expect([harness.texts.length, harness.texts[0], harness.hasSkeleton]).to.deep.equal([25, 'Comment 1', false]);
  });

  it('survives a page that is empty though there is more', async () => {
    const adapter = withComments(30, { facts: { paging: 'sequential' } });
    adapter.shape = (page) => (page.previous === null ? { ...page, items: [] } : page);
    const harness = await placed({ adapter, thread: thread.key });
    expect(harness.notice).to.equal('');
    await harness.turn('Next page');
    expect(harness.texts).to.have.length(5);
  });
});
