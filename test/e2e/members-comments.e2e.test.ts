import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
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

/** Page and server are of one site. */
async function oneSite(t: TestContext) {
  const mails = await mailSinkFor(t);
  const server = await serverFor(t, { env: mails.env });
  const url = (await siteFor(t)).put('/', article({ server: server.url }));
  const visit = async () => {
    const widget = await Widget.open(await newReader(t, { mayComplain }), url);
    await widget.isKeeping();
    return new SignIn(widget);
  };
  return { mails, server, url, visit };
}

async function post(signIn: SignIn, text: string): Promise<void> {
  await signIn.widget.fill({ text });
  await signIn.widget.submit.click();
  await signIn.widget.own.filter({ hasText: text }).getByText('Your comment is published.').waitFor();
}

test('a draft goes from the guest to the member, outlives a reload, and is theirs alone after a sign-out', async (t) => {
  const { mails, visit, server } = await oneSite(t);
  const signIn = await visit();
  const { widget } = signIn;
  await widget.fill({ name: 'Zîn', text: 'I was writing this.' });
  await signIn.join(zin, mails);
  await widget.holds('I was writing this.');
  assert.equal(await widget.field('name').count(), 0);
  await widget.keeps('I was writing this.');
  await widget.reload();
  await widget.approach();
  await widget.holds('I was writing this.');
  // A sign-out asks, since it would delete what is not posted.
  await signIn.choose('Sign out');
  const question = widget.root.getByRole('alertdialog');
  await question.getByText('Signing out deletes from this device what is not posted yet: one draft.').waitFor();
  await question.getByRole('button', { name: 'Stay signed in' }).click();
  await widget.submit.click();
  await widget.own.getByText('Your comment is published.').waitFor();
  const [view] = await server.views();
  assert.deepEqual([view?.author.name, view?.author.kind, view?.body.text], ['Zîn', 'member', 'I was writing this.']);
  await widget.fill({ text: 'Half a thought' });
  await widget.keeps('Half a thought');
  await signIn.choose('Sign out');
  await question.getByRole('button', { name: 'Sign out and delete' }).click();
  await signIn.isOut();
  await widget.holds('');
  await widget.keepsNoDraft();
});

test('a member changes and removes from one browser what they wrote in another', async (t) => {
  const { mails, visit, server } = await oneSite(t);
  const signIn = await visit();
  await signIn.join(zin, mails);
  await post(signIn, 'I was their.');
  const other = await visit();
  assert.equal(await other.widget.button('Edit').count(), 0);
  await other.enter(zin);
  await other.widget.button('Edit').click();
  await other.widget.change.fill('I was there.');
  await other.widget.button('Save').click();
  await eventually(async () => assert.deepEqual(await server.texts(), ['I was there.']));
  await signIn.widget.reload();
  await signIn.widget.isKeeping();
  await signIn.widget.shows(['I was there.']);
  await signIn.widget.comments.locator('[part~=edited]').waitFor();
  await signIn.widget.button('Remove').click();
  await signIn.widget.button('Yes, remove it').click();
  await eventually(async () => assert.deepEqual(await server.texts(), []));
});

test('who joins is offered what they wrote as a guest under the same address, and nothing else', async (t) => {
  const { mails, visit, server } = await oneSite(t);
  await server.say('Nobody’s', { guest: { name: 'Zîn', email: null } });
  await server.say('Of before', { guest: { name: 'Z.', email: zin.email } });
  await server.say('Of another', { guest: { name: 'Zînê', email: 'zine@reader.example' } });
  const signIn = await visit();
  const pages = new MembershipPages(signIn);
  await signIn.register(zin);
  await signIn.fill({ Code: await mails.codeTo(zin.email) });
  await signIn.press('Continue');
  await pages.dialog.getByRole('heading', { name: 'Earlier comments' }).waitFor();
  await pages.panel.getByText('Of before').waitFor();
  assert.equal(await pages.panel.getByRole('checkbox').count(), 1);
  await pages.press('These are mine (1)');
  await pages.says('One comment is yours now.');
  await pages.close();
  const authors = (await server.views()).map(({ author, body }) => [body.text, author.name, author.kind]);
  // And a guest's comment under the name that is now a member's is marked.
  assert.deepEqual(authors, [['Nobody’s', 'Zîn', 'namesake'], ['Of before', 'Zîn', 'member'], ['Of another', 'Zînê', 'guest']]);
  await signIn.widget.reload();
  await signIn.widget.shows(['Nobody’s', 'Of before', 'Of another']);
  await signIn.widget.comments.first().locator('[part~=kind]', { hasText: 'Guest' }).waitFor();
});

test('a guest who uses a member’s name is marked as a guest', async (t) => {
  const { mails, visit } = await oneSite(t);
  const signIn = await visit();
  await signIn.join(zin, mails);
  const guest = await visit();
  await guest.widget.post('It is me, really.', 'zîn');
  await guest.widget.own.getByText('Your comment is published.').waitFor();
  await signIn.widget.reload();
  const comment = signIn.widget.comments.filter({ hasText: 'It is me, really.' });
  await comment.locator('[part~=name]', { hasText: 'zîn' }).waitFor();
  await comment.locator('[part~=kind]', { hasText: 'Guest' }).waitFor();
});

test('a reply is told by mail, until its reader ends such mails by one click', async (t) => {
  const { mails, visit, server } = await oneSite(t);
  const signIn = await visit();
  await signIn.join(zin, mails);
  await post(signIn, 'Who was there?');
  const { id } = (await server.views())[0]!;
  await server.say('I was.', { parentId: id, guest: { name: 'Mem', email: null } });
  const mail = await mails.mailTo(zin.email, 2);
  assert.match(mail.text, /I was\./);
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
  const [, address = ''] = /<(http[^>]+)>/.exec(header('list-unsubscribe')) ?? [];
  assert.ok(address.startsWith(server.url), address);
  // What a mail program does, from wherever it is.
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
  assert.equal(answer.status, 200);
  await server.say('So was I.', { parentId: id, guest: { name: 'Mem', email: null } });
  const pages = new MembershipPages(signIn);
  await pages.open('Settings');
  assert.equal(await pages.panel.getByRole('checkbox', { name: 'Tell me by e-mail when somebody replies to me' }).isChecked(), false);
  // Ticked again, the next is told, and the one between was not.
  await pages.panel.getByRole('checkbox', { name: 'Tell me by e-mail when somebody replies to me' }).check();
  await pages.says('Saved.');
  await server.say('Nor was I.', { parentId: id, guest: { name: 'Mem', email: null } });
  assert.match((await mails.mailTo(zin.email, 3)).text, /Nor was I\./);
});
