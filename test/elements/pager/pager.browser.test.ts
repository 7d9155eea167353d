import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until, type Harness } from '../../support/harness.ts';
import { ownThread, placed, type Placing } from '../../support/placed.ts';
import { freshReader } from '../../support/reader.ts';

const thread = ownThread();
const withComments = (count: number, options: MemoryOptions = {}) => new FakeAdapter({ seeds: comments(thread, count), ...options });
const shown = (adapter: FakeAdapter, placing: Placing = {}): Promise<Harness> => placed({ adapter, thread: thread.key, ...placing });
const state = (count: number, options?: MemoryOptions): MakeState => (around) => shown(withComments(count, options), around);
const sequential = { facts: { paging: 'sequential' } } as const;

elementBasics('the pager', {
  'among many pages': async (around) => {
    const harness = await state(500)(around);
    await until(() => harness.language === (around.lang ?? 'en'), 'it speaks');
    await harness.drawn();
    harness.pageLink(harness.element.widget.messages!.lang === 'ckb' ? 'لاپەڕەی ٥' : 'Page 5').click();
    await until(() => harness.element.widget.thread!.page!.number === 5, 'it turned');
    await harness.settled();
    return harness;
  },
  'on the first of few pages': state(60),
  'with one page': state(3),
  'where pages have no numbers': state(60, sequential),
  'where there are no pages': state(60, { facts: { paging: 'whole' } }),
});

