import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newReader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { commentsFrom, serverFor } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** The folder of the demonstration. */
const demo = fileURLToPath(new URL('../../demo', import.meta.url));

test('a page of another origin needs a script and an element, and nothing else', async (t) => {
  const site = await siteFor(t, 'news.example');
  const server = await serverFor(t, { comments: 30, site: site.url });
  const url = site.put('/', `<!doctype html><title>News</title><p>News.</p>
    <script type="module" src="${server.url}/diwan.js"></script><diwan-comments></diwan-comments>`);
  await server.say('On the path of the page', { thread: { site: site.url, key: '/', url: null, title: null } });
  const widget = await Widget.open(await newReader(t), `${url}?utm_source=mail`);
  await widget.shows(['On the path of the page']);
  await widget.post('Posted from far away.');
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await widget.shows(['On the path of the page', 'Posted from far away.']);
});

test('a page of a site that the server does not know gets no comments, and says that something is wrong', async (t) => {
  const server = await serverFor(t, { comments: 3, site: 'http://news.example' });
  const site = await siteFor(t, 'stranger.example');
  const reader = await newReader(t, { mayComplain: /CORS policy|net::ERR_FAILED|no answer from/ });
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url })));
  await widget.notice.getByText('The comments could not be loaded.').waitFor();
  assert.deepEqual(await widget.texts(), []);
});

test('under the strictest policy everything works, and nothing is left behind: no violation, no cookie, no stranger, no global', async (t) => {
  const server = await serverFor(t, { comments: 30 });
  const site = await siteFor(t);
  const policy = `default-src 'none'; script-src ${server.url}; connect-src ${server.url}; style-src 'none'; ` +
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types diwan-html";
  const headers = { 'content-security-policy': policy };
  const bare = site.put('/bare', '<!doctype html><title>Bare</title><p>Nothing here.</p>', headers);
  const reader = await newReader(t);

  const page = await reader.newPage();
  await page.goto(bare);
  const globals = await page.evaluate(() => Object.getOwnPropertyNames(window));
  await page.close();

  const widget = await Widget.open(reader, site.put('/', article({ server: server.url, attributes: 'page-size="10"' }), headers));
  await widget.post('Under a strict policy.');
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.fill({ text: 'A draft' });
  await widget.submit.click();
  await widget.turn('Next page', 2);
  await widget.sort.selectOption('newest');
  await eventually(async () => assert.equal((await widget.texts())[0], 'A draft'));
  await widget.page.evaluate(() => document.documentElement.setAttribute('lang', 'tr'));
  await eventually(async () => assert.doesNotMatch((await widget.heading.textContent()) ?? '', /comments/));

  assert.deepEqual(await widget.page.evaluate(() => Object.getOwnPropertyNames(window)), globals);
  assert.deepEqual(await reader.context.cookies(), []);
  assert.deepEqual([...new Set(reader.requests.map((url) => new URL(url).origin))].sort(), [site.url, server.url].sort());
  assert.deepEqual(reader.complaints, []);
});

test('without JavaScript, what the owner put inside the element is shown', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const page = await (await newReader(t, { javaScriptEnabled: false })).newPage();
  await page.goto(site.put('/', article({ server: server.url })));
  await page.getByText('The comments need JavaScript.').waitFor();
});

test('with adapter="local" comments stay in the browser: no request, and there after a reload', async (t) => {
  const server = await serverFor(t, { env: { DIWAN_DEMO: demo } });
  const reader = await newReader(t);
  const widget = await Widget.open(reader, `${server.url}/demo/local.html`);
  await widget.post('Only for me.');
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await widget.shows(['Only for me.']);
  assert.deepEqual(reader.requests.filter((url) => url.includes('/v1/')), []);
});

test('two widgets on one page have pages of their own in the address', async (t) => {
  const server = await serverFor(t, { comments: 60 });
  const site = await siteFor(t);
  const second = `<diwan-comments id="second" server="${server.url}" thread="an-article" page-size="20"></diwan-comments>`;
  const url = site.put('/', article({ server: server.url, attributes: 'id="first" page-size="10"', below: second }));
  const page = await (await newReader(t)).newPage();
  await page.goto(url);
  const one = new Widget(page, page.locator('#first'));
  const two = new Widget(page, page.locator('#second'));
  await Promise.all([one.shown(), two.shown()]);
  await two.turn('Last page', 3);
  await one.turn('Page 2', 2);
  assert.equal(page.url(), `${url}?comments-2=3&comments=2`);
  await page.reload();
  await one.shows(commentsFrom(11, 20));
  await two.shows(commentsFrom(41, 60));
  await two.turn('First page', 1);
  await page.goBack();
  await two.shows(commentsFrom(41, 60));
  await one.shows(commentsFrom(11, 20));
});

