import { test, type TestContext } from 'node:test';
import { hasEngine } from '../../scripts/browsers.mjs';
import { firefoxFor, type FirefoxReader, type FirefoxWindow, type Preferences } from './support/firefox.ts';
import { identityProviderFor } from './support/identity-provider.ts';
import { mailSinkFor, type MailSink } from './support/mail.ts';
import { serverFor } from './support/server.ts';
import { zin, type Person } from './support/sign-in.ts';
import { article, siteFor } from './support/site.ts';
import type { Visitor } from './support/visitor.ts';

const options = { skip: hasEngine('firefox') ? false : 'Firefox is not on this machine' };
const noForeignCookies: Preferences = { 'network.cookie.cookieBehavior': 1 };
const strict: Preferences = { ...noForeignCookies, 'dom.popup_allowed_events': '', 'dom.popup_maximum': 0 };
const draft = 'I was writing this.';

interface Place {
  readonly mails: MailSink;
  readonly url: string;
  readonly server: string;
}

/** A site and its server. Under one name they are one site, whatever their ports; `localhost` and `127.0.0.1` are two. */
async function placeFor(t: TestContext, { host, env = {} }: { readonly host: 'localhost' | '127.0.0.1'; readonly env?: Readonly<Record<string, string>> }): Promise<Place> {
  const mails = await mailSinkFor(t);
  const site = await siteFor(t, host);
  const server = await serverFor(t, { comments: 1, site: site.url, env: { ...mails.env, ...env } });
  return { mails, server: server.url, url: site.put('/', article({ server: server.url })) };
}

test('in Firefox a guest joins by a mailed code, keeps their draft, and comes back with the password or a reset link', options, async (t) => {
  const { mails, url } = await placeFor(t, { host: '127.0.0.1' });
  const reader = await firefoxFor(t);
  const tab = await reader.newTab();
  await tab.visit(url);
  await tab.writes(draft);
  await tab.opensSignIn();
  await tab.joins(mails);
  await tab.isInBy('cookie');
  await tab.isWriting(draft);
  await tab.press('[part~=form] [part~=submit]', 'selector');
  await tab.sees('Your comment is published.');

  // The cookie is kept.
  await tab.staysIn();
  await tab.chooses('Sign out');
  await tab.isOut();
  await tab.staysOut();

  await tab.opensSignIn();
  await tab.signsIn();
  await tab.isIn();
  await tab.chooses('Sign out');
  await tab.isOut();

  await tab.opensSignIn();
  await tab.press('Forgot password');
  await tab.fill({ 'E-mail': zin.email });
  await tab.press('Continue');
  await tab.finds('Code', 'field');
  const mailed = await reader.newTab();
  await mailed.tab.goTo(await mails.linkTo(zin.email, 2));
  await mailed.fill({ 'New password': 'nine slow trains to Batman' });
  await mailed.press('Save and sign in');
  await mailed.at(url);
  await mailed.isIn();
  // The tab that asked hears of it.
  await tab.isIn();
  await tab.chooses('Sign out');
  await tab.opensSignIn();
  await tab.signsIn({ ...zin, password: 'nine slow trains to Batman' });
  await tab.isIn();
});

test('in Firefox, signing out everywhere ends the session of another device', options, async (t) => {
  const { mails, url } = await placeFor(t, { host: '127.0.0.1' });
  const [tab, other] = await Promise.all([firefoxFor(t), firefoxFor(t)].map(async (reader) => (await reader).newTab()));
  for (const each of [tab!, other!]) await each.visit(url);
  await tab!.opensSignIn();
  await tab!.joins(mails);
  await tab!.isIn();
  await other!.opensSignIn();
  await other!.signsInByCode(mails, 2);
  await other!.isIn();
  await other!.staysIn();
  await tab!.chooses('Sign out everywhere');
  await tab!.isOut();
  await other!.reload();
  await other!.sees('Your session has ended.');
});

