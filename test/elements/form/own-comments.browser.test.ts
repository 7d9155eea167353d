import { expect, oneEvent } from '@open-wc/testing';
import type { MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import { PostEvent } from '../../../src/controllers/events.ts';
import { CommentsError, type CommentsErrorOptions } from '../../../src/contract/errors.ts';
import type { ErrorCode } from '../../../src/contract/error-codes.ts';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withWriting } from '../../../src/i18n/en/writing.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until, type Harness } from '../../support/harness.ts';
import { ownThread, placed, type Placing } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const texts = withWriting(reading);

/** A comment that was sent, and whose answer the test still holds. */
async function sent(options: MemoryOptions = {}, placing: Placing = {}): Promise<{ adapter: FakeAdapter; harness: Harness }> {
  const thread = ownThread();
  const adapter = new FakeAdapter({ seeds: comments(thread, 2), ...options });
  adapter.holdsPosts = true;
  const harness = await placed({ adapter, thread: thread.key, ...placing });
  await harness.form();
  await harness.typeAt('name', 'Ann');
  await harness.typeAt('email', 'ann@news.example');
  await harness.typeAt('text', 'Hello there');
  await harness.submit();
  await until(() => adapter.posts.length === 1 && harness.own.length === 1, 'it is on its way');
  return { adapter, harness };
}

/** The same, failed. */
async function failed(code: ErrorCode, options: MemoryOptions = {}, more: CommentsErrorOptions = {}, placing: Placing = {}) {
  const { adapter, harness } = await sent(options, placing);
  const before = harness.own[0]?.became;
  adapter.posts[0]?.fail(new CommentsError(code, code, more));
  await until(() => harness.own[0]?.became !== before, 'it says so');
  return { adapter, harness };
}

const inState = (code: ErrorCode, options?: MemoryOptions): MakeState => async (around) => (await failed(code, options, {}, around)).harness;
const answered = (options?: MemoryOptions): MakeState => async (around) => {
  const { adapter, harness } = await sent(options, around);
  const before = harness.own[0]?.became;
  adapter.posts[0]?.answer();
  await until(() => harness.own[0]?.became !== before, 'it is answered');
  return harness;
};

elementBasics('a comment on its way', {
  'while it is sent': async (around) => (await sent({}, around)).harness,
  'once it is published': answered(),
  'once it is held': answered({ hold: true }),
  'while it waits': inState('unavailable'),
  'when it is refused': inState('forbidden'),
  'when nobody knows': inState('outcome-unknown', { facts: { idempotentWrites: false } }),
});

