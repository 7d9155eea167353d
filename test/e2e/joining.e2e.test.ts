import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReader } from './support/browser.ts';
import { mailSinkFor } from './support/mail.ts';
import { serverFor } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

test('a guest who is writing joins by a mailed code, loses nothing, posts as a member, and is known after a reload', async (t) => {
  const sink = await mailSinkFor(t);
  const server = await serverFor(t, { comments: 2, env: sink.env });
  const site = await siteFor(t);
  const reader = await newReader(t, { mayComplain: /status of 40[134]/ });
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url })));
  await widget.approach();
  const { page } = widget;
  await page.locator('textarea').fill('I was writing this.');
  await page.locator('[part=sign-in]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Register' }).click();
  await page.locator('#sign-in-name').fill('Azad');
  await page.locator('#sign-in-email').fill('azad@news.example');
  await page.locator('#sign-in-password').fill('five blue lamps swim');
  await page.locator('dialog [part=submit]').click();
  await page.locator('#sign-in-code').fill(await sink.codeTo('azad@news.example'));
  await page.locator('dialog [part=submit]').click();
  await page.getByText('You are a member now.').first().waitFor();
  assert.equal(await page.locator('textarea').inputValue(), 'I was writing this.');
  await page.locator('form [part=submit]').click();
  await widget.own.getByText('Your comment is published.').waitFor();

  await widget.reload();
  await page.locator('[part=member]').getByText('Azad').waitFor();
  await page.getByText('Comment as').waitFor();
  // Their own comment can be changed, by what they are and not by what this device remembers.
  await widget.button('Edit').waitFor();
  await page.locator('[part=member]').click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByText('You are signed out.').first().waitFor();
  await page.getByText('Add contribution as a guest').waitFor();
  assert.equal(await widget.button('Edit').count(), 0);
});

test('on another site, a member signs in on the server’s own page in a window, which closes, and the draft stays', async (t) => {
  const sink = await mailSinkFor(t);
  const server = await serverFor(t, { comments: 2, env: sink.env });
  const site = await siteFor(t);
  const reader = await newReader(t, { mayComplain: /status of 40[134]/ });
  // Another site to a browser, the same machine to us.
  const elsewhere = server.url.replace('127.0.0.1', 'localhost');
  const widget = await Widget.open(reader, site.put('/', article({ server: elsewhere })));
  await widget.approach();
  const { page } = widget;
  await page.locator('textarea').fill('I was writing this.');
  await page.locator('[part=sign-in]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Sign in or register' }).waitFor();
  assert.equal(await page.locator('dialog [type=password]').count(), 0);
  const opened = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: 'Sign in or register' }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: 'Register' }).click();
  await popup.locator('#sign-in-name').fill('Azad');
  await popup.locator('#sign-in-email').fill('azad@news.example');
  await popup.locator('#sign-in-password').fill('five blue lamps swim');
  await popup.locator('[part=submit]').click();
  await popup.locator('#sign-in-code').fill(await sink.codeTo('azad@news.example'));
  const closed = popup.waitForEvent('close');
  await popup.locator('[part=submit]').click();
  await page.locator('[part=member]').getByText('Azad').waitFor();
  await closed;
  assert.equal(await page.locator('dialog').count(), 0);
  assert.equal(await page.locator('textarea').inputValue(), 'I was writing this.');
  await page.locator('form [part=submit]').click();
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await widget.button('Edit').waitFor();
});