/** Opens the window of the server's own page. */
async function openWindow(reader: FirefoxReader, tab: Visitor, button = 'Sign in or register'): Promise<FirefoxWindow> {
  await tab.opensSignIn();
  return reader.window(() => tab.press(button));
}

const azad: Person = { name: 'Azad', email: 'azad@reader.example', password: '' };

test('in Firefox a provider signs the reader in, in a window', options, async (t) => {
  const provider = await identityProviderFor(t, { azad: { name: azad.name, email: azad.email, email_verified: true } });
  const { url, server } = await placeFor(t, { host: 'localhost', env: { DIWAN_PROVIDERS: JSON.stringify([provider.entry]) } });
  provider.serve(server);
  const reader = await firefoxFor(t);
  const tab = await reader.newTab();
  await tab.visit(url);
  await tab.writes(draft);
  const window = await openWindow(reader, tab, 'Example');
  await window.signsInAtProvider('azad');
  await window.isClosed();
  await tab.isIn(azad);
  await tab.isWriting(draft);
  await tab.staysIn(azad);
});

const settings: readonly (readonly [name: string, preferences: Preferences])[] = [
  ['as it is', {}],
  ['that takes no cookies of other sites', noForeignCookies],
];
for (const [name, preferences] of settings) {
  test(`in Firefox ${name}, a window of another site's server signs the page in, which stays so`, options, async (t) => {
    const { mails, url } = await placeFor(t, { host: 'localhost' });
    const reader = await firefoxFor(t, preferences);
    const tab = await reader.newTab();
    await tab.visit(url);
    await tab.writes(draft);
    const window = await openWindow(reader, tab);
    await window.at(/^http:\/\/127\.0\.0\.1:\d+\/members\//);
    await window.joins(mails);
    await window.isClosed();
    await tab.isInBy('tokens');
    await tab.isWriting(draft);
    await tab.press('[part~=form] [part~=submit]', 'selector');
    await tab.sees('Your comment is published.');
    await tab.staysIn();

    // What is theirs is theirs without a cookie.
    await tab.press('Edit');
    await tab.fill({ '[part~=editing] textarea': 'I wrote this.' }, 'selector');
    await tab.press('Save');
    await tab.sees('I wrote this.');
    await tab.chooses('Sign out');
    await tab.isOut();

    const again = await openWindow(reader, tab);
    await again.signsIn();
    await again.isClosed();
    await tab.isIn();
  });
}

test('in Firefox that opens no windows and takes no cookies of other sites, the same tab goes to the server and comes back with what was being written', options, async (t) => {
  const { mails, url } = await placeFor(t, { host: 'localhost' });
  const reader = await firefoxFor(t, strict);
  const tab = await reader.newTab();
  await tab.visit(url);
  await tab.writes(draft);
  await tab.opensSignIn();
  await tab.press('Sign in or register');
  await tab.sees('Your browser did not let us open a window.');
  await tab.press('Continue in this tab');
  await tab.at(/^http:\/\/127\.0\.0\.1:\d+\/members\//);
  await tab.joins(mails);
  await tab.at(url);
  await tab.approach();
  await tab.isInBy('tokens');
  await tab.isWriting(draft);
});

test('in Firefox that opens no windows and takes no cookies of other sites, a provider signs the reader in, in the same tab', options, async (t) => {
  const provider = await identityProviderFor(t, { azad: { name: azad.name, email: azad.email, email_verified: true } });
  const { url, server } = await placeFor(t, { host: 'localhost', env: { DIWAN_PROVIDERS: JSON.stringify([provider.entry]) } });
  provider.serve(server);
  const reader = await firefoxFor(t, strict);
  const tab = await reader.newTab();
  await tab.visit(url);
  await tab.writes(draft);
  await tab.opensSignIn();
  await tab.press('Example');
  await tab.press('Continue in this tab');
  await tab.signsInAtProvider('azad');
  await tab.at(url);
  await tab.approach();
  await tab.isInBy('tokens', azad);
  await tab.isWriting(draft);
  await tab.staysIn(azad);
});
