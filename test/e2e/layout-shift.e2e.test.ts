import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReader } from './support/browser.ts';
import { gatewayFor, latch } from './support/gateway.ts';
import { framesOf, measureShifts, shiftOf } from './support/layout.ts';
import { serverFor } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

const viewports = { 'a desktop': { width: 1280, height: 720 }, 'a phone': { width: 375, height: 667 } };
const threads = { 'many comments': 60, 'a few comments': 3, 'no comments': 0 };
const footer = '<footer><p>A footer, which must stay where it is.</p></footer>';
/** No widget can keep room before its script is there; where a page shows it at once, its owner does. */
const head = '<style>diwan-comments:not(:defined) { display: block; min-block-size: 100vh }</style>';

for (const [device, viewport] of Object.entries(viewports)) {
  for (const [name, comments] of Object.entries(threads)) {
    test(`nothing on the page moves while ${name} are loading on ${device}, however slow the answer`, async (t) => {
      const server = await serverFor(t, { comments });
      const gateway = await gatewayFor(t, server.url);
      const site = await siteFor(t);
      const reader = await newReader(t, { viewport });
      await measureShifts(reader);
      const answer = latch();
      gateway.decide((_, path) => (path.startsWith('/v1/') ? answer.opened : 'pass'));
      const page = await reader.newPage();
      await page.goto(site.put('/', article({ server: gateway.url, head, below: footer })));
      const widget = new Widget(page);
      await widget.skeleton.waitFor();
      await framesOf(page, 5);
      answer.open();
      await widget.shown();
      await widget.form.waitFor();
      assert.equal(await shiftOf(page), 0, 'shifted while loading');

      // Down to the footer and up again, past everything that is fetched or let go of on the way.
      for (const place of [0.25, 0.5, 0.75, 1, 0]) {
        await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), place);
        await framesOf(page, 3);
      }
      assert.equal(await shiftOf(page), 0, 'shifted while scrolling');
    });
  }
}

test('nothing moves where the comments are below an article, either', async (t) => {
  const server = await serverFor(t, { comments: 60 });
  const site = await siteFor(t);
  const reader = await newReader(t);
  await measureShifts(reader);
  const above = '<div style="height: 1500px">A long story.</div>';
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url, above, below: footer })));
  for (let top = 0; top <= 6000; top += 500) {
    await widget.page.evaluate((place) => scrollTo(0, place), top);
    await framesOf(widget.page, 2);
  }
  await widget.form.waitFor();
  assert.equal(await shiftOf(widget.page), 0);
});

test('a restored draft moves nothing when it comes', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const reader = await newReader(t);
  await measureShifts(reader);
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url, head, below: footer })));
  await widget.fill({ text: 'One line.\n'.repeat(12) });
  await widget.keeps('One line.\n'.repeat(12));
  await widget.reload();
  await widget.button('Discard it').waitFor();
  assert.equal(await shiftOf(widget.page), 0);
});

test('what would notice a movement does notice one', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const reader = await newReader(t);
  await measureShifts(reader);
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url })));
  await widget.page.evaluate(() => {
    const late = document.createElement('div');
    late.style.height = '100px';
    document.body.prepend(late);
  });
  assert.ok((await shiftOf(widget.page)) > 0);
});
