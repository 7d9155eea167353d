import { expect } from '@open-wc/testing';
import type { DiwanComments } from '../../src/elements/comments/comments.ts';
import { nearestLang } from '../../src/controllers/nearest-lang.ts';
import { comments, FakeAdapter } from '../support/fake-adapter.ts';
import { Harness, until } from '../support/harness.ts';
import { ownThread, place, placed } from '../support/placed.ts';
import { freshReader, heardConsole } from '../support/reader.ts';

freshReader();
const heard = heardConsole();
const thread = ownThread();
const adapter = new FakeAdapter({ seeds: comments(thread, 60) });
const rootLang = document.documentElement.lang;
afterEach(() => {
  document.documentElement.lang = rootLang;
});

describe('the language of a widget', () => {
  for (const [lang, spoken, direction, heading] of [
    ['ku', 'ku', 'ltr', /^60 /],
    ['kmr-Latn-TR', 'ku', 'ltr', /^60 /],
    ['ckb', 'ckb', 'rtl', /٦٠/],
    ['ar-EG', 'ar', 'rtl', /تعليق/],
    ['tr', 'tr', 'ltr', /yorum/],
    ['en-GB', 'en', 'ltr', /^60 comments$/],
    ['xx', 'en', 'ltr', /^60 comments$/],
    ['', 'en', 'ltr', /^60 comments$/],
  ] as const) {
    it(`is ${spoken} where the page speaks "${lang}"`, async () => {
      document.documentElement.lang = lang;
      const harness = await placed({ adapter, thread: thread.key });
      await until(() => harness.language === spoken, 'it speaks');
      await harness.drawn();
      expect([harness.direction, heading.test(harness.heading)]).to.deep.equal([direction, true]);
      expect(harness.pageLink(harness.all('.pager a')[2]!.getAttribute('aria-label')!).ariaCurrent).to.equal('page');
    });
  }

  it('is that of the nearest element that says one, through shadow roots', async () => {
    const outer = document.createElement('div');
    outer.lang = 'tr';
    const middle = document.createElement('div');
    outer.append(middle);
    const shadow = middle.attachShadow({ mode: 'open' });
    const inner = document.createElement('div');
    const deep = inner.attachShadow({ mode: 'closed' });
    shadow.append(inner);
    document.body.append(outer);
    try {
      const element = document.createElement('diwan-comments') as DiwanComments;
      Object.assign(element, { adapter, thread: thread.key });
      deep.append(element);
      const harness = new Harness(element);
      await harness.whole();
      expect([harness.language, nearestLang(element)]).to.deep.equal(['tr', 'tr']);
      inner.lang = 'ku';
      await until(() => harness.language === 'ku', 'it follows');
      inner.removeAttribute('lang');
      await until(() => harness.language === 'tr', 'it follows back');
      outer.lang = 'en';
      await until(() => harness.language === 'en', 'it follows the outermost');
    } finally {
      outer.remove();
    }
  });

  it('follows a change, and everything is said in it', async () => {
    const harness = await placed({ adapter, thread: thread.key, lang: 'en' });
    await harness.form();
    await harness.type('Your comment', 'Typed in English');
    await harness.turn('Page 2');
    const place = harness.element.parentElement!;
    place.lang = 'ar';
    await until(() => harness.language === 'ar', 'it follows');
    await harness.drawn();
    expect([harness.direction, harness.texts[0], (harness.find('textarea') as HTMLTextAreaElement).value]).to.deep.equal(['rtl', 'Comment 26', 'Typed in English']);
    const latin = harness.all('h2, h3, label, button, option, .pager a, time').map((element) => element.textContent.trim()).filter((text) => /[a-z]{3}/i.test(text));
    expect(latin).to.deep.equal([]);
    place.lang = 'en';
    await until(() => harness.heading === '60 comments', 'it follows back');
    await harness.type('Your comment', '');
  });

  it('is that of the new place when the widget is moved', async () => {
    const harness = await placed({ adapter, thread: thread.key, lang: 'en' });
    const elsewhere = document.createElement('div');
    elsewhere.lang = 'tr';
    harness.element.parentElement!.append(elsewhere);
    elsewhere.append(harness.element);
    await until(() => harness.language === 'tr', 'it speaks Turkish');
  });

  it('is English where its file cannot be fetched, and the comments are there all the same', async () => {
    // In a page of its own, below an address where that file is not.
    const frame = document.createElement('iframe');
    frame.src = '/__without-turkish/test/support/plain.html';
    document.body.append(frame);
    try {
      const inside = frame.contentWindow as unknown as { speakBroken?: () => Promise<string> };
      await until(() => inside.speakBroken, 'the frame is ready');
      expect(await inside.speakBroken!()).to.equal('en: 60 comments');
    } finally {
      frame.remove();
    }
  });

  it('that is asked for last is spoken, whichever comes first', async () => {
    const harness = await place({ adapter, thread: thread.key, lang: 'ku' });
    harness.element.parentElement!.lang = 'en';
    await harness.whole();
    await until(() => harness.language === 'en', 'it speaks English');
    expect(heard.warnings).to.deep.equal([]);
  });
});
