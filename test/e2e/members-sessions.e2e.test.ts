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
const another = 'a lantern over the bridge';

/** Page and server are of one site, and Zîn is a member there. */
async function withZin(t: TestContext): Promise<{ readonly mails: MailSink; readonly clock: MovedClock; readonly visit: () => Promise<SignIn>; readonly signIn: SignIn }> {
  const mails = await mailSinkFor(t);
  const clock = new MovedClock();
  const server = await serverFor(t, { comments: 1, env: mails.env, now: clock.now });
  const url = (await siteFor(t)).put('/', article({ server: server.url }));
  const visit = async () => {
    const widget = await Widget.open(await newReader(t, { mayComplain }), url);
    await widget.approach();
    return new SignIn(widget);
  };
  const signIn = await visit();
  await signIn.join(zin, mails);
  return { mails, clock, visit, signIn };
}

test('a member signs out and in again by password; what is wrong says so and no more', async (t) => {
  const { signIn } = await withZin(t);
  await signIn.choose('Sign out');
  await signIn.isOut();
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.isOut();

  await signIn.open();
  await signIn.fill({ 'E-mail': zin.email, Password: another });
  await signIn.press('Sign in');
  await signIn.dialog.getByText('E-mail and password do not fit together.').waitFor();
  // An address that nobody has is answered alike.
  await signIn.fill({ 'E-mail': 'nobody@reader.example' });
  await signIn.press('Sign in');
  await signIn.dialog.locator('form[aria-busy=false]').waitFor();
  await signIn.dialog.getByText('E-mail and password do not fit together.').waitFor();
  await signIn.fill({ 'E-mail': zin.email, Password: zin.password });
  await signIn.press('Sign in');
  await signIn.isIn('Zîn');
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.isHeld('Zîn');
});

test('signing out in one tab signs out in the others', async (t) => {
  const { signIn } = await withZin(t);
  const tab = await signIn.widget.page.context().newPage();
  await tab.goto(signIn.widget.page.url());
  const second = new SignIn(new Widget(tab));
  await second.isIn('Zîn');
  await second.choose('Sign out');
  await second.isOut();
  await signIn.isOut();
  await signIn.enter(zin);
  await second.isIn('Zîn');
});

test('signing out everywhere ends the session of another browser', async (t) => {
  const { signIn, visit } = await withZin(t);
  const other = await visit();
  await other.enter(zin);
  await signIn.choose('Sign out everywhere');
  await signIn.isOut();
  await endedIn(other);
});

test('a forgotten password is chosen anew by a code; the other session ends, the old password is no good, and a mail tells', async (t) => {
  const { mails, signIn, visit } = await withZin(t);
  const other = await visit();
  await forget(other);
  await other.fill({ Code: await mails.codeTo(zin.email, 2), 'New password': 'short' });
  await other.press('Save and sign in');
  await other.dialog.getByText('This is shorter than 15 characters.').waitFor();
  await other.fill({ 'New password': another });
  await other.press('Save and sign in');
  await other.isIn('Zîn');
  const told = await mails.mailTo(zin.email, 3);
  assert.match(told.subject, /password/i);
  assert.doesNotMatch(told.text, /\b\d{4}.?\d{4}\b/);
  await endedIn(signIn);
  await signIn.open();
  await signIn.fill({ 'E-mail': zin.email, Password: zin.password });
  await signIn.press('Sign in');
  await signIn.dialog.getByText('E-mail and password do not fit together.').waitFor();
  await signIn.fill({ Password: another });
  await signIn.press('Sign in');
  await signIn.isIn('Zîn');
});

test('a forgotten password is chosen anew by the link, once', async (t) => {
  const { mails, signIn, visit } = await withZin(t);
  const other = await visit();
  await forget(other);
  const tab = await other.widget.page.context().newPage();
  const link = await mails.linkTo(zin.email, 2);
  await tab.goto(link);
  const page = new SignInPage(tab);
  await page.root.getByRole('heading', { name: 'A new password for' }).waitFor();
  await page.fill({ 'New password': another });
  await page.press('Save and sign in');
  await new SignIn(new Widget(tab)).isIn('Zîn');
  await other.isIn('Zîn');
  await mails.mailTo(zin.email, 3);
  await endedIn(signIn);

  // Stolen from the mailbox, it opens nothing any more.
  const thief = await (await newReader(t, { mayComplain })).newPage();
  await thief.goto(link);
  await thief.getByText('This link is no longer good.').waitFor();
});

test('an old link and an old code choose no password', async (t) => {
  const { mails, visit, clock } = await withZin(t);
  const other = await visit();
  await forget(other);
  const code = await mails.codeTo(zin.email, 2);
  clock.pass(31);
  const tab = await other.widget.page.context().newPage();
  await tab.goto(await mails.linkTo(zin.email, 2));
  await tab.getByText('This link is no longer good.').waitFor();
  await other.fill({ Code: code, 'New password': another });
  await other.press('Save and sign in');
  await other.dialog.getByText('This code is no longer good. Please ask for another.').waitFor();
});

test('a member signs in by a mailed code, and by the link beside it', async (t) => {
  const { mails, visit } = await withZin(t);
  const byCode = await visit();
  await byCode.open();
  await byCode.fill({ 'E-mail': zin.email });
  await byCode.press('E-mail me a code instead');
  await byCode.fill({ Code: await mails.codeTo(zin.email, 2) });
  await byCode.press('Continue');
  await byCode.isIn('Zîn');

  const byLink = await visit();
  await byLink.open();
  await byLink.fill({ 'E-mail': zin.email });
  await byLink.press('E-mail me a code instead');
  const tab = await byLink.widget.page.context().newPage();
  await tab.goto(await mails.linkTo(zin.email, 3));
  const page = new SignInPage(tab);
  await page.root.getByRole('heading', { name: 'Sign in as' }).waitFor();
  await page.press('Continue');
  await byLink.isIn('Zîn');
});

test('thirty days after its last use a session is over', async (t) => {
  const { signIn, clock } = await withZin(t);
  clock.pass(20 * 24 * 60);
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.isHeld('Zîn');
  clock.pass(31 * 24 * 60);
  await endedIn(signIn);
});

async function forget(signIn: SignIn): Promise<void> {
  await signIn.open();
  await signIn.press('Forgot password');
  await signIn.fill({ 'E-mail': zin.email });
  await signIn.press('Continue');
  await signIn.dialog.getByLabel('Code', { exact: true }).waitFor();
}

/** Whoever loads the page anew where the session was ended is told so, and can sign in. */
async function endedIn(signIn: SignIn): Promise<void> {
  await signIn.widget.reload();
  await signIn.widget.approach();
  await signIn.line.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
}
