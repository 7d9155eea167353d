import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import { isAccessible } from './support/axe.ts';
import { newReader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { mailSinkFor } from './support/mail.ts';
import { MembershipPages } from './support/membership.ts';
import { serverFor } from './support/server.ts';
import { SignIn, zin } from './support/sign-in.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** What a browser says by itself of what a server refused. */
const mayComplain = /status of 4\d\d/;

/** Zîn is a member, and has posted; page and server are of one site. */
async function withZin(t: TestContext) {
  const mails = await mailSinkFor(t);
  const server = await serverFor(t, { env: mails.env });
  const url = (await siteFor(t)).put('/', article({ server: server.url }));
  const visit = async () => {
    const reader = await newReader(t, { mayComplain });
    const widget = await Widget.open(reader, url);
    await widget.isKeeping();
    return { ...reader, signIn: new SignIn(widget), widget };
  };
  const first = await visit();
  await first.signIn.join(zin, mails);
  await first.widget.fill({ text: 'Who was there?' });
  await first.widget.submit.click();
  await first.widget.own.getByText('Your comment is published.').waitFor();
  return { mails, server, visit, ...first, pages: new MembershipPages(first.signIn) };
}

/** A photograph as cameras make them, turned, and with where and by whom it was taken. */
async function photograph(): Promise<Buffer> {
  const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#a33' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Copyright: 'Secret Studio' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 19/1 0/1' } })
    .jpeg()
    .toBuffer();
  assert.ok(photo.includes('Secret Studio'), 'there is something to lose');
  return photo;
}

test('a picture is shown beside the member’s comments, without anything that the camera wrote, and nothing is asked of anybody else', async (t) => {
  const { pages, widget, server, requests } = await withZin(t);
  await pages.open('Profile');
  await pages.dialog.locator('#member-picture-file').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await photograph() });
  await pages.dialog.locator('canvas.crop').waitFor();
  await isAccessible(widget.page);
  await pages.press('Use this picture');
  await pages.says('Your picture was changed.');
  await pages.close();
  await widget.reload();
  const picture = widget.comments.locator('img[part~=picture]');
  await eventually(async () => assert.equal(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth), 192));
  const address = (await picture.getAttribute('src')) ?? '';
  assert.equal(new URL(address).origin, server.url);
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
  const { format, width, height, exif } = await sharp(bytes).metadata();
  assert.deepEqual([format, width, height, exif], ['webp', 192, 192, undefined]);
  assert.ok(!bytes.includes('Secret'));
  const hosts = new Set(requests.filter((url) => url.startsWith('http')).map((url) => new URL(url).hostname));
  assert.deepEqual([...hosts], ['127.0.0.1']);
});

test('another name and a few words about oneself are there for everybody who presses the name', async (t) => {
  const { pages, visit } = await withZin(t);
  await pages.open('Profile');
  await pages.dialog.getByLabel('Name', { exact: true }).fill('Zîn of Botan');
  await pages.dialog.getByLabel('About me', { exact: true }).fill('I like bridges.');
  await pages.press('Save');
  await pages.says('Saved.');
  await pages.close();
  await pages.signIn.isIn('Zîn of Botan');

  const other = await visit();
  await other.widget.comments.getByText('Zîn of Botan').first().click();
  const profile = other.widget.root.locator('[part=profile]');
  await profile.getByText('I like bridges.').waitFor();
  await profile.getByText('1 comment').waitFor();
  await profile.getByText('Member since').waitFor();
  await isAccessible(other.widget.page);
  await profile.getByRole('button', { name: 'Close' }).click();
  await profile.waitFor({ state: 'hidden' });
});

test('what members see of what is theirs has nothing that axe knows to be wrong', async (t) => {
  const { pages, widget } = await withZin(t);
  await widget.fill({ text: 'Half a thought' });
  await widget.keeps('Half a thought');
  await pages.open('Profile');
  await isAccessible(widget.page);
  for (const section of ['My comments', 'Earlier comments', 'Settings', 'Sign-in and devices', 'My data']) {
    await pages.turnTo(section);
    await isAccessible(widget.page);
  }
  await pages.press('Delete my account …');
  await isAccessible(widget.page);
});

test('another device is signed out from here', async (t) => {
  const { pages, visit, widget } = await withZin(t);
  const other = await visit();
  await other.signIn.enter(zin);
  await pages.open('Sign-in and devices');
  assert.equal(await pages.panel.locator('.devices li').count(), 2);
  await pages.press('Sign out all others');
  await pages.says('All other devices are signed out.');
  assert.equal(await pages.panel.locator('.devices li').count(), 1);
  await pages.close();
  await other.widget.reload();
  await other.widget.approach();
  await other.signIn.isOut();
  await widget.reload();
  await widget.approach();
  await pages.signIn.isHeld('Zîn');
});

test('the download holds what is stored, and the comments', async (t) => {
  const { pages, widget } = await withZin(t);
  await pages.open('My data');
  const [download] = await Promise.all([widget.page.waitForEvent('download'), pages.press('Download my data')]);
  assert.match(download.suggestedFilename(), /\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  JSON.parse(text);
  for (const part of ['Who was there?', zin.email, zin.name]) assert.ok(text.includes(part), `${part} is missing in ${text}`);
  assert.ok(!text.includes(zin.password));
  await pages.says('Your data was downloaded.');
});

for (const fate of ['keep', 'remove'] as const) {
  test(`whoever deletes their account ${fate === 'keep' ? 'leaves their comments under nobody’s name' : 'takes their comments along'}`, async (t) => {
    const { pages, server, visit, widget } = await withZin(t);
    const { id } = (await server.views())[0]!;
    await server.say('I was.', { parentId: id, guest: { name: 'Mem', email: null } });
    const other = await visit();
    await other.signIn.enter(zin);
    await pages.open('My data');
    await pages.press('Delete my account …');
    await pages.dialog.getByRole('radio', { name: fate === 'keep' ? 'They stay, without my name' : 'They are removed too' }).check();
    await pages.dialog.getByLabel('Your password, to be sure that it is you').fill('not the password at all');
    await pages.press('Delete my account for good');
    await pages.dialog.getByText('This is not your password.').waitFor();
    await pages.dialog.getByLabel('Your password, to be sure that it is you').fill(zin.password);
    await pages.press('Delete my account for good');
    await pages.dialog.getByRole('alert').getByText('Your account is deleted.').waitFor();
    await pages.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await pages.signIn.isOut();
    for (const each of [widget, other.widget]) {
      await each.reload();
      await each.approach();
      await new SignIn(each).line.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      if (fate === 'keep') await each.comments.first().locator('[part~=name]', { hasText: 'Former member' }).waitFor();
      await each.shows(fate === 'keep' ? ['Who was there?'] : []);
      // Where somebody replied, it says that there was a comment.
      if (fate === 'remove') await each.comments.first().getByText('removed').waitFor();
    }
    // The name is anybody's again, and the address knows no account.
    await other.signIn.open();
    await other.signIn.fill({ 'E-mail': zin.email, Password: zin.password });
    await other.signIn.press('Sign in');
    await other.signIn.dialog.getByText('E-mail and password do not fit together.').waitFor();
  });
}
