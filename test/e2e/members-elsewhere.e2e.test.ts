import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { newReader, type Reader } from './support/browser.ts';
import { mailSinkFor, type MailSink } from './support/mail.ts';
import { MovedClock } from './support/moved-clock.ts';
import { serverFor } from './support/server.ts';
import { SignIn, SignInPage, zin } from './support/sign-in.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** What a browser says by itself of what a server refused. */
const mayComplain = /status of 4\d\d/;
const notYet = 'Is the other window closed? Then open it again.';

interface TwoSites {
  readonly mails: MailSink;
  readonly server: string;
  readonly url: string;
  readonly clock: MovedClock;
  readonly visit: (prepare?: (reader: Reader) => Promise<unknown>) => Promise<SignIn>;
}

/** The page is `http://localhost`, the server `http://127.0.0.1`: of two sites, as at a host of comments. */
async function twoSites(t: TestContext, headers: Readonly<Record<string, string>> = {}): Promise<TwoSites> {
  const mails = await mailSinkFor(t);
  const site = await siteFor(t, 'localhost');
  const clock = new MovedClock();
  const server = await serverFor(t, { comments: 1, site: site.url, env: mails.env, now: clock.now });
  const url = site.put('/', article({ server: server.url }), headers);
  return {
    mails,
    clock,
    server: server.url,
    url,
    async visit(prepare) {
      const reader = await newReader(t, { mayComplain });
      await prepare?.(reader);
      const widget = await Widget.open(reader, url);
      await widget.approach();
      return new SignIn(widget);
    },
  };
}

/** Opens the window of the server's own page. */
async function openWindow(signIn: SignIn): Promise<SignInPage> {
  await signIn.open();
  const [popup] = await Promise.all([signIn.widget.page.waitForEvent('popup'), signIn.press('Sign in or register')]);
  return new SignInPage(popup);
}

/** Joins on the server's own page. */
async function joinOn(page: SignInPage, mails: MailSink): Promise<void> {
  await page.press('Register');
  await page.fill({ Name: zin.name, 'E-mail': zin.email, Password: zin.password });
  await page.press('Become a member');
  await page.fill({ Code: await mails.codeTo(zin.email) });
  await page.press('Continue');
}

async function closes(page: Page): Promise<void> {
  if (!page.isClosed()) await page.waitForEvent('close');
}

test('on another site the password is typed in a window of the server, which signs the page in and closes', async (t) => {
  const { mails, visit, server, url } = await twoSites(t);
  const signIn = await visit();
  await signIn.widget.fill({ text: 'I was writing this.' });
  const page = await openWindow(signIn);
  assert.equal(await signIn.widget.root.locator('input[type=password]').count(), 0);
  assert.equal(new URL(page.page.url()).origin, server);
  // The server's page cuts itself off from the window that opened it, so that nobody can say here whether it is still open.
  await signIn.dialog.getByText('As soon as you are done there, you are signed in here.').waitFor();
  await page.root.getByText(new URL(url).host).waitFor();
  await joinOn(page, mails);
  await signIn.isIn('Zîn');
  await closes(page.page);
  await signIn.dialog.waitFor({ state: 'detached' });
  await signIn.widget.holds('I was writing this.');
  await signIn.widget.submit.click();
  await signIn.widget.own.getByText('Your comment is published.').waitFor();
});

test('a session on another site outlives a reload, goes on in two tabs, and needs no cookie', async (t) => {
  const { mails, visit, url } = await twoSites(t);
  let sent: readonly string[] = [];
  const signIn = await visit(async ({ context }) => {
    const names: string[] = [];
    sent = names;
    // What the page itself asks of the server; what the server's own page asks is its own affair.
    context.on('response', (response) => {
      void (async () => {
        const { origin } = new URL(url);
        if ((await response.request().headerValue('origin')) !== origin) return;
        names.push(...(await response.headersArray()).filter(({ name }) => name.toLowerCase() === 'set-cookie').map(({ value }) => value));
        if (await response.request().headerValue('cookie')) names.push('a cookie was sent');
      })().catch(() => undefined);
    });
  });
  const page = await openWindow(signIn);
  await joinOn(page, mails);
  await signIn.isIn('Zîn');
  await closes(page.page);
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.isHeld('Zîn');
  const tab = await signIn.widget.page.context().newPage();
  await tab.goto(url);
  const second = new SignIn(new Widget(tab));
  await second.widget.shown();
  // Both ask for new tokens at once: neither ends the session of the other.
  await Promise.all([signIn.widget.reload(), second.widget.reload()]);
  for (const each of [signIn, second]) {
    await each.widget.approach();
    await each.isHeld('Zîn');
    await each.widget.fill({ text: `Said in ${each === second ? 'the second' : 'the first'} tab` });
    await each.widget.submit.click();
    await each.widget.own.getByText('Your comment is published.').first().waitFor();
  }
  assert.deepEqual(sent, []);
  assert.deepEqual((await signIn.widget.page.context().cookies()).filter(({ name }) => /^__Host-diwan-[0-9a-f]{8}$/.test(name)), []);
  await second.choose('Sign out');
  await second.isOut();
  await signIn.isOut();
});

