import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newReader, type Reader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { commentsFrom, serverFor, type CommentsServer } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** Sixty comments on six pages, where nothing else is said. */
async function paged(t: TestContext, { comments = 60, query = '', attributes = 'page-size="10"' } = {}): Promise<Paged> {
  const server = await serverFor(t, { comments });
  const site = await siteFor(t);
  const url = site.put('/', article({ server: server.url, attributes }));
  const reader = await newReader(t);
  return { server, reader, url, widget: await Widget.open(reader, url + query) };
}

interface Paged {
  readonly server: CommentsServer;
  readonly reader: Reader;
  readonly url: string;
  readonly widget: Widget;
}

/** The numbers of the pages that a reader's browser asked for, in order. */
function asked(reader: Reader): number[] {
  return reader.requests.filter((url) => url.includes('/v1/comments?')).map((url) => Number(new URL(url).searchParams.get('page')));
}

test('the pager leads to the next, the previous, the first, the last and to any page by its number', async (t) => {
  const { widget } = await paged(t, { comments: 200 });
  await widget.shows(commentsFrom(1, 10));
  await widget.turn('Next page', 2);
  await widget.shows(commentsFrom(11, 20));
  await widget.turn('Last page', 20);
  await widget.shows(commentsFrom(191, 200));
  await widget.turn('Previous page', 19);
  await widget.shows(commentsFrom(181, 190));
  await widget.turn('First page', 1);
  await widget.shows(commentsFrom(1, 10));
  await widget.turn('Page 3', 3);
  await widget.shows(commentsFrom(21, 30));
  await widget.root.getByRole('group', { name: 'Page 3 of 20' }).getByText('Comment 21').waitFor();
});

test('what leads nowhere is no link to follow: back from the first page, on from the last', async (t) => {
  const { widget } = await paged(t, { comments: 20 });
  for (const name of ['First page', 'Previous page']) assert.equal(await widget.link(name).getAttribute('aria-disabled'), 'true');
  assert.equal(await widget.link('Next page').getAttribute('aria-disabled'), null);
  await widget.turn('Next page', 2);
  for (const name of ['Next page', 'Last page']) assert.equal(await widget.link(name).getAttribute('aria-disabled'), 'true');
});

test('where the server numbers no pages, the keyboard turns them by buttons that say where they lead, and the address stays as it is', async (t) => {
  const server = await serverFor(t, { comments: 25 });
  const site = await siteFor(t);
  const reader = await newReader(t);
  await reader.context.route('**/v1/comments?*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), number: null, pageCount: null } });
  });
  const url = site.put('/', article({ server: server.url, attributes: 'page-size="10"' }));
  const widget = await Widget.open(reader, url);
  assert.equal(await widget.pager.getByRole('link').count(), 0);
  assert.equal(await widget.step('Previous page').getAttribute('aria-disabled'), 'true');
  await widget.step('Next page').press('Enter');
  await widget.shows(commentsFrom(11, 20));
  await widget.hasFocusOn('diwan-list');
  await widget.step('Next page').press('Space');
  await widget.shows(commentsFrom(21, 25));
  assert.equal(await widget.step('Next page').getAttribute('aria-disabled'), 'true');
  await widget.step('Previous page').click();
  await widget.shows(commentsFrom(11, 20));
  assert.equal(widget.page.url(), url);
});

test('a thread of one page has no pager', async (t) => {
  const { widget } = await paged(t, { comments: 10 });
  await widget.shows(commentsFrom(1, 10));
  assert.equal(await widget.pager.count(), 0);
});

test('the page stands in the address, beside a query and a hash of the site that stay as they are', async (t) => {
  const { widget, url } = await paged(t, { query: '?q=a%20b+c&&flag#part%20two' });
  await widget.turn('Page 3', 3);
  assert.equal(widget.page.url(), `${url}?q=a%20b+c&&flag&comments=3#part%20two`);
  await widget.reload();
  await widget.isOnPage('3');
  await widget.turn('First page', 1);
  assert.equal(widget.page.url(), `${url}?q=a%20b+c&&flag#part%20two`);
});

test('an address leads to its page, one beyond the last to the last, and one of nonsense to the first', async (t) => {
  const { widget, reader, url } = await paged(t, { query: '?comments=6' });
  await widget.shows(commentsFrom(51, 60));
  assert.deepEqual(asked(reader).slice(0, 1), [6]);
  const beyond = await Widget.open(reader, `${url}?comments=99`);
  await beyond.shows(commentsFrom(51, 60));
  await eventually(() => assert.equal(beyond.page.url(), `${url}?comments=6`));
  const nonsense = await Widget.open(reader, `${url}?comments=-3e400`);
  await nonsense.shows(commentsFrom(1, 10));
});

