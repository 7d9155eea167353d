import { aTimeout, expect, fixture, html, nextFrame } from '@open-wc/testing';
import { registerAdapter } from '../../../src/adapters/registry.ts';
import { DiwanComments } from '../../../src/elements/comments/comments.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { Harness, until } from '../../support/harness.ts';
import { ownThread, place, placed } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

freshReader();
const heard = heardConsole();

const thread = ownThread();
const backend = (count = 3) => new FakeAdapter({ seeds: comments(thread, count) });

describe('a widget', () => {
  it('draws the comments of its thread', async () => {
    const { texts, heading, comments: [first] } = await placed({ adapter: backend(), thread: thread.key });
    expect(texts).to.deep.equal(['Comment 1', 'Comment 2', 'Comment 3']);
    expect([first?.name, heading]).to.deep.equal(['Reader 1', '3 comments']);
  });

  it('takes an adapter that is set in the task it is put on the page, and asks nobody else', async () => {
    const asked: string[] = [];
    const { fetch } = window;
    window.fetch = (...[input]) => {
      asked.push(input instanceof Request ? input.url : `${input}`);
      return Promise.reject(new TypeError('no network in this test'));
    };
    try {
      const home = await fixture(html`<div></div>`);
      const element = document.createElement('diwan-comments') as DiwanComments;
      home.append(element);
      element.adapter = backend();
      element.thread = thread.key;
      const harness = new Harness(element);
      await harness.whole();
      expect(harness.texts).to.have.length(3);
      expect(asked).to.deep.equal([]);
    } finally {
      window.fetch = fetch;
    }
  });

  it('takes properties that were set before its element was defined', async () => {
    class Late extends DiwanComments {}
    const home = await fixture(html`<div></div>`);
    const adapter = backend();
    const element = document.createElement('late-comments') as DiwanComments;
    Object.assign(element, { adapter, thread: thread.key, pageSize: 2 });
    home.append(element);
    customElements.define('late-comments', Late);
    const harness = new Harness(element);
    await harness.whole();
    expect(harness.texts).to.deep.equal(['Comment 1', 'Comment 2']);
    expect(adapter.loads.map(({ request }) => request.query.at)).to.deep.include({ page: 1 });
  });

  it('keeps what the owner put inside it out of sight once it works', async () => {
    const harness = await placed({ adapter: backend(), thread: thread.key });
    harness.element.append('Comments need JavaScript.');
    expect(harness.root.querySelector('slot')).to.equal(null);
  });

  it('reads another thread when it is told so, and aborts the one before', async () => {
    const other = ownThread();
    const adapter = new FakeAdapter({ seeds: [...comments(thread, 2), ...comments(other, 1, 7)] });
    adapter.holdsLoads = true;
    const harness = await place({ adapter, thread: thread.key });
    await until(() => adapter.loads.length === 1, 'it asked');
    adapter.holdsLoads = false;
    harness.element.thread = other.key;
    await harness.whole();
    expect(harness.texts).to.deep.equal(['Comment 7']);
    expect(adapter.loads[0]?.signal?.aborted).to.equal(true);
    expect(harness.heading).to.equal('1 comment');
  });

  it('brings its form along to another thread', async () => {
    const adapter = backend();
    const harness = await placed({ adapter, thread: thread.key });
    await harness.form();
    await harness.type('Your comment', 'of the first');
    harness.element.thread = ownThread().key;
    await harness.settled();
    await harness.form();
    await until(() => harness.field('Your comment')?.value === '', 'the draft is the other thread’s');
    harness.element.thread = thread.key;
    await until(() => harness.field('Your comment')?.value === 'of the first', 'the draft is the first thread’s again');
    await harness.type('Your comment', '');
  });

  it('asks once when several things change at once', async () => {
    const adapter = backend();
    const harness = await placed({ adapter, thread: thread.key });
    const before = adapter.loads.length;
    Object.assign(harness.element, { thread: ownThread().key, pageSize: 10, sort: 'newest' });
    await harness.settled();
    expect(adapter.loads.length).to.equal(before + 1);
  });

  it('goes on with http where nobody knows its adapter, says so, and takes the right one when it is set', async () => {
    const harness = await place({ adapter: 'registered-late', thread: thread.key, attributes: { server: '/nowhere' } });
    await until(() => harness.buttons.includes('Try again'), 'it failed');
    expect(heard.warnings).to.deep.equal(['<diwan-comments>: adapter "registered-late" is not known here; using "http".']);
    registerAdapter('registered-late', () => backend());
    harness.element.adapter = backend();
    await until(() => harness.texts.length === 3, 'the comments are there');
    harness.element.adapter = 'registered-late';
    await harness.settled();
    expect([harness.texts.length, harness.element.discussion.backend.split(' ')[0]]).to.deep.equal([3, 'registered-late']);
  });

  it('begins to work when an address that is none is set right', async () => {
    const harness = await place({ adapter: 'http', thread: thread.key, attributes: { server: 'http://' } });
    await until(() => harness.isAlert, 'it says so');
    expect([heard.errors.length, harness.isBusy]).to.deep.equal([1, false]);
    expect(heard.errors[0]).to.contain('server="http://"');
    Object.assign(harness.element, { server: null, adapter: backend() });
    await until(() => harness.texts.length === 3, 'the comments are there');
  });

  it('begins to work when the reader tries again after its adapter could not be fetched', async () => {
    const answers = [() => Promise.reject(new Error('no network')), () => Promise.resolve(backend())];
    registerAdapter('fetched', () => answers.shift()!());
    const harness = await place({ adapter: 'fetched', thread: thread.key });
    await until(() => harness.buttons.includes('Try again'), 'it offers to');
    expect(heard.errors).to.have.length(1);
    harness.button('Try again').click();
    await until(() => harness.texts.length === 3, 'the comments are there');
  });

  describe('that cannot fetch what comes after its first paint', () => {
    const { furnish } = DiwanComments;
    const { setTimeout } = window;
    /** What waits for the pause to end, which a test ends itself. */
    let paused: (() => void)[] = [];
    let asked = 0;
    beforeEach(() => {
      asked = 0;
      paused = [];
      DiwanComments.furnish = (element) => (asked++ ? furnish(element) : Promise.reject(new TypeError('no network')));
      window.setTimeout = ((run: () => void, delay?: number, ...rest: readonly unknown[]) =>
        delay === 15_000 ? paused.push(run) : setTimeout(run, delay, ...rest)) as typeof window.setTimeout;
    });
    afterEach(() => {
      DiwanComments.furnish = furnish;
      window.setTimeout = setTimeout;
    });

    it('asks for it again after a pause, and says then that the comments did not come either', async () => {
      const adapter = backend();
      adapter.holdsLoads = true;
      const harness = await place({ adapter, thread: thread.key });
      await until(() => adapter.loads.length === 1, 'it asked for the comments');
      adapter.lastLoad.fail('unavailable');
      await until(() => paused.length === 1, 'it waits');
      await harness.drawn();
      expect([asked, harness.isAlert]).to.deep.equal([1, false]);
      paused[0]!();
      await until(() => harness.isAlert, 'it says so');
      adapter.holdsLoads = false;
      await harness.press('Try again');
      await until(() => harness.texts.length === 3, 'the comments are there');
      expect(asked).to.equal(2);
    });

    it('does not ask again once it is gone, and does when it is back', async () => {
      const harness = await place({ adapter: backend(), thread: thread.key });
      await until(() => paused.length === 1, 'it waits');
      const { element } = harness;
      const home = element.parentElement!;
      element.remove();
      await until(() => !element.discussion.isOpen, 'it is gone');
      paused[0]!();
      await element.updateComplete;
      // It would ask behind the next frame, in the order these are registered.
      await nextFrame();
      await aTimeout(0);
      expect(asked).to.equal(1);
      home.append(element);
      await harness.whole();
      expect([asked, harness.texts.length]).to.deep.equal([2, 3]);
    });
  });

  it('gives its adapter back when it is gone', async () => {
    const adapter = backend();
    registerAdapter('given-back', () => adapter);
    const [one, other] = [await placed({ adapter: 'given-back', thread: thread.key }), await placed({ adapter: 'given-back', thread: thread.key })];
    one.element.remove();
    other.element.thread = ownThread().key;
    await other.settled();
    expect(adapter.closings).to.equal(0);
    other.element.remove();
    await until(() => adapter.closings === 1, 'it is closed');
  });

  it('never closes an adapter that the page made', async () => {
    const adapter = backend();
    const harness = await placed({ adapter, thread: thread.key });
    harness.element.remove();
    await until(() => !harness.element.discussion.isOpen, 'it is gone');
    expect(adapter.closings).to.equal(0);
  });

  it('asks nobody when it is taken away in the task that put it there', async () => {
    const adapter = backend();
    const home = await fixture(html`<div></div>`);
    const element = document.createElement('diwan-comments') as DiwanComments;
    Object.assign(element, { adapter, thread: thread.key });
    home.append(element);
    element.remove();
    await element.updateComplete;
    expect(element.discussion.isOpen).to.equal(false);
    expect(adapter.loads.every(({ signal }) => signal?.aborted)).to.equal(true);
    home.append(element);
    const harness = new Harness(element);
    await harness.whole();
    expect(harness.texts).to.have.length(3);
  });
});

