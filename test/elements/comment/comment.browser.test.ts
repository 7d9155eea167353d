import { expect } from '@open-wc/testing';
import type { AuthorView } from '../../../src/contract/comment.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until } from '../../support/harness.ts';
import { ownThread, place, placed } from '../../support/placed.ts';
import { freshReader } from '../../support/reader.ts';

const thread = ownThread();

async function said(...texts: readonly (readonly [name: string, text: string])[]) {
  const adapter = new FakeAdapter({ seeds: comments(thread, texts.length), facts: { paging: 'whole' } });
  adapter.shape = (page) => ({
    ...page,
    items: page.items.map((item, index) => ({ ...item, author: { id: null, name: texts[index]![0], kind: 'guest', picture: null }, body: { format: 'text', text: texts[index]![1] } })),
  });
  return placed({ adapter, thread: thread.key });
}

describe('a comment', () => {
  freshReader();

  it('is drawn in the direction of its own text, and the name apart from it', async () => {
    const harness = await said(['Ann', 'Hello there'], ['شێرکۆ', 'سڵاو، world'], ['Ann', '?? مرحبا'], ['בנימין', '123 שלום']);
    const directions = harness.commentElements.map((_, index) => getComputedStyle(harness.drawnIn(index).text).direction);
    expect(directions).to.deep.equal(['ltr', 'rtl', 'rtl', 'rtl']);
    expect(harness.drawnIn(1).name.localName).to.equal('bdi');
  });

  it('is an article named for its writer, a guest where nobody is named; nothing is said of who wrote a removed one', async () => {
    const adapter = new FakeAdapter({ seeds: comments(thread, 3) });
    adapter.shape = (page) => ({
      ...page,
      items: page.items.map((item, index) => ({ ...item, author: { id: null, name: index ? null : 'Ann', kind: 'guest', picture: null }, state: index === 2 ? 'removed' : 'published' })),
    });
    const harness = await placed({ adapter, thread: thread.key });
    expect([0, 1, 2].map((index) => harness.articleName(index))).to.deep.equal(['Ann', 'Guest', null]);
  });

  it('shows a member’s picture or the first letter of their name, marks a guest under a member’s name, and says of a former member that they are one', async () => {
    const adapter = new FakeAdapter({ seeds: comments(thread, 5) });
    const picture = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    const authors: readonly AuthorView[] = [
      { id: 'm1', name: 'Zîn', kind: 'member', picture },
      { id: 'm2', name: '𐓀 is a letter', kind: 'member', picture: null },
      { id: null, name: 'Zîn', kind: 'namesake', picture: null },
      { id: null, name: null, kind: 'former', picture: null },
      { id: null, name: 'Ann', kind: 'guest', picture: null },
    ];
    adapter.shape = (page) => ({ ...page, items: page.items.map((item, index) => ({ ...item, author: authors[index]! })) });
    const harness = await placed({ adapter, thread: thread.key });
    const part = (index: number, name: string) => harness.commentElements[index]!.querySelector(`[part~=${name}]`);
    const pictures = [0, 1, 2, 3, 4].map((index) => part(index, 'picture'));
    expect(pictures.map((each) => each?.localName ?? null)).to.deep.equal(['img', 'span', null, null, null]);
    expect([pictures[0]!.getAttribute('src'), pictures[1]!.textContent]).to.deep.equal([picture, '𐓀']);
    expect([0, 1, 2, 3, 4].map((index) => part(index, 'kind')?.textContent ?? null)).to.deep.equal([null, null, 'Guest', null, null]);
    expect(harness.articleName(3)).to.equal('Former member');
    const sizes = pictures.slice(0, 2).map((each) => each!.getBoundingClientRect());
    expect(sizes[0]!.width).to.equal(sizes[1]!.width);
    expect(sizes[0]!.height).to.equal(sizes[0]!.width);
  });

  /** Comments of members of these names and pictures. */
  async function written(...members: readonly (readonly [name: string, picture?: string])[]) {
    const adapter = new FakeAdapter({ seeds: comments(thread, members.length), facts: { paging: 'whole' } });
    adapter.shape = (page) => ({
      ...page,
      items: page.items.map((item, index) => ({ ...item, author: { id: `m${index}`, name: members[index]![0], kind: 'member', picture: members[index]![1] ?? null } })),
    });
    const harness = await placed({ adapter, thread: thread.key });
    return { harness, portraits: harness.commentElements.map((each) => each.querySelector<HTMLElement>('[part=picture]')!) };
  }

  it('draws the first letter as a reader sees it', async () => {
    const { portraits } = await written(['e\u0301mile'], ['\u{1F1F9}\u{1F1F7} Deniz'], ['\u{1F469}\u200D\u{1F3A8} Ann'], ['\u{1F44B}\u{1F3FD} Bo'], ['شێرکۆ']);
    expect(portraits.map((each) => each.textContent)).to.deep.equal(['e\u0301', '\u{1F1F9}\u{1F1F7}', '\u{1F469}\u200D\u{1F3A8}', '\u{1F44B}\u{1F3FD}', 'ش']);
    expect(portraits.every((each) => each.ariaHidden === 'true')).to.equal(true);
  });

  it('gives a name its own tint, on which it can be read', async () => {
    const { portraits } = await written(['Ann'], ['Ben'], ['Ann'], ['Cem'], ['Dilan']);
    const tints = portraits.map((each) => getComputedStyle(each).backgroundColor);
    expect(tints[0]).to.equal(tints[2]);
    expect(new Set(tints).size).to.be.above(2);
    expect(tints.some((each) => each === 'rgba(0, 0, 0, 0)')).to.equal(false);
  });

  it('fetches no picture but an image of the backend’s, and that when it comes into view', async () => {
    const image = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    const { portraits } = await written(['Ann', image], ['Ann', 'javascript:alert(1)'], ['Ann', 'data:text/html,x'], ['Ann', '//elsewhere.example/x'], ['Ann', 'blob:x'], ['Ann', '']);
    expect(portraits.map((each) => each.localName)).to.deep.equal(['img', 'span', 'span', 'span', 'span', 'span']);
    const { alt, loading, width } = portraits[0] as HTMLImageElement;
    expect([alt, loading, width > 0]).to.deep.equal(['', 'lazy', true]);
    expect(getComputedStyle(portraits[0]!).backgroundColor).not.to.equal('rgba(0, 0, 0, 0)');
  });

  it('begins as high and as far as a guest’s, and a long name stands beside its picture', async () => {
    const { harness, portraits } = await written(['A name that is so long that it takes more than the one line that it begins on'], ['Ann']);
    harness.element.parentElement!.style.inlineSize = '20rem';
    const [long, short] = [0, 1].map((index) => harness.drawnIn(index).name.getBoundingClientRect());
    const boxes = portraits.map((each) => each.getBoundingClientRect());
    expect(long!.left).to.be.above(boxes[0]!.right);
    expect(long!.top).to.be.below(boxes[0]!.bottom);
    const guest = await said(['Ann', 'Hello']);
    const heightOf = (element: Element) => element.querySelector('header')!.getBoundingClientRect().height;
    expect(heightOf(harness.commentElements[1]!)).to.be.closeTo(heightOf(guest.commentElements[0]!), 1);
    expect(short!.left).to.be.above(boxes[1]!.right);
  });

  it('keeps its line breaks and spaces, and breaks what is too long for its place', async () => {
    const harness = await said(['Ann', 'one\n\n  two   three'], ['W'.repeat(80), 'W'.repeat(3000)]);
    expect(harness.texts[0]).to.equal('one\n\n  two   three');
    expect(getComputedStyle(harness.drawnIn(0).text).whiteSpace).to.contain('pre-wrap');
    const { text, name } = harness.drawnIn(1);
    for (const element of [text, name]) expect(element.getBoundingClientRect().right).to.be.at.most(harness.element.getBoundingClientRect().right + 1);
  });

  it('says how long ago it was written, and exactly when on hover and aloud', async () => {
    const now = Date.UTC(2026, 0, 1, 4, 0, 0);
    const adapter = new FakeAdapter({ seeds: comments(thread, 1) });
    const harness = await place({ adapter, thread: thread.key });
    harness.element.widget.now = () => now;
    await harness.whole();
    Object.assign(harness.list, { now });
    await harness.drawn();
    const { drawn, spoken, title, machine } = harness.date(0);
    expect([drawn, machine]).to.deep.equal(['3 hours ago', '2026-01-01T01:00:00.000Z']);
    expect(spoken).to.equal(title);
    expect(title).to.contain('2026');
  });
});

