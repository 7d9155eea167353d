import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { isAccessible } from './support/axe.ts';
import { newReader } from './support/browser.ts';
import { identityProviderFor } from './support/identity-provider.ts';
import { mailSinkFor } from './support/mail.ts';
import { serverFor } from './support/server.ts';
import { SignIn, SignInPage, zin } from './support/sign-in.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** What a browser says by itself of what a server refused. */
const mayComplain = /status of 4\d\d/;

for (const look of ['light', 'dark'] as const) {
  test(`whatever the dialog shows, axe knows nothing to be wrong with it, ${look}`, async (t) => {
    const mails = await mailSinkFor(t);
    const provider = await identityProviderFor(t, {});
    const server = await serverFor(t, { comments: 1, env: { ...mails.env, DIWAN_PROVIDERS: JSON.stringify([provider.entry]) } });
    const url = (await siteFor(t)).put('/', article({ server: server.url }));
    const widget = await Widget.open(await newReader(t, { mayComplain, colorScheme: look }), url);
    await widget.approach();
    const { page } = widget;
    const signIn = new SignIn(widget);
    await signIn.open();
    await signIn.dialog.getByRole('button', { name: 'Register' }).waitFor();
    await isAccessible(page);
    await signIn.press('Sign in');
    await signIn.dialog.getByText('Please enter your e-mail address.').waitFor();
    await isAccessible(page);
    await signIn.fill({ 'E-mail': zin.email, Password: zin.password });
    await signIn.press('Sign in');
    await signIn.dialog.getByText('E-mail and password do not fit together.').waitFor();
    await isAccessible(page);
    await signIn.press('Forgot password');
    await isAccessible(page);
    await signIn.press('Continue');
    await signIn.dialog.getByLabel('New password').waitFor();
    await isAccessible(page);
    await signIn.press('Use another address');
    await signIn.press('Sign in');
    await signIn.press('Register');
    await isAccessible(page);
    await signIn.fill({ Name: zin.name, Password: zin.password });
    await signIn.press('Become a member');
    await signIn.dialog.getByLabel('Code', { exact: true }).waitFor();
    await signIn.press('Continue');
    await signIn.dialog.getByText('Please enter the code from the mail.').waitFor();
    await isAccessible(page);
    await signIn.fill({ Code: await mails.codeTo(zin.email, 2) });
    await signIn.press('Continue');
    await signIn.isIn('Zîn');
    await isAccessible(page);
    await signIn.line.locator('[aria-expanded]').click();
    await signIn.line.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    await isAccessible(page);
  });
}

test('the window, and what is said of it while it is open or blocked, has nothing that axe knows to be wrong', async (t) => {
  const mails = await mailSinkFor(t);
  const server = await serverFor(t, { comments: 1, env: mails.env });
  const url = (await siteFor(t, 'localhost')).put('/', article({ server: server.url }));
  const widget = await Widget.open(await newReader(t, { mayComplain }), url);
  await widget.approach();
  const signIn = new SignIn(widget);
  await signIn.open();
  await signIn.dialog.getByRole('button', { name: 'Sign in or register' }).waitFor();
  await isAccessible(widget.page);
  const [popup] = await Promise.all([widget.page.waitForEvent('popup'), signIn.press('Sign in or register')]);
  await isAccessible(widget.page);
  const page = new SignInPage(popup);
  await page.root.getByRole('heading', { name: 'Sign in' }).waitFor();
  await isAccessible(popup);
  await page.press('Register');
  await page.press('Become a member');
  await page.root.getByText('Please enter a name.').waitFor();
  await isAccessible(popup);
  await page.fill({ Name: zin.name, 'E-mail': zin.email, Password: zin.password });
  await page.press('Become a member');
  await page.root.getByLabel('Code', { exact: true }).waitFor();
  await isAccessible(popup);
  await opensLink(popup, await mails.linkTo(zin.email));

  await widget.page.evaluate(() => (window.open = () => null));
  await signIn.press('Open it again');
  await signIn.dialog.getByText('Your browser did not let us open a window.').waitFor();
  await isAccessible(widget.page);
});

/** What a link shows before its button is pressed, and when it is over. */
async function opensLink(page: Page, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  await isAccessible(page);
  await page.goto('about:blank');
  await page.goto(link.replace(/=.*/, '=nothing'));
  await page.getByText('This link is no longer good.').waitFor();
  await isAccessible(page);
}
