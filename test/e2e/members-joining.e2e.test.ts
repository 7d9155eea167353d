import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newReader } from './support/browser.ts';
import { mailSinkFor, type MailSink } from './support/mail.ts';
import { MovedClock } from './support/moved-clock.ts';
import { serverFor } from './support/server.ts';
import { SignIn, SignInPage, zin } from './support/sign-in.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** What a browser says by itself of what a server refused. */
const mayComplain = /status of 4\d\d/;

const isSession = /^__Host-diwan-[0-9a-f]{8}$/;

/** Page and server are of one site, as under a path or on a subdomain. */
async function oneSite(t: TestContext): Promise<{ readonly mails: MailSink; readonly clock: MovedClock; readonly url: string; readonly visit: () => Promise<SignIn> }> {
  const mails = await mailSinkFor(t);
  const clock = new MovedClock();
  const server = await serverFor(t, { comments: 1, env: mails.env, now: clock.now });
  const url = (await siteFor(t)).put('/', article({ server: server.url }));
  return { mails, clock, url, visit: async () => new SignIn(await arrive(await newReader(t, { mayComplain }), url)) };
}

async function arrive(reader: Awaited<ReturnType<typeof newReader>>, url: string): Promise<Widget> {
  const widget = await Widget.open(reader, url);
  await widget.approach();
  return widget;
}