describe('two widgets on a page', () => {
  it('show each its own, and turn each its own page in the address', async () => {
    const other = ownThread();
    const adapter = new FakeAdapter({ seeds: [...comments(thread, 30), ...comments(other, 30, 101)] });
    const [one, two] = [await placed({ adapter, thread: thread.key }), await placed({ adapter, thread: other.key })];
    await two.turn('Page 2');
    expect([one.texts[0], two.texts[0]]).to.deep.equal(['Comment 1', 'Comment 126']);
    const parameters = new URLSearchParams(location.search);
    expect([parameters.get('comments'), parameters.get('comments-2')]).to.deep.equal([null, '2']);
    await one.turn('Page 2');
    expect(new URLSearchParams(location.search).get('comments')).to.equal('2');
    expect(two.texts[0]).to.equal('Comment 126');
  });

  it('of one thread both show what was written in one of them, once each', async () => {
    const adapter = backend(1);
    const [one, two] = [await placed({ adapter, thread: thread.key }), await placed({ adapter, thread: thread.key })];
    await one.form();
    await one.send('Said once');
    await until(() => one.own[0]?.became === 'Your comment is published.', 'it is published');
    await until(() => two.own[0]?.text === 'Said once', 'the other shows it');
    expect(adapter.posts).to.have.length(1);
    expect([one.heading, two.heading]).to.deep.equal(['2 comments', '2 comments']);
  });
});