test('where windows are blocked, the same tab goes there and comes back with what was being written', async (t) => {
  const { mails, visit, url } = await twoSites(t);
  const signIn = await visit(({ context }) => context.addInitScript(() => (window.open = () => null)));
  const { page } = signIn.widget;
  await signIn.widget.fill({ text: 'I was writing this.' });
  await signIn.open();
  await signIn.press('Sign in or register');
  await signIn.dialog.getByText('Your browser did not let us open a window.').waitFor();
  await signIn.press('Continue in this tab');
  await page.waitForURL(/\/members\//);
  await joinOn(new SignInPage(page), mails);
  await page.waitForURL(url);
  await signIn.widget.approach();
  await signIn.isIn('Zîn');
  await signIn.widget.holds('I was writing this.');
  await signIn.line.getByText('Welcome, Zîn. You are a member now.').waitFor();
});

test('who leaves the server’s page without signing in is told so, in the window’s stead and in this tab', async (t) => {
  const { visit } = await twoSites(t);
  const signIn = await visit();
  const page = await openWindow(signIn);
  await page.root.getByRole('link', { name: 'Go back without signing in' }).click();
  await closes(page.page);
  await signIn.dialog.getByText(notYet).waitFor();
  const [again] = await Promise.all([signIn.widget.page.waitForEvent('popup'), signIn.press('Open it again')]);
  await new SignInPage(again).root.getByRole('heading', { name: 'Sign in' }).waitFor();
  await again.close();
  await signIn.dialog.getByText(notYet).waitFor();
  await signIn.press('Continue in this tab');
  await signIn.widget.page.getByRole('link', { name: 'Go back without signing in' }).click();
  await signIn.widget.approach();
  await signIn.line.getByText('You were not signed in.').waitFor();
});

test('a code in an address that another browser asked for signs nobody in, and stands there no longer', async (t) => {
  const { mails, visit, url } = await twoSites(t);
  // A thief begins, keeps their browser from going back, and sends the address to somebody else.
  const thief = await visit(({ context }) => context.addInitScript(() => (window.open = () => null)));
  await thief.open();
  await thief.press('Sign in or register');
  await thief.press('Continue in this tab');
  const { page } = thief.widget;
  await page.waitForURL(/\/members\//);
  const leading = new Promise<string>((resolve, reject) => {
    const keep = async (route: Route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { readonly leadsTo: string };
      resolve(answer.leadsTo);
      await route.fulfill({ response, json: { ...answer, leadsTo: null } });
    };
    void page.route(/\/session\/confirm$/, (route) => keep(route).catch(reject));
  });
  await joinOn(new SignInPage(page), mails);
  const leadsTo = await leading;
  assert.match(leadsTo, /#diwan=[\w-]{43}&state=/);

  const victim = await visit();
  const tab = await victim.widget.page.context().newPage();
  await tab.goto(leadsTo);
  const led = new SignIn(new Widget(tab));
  await led.line.getByText('Open this link in the browser in which you asked for it').waitFor();
  assert.equal(tab.url(), url);
  await led.isOut();
  await victim.isOut();
  await led.widget.reload();
  await led.widget.approach();
  await led.isOut();
});

test('a site that lets no window see it signs in all the same', async (t) => {
  const { mails, visit } = await twoSites(t, { 'cross-origin-opener-policy': 'same-origin' });
  const signIn = await visit();
  const page = await openWindow(signIn);
  await joinOn(page, mails);
  await signIn.isIn('Zîn');
  await closes(page.page);
});

test('a token that is over is exchanged when it is needed, and a session that was long not used is over', async (t) => {
  const { mails, visit, clock } = await twoSites(t);
  const signIn = await visit();
  const page = await openWindow(signIn);
  await joinOn(page, mails);
  await signIn.isIn('Zîn');
  await closes(page.page);
  const pass = async (minutes: number) => {
    clock.pass(minutes);
    await signIn.widget.page.clock.setSystemTime(clock.now());
  };
  await pass(11);
  await signIn.widget.fill({ text: 'After the break' });
  await signIn.widget.submit.click();
  await signIn.widget.own.getByText('Your comment is published.').waitFor();
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.isHeld('Zîn');
  await signIn.widget.says(signIn.widget.comments.last().locator('[part~=name]'), 'Zîn');
  await pass(31 * 24 * 60);
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.line.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
});
