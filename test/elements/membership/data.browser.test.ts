import { expect } from '@open-wc/testing';
import { membership as texts } from '../../../src/i18n/en/membership.ts';
import { until } from '../../support/harness.ts';
import { password, type MembersAdapter } from '../../support/members-adapter.ts';
import { withAnnSignedIn, type MembershipHarness } from '../../support/membership.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const post = (adapter: MembersAdapter, key: string) =>
  adapter.memory.createComment({ site: location.origin, key, url: null, title: null }, { id: crypto.randomUUID(), parentId: null, body: { format: 'text', text: 'Mine' }, guest: null }, { key: 'k' });

const page = (adapter: MembersAdapter, key: string) =>
  adapter.memory.loadThread({ site: location.origin, key, url: null, title: null }, { sort: 'oldest', size: 10, at: { page: 1 }, asOf: null });

const confirm = async (pages: MembershipHarness) => {
  pages.find('.farewell [type=submit]')!.click();
  await pages.settled();
};

describe('one’s data', () => {
  freshReader();
  heardConsole();

  it('is saved as a file with everything in it', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    await post(adapter, '/data');
    await pages.open('data');
    const saved: { name: string; file: Blob }[] = [];
    const { createObjectURL } = URL;
    const files = new Map<string, Blob>();
    URL.createObjectURL = (file: Blob) => {
      const address = createObjectURL.call(URL, file);
      files.set(address, file);
      return address;
    };
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      saved.push({ name: this.download, file: files.get(this.href)! });
    };
    try {
      await pages.press(texts.downloadButton);
      await until(() => pages.announcement === texts.downloaded, 'it says so');
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved.length).to.equal(1);
    expect(saved[0]!.name).to.match(/^localhost-\d{4}-\d\d-\d\d\.json$/);
    const everything = JSON.parse(await saved[0]!.file.text()) as { member: { email: string }; comments: { text: string }[] };
    expect([everything.member.email, everything.comments.map(({ text }) => text)]).to.deep.equal(['ann@news.example', ['Mine']]);
  });

  it('is deleted after the choice and the password, with the comments kept without a name', async () => {
    const { pages, adapter, harness } = await withAnnSignedIn();
    await post(adapter, '/kept');
    await pages.open('data');
    await pages.press(texts.deletionBegin);
    await until(() => harness.hasFocus(pages.find('.farewell [type=radio]')), 'the choice has the focus');
    await confirm(pages);
    expect(pages.faults).to.deep.equal([texts.fateRequired, texts.passwordRequired]);
    await pages.tick('[value=keep]');
    await pages.type('proof', 'not this one at all');
    await confirm(pages);
    await until(() => pages.faults.includes(texts.passwordWrong), 'it is not the one');
    await pages.type('proof', password);
    await confirm(pages);
    await until(() => pages.text.includes(texts.deleted), 'it says so');
    expect(pages.text).to.contain(texts.deletedNote);
    const { items } = await page(adapter, '/kept');
    expect(items.map(({ author, body }) => [author.kind, author.name, body.text])).to.deep.equal([['former', null, 'Mine']]);
    expect(await adapter.session.loadSession(location.origin)).to.equal(null);
    await until(() => !harness.element.widget.member, 'nobody is signed in');
    await pages.press(texts.close);
    expect(pages.dialog!.open).to.equal(false);
  });

  it('is deleted by a mailed code, with the comments', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    await post(adapter, '/gone');
    adapter.ways = { password: 'page' };
    Object.assign(pages.harness.element.widget.account!.session, { loadWays: () => adapter.session.loadWays(location.origin) });
    await pages.open('data');
    await pages.press(texts.deletionBegin);
    await pages.tick('[value=remove]');
    await pages.press(texts.deletionMail);
    await until(() => pages.find('#member-code'), 'it asks for the code');
    const { code } = adapter.mails.at(-1)!;
    for (const [typed, fault] of [['', texts.codeRequired], ['12', texts.codeMalformed], [code === '00000000' ? '11111111' : '00000000', texts.codeWrong]] as const) {
      await pages.type('code', typed);
      await confirm(pages);
      await until(() => pages.faults.includes(fault), fault);
    }
    await pages.type('code', `${code!.slice(0, 4)} ${code!.slice(4)}`);
    await confirm(pages);
    await until(() => pages.text.includes(texts.deleted), 'it says so');
    expect((await page(adapter, '/gone')).items).to.deep.equal([]);
  });

  it('stays where one thinks again, and nothing that was typed is kept', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    await pages.open('data');
    await pages.press(texts.deletionBegin);
    await pages.type('proof', password);
    await pages.press(texts.deletionCancel);
    await pages.press(texts.deletionBegin);
    expect((pages.find('#member-proof') as HTMLInputElement).value).to.equal('');
    expect((await adapter.account!.loadAccount(location.origin)).viewer.name).to.equal('Ann');
  });
});
