import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReader } from './support/browser.ts';
import { gatewayFor, latch } from './support/gateway.ts';
import { framesOf, measureShifts, shiftOf } from './support/layout.ts';
import { commentsFrom, serverFor, thread, type ServerOptions } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** Pages on screens; on the smallest, the widget has all of its width. */
const devices = {
  'a desktop': { viewport: { width: 1280, height: 720 }, style: '' },
  'a phone': { viewport: { width: 375, height: 667 }, style: '' },
  'a small phone': { viewport: { width: 320, height: 568 }, style: '<style>body { margin: 0 }</style>' },
};
const anonymous = { DIWAN_GUEST_NAME: 'none', DIWAN_GUEST_EMAIL: 'none' };
const threads: Readonly<Record<string, ServerOptions & { readonly isClosed?: true }>> = {
  'many comments': { comments: 60 },
  'a few comments': { comments: 3 },
  'no comments': {},
  'the comments of a closed thread': { comments: 3, isClosed: true },
  'no comments of a closed thread': { isClosed: true },
  'comments of guests without names': { comments: 3, env: anonymous },
};
const footer = '<footer><p>A footer, which must stay where it is.</p></footer>';
/** No widget can keep room before its script is there; where a page shows it at once, its owner does. */
const head = '<style>diwan-comments:not(:defined) { display: block; min-block-size: 100vh }</style>';

for (const [device, { viewport, style }] of Object.entries(devices)) {
  for (const [name, { isClosed = false, ...options }] of Object.entries(threads)) {
    test(`nothing on the page moves while ${name} are loading on ${device}, however slow the answer`, async (t) => {
      const server = await serverFor(t, options);
      if (isClosed) await server.close(thread);
      const gateway = await gatewayFor(t, server.url);
      const site = await siteFor(t);
      const reader = await newReader(t, { viewport });
      await measureShifts(reader);
      const answer = latch();
      gateway.decide((_, path) => (path.startsWith('/v1/') ? answer.opened : 'pass'));
      const page = await reader.newPage();
      await page.goto(site.put('/', article({ server: gateway.url, head: head + style, below: footer })));
      const widget = new Widget(page);
      await widget.skeleton.waitFor();
      await framesOf(page, 5);
      answer.open();
      await widget.shown();
      await (isClosed ? widget.notice.getByText('are closed').waitFor() : widget.form.waitFor());
      assert.equal(await shiftOf(page), 0, 'shifted while loading');

      // Down to the footer and up again, past everything that is fetched or let go of on the way.
      for (const place of [0.25, 0.5, 0.75, 1, 0]) {
        await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), place);
        await framesOf(page, 3);
      }
      assert.equal(await shiftOf(page), 0, 'shifted while scrolling');
    });
  }

  test(`nothing moves on ${device} when comments cannot be loaded, nor when they can after all`, async (t) => {
    const server = await serverFor(t, { comments: 60 });
    const gateway = await gatewayFor(t, server.url);
    const site = await siteFor(t);
    const reader = await newReader(t, { viewport, mayComplain: /net::ERR_|no answer from/ });
    await measureShifts(reader);
    const failure = latch();
    gateway.decide((_, path) => (path.startsWith('/v1/') ? failure.opened.then(() => 'cut') : 'pass'));
    const page = await reader.newPage();
    await page.goto(site.put('/', article({ server: gateway.url, head: head + style, below: footer })));
    const widget = new Widget(page);
    await widget.skeleton.waitFor();
    await framesOf(page, 5);
    failure.open();
    await widget.retry.waitFor();
    assert.equal(await shiftOf(page), 0, 'shifted while failing');

    const answer = latch();
    gateway.decide((_, path) => (path.startsWith('/v1/') ? answer.opened : 'pass'));
    // By script: a press would excuse all that moves in the half second after it.
    await widget.retry.evaluate((button: HTMLButtonElement) => button.click());
    await widget.skeleton.waitFor();
    await framesOf(page, 5);
    assert.equal(await shiftOf(page), 0, 'shifted when asked again');
    answer.open();
    await widget.shows(commentsFrom(1, 25));
    await widget.form.waitFor();
    assert.equal(await shiftOf(page), 0, 'shifted while loading');
  });

  for (const [asked, env] of Object.entries({ 'name and e-mail': {}, 'neither name nor e-mail': anonymous })) {
    test(`a form that asks for ${asked} comes late on ${device}, and fits the room kept for it`, async (t) => {
      const server = await serverFor(t, { comments: 60, env });
      const gateway = await gatewayFor(t, server.url);
      const site = await siteFor(t);
      const reader = await newReader(t, { viewport });
      await measureShifts(reader);
      const writing = latch();
      gateway.decide((_, path) => (path.includes('/writing-') ? writing.opened : 'pass'));
      const widget = await Widget.open(reader, site.put('/', article({ server: gateway.url, head: head + style, below: footer })));
      const { page } = widget;
      // The end of the form's room and the first comments, in sight together: whatever the form needs more pushes at them.
      await widget.list.evaluate((list) => scrollTo(0, scrollY + list.getBoundingClientRect().top - innerHeight / 2));
      await framesOf(page, 5);
      writing.open();
      await widget.form.waitFor();
      assert.equal(await shiftOf(page), 0);
      const [form, list] = await Promise.all([widget.form.boundingBox(), widget.list.boundingBox()]);
      const space = list!.y - form!.y - form!.height;
      assert.ok(space >= 0 && space < 80, `${space} pixels are between form and list`);
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
