import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newReader, type ReaderOptions } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { fitsItsWidth } from './support/layout.ts';
import { commentsFrom, serverFor } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

const demo = fileURLToPath(new URL('../../demo', import.meta.url));

/** Sixty comments, ten on a page. */
async function paged(t: TestContext, options: ReaderOptions = {}, attributes = ''): Promise<Widget> {
  const server = await serverFor(t, { comments: 60 });
  await server.say(`${'Donaudampfschifffahrtsgesellschaft'.repeat(5)} https://news.example/${'a'.repeat(200)}`);
  const site = await siteFor(t);
  const url = site.put('/', article({ server: server.url, attributes: `page-size="10" ${attributes}` }));
  return Widget.open(await newReader(t, options), `${url}?comments=7`);
}

test('with the keyboard alone a reader comes to the form, writes, posts, and turns the page, and always sees where the focus is', async (t) => {
  const server = await serverFor(t, { comments: 30 });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url, attributes: 'page-size="10"' })));
  await widget.approach();
  const { keyboard } = widget.page;
  const passed: string[] = [];
  const tabTo = async (isThere: () => Promise<boolean>): Promise<void> => {
    for (let press = 0; press < 40; press++) {
      await keyboard.press('Tab');
      passed.push(await widget.focused());
      assert.ok(await widget.showsFocus(), `the focus is not seen on ${await widget.focused()}`);
      if (await isThere()) return;
    }
    assert.fail(`not reached, past ${passed.join(', ')}`);
  };
  const tabToId = (id: string): Promise<void> => tabTo(async () => (await widget.focused()) === id);

  await tabToId('input#name');
  await keyboard.type('Mem');
  await tabToId('input#email');
  await tabToId('textarea#text');
  await keyboard.type('No mouse was moved for this.');
  await tabTo(async () => (await widget.focusedName()) === 'Post comment');
  await keyboard.press('Enter');
  await widget.own.getByText('Your comment is published.').waitFor();
  assert.equal((await server.texts()).at(-1), 'No mouse was moved for this.');

  await tabTo(async () => (await widget.focusedName()) === 'Next page');
  await keyboard.press('Enter');
  await widget.isOnPage('2');
  await widget.shows(commentsFrom(11, 20));
  await widget.hasFocusOn('diwan-list');
  await tabTo(async () => (await widget.focusedName()) === 'First page');
});

test('Ctrl and Enter in the text post the comment', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  await widget.fill({ name: 'Mem', text: 'Quickly' });
  await widget.field('text').press('Control+Enter');
  await widget.own.getByText('Your comment is published.').waitFor();
});

for (const [name, options] of Object.entries({
  'at 320 pixels': { viewport: { width: 320, height: 568 } },
  'at 400 % zoom': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
})) {
  test(`${name} nothing is cut off: form, faults, draft, comments and pager fit the width`, async (t) => {
    const widget = await paged(t, options);
    await widget.approach();
    await fitsItsWidth(widget.page);
    for (const text of await widget.comments.all()) {
      const hidden = await text.evaluate((element) => element.scrollWidth - element.clientWidth);
      assert.equal(hidden, 0, `of "${await text.textContent()}" ${hidden} pixels are hidden`);
    }
    await widget.submit.click();
    await widget.fault('text').getByText('Please write something first.').waitFor();
    await fitsItsWidth(widget.page);
    await widget.fill({ text: 'x'.repeat(300) });
  await widget.keeps('x'.repeat(300));
    await widget.reload();
    await widget.approach();
    await widget.button('Discard it').waitFor();
    await fitsItsWidth(widget.page);
    for (const link of await widget.pager.getByRole('link').all()) {
      const box = await link.boundingBox();
      if (box) assert.ok(box.x >= 0 && box.x + box.width <= 320, `the link ${await link.getAttribute('aria-label')} is cut off`);
    }
    for (const field of ['name', 'email', 'text'] as const) {
      const size = await widget.field(field).evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
      assert.ok(size >= 16, `iOS zooms into ${size} pixels`);
    }
  });
}

test('where the reader wants no motion, nothing moves by itself', async (t) => {
  const widget = await paged(t, { reducedMotion: 'reduce' });
  await widget.turn('First page', 1);
  assert.deepEqual(await widget.page.evaluate(() => document.getAnimations().length), 0);
  await widget.shows(commentsFrom(1, 10));
});

test('in forced colours fields, buttons and the present page keep their outlines', async (t) => {
  const widget = await paged(t, { forcedColors: 'active', colorScheme: 'dark' });
  await widget.approach();
  for (const part of [widget.field('name'), widget.field('text'), widget.submit, widget.pager.locator('[aria-current=page]')]) {
    const { border, surface } = await part.evaluate((element) => {
      const { borderTopColor, borderTopWidth, borderTopStyle } = getComputedStyle(element);
      const canvas = document.createElement('div');
      canvas.style.color = 'Canvas';
      document.body.append(canvas);
      const surface = getComputedStyle(canvas).color;
      canvas.remove();
      return { border: parseFloat(borderTopWidth) > 0 && borderTopStyle !== 'none' ? borderTopColor : 'none', surface };
    });
    assert.notEqual(border, 'none');
    assert.notEqual(border, surface);
  }
});

test('on the dark page of the demonstration the widget is dark, too', async (t) => {
  const server = await serverFor(t, { env: { DIWAN_DEMO: demo } });
  await server.say('Good night.', { thread: { site: 'local', key: 'articles/words-that-travel', url: null, title: null } });
  const widget = await Widget.open(await newReader(t), `${server.url}/demo/dark.html`);
  await widget.approach();
  const lightness = (where: typeof widget.heading): Promise<number> =>
    where.evaluate((element) => (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
  for (const text of [widget.heading, widget.comments.first(), widget.field('text')]) {
    await eventually(async () => assert.ok((await lightness(text)) > 400, 'the text is light'));
  }
});
