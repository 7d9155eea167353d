import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isAccessible } from './support/axe.ts';
import { newReader, type ReaderOptions } from './support/browser.ts';
import { gatewayFor, latch, type Gateway } from './support/gateway.ts';
import { serverFor, thread, type CommentsServer, type ServerOptions } from './support/server.ts';
import { article, siteFor, type Article } from './support/site.ts';
import { Widget } from './support/widget.ts';

const demo = fileURLToPath(new URL('../../demo', import.meta.url));

interface Scene {
  readonly server: CommentsServer;
  readonly gateway: Gateway;
  /** Opens a page and waits for what it shows. */
  open(page?: Partial<Article>, options?: ReaderOptions): Promise<Widget>;
  /** Opens a page and waits for nothing. */
  visit(page?: Partial<Article>, options?: ReaderOptions): Promise<Widget>;
}

async function scene(t: TestContext, options: ServerOptions = { comments: 30 }): Promise<Scene> {
  const server = await serverFor(t, options);
  const gateway = await gatewayFor(t, server.url);
  const site = await siteFor(t);
  const visit: Scene['visit'] = async (given = {}, options = {}) => {
    const page = await (await newReader(t, options)).newPage();
    await page.goto(site.put('/', article({ server: gateway.url, ...given })));
    return new Widget(page);
  };
  const open: Scene['open'] = async (given, options) => {
    const widget = await visit(given, options);
    await widget.shown();
    return widget;
  };
  return { server, gateway, open, visit };
}

test('axe finds nothing in comments, pager and form', async (t) => {
  const widget = await (await scene(t)).open({ attributes: 'page-size="10"' });
  await widget.approach();
  await isAccessible(widget.page);
});

test('axe finds nothing while comments are loading', async (t) => {
  const { gateway, visit } = await scene(t);
  gateway.decide((_, path) => (path.startsWith('/v1/') ? new Promise(() => undefined) : 'pass'));
  const widget = await visit();
  await widget.skeleton.waitFor();
  await isAccessible(widget.page);
});

test('axe finds nothing in an empty thread', async (t) => {
  const widget = await (await scene(t, {})).open();
  await widget.approach();
  await isAccessible(widget.page);
});

test('axe finds nothing in a closed thread', async (t) => {
  const { server, open } = await scene(t);
  await server.close(thread);
  const widget = await open();
  await widget.notice.waitFor();
  await isAccessible(widget.page);
});

test('axe finds nothing where the comments could not be loaded', async (t) => {
  const { gateway, open } = await scene(t);
  gateway.decide((_, path) => (path.startsWith('/v1/') ? 'cut' : 'pass'));
  const widget = await open({}, { mayComplain: /net::ERR_|no answer from/ });
  await widget.retry.waitFor();
  await isAccessible(widget.page);
});

test('axe finds nothing where fields need another look', async (t) => {
  const widget = await (await scene(t)).open();
  await widget.fill({ email: 'nowhere' });
  await widget.submit.click();
  await widget.fault('text').getByText('Please write something first.').waitFor();
  await isAccessible(widget.page);
});

test('axe finds nothing while a comment is being sent, nor once it is', async (t) => {
  const { gateway, open } = await scene(t);
  const answer = latch();
  gateway.decide((method) => (method === 'POST' ? answer.opened : 'pass'));
  const widget = await open();
  await widget.post('On its way.');
  await widget.own.getByText('Sending', { exact: true }).waitFor();
  await isAccessible(widget.page);
  answer.open();
  await widget.own.getByText('Your comment is published.').waitFor();
  await isAccessible(widget.page);
});

test('axe finds nothing in a comment that waits offline', async (t) => {
  const widget = await (await scene(t)).open({}, { mayComplain: /net::ERR_/ });
  await widget.approach();
  await widget.page.context().setOffline(true);
  await widget.post('In a tunnel.');
  await widget.own.getByText('You are offline.').waitFor();
  await isAccessible(widget.page);
});

test('axe finds nothing in a restored draft', async (t) => {
  const widget = await (await scene(t)).open();
  await widget.fill({ text: 'To be continued' });
  await widget.keeps('To be continued');
  await widget.reload();
  await widget.approach();
  await widget.button('Discard it').waitFor();
  await isAccessible(widget.page);
});

test('axe finds nothing on an Arabic page', async (t) => {
  const widget = await (await scene(t)).open({ html: 'lang="ar" dir="rtl"', attributes: 'page-size="10"' });
  await widget.approach();
  await isAccessible(widget.page);
});

test('axe finds nothing in forced colours', async (t) => {
  const widget = await (await scene(t)).open({ attributes: 'page-size="10"' }, { forcedColors: 'active' });
  await widget.approach();
  await isAccessible(widget.page);
});

test('axe finds nothing on the dark page of the demonstration', async (t) => {
  const server = await serverFor(t, { env: { DIWAN_DEMO: demo } });
  for (let number = 1; number <= 12; number++) {
    await server.say(`Good night ${number}`, { thread: { site: 'local', key: 'articles/words-that-travel', url: null, title: null } });
  }
  const widget = await Widget.open(await newReader(t), `${server.url}/demo/dark.html`);
  await widget.approach();
  await isAccessible(widget.page);
});