describe('a comment on its way', () => {
  freshReader();
  heardConsole();

  it('is shown at once as it was typed, and the form is empty', async () => {
    const { harness } = await sent();
    expect(harness.own).to.deep.equal([{ name: 'Ann', text: 'Hello there', state: undefined, became: texts.sending }]);
    expect([harness.field('Your comment')?.value, harness.buttons.includes('Send again')]).to.deep.equal(['', false]);
    expect(harness.texts).to.deep.equal(['Comment 1', 'Comment 2']);
  });

  it('is told of to the page and to those who do not see, once, when it is published', async () => {
    const { adapter, harness } = await sent();
    let posts = 0;
    document.addEventListener('diwan-post', () => posts++);
    const telling = oneEvent(document, 'diwan-post');
    adapter.posts[0]?.answer();
    const event: Event = await telling;
    expect(event).to.be.instanceOf(PostEvent);
    expect((event as PostEvent).comment.body.text).to.equal('Hello there');
    await until(() => harness.announcement === texts.sent, 'it is announced');
    expect(harness.heading).to.equal('3 comments');
    harness.element.widget.notify();
    await harness.drawn();
    expect(posts).to.equal(1);
  });

  it('is drawn once: among the others when their page holds it', async () => {
    const { adapter, harness } = await sent();
    adapter.posts[0]?.answer();
    await until(() => harness.own[0]?.became === texts.sent, 'it is published');
    harness.choose(harness.sort, 'newest');
    await until(() => harness.texts[0] === 'Hello there', 'the list shows it');
    expect([harness.own, harness.newerButton, harness.heading]).to.deep.equal([[], null, '3 comments']);
  });

  it('says that it waits for approval', async () => {
    const { adapter, harness } = await sent({ hold: true });
    adapter.posts[0]?.answer();
    await until(() => harness.own[0]?.became === texts.sentHeld, 'it says so');
    expect(harness.heading).to.equal('2 comments');
  });

  it('says that it was received where the backend says no more', async () => {
    const { adapter, harness } = await sent();
    const { ref } = adapter.lastLoad.request;
    const view = await adapter.memory.createComment(ref, adapter.posts[0]!.request, { key: 'x' });
    adapter.posts[0]?.answer({ ...view, state: 'accepted' });
    await until(() => harness.own[0]?.became === texts.sentAccepted, 'it says so');
  });

  for (const [code, became] of [
    ['unavailable', `${texts.errors.unavailable} ${texts.waiting}`],
    ['rate-limited', `${texts.errors['rate-limited']} ${texts.waiting}`],
    ['unauthenticated', texts.waitingSignIn],
    ['forbidden', `${texts.refused} ${texts.errors.forbidden}`],
    ['closed', `${texts.refused} ${texts.errors.closed}`],
    ['conflict', `${texts.refused} ${texts.errors.conflict}`],
    ['challenge', `${texts.refused} ${texts.errors.challenge}`],
  ] as const) {
    it(`says what became of it after ${code}, and what can be done`, async () => {
      const { harness } = await failed(code);
      expect(harness.own[0]?.became).to.equal(became);
      expect(harness.buttons.filter((text) => text === 'Send again' || text === 'Edit the text')).to.deep.equal(['Send again', 'Edit the text']);
    });
  }

  it('is not sent again unasked where nobody knows and a repetition would be a second one', async () => {
    const { adapter, harness } = await failed('outcome-unknown', { facts: { idempotentWrites: false } });
    expect(harness.own[0]?.became).to.equal(texts.unsure);
    expect(adapter.posts).to.have.length(1);
    await harness.press('Send again');
    await until(() => adapter.posts.length === 2, 'it is sent again');
  });

  it('is sent again, as the same comment, when the reader asks', async () => {
    const { adapter, harness } = await failed('unavailable');
    adapter.holdsPosts = false;
    await harness.press('Send again');
    await until(() => harness.own[0]?.became === texts.sent, 'it is published');
    expect(adapter.posts.map(({ request }) => request.id)).to.deep.equal([adapter.posts[0]?.request.id, adapter.posts[0]?.request.id]);
  });

  it('offers its text back, and says at the fields what the backend refused', async () => {
    const { harness } = await failed('invalid', {}, { faults: [{ field: 'guest.name', reason: 'characters' }, { field: 'body.text', reason: 'too-long' }] });
    await harness.type('Your comment', 'Meanwhile');
    await harness.press('Edit the text');
    await until(() => harness.own.length === 0, 'it is taken back');
    await until(() => harness.fault('Name'), 'it says why');
    expect([harness.field('Your comment')?.value, harness.field('Name')?.value]).to.deep.equal(['Meanwhile\n\nHello there', 'Ann']);
    expect([harness.fault('Name'), harness.fault('E-mail'), harness.fault('Your comment')]).to.deep.equal([
      texts.nameCharacters, null, texts.textTooLong(5000),
    ]);
    expect(harness.hasFocus(harness.field('Name'))).to.equal(true);
    await harness.type('Your comment', '');
  });

  it('waits while the device is offline, says so, and goes out when it is back', async () => {
    const thread = ownThread();
    const adapter = new FakeAdapter({ seeds: comments(thread, 1) });
    const harness = await placed({ adapter, thread: thread.key });
    await harness.form();
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      await harness.send('From the tunnel');
      await until(() => harness.own[0]?.became === texts.waitingOffline, 'it says so');
      expect(adapter.posts).to.have.length(0);
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
    dispatchEvent(new Event('online'));
    await until(() => harness.own[0]?.became === texts.sent, 'it is published');
  });

  it('of another thread is not shown', async () => {
    const { harness } = await sent();
    harness.element.thread = ownThread().key;
    await harness.settled();
    await harness.form();
    expect(harness.own).to.deep.equal([]);
  });

  it('stays in sight in a thread that was closed meanwhile, and the form goes', async () => {
    const { adapter, harness } = await failed('closed');
    adapter.memory.closeThread(adapter.lastLoad.request.ref);
    harness.choose(harness.sort, 'newest');
    await until(() => harness.deskNotice === texts.errors.closed, 'it says so');
    expect([harness.formElement, harness.own[0]?.text]).to.deep.equal([null, 'Hello there']);
  });
});
