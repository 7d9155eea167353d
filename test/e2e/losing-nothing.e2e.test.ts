import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mortalBrowserFor, newReader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { gatewayFor } from './support/gateway.ts';
import { commentsFrom, serverFor } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** What is said in the console of a request that found nobody, by Chromium and by the widget. */
const noAnswer = /net::ERR_|no answer from/;

/** The most characters that may be missing after a crash. */
const mayBeMissing = 5;

/** Milliseconds from key to key where somebody types very fast. */
const quickTyping = 40;

test('what is written offline waits, says so, and is posted exactly once when the reader is back', async (t) => {
  const server = await serverFor(t, { comments: 1 });
  const site = await siteFor(t);
  const reader = await newReader(t, { mayComplain: noAnswer });
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url })));
  await widget.approach();
  await reader.context.setOffline(true);
  await widget.post('Written in a tunnel.');
  await widget.own.getByText('You are offline. We send it when you are back.').waitFor();
  assert.deepEqual(await widget.ownTexts(), ['Written in a tunnel.']);
  assert.deepEqual(await server.texts(), ['Comment 1']);

  await reader.context.setOffline(false);
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await widget.shows(['Comment 1', 'Written in a tunnel.']);
  assert.deepEqual(await server.texts(), ['Comment 1', 'Written in a tunnel.']);
});

test('what is written offline is posted once by the next page, even where the reader only reads there', async (t) => {
  const server = await serverFor(t, { comments: 1 });
  const site = await siteFor(t);
  const tall = '<div style="height: 5000px"></div>';
  const url = site.put('/', article({ server: server.url }));
  const elsewhere = site.put('/elsewhere', article({ server: server.url, thread: 'another-article', above: tall }));
  const reader = await newReader(t, { mayComplain: noAnswer });
  const widget = await Widget.open(reader, url);
  await widget.approach();
  await reader.context.setOffline(true);
  await widget.post('Written in a tunnel.');
  await widget.own.getByText('You are offline.').waitFor();
  await widget.page.close();

  await reader.context.setOffline(false);
  const next = await Widget.open(reader, elsewhere);
  await eventually(async () => assert.deepEqual(await server.texts(), ['Comment 1', 'Written in a tunnel.']));
  await next.page.goto(url);
  await next.shown();
  await next.shows(['Comment 1', 'Written in a tunnel.']);
  await next.approach();
  assert.deepEqual(await next.ownTexts(), []);
});

test('after a crash the text is there again, with a line that says so and can discard it', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const url = site.put('/', article({ server: server.url }));
  const start = mortalBrowserFor(t);
  const text = 'Typed in one go, and nobody pressed anything that would keep it.';

  const first = await start();
  const before = await Widget.open(first.reader, url);
  await before.approach();
  await before.field('text').pressSequentially(text, { delay: quickTyping });
  const typed = await before.field('text').inputValue();
  await first.kill();

  const second = await start();
  const after = await Widget.open(second.reader, url);
  await after.approach();
  await after.form.getByText('We kept what you were writing.').waitFor();
  const kept = await after.field('text').inputValue();
  assert.equal(typed, text);
  assert.ok(text.startsWith(kept) && kept.length >= text.length - mayBeMissing, `kept was "${kept}"`);

  await after.button('Discard it').click();
  await after.holds('');
  await after.hasFocusOn('textarea#text');
  await after.form.getByText('Draft discarded.').waitFor();
  await after.button('Undo').click();
  await after.holds(kept);
  await after.button('Discard it').waitFor({ state: 'detached' });
});

test('what is typed in the very moment the page goes is there in the next', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  for (let round = 1; round <= 15; round++) {
    await widget.approach();
    await widget.putInAndLeave(`Text of round ${round}`);
    await widget.approach();
    await widget.holds(`Text of round ${round}`);
  }
});

test('a discarded draft stays discarded', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  await widget.fill({ text: 'Better not.' });
  await widget.keeps('Better not.');
  await widget.reload();
  await widget.approach();
  await widget.holds('Better not.');
  await widget.button('Discard it').click();
  await widget.holds('');
  await widget.keepsNoDraft();
  await widget.reload();
  await widget.approach();
  await widget.holds('');
  assert.equal(await widget.button('Discard it').count(), 0);
});

test('two tabs show one draft, and neither overwrites the other’s', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const url = site.put('/', article({ server: server.url }));
  const reader = await newReader(t);
  const one = await Widget.open(reader, url);
  const other = await Widget.open(reader, url);
  await one.fill({ text: 'Begun here' });
  await other.approach();
  await other.holds('Begun here');
  await other.fill({ text: 'Begun here, gone on there' });
  await one.holds('Begun here, gone on there');
  assert.equal(await one.button('Use that text').count(), 0);
});

