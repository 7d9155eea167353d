import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { atEnd } from './support/at-end.ts';
import { newReader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { serverFor } from './support/server.ts';
import { SignIn } from './support/sign-in.ts';
import { Widget } from './support/widget.ts';

const program = fileURLToPath(new URL('../../demo/single-sign-on/server.mjs', import.meta.url));
/** What a browser says by itself of what a server refused. */
const mayComplain = /status of 4\d\d/;

/** The example of the demo as a process of its own, and the comments that trust it. */
async function example(t: TestContext): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await serverFor(t, { env: { DIWAN_SSO: JSON.stringify([{ site: 'local', issuer: url, jwks: `${url}/keys` }]) } });
  const site = spawn(process.execPath, [program], { env: { PORT: String(port), DIWAN_SERVER: server.url }, stdio: ['ignore', 'pipe', 'inherit'] });
  atEnd(t, () => site.kill());
  await new Promise((resolve, reject) => {
    site.stdout.once('data', resolve);
    site.once('exit', () => reject(new Error('The example did not start.')));
  });
  return url;
}

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

test('whom the site knows comments under their name there, signs in nowhere, and is a guest once the site forgets them', async (t) => {
  const url = await example(t);
  const reader = await newReader(t, { mayComplain });
  const widget = await Widget.open(reader, url);
  const signIn = new SignIn(widget);
  await widget.approach();
  await widget.field('name').waitFor();

  await enterSite(widget, 'Memê Alan');
  await widget.page.getByText('Signed in on this site as').waitFor();
  await signIn.isIn('Memê Alan');
  await widget.fill({ text: 'From the site’s own user' });
  await widget.submit.click();
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await signIn.isHeld('Memê Alan');
  await widget.says(widget.comments.locator('[part~=name]'), 'Memê Alan');
  // Which only members have.
  await widget.comments.locator('[part~=picture]').waitFor();

  await widget.page.locator('form[action="/sign-out"] button').click();
  await widget.page.locator('select[name=user]').waitFor();
  await widget.approach();
  await widget.field('name').waitFor();
  await eventually(async () => assert.equal(await signIn.line.getByText('Memê Alan').count(), 0));

  // Another of the site's users, in the same browser, is somebody else here, too.
  await enterSite(widget, 'Zîn');
  await signIn.isIn('Zîn');
});

/** Signs in on the site, by its own form. */
async function enterSite({ page }: Widget, name: string): Promise<void> {
  await page.locator('select[name=user]').selectOption(name);
  await page.locator('form[action="/sign-in"] button').click();
}