test('Back and Forward lead through the pages that were read, and out of the article', async (t) => {
  const { server, url, reader } = await paged(t);
  const page = await reader.newPage();
  await page.goto(`${server.url}/health`);
  await page.goto(url);
  const widget = new Widget(page);
  await widget.shown();
  await widget.turn('Next page', 2);
  await widget.turn('Last page', 6);
  await page.goBack();
  await widget.shows(commentsFrom(11, 20));
  assert.equal(page.url(), `${url}?comments=2`);
  await page.goBack();
  await widget.shows(commentsFrom(1, 10));
  assert.equal(page.url(), url);
  await page.goForward();
  await page.goForward();
  await widget.shows(commentsFrom(51, 60));
  assert.equal(page.url(), `${url}?comments=6`);
  await page.goBack();
  await page.goBack();
  await page.goBack();
  assert.equal(page.url(), `${server.url}/health`);
});

test('a turned page begins where the reader looks, and has the focus', async (t) => {
  const { widget } = await paged(t);
  await widget.pager.scrollIntoViewIfNeeded();
  await widget.turn('Next page', 2);
  await widget.hasFocusOn('diwan-list');
  const top = await widget.list.evaluate((list) => list.getBoundingClientRect().top);
  const height = await widget.page.evaluate(() => innerHeight);
  assert.ok(top >= 0 && top < height / 2, `the list begins at ${top} of ${height}`);
});

test('a link of the pager opens its page in a new tab, too', async (t) => {
  const { widget, reader } = await paged(t, { query: '?a=1' });
  const opened = reader.context.waitForEvent('page');
  await widget.link('Page 2').click({ modifiers: ['ControlOrMeta'] });
  const other = new Widget(await opened);
  await other.shown();
  await other.shows(commentsFrom(11, 20));
  await widget.shows(commentsFrom(1, 10));
});

test('the page size is the reader’s choice, keeps the place, and is remembered', async (t) => {
  const { widget } = await paged(t);
  await widget.turn('Page 3', 3);
  await widget.pageSize.selectOption('25');
  await widget.shows(commentsFrom(1, 25));
  await widget.isOnPage('1');
  await widget.pageSize.selectOption('10');
  await widget.shows(commentsFrom(1, 10));
  await widget.pageSize.selectOption('50');
  await widget.shows(commentsFrom(1, 50));
  await widget.reload();
  await widget.shows(commentsFrom(1, 50));
  assert.equal(await widget.pageSize.inputValue(), '50');
});

test('the order is the reader’s choice and is remembered', async (t) => {
  const { widget } = await paged(t);
  await widget.sort.selectOption('newest');
  await widget.shows(commentsFrom(51, 60).reverse());
  await widget.turn('Next page', 2);
  await widget.reload();
  await widget.shows(commentsFrom(41, 50).reverse());
  assert.equal(await widget.sort.inputValue(), 'newest');
});

test('the next page is fetched before it is asked for, and turning to it asks for nothing', async (t) => {
  const { widget, reader } = await paged(t);
  await widget.pager.scrollIntoViewIfNeeded();
  await eventually(() => assert.deepEqual(asked(reader), [1, 2]));
  await widget.turn('Next page', 2);
  await widget.pager.scrollIntoViewIfNeeded();
  await eventually(() => assert.deepEqual(asked(reader), [1, 2, 3]));
  await widget.link('Last page').hover();
  await eventually(() => assert.deepEqual(asked(reader), [1, 2, 3, 6]));
  await widget.turn('Last page', 6);
  await widget.turn('First page', 1);
  await widget.turn('Next page', 2);
  await widget.shows(commentsFrom(11, 20));
  assert.deepEqual(asked(reader), [1, 2, 3, 6, 5].slice(0, asked(reader).length), 'no page was asked for twice');
});

test('a reader who pages while others post neither misses nor repeats a comment, and is told of the new ones', async (t) => {
  const { widget, server } = await paged(t);
  await widget.sort.selectOption('newest');
  await widget.shows(commentsFrom(51, 60).reverse());
  const read = await widget.texts();
  for (let number = 2; number <= 6; number++) {
    await server.say(`Meanwhile ${number}`);
    await widget.turn('Next page', number);
    read.push(...(await widget.texts()));
  }
  assert.deepEqual(read, commentsFrom(1, 60).reverse());

  await widget.newer.waitFor();
  assert.match((await widget.newer.textContent()) ?? '', /^[2-5] new comments$/);
  await widget.newer.click();
  await widget.shows(['Meanwhile 6', 'Meanwhile 5', 'Meanwhile 4', 'Meanwhile 3', 'Meanwhile 2', ...commentsFrom(56, 60).reverse()]);
  await widget.newer.waitFor({ state: 'detached' });
  await widget.isOnPage('1');
});

test('a comment of the reader’s own is not announced as a new one', async (t) => {
  const { widget, server } = await paged(t);
  await widget.post('Mine');
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.turn('Last page', 6);
  await widget.shows(commentsFrom(51, 60));
  assert.equal(await widget.newer.count(), 0);
  await server.say('Somebody else’s');
  await widget.turn('Page 4', 4);
  await widget.says(widget.newer, '1 new comment');
});
