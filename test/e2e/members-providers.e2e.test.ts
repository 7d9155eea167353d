import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { newReader } from './support/browser.ts';
import { identityProviderFor, signInAt } from './support/identity-provider.ts';
import { mailSinkFor, type MailSink } from './support/mail.ts';
import { serverFor } from './support/server.ts';
import { SignIn, SignInPage, zin } from './support/sign-in.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** What a browser says by itself of what a server refused, and of what it could not fetch for the provider’s own page. */
const mayComplain = /status of 4\d\d|net::ERR/;

const people = {
  mem: { name: 'Mem', email: 'mem@reader.example', email_verified: true },
  zin: { name: 'Zîn of Botan', email: zin.email, email_verified: true },
  namesake: { name: 'ZÎN', email: 'namesake@reader.example', email_verified: true },
};

interface Stage {
  readonly mails: MailSink;
  readonly visit: () => Promise<SignIn>;
}

async function stage(t: TestContext, host: 'localhost' | '127.0.0.1'): Promise<Stage> {
  const provider = await identityProviderFor(t, people);
  const mails = await mailSinkFor(t);
  const server = await serverFor(t, { comments: 1, env: { ...mails.env, DIWAN_PROVIDERS: JSON.stringify([provider.entry]) } });
  provider.serve(server.url);
  const url = (await siteFor(t, host)).put('/', article({ server: server.url }));
  return {
    mails,
    async visit() {
      const widget = await Widget.open(await newReader(t, { mayComplain }), url);
      await widget.approach();
      return new SignIn(widget);
    },
  };
}

async function connect(signIn: SignIn): Promise<Page> {
  await signIn.open();
  const [popup] = await Promise.all([signIn.widget.page.waitForEvent('popup'), signIn.press('Example')]);
  return popup;
}

async function closes(page: Page): Promise<void> {
  if (!page.isClosed()) await page.waitForEvent('close');
}

for (const host of ['127.0.0.1', 'localhost'] as const) {
  test(`whom a provider knows is a member at once, and the same one the next time, for a server of ${host === 'localhost' ? 'another' : 'the same'} site`, async (t) => {
    const { visit } = await stage(t, host);
    const signIn = await visit();
    const popup = await connect(signIn);
    await signInAt(popup, 'mem');
    await signIn.isIn('Mem');
    await signIn.line.getByText('Welcome, Mem. You are a member now.').waitFor();
    await closes(popup);
    await signIn.choose('Sign out');
    await signIn.isOut();

    const other = await visit();
    const again = await connect(other);
    await signInAt(again, 'mem');
    await other.line.getByText('You are signed in, Mem.').waitFor();
    await closes(again);
  });
}

test('an address that has an account is linked once its owner has signed in to it, and then by itself', async (t) => {
  const { visit, mails } = await stage(t, '127.0.0.1');
  await (await visit()).join(zin, mails);
  const signIn = await visit();
  const popup = await connect(signIn);
  await signInAt(popup, 'zin');
  const page = new SignInPage(popup);
  await popup.getByText('Your address has an account here already. Sign in to it once, and the two are connected.').waitFor();
  await signIn.isOut();
  await page.fill({ 'E-mail': zin.email, Password: zin.password });
  await page.press('Sign in');
  await signIn.isIn('Zîn');
  await closes(popup);

  const other = await visit();
  const again = await connect(other);
  await signInAt(again, 'zin');
  await other.isIn('Zîn');
  await closes(again);
});

test('the account is proved by a mailed code as well', async (t) => {
  const { visit, mails } = await stage(t, '127.0.0.1');
  await (await visit()).join(zin, mails);
  const signIn = await visit();
  const popup = await connect(signIn);
  await signInAt(popup, 'zin');
  const page = new SignInPage(popup);
  await page.fill({ 'E-mail': zin.email });
  await page.press('E-mail me a code instead');
  await page.fill({ Code: await mails.codeTo(zin.email, 2) });
  await page.press('Continue');
  await signIn.isIn('Zîn');
  await closes(popup);
});

test('whose name is taken chooses another', async (t) => {
  const { visit, mails } = await stage(t, '127.0.0.1');
  await (await visit()).join(zin, mails);
  const signIn = await visit();
  const popup = await connect(signIn);
  await signInAt(popup, 'namesake');
  const page = new SignInPage(popup);
  await page.press('Become a member');
  await popup.getByText('This name belongs to another member.').waitFor();
  await page.fill({ Name: 'Zîn of Cizîr' });
  await page.press('Become a member');
  await signIn.isIn('Zîn of Cizîr');
  await closes(popup);
});

test('who changes their mind at the provider is told that they are not signed in', async (t) => {
  const { visit } = await stage(t, '127.0.0.1');
  const signIn = await visit();
  const popup = await connect(signIn);
  await popup.getByRole('link', { name: 'Cancel' }).click();
  await closes(popup);
  await signIn.dialog.getByText('Is the other window closed? Then open it again.').waitFor();
  await signIn.press('Cancel');
  await signIn.dialog.getByRole('button', { name: 'Example' }).waitFor();
});