test('two tabs that hear nothing of each other keep both texts, and the reader chooses', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const url = site.put('/', article({ server: server.url }));
  const reader = await newReader(t);
  await reader.context.addInitScript(() => {
    Reflect.deleteProperty(window, 'BroadcastChannel');
  });
  const one = await Widget.open(reader, url);
  const other = await Widget.open(reader, url);
  await other.approach();
  await one.fill({ text: 'Mine' });
  await other.fill({ text: 'Theirs' });
  await other.form.getByText('Written in another tab:').waitFor();
  await other.form.locator('blockquote', { hasText: 'Mine' }).waitFor();
  await other.holds('Theirs');
  await one.holds('Mine');
  await other.button('Use that text').click();
  await other.holds('Mine');
  await other.button('Undo').click();
  await other.holds('Theirs');
});

test('a draft belongs to its article', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const reader = await newReader(t);
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url })));
  await widget.fill({ text: 'About this one.' });
  const other = await Widget.open(reader, site.put('/other', article({ server: server.url, thread: 'another-article' })));
  await other.approach();
  await other.holds('');
  await widget.keeps('About this one.');
  await widget.reload();
  await widget.approach();
  await widget.holds('About this one.');
});

test('an answer that is lost after the comment was stored costs nothing: it is there once', async (t) => {
  const server = await serverFor(t);
  const gateway = await gatewayFor(t, server.url);
  const site = await siteFor(t);
  const reader = await newReader(t, { mayComplain: noAnswer });
  const widget = await Widget.open(reader, site.put('/', article({ server: gateway.url })));
  let posts = 0;
  gateway.decide((method, path) => (method === 'POST' && path === '/v1/comments' && ++posts < 3 ? 'cut' : 'pass'));
  await widget.post('Did you hear me?');
  await eventually(async () => assert.deepEqual(await server.texts(), ['Did you hear me?']));
  await widget.own.getByText('Your comment is published.').waitFor();
  assert.equal(posts, 3);
  assert.deepEqual(await server.texts(), ['Did you hear me?']);
});

test('a page closed while it was sending leaves the comment to the next one, which posts it once', async (t) => {
  const server = await serverFor(t);
  const gateway = await gatewayFor(t, server.url);
  const site = await siteFor(t);
  const url = site.put('/', article({ server: gateway.url }));
  const reader = await newReader(t, { mayComplain: noAnswer });
  const widget = await Widget.open(reader, url);
  gateway.decide((method) => (method === 'POST' ? new Promise(() => undefined) : 'pass'));
  await widget.post('In a hurry.');
  await eventually(async () => assert.deepEqual(await server.texts(), ['In a hurry.']));
  await widget.page.close();

  let posts = 0;
  gateway.decide((method, path) => {
    if (method === 'POST' && path === '/v1/comments') posts++;
    return 'pass';
  });
  const next = await Widget.open(reader, url);
  await next.own.getByText('Your comment is published.').or(next.comments.getByText('In a hurry.')).first().waitFor();
  await eventually(() => assert.equal(posts, 1));
  assert.deepEqual(await server.texts(), ['In a hurry.']);
  await next.shows(['In a hurry.']);
  await eventually(async () => assert.deepEqual(await next.ownTexts(), []));
  await eventually(async () => assert.deepEqual(await next.outbox(), []));
  await next.says(next.heading, '1 comment');
});

test('a server that is down is said so, and one press loads the comments once it is back', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const gateway = await gatewayFor(t, server.url);
  const site = await siteFor(t);
  const url = site.put('/', article({ server: gateway.url }));
  const reader = await newReader(t, { mayComplain: noAnswer });
  // The script comes from wherever it comes from; the comments do not.
  gateway.decide((_, path) => (path.startsWith('/v1/') ? 'cut' : 'pass'));
  const widget = await Widget.open(reader, url);
  await widget.notice.getByText('The comments could not be loaded.').waitFor();
  await widget.retry.click();
  await widget.notice.getByText('The comments could not be loaded.').waitFor();
  await server.stop();
  await server.start();
  gateway.decide(() => 'pass');
  await widget.retry.click();
  await widget.shows(commentsFrom(1, 3));
  assert.equal(await widget.notice.count(), 0);
});

test('a comment written while the server is down is sent once it is back', async (t) => {
  const server = await serverFor(t, { comments: 1 });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t, { mayComplain: noAnswer }), site.put('/', article({ server: server.url })));
  await widget.approach();
  await server.stop();
  await widget.post('Are you there?');
  await widget.own.getByText('Not sent yet. We keep trying.').waitFor();
  await server.start();
  await widget.own.getByText('Your comment is published.').waitFor();
  assert.deepEqual(await server.texts(), ['Comment 1', 'Are you there?']);
});
