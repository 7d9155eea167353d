import { expect } from '@open-wc/testing';
import { account as texts } from '../../../src/i18n/en/account.ts';
import { turning } from '../../../src/i18n/en/turning.ts';
import { AccountHarness, withMembers } from '../../support/account.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { FakeAdapter } from '../../support/fake-adapter.ts';
import { until } from '../../support/harness.ts';
import { MembersAdapter } from '../../support/members-adapter.ts';
import { ownThread, placed } from '../../support/placed.ts';
import { freshReader, heardConsole, keepGuest } from '../../support/reader.ts';

const stage = (reach: (account: AccountHarness, adapter: MembersAdapter) => Promise<unknown>): MakeState => async (around) => {
  const { harness, account, adapter } = await withMembers(around);
  await reach(account, adapter);
  await account.drawn();
  return harness;
};

elementBasics('who writes', {
  'while nobody is signed in': stage(async () => undefined),
  'while somebody is signed in': stage((account) => account.signIn()),
  'while it is asked whether to delete what is not sent': stage(async (account) => {
    await account.signIn();
    await account.harness.typeAt('text', 'A text');
    await account.openMenu();
    account.harness.all('[part=menu] button')[1]!.click();
    await until(() => account.harness.find('[part=unsent]'), 'it asks');
  }),
});

describe('who writes', () => {
  freshReader();
  heardConsole();

  it('is not asked where the backend knows no members', async () => {
    const harness = await placed({ adapter: new FakeAdapter() });
    await harness.form();
    expect(harness.find('diwan-account')).to.equal(null);
  });

  it('says what members have of it, and nothing moves when it comes and when somebody is signed in', async () => {
    const { harness, account } = await withMembers();
    expect(account.line).to.contain(turning.signIn).and.to.contain(turning.benefit);
    const top = () => harness.list.getBoundingClientRect().top;
    const before = top();
    await account.signIn();
    expect(top()).to.equal(before);
    expect(harness.formHeading?.replace(/[\u2068\u2069]/g, '')).to.equal('Comment as Ann');
  });

  it('asks a member neither for a name nor for an address, and posts as the member', async () => {
    const { harness, account, adapter } = await withMembers();
    await account.signIn();
    expect([harness.field('Name'), harness.field('E-mail')]).to.deep.equal([undefined, undefined]);
    await harness.send('From a member');
    await until(() => harness.own.length === 1 && harness.own[0]?.became?.includes('published'), 'it is published');
    expect(adapter.posts.at(-1)!.request.guest).to.equal(null);
    expect(harness.own[0]?.name).to.equal('Ann');
  });

  it('offers a member to change their comments on any device', async () => {
    const adapter = await new MembersAdapter().withAnn();
    const thread = { ...ownThread(), url: null, title: null };
    await adapter.signInAnn();
    await adapter.memory.createComment(thread, { id: crypto.randomUUID(), parentId: null, body: { format: 'text', text: 'Mine' }, guest: null }, { key: 'k' });
    await adapter.endSession();
    const { harness, account } = await withMembers({ adapter, thread: thread.key });
    expect(harness.find('[data-deed]')).to.equal(null);
    await account.signIn();
    await until(() => harness.all('[data-deed]').length === 2, 'it can be edited and removed');
    await account.openMenu();
    await harness.press(texts.signOut);
    await until(() => harness.all('[data-deed]').length === 0, 'no more');
  });

  it('carries what a guest was writing over, without taking the caret away', async () => {
    const { harness, account } = await withMembers();
    await harness.typeAt('text', 'Hello there');
    const area = harness.find('textarea') as HTMLTextAreaElement;
    area.setSelectionRange(5, 5);
    await account.signIn();
    expect([area.isConnected, area.value, area.selectionStart]).to.deep.equal([true, 'Hello there', 5]);
    expect(harness.draftLines).to.deep.equal([]);
  });

  it('brings the draft back after a reload, and to nobody else', async () => {
    const { harness, account, adapter } = await withMembers();
    await account.signIn();
    await harness.typeAt('text', 'Hello there');
    await harness.element.widget.writing!.drafts.opened.values().next().value!.flush();
    const { thread } = harness.element;
    harness.element.remove();
    const again = await withMembers({ adapter: adapter.reloaded(), thread: thread! });
    await until(() => (again.harness.find('textarea') as HTMLTextAreaElement | null)?.value === 'Hello there', 'the draft is there');
    await again.account.signedIn();
    await again.account.openMenu();
    await again.harness.press(texts.signOut);
    await until(() => again.harness.find('[part=unsent]'), 'it asks');
    await again.harness.press(texts.unsentYes);
    await until(() => again.account.line?.includes(texts.signedOut), 'signed out');
    await again.harness.form();
    expect((again.harness.find('textarea') as HTMLTextAreaElement).value).to.equal('');
  });

  it('asks before a sign-out deletes what is not posted, and lets one stay', async () => {
    const { harness, account } = await withMembers();
    await account.signIn();
    await harness.typeAt('text', 'Hello there');
    await account.openMenu();
    await harness.press(texts.signOut);
    await until(() => harness.text('[part=unsent]')?.includes('one draft'), 'it asks');
    await harness.press(texts.unsentNo);
    await account.drawn();
    expect([harness.find('[part=unsent]'), account.memberButton?.textContent, (harness.find('textarea') as HTMLTextAreaElement).value]).to.deep.equal([null, 'Ann', 'Hello there']);
  });

  it('says that the session ended, and keeps everything until one signs in again', async () => {
    const { harness, account, adapter } = await withMembers();
    await account.signIn();
    await harness.typeAt('text', 'Hello there');
    await adapter.endSession();
    await harness.submit();
    await until(() => account.line?.includes(texts.lost), 'it says so');
    expect(harness.own[0]?.became).to.equal('Waiting for you to sign in.');
    await account.signIn();
    await until(() => harness.own[0]?.became?.includes('published'), 'it went out by itself');
    expect(adapter.posts.at(-1)!.request.body.text).to.equal('Hello there');
  });

  it('opens and closes its menu by key, and by a press elsewhere', async () => {
    const { harness, account } = await withMembers();
    await account.signIn();
    await account.openMenu();
    expect(account.menu).to.deep.equal([texts.myAccount, texts.signOut, texts.signOutEverywhere]);
    account.memberButton!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await account.drawn();
    expect([account.menu.length, harness.hasFocus(account.memberButton)]).to.deep.equal([0, true]);
    await account.openMenu();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await account.drawn();
    expect(account.menu.length).to.equal(0);
  });

  it('fills in for who joins what a guest is remembered by', async () => {
    await keepGuest({ name: 'Bo', email: 'bo@news.example' });
    const { harness, account } = await withMembers();
    await until(() => harness.field('Name')?.value === 'Bo', 'the guest is remembered');
    await account.open();
    await account.show('register');
    expect([account.field('name')!.value, account.field('email')!.value]).to.deep.equal(['Bo', 'bo@news.example']);
  });

  it('signs the site’s own user in without a word, and offers no sign-out', async () => {
    const adapter = new MembersAdapter({ siteUsers: { token: { subject: '7', name: 'Site User' } } });
    adapter.ways = { singleSignOn: true };
    const harness = await placed({ adapter, property: { singleSignOn: async () => 'token' } });
    const account = new AccountHarness(harness);
    await account.signedIn();
    expect(account.memberButton!.textContent).to.equal('Site User');
    account.memberButton!.click();
    await account.drawn();
    expect(account.menu).to.deep.equal([texts.myAccount]);
  });
});
