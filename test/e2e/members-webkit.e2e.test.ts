import { request as ask } from 'node:http';
import { test, type TestContext } from 'node:test';
import { hasEngine } from '../../scripts/browsers.mjs';
import { identityProviderFor } from './support/identity-provider.ts';
import { mailSinkFor, type MailSink } from './support/mail.ts';
import { serverFor } from './support/server.ts';
import type { Person } from './support/sign-in.ts';
import { article, listen, siteFor } from './support/site.ts';
import { tlsFor } from './support/tls.ts';
import { webkitFor } from './support/webkit.ts';

const options = { skip: hasEngine('webkit') ? false : 'WebKit is not on this machine' };
const draft = 'I was writing this.';

/** Where a page with comments is, and how its server's mails are read. */
interface Place {
  readonly mails: MailSink;
  readonly url: string;
}

/** The server below a path of the site, behind the site's own web server. */
async function belowAPath(t: TestContext): Promise<Place> {
  const mails = await mailSinkFor(t);
  const front = await tlsFor(t);
  const server = await serverFor(t, { comments: 1, site: front.url, env: { ...mails.env, DIWAN_PUBLIC_URL: `${front.url}/comments` } });
  const page = article({ server: `${front.url}/comments` });
  const port = await listen(t, (request, response) => {
    const { url = '/', method, headers } = request;
    if (url === '/') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    if (!url.startsWith('/comments/')) return void response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
    const asked = ask(server.url + url.slice('/comments'.length), { ...(method && { method }), headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.once('error', () => response.destroy());
    request.pipe(asked);
  });
  front.leadTo(`http://127.0.0.1:${port}`);
  return { mails, url: `${front.url}/` };
}

/** The site and the server at origins of their own, over TLS: of one site under one name, of two otherwise. */
async function apart(t: TestContext, host: 'localhost' | '127.0.0.1', env: Readonly<Record<string, string>> = {}): Promise<Place & { readonly server: string }> {
  const mails = await mailSinkFor(t);
  const [siteFront, serverFront] = [await tlsFor(t, host), await tlsFor(t)];
  const site = await siteFor(t);
  siteFront.leadTo(site.url);
  const server = await serverFor(t, { comments: 1, site: siteFront.url, env: { ...mails.env, ...env, DIWAN_PUBLIC_URL: serverFront.url } });
  serverFront.leadTo(server.url);
  site.put('/', article({ server: serverFront.url }));
  return { mails, url: `${siteFront.url}/`, server: serverFront.url };
}

/** Without https. Under one name they are one site, whatever their ports; `localhost` and `127.0.0.1` are two. */
async function withoutTls(t: TestContext, host: 'localhost' | '127.0.0.1'): Promise<Place> {
  const mails = await mailSinkFor(t);
  const site = await siteFor(t, host);
  const server = await serverFor(t, { comments: 1, site: site.url, env: mails.env });
  return { mails, url: site.put('/', article({ server: server.url })) };
}

const near = [
  ['with the server below a path of the site', belowAPath, 'cookie'],
  ['with the server at another origin of the same site', (t: TestContext) => apart(t, '127.0.0.1'), 'cookie'],
  // It keeps no `Secure` cookie of such a page.
  ['without https', (t: TestContext) => withoutTls(t, '127.0.0.1'), 'tokens'],
] as const;

for (const [how, placeFor, hold] of near) {
  test(`in WebKit, ${how}, a reader joins and comes back by a mailed code; ${hold} hold${hold === 'cookie' ? 's' : ''} the session`, options, async (t) => {
    const { mails, url } = await placeFor(t);
    const reader = await webkitFor(t);
    await reader.visit(url);
    await reader.writes(draft);
    await reader.opensSignIn();
    await reader.joins(mails);
    await reader.isInBy(hold);
    await reader.isWriting(draft);
    await reader.press('[part~=form] [part~=submit]', 'selector');
    await reader.sees('Your comment is published.');
    await reader.staysIn();
    await reader.chooses('Sign out');
    await reader.isOut();
    await reader.staysOut();
    await reader.opensSignIn();
    await reader.signsInByCode(mails, 2);
    await reader.isInBy(hold);
    await reader.staysIn();
  });
}

test('in WebKit, with the server on another site, a window of the server signs the page in, and so does a mailed code', options, async (t) => {
  const { mails, url } = await withoutTls(t, 'localhost');
  const reader = await webkitFor(t);
  await reader.visit(url);
  await reader.writes(draft);
  await reader.opensSignIn();
  await reader.inWindow(
    () => reader.press('Sign in or register'),
    () => reader.joins(mails),
  );
  await reader.isInBy('tokens');
  await reader.isWriting(draft);
  await reader.press('[part~=form] [part~=submit]', 'selector');
  await reader.sees('Your comment is published.');
  await reader.staysIn();
  await reader.chooses('Sign out');
  await reader.isOut();
  await reader.staysOut();
  await reader.opensSignIn();
  await reader.signsInByCode(mails, 2);
  await reader.isInBy('tokens');
  await reader.staysIn();
});

test('in WebKit, with the server on another site, a provider signs the reader in, in a window', options, async (t) => {
  const azad: Person = { name: 'Azad', email: 'azad@reader.example', password: '' };
  const provider = await identityProviderFor(t, { azad: { name: azad.name, email: azad.email, email_verified: true } });
  const { url, server } = await apart(t, 'localhost', { DIWAN_PROVIDERS: JSON.stringify([provider.entry]) });
  provider.serve(server);
  const reader = await webkitFor(t);
  await reader.visit(url);
  await reader.writes(draft);
  await reader.opensSignIn();
  await reader.inWindow(
    () => reader.press('Example'),
    () => reader.signsInAtProvider('azad'),
  );
  await reader.isInBy('tokens', azad);
  await reader.isWriting(draft);
  await reader.staysIn(azad);
});
