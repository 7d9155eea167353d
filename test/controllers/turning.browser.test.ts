import { expect, oneEvent } from '@open-wc/testing';
import type { ListRequest, ListWish, LoadEvent, LoadFailedEvent } from '../../src/controllers/events.ts';
import { comments, FakeAdapter } from '../support/fake-adapter.ts';
import { until, type Harness } from '../support/harness.ts';
import { ownThread, place, placed, type Placing } from '../support/placed.ts';
import { freshReader, heardConsole } from '../support/reader.ts';

freshReader();
heardConsole();
const thread = ownThread();
const backend = (count = 200) => new FakeAdapter({ seeds: comments(thread, count) });
const shown = (placing: Placing = {}): Promise<Harness> => placed({ adapter: backend(), thread: thread.key, ...placing });
const pageInAddress = () => new URLSearchParams(location.search).get('comments');

/** The same address with this page. */
function goTo(page: number): void {
  const url = new URL(location.href);
  url.searchParams.set('comments', `${page}`);
  history.replaceState({ mine: true }, '', url);
}

/** What a step back or forth does to a page. Not taken for real: the tests of a run share one history, which forgets its oldest steps. */
function step(page: number): void {
  goTo(page);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** How many steps to go back were made in a test. */
let steps = 0;
const { pushState } = history;
beforeEach(() => {
  steps = 0;
  history.pushState = (...given) => {
    steps++;
    pushState.apply(history, given);
  };
});
afterEach(() => {
  Reflect.deleteProperty(history, 'pushState');
});

describe('the page in the address', () => {
  it('is the one that is shown first', async () => {
    goTo(3);
    const harness = await shown();
    expect([harness.texts[0], pageInAddress()]).to.deep.equal(['Comment 51', '3']);
  });

  it('beyond the last becomes the last, without a step to go back to', async () => {
    goTo(99);
    const harness = await shown();
    expect([harness.texts[0], pageInAddress(), steps]).to.deep.equal(['Comment 176', '8', 0]);
  });

  it('is a step to go back from when the reader turns, and nothing else of the address changes', async () => {
    const { hash, search, pathname } = location;
    history.replaceState({ mine: 1 }, '', `${pathname}${search}&q=a%20+b=&flag#part`);
    const before = location.search;
    const harness = await shown();
    await harness.turn('Page 2');
    expect([location.search, location.hash, steps]).to.deep.equal([`${before}&comments=2`, '#part', 1]);
    expect(history.state).to.deep.equal({ mine: 1 });
    await harness.turn('Page 1');
    expect([location.search, location.hash]).to.deep.equal([before, '#part']);
    history.replaceState(null, '', pathname + search + hash);
  });

  it('is followed back and forth, without a further step and without taking the focus', async () => {
    const harness = await shown();
    await harness.turn('Page 2');
    await harness.turn('Page 3');
    harness.find('h2')!.tabIndex = -1;
    harness.find('h2')!.focus();
    for (const [page, text] of [[2, 'Comment 26'], [1, 'Comment 1'], [2, 'Comment 26']] as const) {
      step(page);
      await until(() => harness.texts[0] === text, `page ${page} is there`);
      await harness.settled();
    }
    expect([steps, pageInAddress(), harness.hasFocus(harness.find('h2'))]).to.deep.equal([2, '2', true]);
    await until(() => harness.announcement === 'Page 2 of 8', 'it is announced');
  });

  it('is not followed any more once the widget is gone', async () => {
    const adapter = backend();
    const harness = await shown({ adapter });
    harness.element.remove();
    await until(() => !harness.element.discussion.isOpen, 'it is gone');
    const { length } = adapter.loads;
    step(4);
    await harness.element.updateComplete;
    expect(adapter.loads.length).to.equal(length);
  });

  it('of a step back is not a step of its own, although a page before it failed', async () => {
    const adapter = backend();
    const harness = await shown({ adapter });
    await harness.turn('Page 2');
    adapter.holdsLoads = true;
    harness.pageLink('Page 5').click();
    await until(() => adapter.asked.at(-1) === 5, 'it asked');
    adapter.lastLoad.fail('unavailable');
    await until(() => harness.isAlert, 'it failed');
    adapter.holdsLoads = false;
    harness.find('h2')!.tabIndex = -1;
    harness.find('h2')!.focus();
    step(1);
    await until(() => harness.texts[0] === 'Comment 1', 'page 1 is back');
    await harness.settled();
    expect([steps, harness.hasFocus(harness.find('h2'))]).to.deep.equal([1, true]);
  });
});

describe('turning', () => {
  it('brings eyes and focus to the beginning of the list, and names it', async () => {
    const harness = await shown();
    harness.pageLink('Last page').scrollIntoView({ block: 'end' });
    await harness.turn('Last page');
    const { list } = harness;
    expect(harness.hasFocus(list)).to.equal(true);
    expect([list.role, list.ariaLabel, list.tabIndex]).to.deep.equal(['group', 'Page 8 of 8', -1]);
    expect(list.getBoundingClientRect().top).to.be.at.least(0);
    expect(list.getBoundingClientRect().top).to.be.below(innerHeight);
  });

  it('says nothing aloud that the focus already says, and a choice says its page', async () => {
    const harness = await shown();
    await harness.turn('Page 2');
    expect(harness.announcement).to.equal('');
    harness.sort!.focus();
    harness.choose(harness.sort, 'newest');
    await until(() => harness.announcement === 'Page 1 of 8', 'it is announced');
    expect(harness.hasFocus(harness.sort)).to.equal(true);
  });
});

describe('what a reader asks of the list', () => {
  const wishes: readonly (readonly [what: string, wish: ListWish['to'], ask: (harness: Harness) => void])[] = [
    ['a page', 'turn', (harness) => harness.pageLink('Page 3').click()],
    ['an order', 'sort', (harness) => harness.choose(harness.sort, 'newest')],
    ['a size', 'resize', (harness) => harness.choose(harness.pageSize, '10')],
  ];
  for (const [what, to, ask] of wishes) {
    it(`can be kept from happening by the page: ${what}`, async () => {
      const adapter = backend();
      const harness = await shown({ adapter });
      const before = [harness.drawing, location.href, harness.sort?.value, harness.pageSize?.value];
      const asked: ListWish[] = [];
      const refuse = (event: Event) => {
        asked.push((event as ListRequest).wish);
        event.preventDefault();
      };
      document.addEventListener('diwan-request', refuse);
      try {
        ask(harness);
        await Promise.resolve();
        await harness.settled();
      } finally {
        document.removeEventListener('diwan-request', refuse);
      }
      expect(asked.map((wish) => wish.to)).to.deep.equal([to]);
      expect([harness.drawing, location.href, harness.sort?.value, harness.pageSize?.value]).to.deep.equal(before);
      expect(harness.element.widget.thread?.view).to.deep.equal({ sort: 'oldest', size: 25 });
    });
  }
});

describe('the events of a widget', () => {
  it('tell the page of each page of comments', async () => {
    const adapter = backend(60);
    const loading = oneEvent(document, 'diwan-load');
    const harness = await shown({ adapter });
    const first: Event = await loading;
    expect([(first as LoadEvent).page, (first as LoadEvent).total, first.composed, first.bubbles]).to.deep.equal([1, 60, true, true]);
    const turning = oneEvent(document, 'diwan-load');
    await harness.turn('Page 2');
    expect(((await turning) as Event as LoadEvent).page).to.equal(2);
  });

  it('have no page number where the backend has none', async () => {
    const loading = oneEvent(document, 'diwan-load');
    const adapter = new FakeAdapter({ seeds: comments(thread, 60), facts: { paging: 'sequential' } });
    await placed({ adapter, thread: thread.key });
    expect(((await loading) as Event as LoadEvent).page).to.equal(null);
  });

  it('tell the page of a failure, with its code', async () => {
    const adapter = backend();
    adapter.holdsLoads = true;
    await place({ adapter, thread: thread.key });
    await until(() => adapter.loads.length === 1, 'it asked');
    const failing = oneEvent(document, 'diwan-error');
    adapter.lastLoad.fail('rate-limited');
    expect(((await failing) as Event as LoadFailedEvent).code).to.equal('rate-limited');
  });
});
