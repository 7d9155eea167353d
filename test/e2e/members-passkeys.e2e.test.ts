import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Authenticator } from './support/authenticator.ts';
import { newReader } from './support/browser.ts';
import { mailSinkFor } from './support/mail.ts';
import { MembershipPages } from './support/membership.ts';
import { serverFor } from './support/server.ts';
import { SignIn, SignInPage, zin } from './support/sign-in.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** What a browser says by itself of what a server refused. */
const mayComplain = /status of 4\d\d/;

/** A server whose host has a name, which passkeys need, and pages of that host and of another, all of one trial site. */
async function stage(t: TestContext) {
  const mails = await mailSinkFor(t);
  const server = await serverFor(t, { comments: 1, env: mails.env, host: 'localhost' });
  const visitFrom = (host: string) => async () => {
    const url = (await siteFor(t, host)).put('/', article({ server: server.url }));
    const widget = await Widget.open(await newReader(t, { mayComplain }), url);
    await widget.approach();
    return new SignIn(widget);
  };
  return { mails, visit: visitFrom('localhost'), visitElsewhere: visitFrom('127.0.0.1') };
}

async function add(signIn: SignIn): Promise<MembershipPages> {
  const pages = new MembershipPages(signIn);
  await pages.open('Sign-in and devices');
  await pages.panel.getByText('You have no passkey yet.').waitFor();
  await pages.dialog.getByLabel('Name of the new passkey').fill('My phone');
  await pages.press('Add a passkey');
  await pages.says('Your passkey was added.');
  await pages.panel.getByText('My phone').first().waitFor();
  return pages;
}

test('a member adds a passkey and signs in with it, and no longer once it is removed', async (t) => {
  const { mails, visit } = await stage(t);
  const signIn = await visit();
  const authenticator = await Authenticator.on(signIn.widget.page);
  await signIn.join(zin, mails);
  await (await add(signIn)).close();
  assert.equal((await authenticator.credentials()).length, 1);
  await signIn.choose('Sign out');
  await signIn.isOut();
  await signIn.open();
  await signIn.press('Use a passkey');
  await signIn.isIn('Zîn');

  const pages = new MembershipPages(signIn);
  await pages.open('Sign-in and devices');
  await pages.press('Remove My phone');
  await pages.dialog.getByRole('group', { name: 'Remove the passkey “My phone”?' }).getByRole('button', { name: 'Remove', exact: true }).click();
  await pages.says('The passkey was removed.');
  await pages.close();
  await signIn.choose('Sign out');
  await signIn.isOut();
  await signIn.open();
  await signIn.press('Use a passkey');
  await signIn.dialog.getByText('No passkey was used. You can try again or sign in otherwise.').waitFor();
  await signIn.dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await signIn.isOut();
});

test('a page of another host signs in with the same passkey, on the server’s own page', async (t) => {
  const { mails, visit, visitElsewhere } = await stage(t);
  const signIn = await visit();
  const authenticator = await Authenticator.on(signIn.widget.page);
  await signIn.join(zin, mails);
  await (await add(signIn)).close();

  const elsewhere = await visitElsewhere();
  await elsewhere.open();
  await elsewhere.dialog.getByRole('button', { name: 'Sign in or register' }).waitFor();
  assert.equal(await elsewhere.dialog.getByRole('button', { name: 'Use a passkey' }).count(), 0);
  const [popup] = await Promise.all([elsewhere.widget.page.waitForEvent('popup'), elsewhere.press('Sign in or register')]);
  const page = new SignInPage(popup);
  await page.root.getByRole('button', { name: 'Use a passkey' }).waitFor();
  await Authenticator.on(popup, authenticator);
  await page.press('Use a passkey');
  await elsewhere.isIn('Zîn');
});