describe('the pager', () => {
  freshReader();

  it('shows the pages around the one shown, and arrows that lead nowhere at the ends', async () => {
    const harness = await shown(withComments(1000));
    expect(harness.pager).to.equal('(«) (‹) [1] 2 3 4 5 … 40 › »');
    await harness.turn('Last page');
    expect(harness.pager).to.equal('« ‹ 1 … 36 37 38 39 [40] (›) (»)');
    await harness.turn('Previous page');
    expect(harness.pager).to.equal('« ‹ 1 … 36 37 38 [39] 40 › »');
    await harness.turn('Page 36');
    expect(harness.pager).to.equal('« ‹ 1 … 35 [36] 37 … 40 › »');
    await harness.turn('First page');
    expect(harness.pager).to.equal('(«) (‹) [1] 2 3 4 5 … 40 › »');
  });

  it('has as many places on every page, so that nothing moves under the pointer', async () => {
    const harness = await shown(withComments(300));
    const lengths = new Set<number>();
    for (let page = 1; page < 12; page++) {
      lengths.add(harness.pager.split(' ').length);
      await harness.turn('Next page');
    }
    expect([...lengths]).to.deep.equal([11]);
  });

  it('leads to the previous and the next in words where pages have no numbers', async () => {
    const harness = await shown(withComments(60, sequential));
    expect(harness.pager).to.equal('(Previous page) Next page');
    await harness.turn('Next page');
    expect([harness.pager, harness.texts[0]]).to.deep.equal(['Previous page Next page', 'Comment 26']);
    await harness.turn('Next page');
    expect([harness.pager, harness.texts[0]]).to.deep.equal(['Previous page (Next page)', 'Comment 51']);
    await harness.turn('Next page');
    expect(harness.texts[0]).to.equal('Comment 51');
    await harness.turn('Previous page');
    expect([harness.pager, harness.texts[0]]).to.deep.equal(['Previous page Next page', 'Comment 26']);
    expect(location.search).not.to.contain('comments=');
  });

  it('has no link where pages have no numbers, since there is no address to lead to, and turns whatever key is held', async () => {
    const harness = await shown(withComments(60, sequential));
    expect(harness.all('.pager a').length).to.equal(0);
    harness.pageButton('Next page').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, shiftKey: true }));
    await until(() => harness.texts[0] === 'Comment 26', 'it turned');
  });

  for (const [name, key] of [['Enter', 'Enter'], ['Space', ' ']] as const) {
    it(`brings the focus to the list where ${name} on a button turned the page, and leaves it on a button that leads nowhere`, async () => {
      const harness = await shown(withComments(60, sequential));
      const previous = harness.pageButton('Previous page');
      previous.focus();
      await sendKeys({ press: key });
      await harness.settled();
      expect([harness.hasFocus(previous), harness.texts[0]]).to.deep.equal([true, 'Comment 1']);
      harness.pageButton('Next page').focus();
      await sendKeys({ press: key });
      await until(() => harness.hasFocus(harness.list), 'the list has the focus');
      expect(harness.texts[0]).to.equal('Comment 26');
    });
  }

  for (const dir of ['ltr', 'rtl'] as const) {
    it(`has each button whole and apart from the other, in little room too, ${dir}`, async () => {
      const harness = await shown(withComments(60, sequential), { dir, lang: dir === 'rtl' ? 'ckb' : 'en' });
      await until(() => harness.direction === dir, 'it speaks');
      await harness.drawn();
      for (const width of [640, 272]) {
        harness.element.style.inlineSize = `${width}px`;
        const around = harness.element.getBoundingClientRect();
        const [previous, next] = harness.all('.pager button').map((button) => button.getBoundingClientRect());
        const beside = dir === 'ltr' ? next!.left - previous!.right : previous!.left - next!.right;
        expect(Math.max(beside, next!.top - previous!.bottom), `apart at ${width}`).to.be.greaterThan(2);
        for (const { left, right } of [previous!, next!]) expect([left - around.left, around.right - right].every((room) => room > -1), `inside at ${width}`).to.equal(true);
      }
    });
  }

  it('is not there where there is one page, or everything comes at once', async () => {
    const one = await shown(withComments(5));
    expect([one.pager, one.pageSize]).to.deep.equal(['', null]);
    const whole = await shown(withComments(60, { facts: { paging: 'whole' } }));
    expect([whole.pager, whole.pageSize, whole.texts.length]).to.deep.equal(['', null, 60]);
  });

  it('has links that lead to the same page in a new tab', async () => {
    const harness = await shown(withComments(100));
    const url = new URL(harness.pageLink('Page 3').href);
    expect([url.searchParams.get('comments'), url.pathname, url.searchParams.get('wtr-session-id')]).to.deep.equal([
      '3', location.pathname, new URLSearchParams(location.search).get('wtr-session-id'),
    ]);
    await harness.turn('Page 3');
    expect(new URL(harness.pageLink('Page 1').href).searchParams.has('comments')).to.equal(false);
    expect(harness.pageLink('Page 3').hasAttribute('href')).to.equal(false);
  });

  it('has links that lead nowhere else, whatever the path of the page looks like', async () => {
    const { href } = location;
    history.replaceState(null, '', `${location.origin}//elsewhere.example/news${location.search}`);
    try {
      const harness = await shown(withComments(100));
      expect(new URL(harness.pageLink('Page 2').href).origin).to.equal(location.origin);
      await harness.turn('Page 2');
      expect([location.pathname, new URLSearchParams(location.search).get('comments')]).to.deep.equal(['//elsewhere.example/news', '2']);
    } finally {
      history.replaceState(null, '', href);
    }
  });

  it('leaves a press that opens a new tab to the browser', async () => {
    const harness = await shown(withComments(100));
    for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey'] as const) {
      const press = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, [key]: true });
      let wasLeft = false;
      document.addEventListener('click', (event) => {
        wasLeft = !event.defaultPrevented;
        event.preventDefault();
      }, { once: true });
      harness.pageLink('Page 3').dispatchEvent(press);
      expect(wasLeft, key).to.equal(true);
    }
    expect(harness.pager).to.contain('[1]');
  });

  it('fetches the next page before it is asked for, and shows it without another request', async () => {
    const adapter = withComments(100);
    const harness = await shown(adapter);
    harness.find('diwan-pager')!.scrollIntoView();
    await until(() => adapter.asked.includes(2), 'the next page is fetched');
    await adapter.lastLoad.coming;
    adapter.holdsLoads = true;
    await harness.turn('Next page');
    expect(harness.texts[0]).to.equal('Comment 26');
    expect(adapter.asked.filter((page) => page === 2)).to.have.length(1);
  });

  for (const event of ['pointerover', 'focusin']) {
    it(`fetches a page at ${event} on its link, once`, async () => {
      const adapter = withComments(300);
      const harness = await shown(adapter);
      for (const _ of [1, 2]) harness.pageLink('Page 4').dispatchEvent(new Event(event, { bubbles: true }));
      expect(adapter.asked.filter((page) => page === 4)).to.have.length(1);
      harness.pageLink('Page 1').dispatchEvent(new Event(event, { bubbles: true }));
      expect(adapter.asked.filter((page) => page === 1)).to.have.length(1);
    });
  }

  for (const event of ['pointerover', 'focusin']) {
    it(`fetches a page at ${event} on its button, once`, async () => {
      const adapter = withComments(60, sequential);
      const harness = await shown(adapter);
      await harness.turn('Next page');
      await harness.turn('Next page');
      const { thread } = harness.element.widget;
      thread!.stop();
      const { length } = adapter.asked;
      for (const _ of [1, 2]) harness.pageButton('Previous page').dispatchEvent(new Event(event, { bubbles: true }));
      expect(adapter.asked.slice(length)).to.deep.equal([thread!.page!.previous]);
    });
  }

  it('fetches nothing beforehand while a choice is on its way, in which each page holds something else', async () => {
    const adapter = withComments(300);
    const harness = await shown(adapter);
    harness.find('diwan-pager')!.scrollIntoView();
    await until(() => adapter.asked.includes(2), 'the next page is fetched');
    adapter.holdsLoads = true;
    harness.choose(harness.sort, 'newest');
    await until(() => harness.isBusy, 'it is on its way');
    await harness.drawn();
    const { length } = adapter.loads;
    harness.pageLink('Page 4').dispatchEvent(new Event('pointerover', { bubbles: true }));
    expect(adapter.loads.length).to.equal(length);
    adapter.holdsLoads = false;
    adapter.lastLoad.answer();
    await until(() => adapter.loads.length > length, 'the page after it is fetched');
    expect(adapter.loads.slice(length - 1).map(({ request }) => [request.query.sort, request.query.at])).to.deep.equal([['newest', { page: 1 }], ['newest', { page: 2 }]]);
  });

  it('lets the reader choose how many a page has, keeps the first comment in sight and remembers it', async () => {
    const harness = await shown(withComments(200));
    await harness.turn('Page 3');
    expect(Array.from(harness.pageSize!.options, ({ value }) => value)).to.deep.equal(['10', '25', '50', '100']);
    expect(harness.pageSize?.value).to.equal('25');
    harness.choose(harness.pageSize, '10');
    await until(() => harness.texts.length === 10, 'the page is shorter');
    expect([harness.texts[0], harness.pager.includes('[6]')]).to.deep.equal(['Comment 51', true]);
    expect(new URLSearchParams(location.search).get('comments')).to.equal('6');
    history.replaceState(null, '', location.href.replace('&comments=6', ''));
    const later = await shown(withComments(200));
    expect(later.texts).to.have.length(10);
  });

  it('offers the size the owner chose beside the usual ones, and none that the backend does not give', async () => {
    const harness = await shown(withComments(200, { facts: { maxPageSize: 30 } }), { attributes: { 'page-size': '7' } });
    expect(Array.from(harness.pageSize!.options, ({ value }) => value)).to.deep.equal(['7', '10', '25']);
    expect([harness.pageSize?.value, harness.texts.length]).to.deep.equal(['7', 7]);
  });

  it('reads in the size the backend gives where a larger one was wished for', async () => {
    const harness = await shown(withComments(95, { facts: { maxPageSize: 20 } }), { attributes: { 'page-size': '50' } });
    expect([harness.texts.length, harness.pageSize?.value]).to.deep.equal([20, '20']);
    await harness.turn('Page 3');
    harness.choose(harness.pageSize, '10');
    await until(() => harness.texts.length === 10, 'the page is shorter');
    expect(harness.texts[0]).to.equal('Comment 41');
  });
});

