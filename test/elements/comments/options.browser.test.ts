import { expect } from '@open-wc/testing';
import { pageSizeOf, sortOf, textStore, threadOf } from '../../../src/elements/comments/options.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { ownThread, placed } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

freshReader();
const heard = heardConsole();
const thread = ownThread();
const backend = () => new FakeAdapter({ seeds: comments(thread, 120) });

describe('the attributes and properties of a widget', () => {
  it('have defaults: the http adapter, oldest first, 25 on a page, at once', async () => {
    const element = document.createElement('diwan-comments');
    const { server, adapter, thread, pageSize, sort, lazy } = element as unknown as Record<string, unknown>;
    expect([server, adapter, thread, pageSize, sort, lazy]).to.deep.equal([null, null, null, null, null, false]);
    const harness = await placed({ adapter: backend(), thread: ownThread().key });
    const [call] = (harness.element.adapter as FakeAdapter).loads;
    expect(call?.request.query).to.deep.include({ sort: 'oldest', size: 25, at: { page: 1 }, asOf: null });
    expect(heard.warnings).to.deep.equal([]);
  });

  for (const [name, value, size] of [['as attributes', '40', 40], ['with spaces', ' 7 ', 7]] as const) {
    it(`are read ${name}`, async () => {
      const harness = await placed({ adapter: backend(), thread: thread.key, attributes: { 'page-size': value, sort: 'newest' } });
      expect([harness.texts.length, harness.texts[0]]).to.deep.equal([size, 'Comment 120']);
      expect(heard.warnings).to.deep.equal([]);
    });
  }

  for (const value of ['0', '-5', '101', '2.5', 'many', '1e9', 'NaN']) {
    it(`complain once about page-size="${value}", and go on with 25`, async () => {
      const harness = await placed({ adapter: backend(), thread: thread.key, attributes: { 'page-size': value } });
      expect(harness.texts).to.have.length(25);
      expect(heard.warnings).to.deep.equal([`<diwan-comments>: page-size must be a whole number from 1 to 100, not "${value}"; using 25.`]);
    });
  }

  it('complain once about a wrong order, and go on with the oldest first', async () => {
    const harness = await placed({ adapter: backend(), thread: thread.key, attributes: { sort: 'best' } });
    expect(harness.texts[0]).to.equal('Comment 1');
    expect(heard.warnings).to.deep.equal(['<diwan-comments>: sort must be "oldest" or "newest", not "best"; using "oldest".']);
  });

  it('say nothing of a wrong choice that an earlier script of the site remembered', async () => {
    localStorage.setItem('diwan:v1', JSON.stringify({ sort: 'best', size: 'huge' }));
    const harness = await placed({ adapter: backend(), thread: thread.key });
    expect([harness.texts.length, harness.texts[0], heard.warnings]).to.deep.equal([25, 'Comment 1', []]);
  });

  it('take a thread that a script names by a number', async () => {
    const adapter = backend();
    const harness = await placed({ adapter, thread: 42 as unknown as string });
    expect([adapter.loads[0]?.request.ref.key, harness.isAlert, heard.errors]).to.deep.equal(['42', false, []]);
  });

  it('wait with lazy until the reader comes near', async () => {
    const adapter = backend();
    const home = document.createElement('div');
    home.style.paddingBlockStart = '5000px';
    document.body.append(home);
    try {
      const { Harness, until } = await import('../../support/harness.ts');
      const element = document.createElement('diwan-comments') as InstanceType<typeof Harness>['element'];
      Object.assign(element, { adapter, thread: thread.key, lazy: true });
      home.append(element);
      await element.updateComplete;
      await new Promise((seen) => {
        const sight = new IntersectionObserver(() => (sight.disconnect(), seen(undefined)));
        sight.observe(element);
      });
      expect(adapter.loads).to.have.length(0);
      element.scrollIntoView();
      const harness = new Harness(element);
      await until(() => harness.texts.length === 25, 'the comments are there');
    } finally {
      home.remove();
      scrollTo(0, 0);
    }
  });
});

describe('threadOf', () => {
  const canonical = (href: string) => {
    const link = document.createElement('link');
    link.rel = 'canonical';
    link.setAttribute('href', href);
    document.head.append(link);
    return link;
  };

  it('is what the owner named, trimmed', () => {
    expect(threadOf(' article 7 ')).to.deep.equal({ site: location.origin, key: 'article 7', url: null, title: null });
  });

  it('is the page’s path and query without what says where a reader came from', () => {
    const { href } = location;
    for (const [search, key] of [
      ['', '/news/one'],
      ['?id=7', '/news/one?id=7'],
      ['?utm_source=a&id=7&fbclid=b&gclid=c&comments=3&comments-2=4&utm_campaign=d', '/news/one?id=7'],
      ['?utm_source=a', '/news/one'],
      ['?comments_closed=1&utm=2&clicks=3&a.fbclid=4', '/news/one?comments_closed=1&utm=2&clicks=3&a.fbclid=4'],
    ] as const) {
      history.replaceState(null, '', `/news/one${search}#part`);
      expect(threadOf(null).key, search).to.equal(key);
      expect(threadOf('  ').key, search).to.equal(key);
    }
    history.replaceState(null, '', href);
  });

  it('is the canonical address where the page names one', () => {
    for (const [href, key] of [
      ['/canonical?id=1&utm_medium=x', '/canonical?id=1'],
      [`${location.origin}/canonical`, '/canonical'],
      ['https://elsewhere.example/a?b=c#d', 'https://elsewhere.example/a?b=c'],
    ] as const) {
      const link = canonical(href);
      expect(threadOf(null).key, href).to.equal(key);
      link.remove();
    }
  });

  it('is the page’s address where the canonical one is none', () => {
    const link = canonical('http://');
    try {
      expect(threadOf(null).key).to.contain(location.pathname);
    } finally {
      link.remove();
    }
  });

  it('is never longer than the wire allows', () => {
    expect(threadOf('x'.repeat(2000)).key).to.have.length(500);
  });
});

describe('pageSizeOf and sortOf', () => {
  it('answer the default for everything that is none', () => {
    for (const wish of [null, undefined, '', 'x', 0, -1, 101, 1.5, NaN, Infinity, {}, [], () => 1, Symbol.iterator.description]) {
      expect([pageSizeOf(wish), sortOf(wish)]).to.deep.equal([25, 'oldest']);
    }
    expect([pageSizeOf(1), pageSizeOf('100'), sortOf('newest'), sortOf('oldest')]).to.deep.equal([1, 100, 'newest', 'oldest']);
  });
});

describe('textStore', () => {
  it('is the page’s localStorage', () => {
    expect(textStore()).to.equal(localStorage);
  });
});