test('a single-page app changes the thread: the comments follow from their first page, and each draft stays with its thread', async (t) => {
  const server = await serverFor(t, { comments: 30 });
  await server.say('On another article', { thread: { site: 'local', key: 'another-article', url: null, title: null } });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url, attributes: 'page-size="10"' })));
  const goTo = (thread: string): Promise<void> => widget.root.evaluate((element, name) => element.setAttribute('thread', name), thread);
  await widget.fill({ text: 'About the first.' });
  await widget.turn('Page 2', 2);
  await goTo('another-article');
  await widget.shows(['On another article']);
  await widget.approach();
  await widget.holds('');
  await widget.post('About the other.');
  await widget.own.getByText('Your comment is published.').waitFor();
  await goTo('an-article');
  await widget.shows(commentsFrom(1, 10));
  await widget.holds('About the first.');
  assert.deepEqual(await widget.ownTexts(), []);
});

test('a widget that is added late, moved, taken out and put back goes on, text and all', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const page = await (await newReader(t)).newPage();
  await page.goto(site.put('/', `<!doctype html><title>Late</title><script type="module" src="${server.url}/diwan.js"></script>
    <main></main><aside></aside>`));
  await page.evaluate((address) => {
    const late = document.createElement('diwan-comments');
    late.setAttribute('server', address);
    late.setAttribute('thread', 'an-article');
    document.querySelector('main')!.append(late);
  }, server.url);
  const widget = new Widget(page);
  await widget.shown();
  await widget.fill({ name: 'Mem', text: 'Unfinished' });

  await page.evaluate(() => document.querySelector('aside')!.append(document.querySelector('diwan-comments')!));
  await widget.shows(commentsFrom(1, 3));
  await widget.holds('Unfinished');
  assert.equal(await widget.field('name').inputValue(), 'Mem');

  await page.evaluate(async () => {
    const widget = document.querySelector('diwan-comments')!;
    widget.remove();
    await new Promise(requestAnimationFrame);
    document.querySelector('main')!.append(widget);
  });
  await widget.shows(commentsFrom(1, 3));
  await widget.approach();
  await widget.holds('Unfinished');
  await widget.fill({ name: 'Mem', text: 'Finished' });
  await widget.submit.click();
  await widget.own.getByText('Your comment is published.').waitFor();
  assert.equal((await server.texts()).at(-1), 'Finished');
});

test('a lazy widget asks for nothing until the reader comes near', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const reader = await newReader(t);
  const page = await reader.newPage();
  const above = '<div style="height: 4000px"></div>';
  await page.goto(site.put('/', article({ server: server.url, attributes: 'lazy', above })));
  await page.waitForFunction(() => customElements.get('diwan-comments'));
  await page.evaluate(async () => {
    scrollTo(0, 1000);
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
  });
  assert.deepEqual(reader.requests.filter((url) => url.includes('/v1/')), []);
  await page.evaluate(() => scrollTo(0, 3200));
  await new Widget(page).shows(commentsFrom(1, 3));
});

test('a wrong attribute is one clear sentence in the console and a sensible default', async (t) => {
  const server = await serverFor(t, { comments: 30 });
  const site = await siteFor(t);
  const reader = await newReader(t, { mayComplain: /^warning: <diwan-comments>/ });
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url, attributes: 'page-size="many" sort="best"' })));
  await widget.shows(commentsFrom(1, 25));
  assert.deepEqual(reader.complaints, [
    'warning: <diwan-comments>: page-size must be a whole number from 1 to 100, not "many"; using 25.',
    'warning: <diwan-comments>: sort must be "oldest" or "newest", not "best"; using "oldest".',
  ]);
});

test('an adapter that nobody registered is one sentence in the console, and the server is read instead', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const reader = await newReader(t, { mayComplain: /carrier-pigeon/ });
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url, attributes: 'adapter="carrier-pigeon"' })));
  await widget.shows(commentsFrom(1, 3));
  await eventually(() => assert.equal(reader.complaints.length, 1));
});

test('a server that is no address is one sentence in the console, and a notice in place of the comments', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const reader = await newReader(t, { mayComplain: /server="http:\/\/"/ });
  const page = article({ server: server.url }).replace(`comments server="${server.url}"`, 'comments server="http://"');
  const widget = await Widget.open(reader, site.put('/', page));
  await widget.notice.getByText('The comments could not be loaded.').waitFor();
  assert.equal(reader.complaints.length, 1);
});