describe('the order', () => {
  freshReader();

  it('can be chosen, begins at the beginning and is remembered', async () => {
    const harness = await shown(withComments(60));
    await harness.turn('Page 2');
    expect(Array.from(harness.sort!.options, ({ text, value }) => [text.trim(), value])).to.deep.equal([['Oldest first', 'oldest'], ['Newest first', 'newest']]);
    harness.choose(harness.sort, 'newest');
    await until(() => harness.texts[0] === 'Comment 60', 'the newest come first');
    expect([harness.pager.includes('[1]'), new URLSearchParams(location.search).has('comments')]).to.deep.equal([true, false]);
    const later = await shown(withComments(60));
    expect([later.texts[0], later.sort?.value]).to.deep.equal(['Comment 60', 'newest']);
  });

  it('cannot be chosen where the backend has one only, which is then the one', async () => {
    for (const sort of ['oldest', 'newest'] as const) {
      const harness = await shown(withComments(3, { facts: { sorts: [sort] } }));
      expect([harness.sort, harness.texts[0]]).to.deep.equal([null, sort === 'oldest' ? 'Comment 1' : 'Comment 3']);
    }
  });
});

describe('the button for newer comments', () => {
  freshReader();
  const add = (adapter: FakeAdapter, ...ids: readonly string[]) =>
    Promise.all(ids.map((id) =>
      adapter.memory.createComment({ ...thread, url: null, title: null }, { id, parentId: null, body: { format: 'text', text: id }, guest: { name: 'M', email: 'm@r.example' } }, { key: id }),
    ));

  it('says how many came since, and leads to them', async () => {
    const adapter = withComments(60);
    const harness = await shown(adapter);
    expect(harness.newerButton).to.equal(null);
    await add(adapter, 'late 1', 'late 2');
    await harness.turn('Page 3');
    expect([harness.newerButton?.textContent.trim(), harness.texts.length]).to.deep.equal(['2 new comments', 10]);
    harness.newerButton!.click();
    await until(() => harness.texts.at(-1) === 'late 2', 'they are there');
    expect([harness.newerButton, harness.pager.includes('[3]')]).to.deep.equal([null, true]);
  });

  it('leads to the first page where the newest come first', async () => {
    const adapter = withComments(60);
    const harness = await shown(adapter, { attributes: { sort: 'newest' } });
    await add(adapter, 'late');
    await harness.turn('Page 3');
    expect(harness.newerButton?.textContent.trim()).to.equal('1 new comment');
    harness.newerButton!.click();
    await until(() => harness.texts[0] === 'late', 'it is there');
  });
});