test('who joins by the code is held by a cookie that no script reads, and nothing of the session lies elsewhere', async (t) => {
  const { mails, visit } = await oneSite(t);
  const signIn = await visit();
  await signIn.join(zin, mails);
  const { page } = signIn.widget;
  const cookies = (await page.context().cookies()).filter(({ name }) => isSession.test(name));
  assert.deepEqual(cookies.map(({ httpOnly, secure, sameSite, path }) => ({ httpOnly, secure, sameSite, path })), [{ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' }]);
  const { value } = cookies[0]!;
  assert.equal(await page.evaluate(() => document.cookie), '');
  const stored = await everythingStored(signIn.widget);
  assert.match(stored, /Zîn/, 'the mark of the member is there to be seen');
  assert.ok(!stored.includes(value), 'the cookie lies elsewhere, too');
  assert.doesNotMatch(stored, /v1:session|refresh|access|password|zin@reader/);
});

test('the link in the mail, opened in the same browser, signs in there and in the tab that waits', async (t) => {
  const { mails, visit, url } = await oneSite(t);
  const signIn = await visit();
  await signIn.register(zin);
  const tab = await signIn.widget.page.context().newPage();
  await tab.goto(await mails.linkTo(zin.email));
  const page = new SignInPage(tab);
  await page.root.getByRole('heading', { name: 'Become a member as' }).waitFor();
  assert.doesNotMatch(tab.url(), /link/, 'the secret stands in the address');
  await page.press('Continue');
  await tab.waitForURL((address) => address.origin === new URL(url).origin);
  await new SignIn(new Widget(tab)).isIn('Zîn');
  assert.equal(new URL(tab.url()).hash, '');
  await signIn.isIn('Zîn');
  await signIn.dialog.waitFor({ state: 'detached' });

  // Used once, it is no longer good.
  const again = await signIn.widget.page.context().newPage();
  await again.goto(await mails.linkTo(zin.email));
  await again.getByText('This link is no longer good.').waitFor();
});

test('the link in the mail, opened in another browser, signs nobody in, says what to do, and the code is still good', async (t) => {
  const { mails, visit } = await oneSite(t);
  const signIn = await visit();
  await signIn.register(zin);
  const other = await newReader(t, { mayComplain });
  const tab = await other.newPage();
  await tab.goto(await mails.linkTo(zin.email));
  await new SignInPage(tab).press('Continue');
  await tab.getByText('Open this link in the browser in which you asked for it').first().waitFor();
  await new SignIn(new Widget(tab)).isOut();
  assert.deepEqual((await other.context.cookies()).filter(({ name }) => isSession.test(name)), []);
  // The link is used; where it was asked for, another code is asked for or the code typed.
  await signIn.fill({ Code: await mails.codeTo(zin.email) });
  await signIn.press('Continue');
  await signIn.isIn('Zîn');
});

test('a wrong code says so, an old one, too, and another can be asked for', async (t) => {
  const { mails, visit, clock } = await oneSite(t);
  const signIn = await visit();
  await signIn.register(zin);
  const code = await mails.codeTo(zin.email);
  await signIn.fill({ Code: code === '12345678' ? '12345679' : '12345678' });
  await signIn.press('Continue');
  await signIn.dialog.getByText('This is not the code that we sent.').waitFor();
  clock.pass(31);
  await signIn.fill({ Code: code });
  await signIn.press('Continue');
  await signIn.dialog.getByText('This code is no longer good. Please ask for another.').waitFor();
  await signIn.press('Use another address');
  await signIn.fill({ Password: zin.password });
  await signIn.press('Become a member');
  await signIn.fill({ Code: await mails.codeTo(zin.email, 2) });
  await signIn.press('Continue');
  await signIn.isIn('Zîn');
});

test('a page that is loaded anew still waits for the code', async (t) => {
  const { mails, visit } = await oneSite(t);
  const signIn = await visit();
  await signIn.register(zin);
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.open();
  await signIn.dialog.getByText(zin.email).waitFor();
  await signIn.fill({ Code: await mails.codeTo(zin.email) });
  await signIn.press('Continue');
  await signIn.isIn('Zîn');
});

test('a name that a member has cannot be taken by the next', async (t) => {
  const { mails, visit } = await oneSite(t);
  await (await visit()).join(zin, mails);
  const next = await visit();
  await next.open();
  await next.press('Register');
  await next.fill({ Name: 'ZÎN', 'E-mail': 'another@reader.example', Password: zin.password });
  await next.press('Become a member');
  await next.dialog.getByText('This name belongs to another member.').waitFor();
  await next.fill({ Name: 'Zînê' });
  await next.fill({ Password: zin.password });
  await next.press('Become a member');
  await next.fill({ Code: await mails.codeTo('another@reader.example') });
  await next.press('Continue');
  await next.isIn('Zînê');
});

test('somebody joins by keyboard alone', async (t) => {
  const { mails, visit } = await oneSite(t);
  const signIn = await visit();
  const { page } = signIn.widget;
  const { keyboard } = page;
  await signIn.line.getByRole('button', { name: 'Sign in' }).focus();
  await keyboard.press('Enter');
  await signIn.dialog.waitFor();
  await signIn.widget.hasFocusOn('input#sign-in-email');
  await tabTo(signIn.widget, 'Register');
  await keyboard.press('Enter');
  await signIn.widget.hasFocusOn('input#sign-in-name');
  await keyboard.type(zin.name);
  await keyboard.press('Tab');
  await keyboard.type(zin.email);
  await keyboard.press('Tab');
  await keyboard.type(zin.password);
  await keyboard.press('Enter');
  await signIn.widget.hasFocusOn('input#sign-in-code');
  await keyboard.type(await mails.codeTo(zin.email));
  await keyboard.press('Enter');
  await signIn.isIn('Zîn');
  // The dialog is gone, and the reader is at the line that names them.
  await signIn.widget.hasFocusOnButton('Zîn: account');
  await keyboard.press('Enter');
  await tabTo(signIn.widget, 'Sign out');
  await keyboard.press('Enter');
  await signIn.isOut();
});

async function tabTo(widget: Widget, name: string): Promise<void> {
  for (let steps = 0; steps < 12; steps++) {
    if ((await widget.focusedName()) === name) return;
    await widget.page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not come to "${name}".`);
}

/** All that the page's origin keeps, as text. */
function everythingStored(widget: Widget): Promise<string> {
  return widget.page.evaluate(async () => {
    const records: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        for (const asking of [objects.getAllKeys(), objects.getAll()]) records.push(await new Promise((resolve) => (asking.onsuccess = () => resolve(asking.result))));
      }
      database.close();
    }
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, records]);
  });
}