describe('what strangers write', () => {
  freshReader();
  let texts: readonly string[] = [];
  before(async () => {
    texts = (await (await fetch('/__cases')).json()) as readonly string[];
  });

  it('is drawn as text, in the name and in the body, whatever it is', async function () {
    this.timeout(60_000);
    let alarms = 0;
    const alarm = () => {
      alarms++;
    };
    const { alert, confirm, prompt } = window;
    Object.assign(window, { alert: alarm, confirm: alarm, prompt: alarm });
    try {
      const plain = await said(['x', 'x']);
      const ours = plain.commentElements[0]!.querySelectorAll('*').length;
      const attributes = (comment: Element) => Array.from(comment.querySelectorAll('*'), (element) => `${element.localName} ${element.getAttributeNames().sort().join()}`).join('; ');
      const shape = attributes(plain.commentElements[0]!);
      plain.element.parentElement!.remove();
      expect(texts.length).to.be.above(20);
      for (let start = 0; start < texts.length; start += 400) {
        const some = texts.slice(start, start + 400);
        // A name longer than this is not believed to be one.
        const names = some.map((text) => text.slice(0, 1000));
        const harness = await said(...some.map((text, index) => [names[index]!, text] as const));
        harness.comments.forEach(({ name, text }, index) => {
          const written = some[index]!;
          // The list's own words: no equality that would print thousands of them.
          if (text !== written) throw new Error(`the text is not as it was written: ${JSON.stringify(written)}`);
          if (name !== (names[index]! || 'Guest')) throw new Error(`the name is not as it was written: ${JSON.stringify(written)}`);
          const comment = harness.commentElements[index]!;
          if (comment.querySelectorAll('*').length !== ours || attributes(comment) !== shape) throw new Error(`it became markup: ${JSON.stringify(written)}`);
        });
        expect(harness.comments.length).to.equal(some.length);
        harness.element.parentElement!.remove();
      }
      expect(alarms).to.equal(0);
      expect(document.querySelectorAll('diwan-comments')).to.have.length(0);
    } finally {
      Object.assign(window, { alert, confirm, prompt });
    }
  });

  it('is text also where it was typed, sent and is on its way', async function () {
    this.timeout(60_000);
    const own = ownThread();
    const adapter = new FakeAdapter({ facts: { guest: { name: 'optional', email: 'optional' } } });
    const harness = await placed({ adapter, thread: own.key });
    await harness.form();
    adapter.holdsPosts = true;
    const some = ['<img src=x onerror=alert(1)>', '</textarea><script>alert(1)</script>', '${alert(1)} {{7*7}}', '<!--?lit$1$--><b>'];
    for (const [index, text] of some.entries()) {
      await harness.type('Name', text);
      await harness.type('Your comment', text);
      await harness.submit();
      await until(() => harness.own.length === index + 1 && harness.field('Your comment')?.value === '', 'it is on its way');
    }
    expect(harness.own.map(({ name, text }) => [name, text])).to.deep.equal(some.map((text) => [text, text]));
    expect(harness.root.querySelectorAll('img, script, b')).to.have.length(0);
  });
});
