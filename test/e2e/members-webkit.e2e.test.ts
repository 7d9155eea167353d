import { request as ask } from 'node:http';
import { test, type TestContext } from 'node:test';
import { hasEngine } from '../../scripts/browsers.mjs';
import { mailSinkFor, type MailSink } from './support/mail.ts';
import { serverFor } from './support/server.ts';
import { article, listen, siteFor } from './support/site.ts';
import { webkitFor } from './support/webkit.ts';

const options = { skip: hasEngine('webkit') ? false : 'WebKit is not on this machine' };

/** Where a page with comments is, and how its server's mails are read. */
interface Place {
  readonly mails: MailSink;
  readonly url: string;
}

/** The server on another port of the same host is of the same site; `localhost` and `127.0.0.1` are two sites. */
async function besideEachOther(t: TestContext, host: 'localhost' | '127.0.0.1'): Promise<Place> {
  const mails = await mailSinkFor(t);
  const site = await siteFor(t, host);
  const server = await serverFor(t, { comments: 1, site: site.url, env: mails.env });
  return { mails, url: site.put('/', article({ server: server.url })) };
}

/** The server under a path of the site, behind the site's own web server. */
async function underOnePath(t: TestContext): Promise<Place> {
  const mails = await mailSinkFor(t);
  let server = '';
  let page = '';
  const port = await listen(t, (request, response) => {
    const { url = '/', method = 'GET', headers } = request;
    if (url === '/') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    if (!url.startsWith('/comments/')) return void response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
    const asked = ask(server + url.slice('/comments'.length), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.once('error', () => response.destroy());
    request.pipe(asked);
  });
  const url = `http://127.0.0.1:${port}`;
  ({ url: server } = await serverFor(t, { comments: 1, site: url, env: { ...mails.env, DIWAN_PUBLIC_URL: `${url}/comments` } }));
  page = article({ server: `${url}/comments` });
  return { mails, url: `${url}/` };
}

const near = [
  ['under a path of the site', underOnePath],
  ['on another port of the same host', (t: TestContext) => besideEachOther(t, '127.0.0.1')],
] as const;

for (const [where, placeFor] of near) {
  test(`in WebKit, with the server ${where}, a reader joins, is still signed in after a reload, and comes back by a mailed code`, options, async (t) => {
    const { mails, url } = await placeFor(t);
    const reader = await webkitFor(t);
    await reader.visit(url);
    await reader.writes('I was writing this.');
    await reader.opensSignIn();
    await reader.joins(mails);
    await reader.isIn();
    await reader.isWriting('I was writing this.');
    await reader.press('[part~=form] [part~=submit]', 'selector');
    await reader.sees('Your comment is published.');
    await reader.reload();
    await reader.isIn();
    await reader.chooses('Sign out');
    await reader.isOut();
    await reader.opensSignIn();
    await reader.signsInByCode(mails, 2);
    await reader.isIn();
    await reader.reload();
    await reader.isIn();
  });
}

test('in WebKit, with the server on another site, a mailed code signs in here, and a window of the server does', options, async (t) => {
  const { mails, url } = await besideEachOther(t, 'localhost');
  const reader = await webkitFor(t);
  await reader.visit(url);
  await reader.writes('I was writing this.');
  await reader.opensSignIn();
  await reader.inWindow(
    () => reader.press('Sign in or register'),
    () => reader.joins(mails),
  );
  await reader.isIn();
  await reader.isWriting('I was writing this.');
  await reader.press('[part~=form] [part~=submit]', 'selector');
  await reader.sees('Your comment is published.');
  await reader.reload();
  await reader.isIn();
  await reader.chooses('Sign out');
  await reader.isOut();
  await reader.reload();
  await reader.opensSignIn();
  await reader.signsInByCode(mails, 2);
  await reader.isIn();
  await reader.reload();
  await reader.isIn();
});
