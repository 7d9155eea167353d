import { expect } from '@open-wc/testing';
import { loadPreferences } from '../../../src/state/preferences.ts';
import { membership as texts } from '../../../src/i18n/en/membership.ts';
import { until } from '../../support/harness.ts';
import { MembersAdapter, password } from '../../support/members-adapter.ts';
import { withAnnSignedIn, type MembershipHarness } from '../../support/membership.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const submit = async (pages: MembershipHarness, place: string) => {
  pages.find(`${place} [type=submit]`)!.click();
  await pages.settled();
};

describe('sign-in and devices', () => {
  freshReader();
  heardConsole();

  it('change the password, and sign the other devices out', async () => {
    const { pages, adapter } = await withAnnSignedIn({}, (made) => made.withAnn().catch(() => undefined));
    await pages.open('access');
    await submit(pages, '.password');
    expect(pages.faults).to.deep.equal([texts.passwordRequired, texts.passwordRequired]);
    await pages.type('current', 'not this one at all');
    await pages.type('password', 'short');
    await submit(pages, '.password');
    expect(pages.faults).to.deep.equal([texts.passwordTooShort(15)]);
    await pages.type('password', 'six green lamps swim');
    await submit(pages, '.password');
    await until(() => pages.faults.includes(texts.passwordWrong), 'it is not the one');
    await pages.type('current', password);
    await submit(pages, '.password');
    await until(() => pages.announcement === texts.passwordChanged, 'it says so');
    expect((pages.find('#member-password') as HTMLInputElement).value).to.equal('');
    const { devices } = await adapter.account!.loadAccount(location.origin);
    expect(devices.length).to.equal(1);
  });

  it('show what is typed where one wants it, and forget it with the dialog', async () => {
    const { pages } = await withAnnSignedIn();
    await pages.open('access');
    await pages.type('password', 'six green lamps swim');
    await pages.tick('.password [type=checkbox]');
    expect((pages.find('#member-password') as HTMLInputElement).type).to.equal('text');
    await pages.press(texts.close);
    await pages.open('access');
    const field = pages.find('#member-password') as HTMLInputElement;
    expect([field.type, field.value]).to.deep.equal(['password', '']);
  });

  it('ask for no password on a page that could read it', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    adapter.ways = { password: 'page' };
    adapter.withPages();
    Object.assign(pages.harness.element.widget.account!.session, { loadWays: () => adapter.session.loadWays(location.origin) });
    await pages.open('access');
    expect(pages.all('[type=password]').length).to.equal(0);
    expect(pages.text).to.contain(texts.passwordElsewhere).and.to.contain(texts.openPage);
    await pages.show('data');
    await pages.press(texts.deletionBegin);
    expect(pages.text).to.contain(texts.deletionProofCode('a…@news.example'));
  });

  it('list the devices, this one first, and sign out one or all others', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    const beside = adapter.memory as unknown as { beside(device: string): typeof adapter };
    for (let device = 0; device < 3; device++) await beside.beside('another').session.signIn(location.origin, 'ann@news.example', password);
    await pages.open('access');
    const devices = () => pages.all('.devices li').length;
    const before = devices();
    expect(before).to.be.at.least(4);
    expect(pages.all('.devices li')[0]!.innerText).to.contain(texts.thisDevice);
    await pages.press(texts.endNamed(texts.device));
    await until(() => devices() === before - 1, 'one is gone');
    await pages.press(texts.endOthers);
    await until(() => devices() === 1, 'only this one is left');
    expect((await adapter.account!.loadAccount(location.origin)).devices.map(({ isThis }) => isThis)).to.deep.equal([true]);
  });

  it('add a passkey by its name and remove it again, after asking', async () => {
    // Not every engine has them where it is tested.
    globalThis.PublicKeyCredential ??= Object as unknown as typeof PublicKeyCredential;
    const { pages, adapter } = await withAnnSignedIn();
    adapter.ways = { passkeys: true };
    const account = () => adapter.account!.loadAccount(location.origin);
    adapter.passkeys = {
      signIn: () => Promise.reject(new Error('not here')),
      add: async (_site, name) => ({ ...(await account()), passkeys: [{ id: 'k1', name, createdAt: '2026-11-22T12:00:00.000Z' }] }),
      remove: async () => account(),
    };
    await pages.open('access');
    await submit(pages, '.passkeys');
    expect(pages.faults).to.deep.equal([texts.passkeyNameRequired]);
    await pages.type('passkey', 'My phone');
    await submit(pages, '.passkeys');
    await until(() => pages.announcement === texts.passkeyAdded, 'it says so');
    await pages.press(texts.removeNamed('My phone'));
    expect(pages.text).to.contain(texts.passkeyAsk('My phone'));
    await pages.tick('.asked button');
    await until(() => pages.announcement === texts.passkeyRemoved, 'it says so');
    expect(pages.text).to.contain(texts.noPasskeys);
  });
});

describe('the settings', () => {
  freshReader();
  heardConsole();

  it('speak another language at once, and on the next page of this device', async () => {
    const { pages, harness, adapter } = await withAnnSignedIn();
    await pages.open('settings');
    harness.choose(pages.find('select') as HTMLSelectElement, 'tr');
    await until(() => harness.language === 'tr' && pages.text.includes('Ayarlar'), 'it speaks Turkish');
    expect((await adapter.account!.loadAccount(location.origin)).settings.language).to.equal('tr');
    const { thread } = harness.element;
    harness.element.remove();
    const { placed } = await import('../../support/placed.ts');
    const again = await placed({ adapter: adapter.reloaded(), thread: thread!, lang: 'en' });
    await until(() => again.language === 'tr', 'it speaks Turkish again');
  });

  it('come along to a device that the member is new to', async () => {
    const adapter = await new MembersAdapter().withAnn();
    const elsewhere = (adapter.memory as unknown as { beside(device: string): typeof adapter }).beside('another');
    await elsewhere.session.signIn(location.origin, 'ann@news.example', password);
    const { settings } = await elsewhere.account!.loadAccount(location.origin);
    await elsewhere.account!.changeAccount(location.origin, { settings: { ...settings, language: 'ku' } });
    const { harness } = await withAnnSignedIn({ adapter });
    await until(() => harness.language === 'ku', 'it speaks Kurmanji');
    await harness.element.widget.account!.session.signOut('here');
    await until(() => harness.language === 'en', 'and English again');
  });

  it('show the other appearance where the page has one, and go back with the page’s', async () => {
    const { pages, harness } = await withAnnSignedIn();
    await pages.open('settings');
    const isDark = () => getComputedStyle(harness.element).colorScheme === 'dark' && /2[45]\d, 2[45]\d/.test(getComputedStyle(harness.element).color);
    await pages.tick('[value=dark]');
    await until(isDark, 'it is dark');
    expect(loadPreferences(localStorage).choices).to.deep.include({ theme: 'dark' });
    await expect(harness.element).to.be.accessible();
    await pages.tick('[value=light]');
    await until(() => !isDark(), 'it is light');
    expect(harness.element.hasAttribute('data-diwan-theme'), 'as the page is').to.equal(false);
    await pages.tick('[value=dark]');
    await harness.element.widget.account!.session.signOut('here');
    await until(() => !harness.element.hasAttribute('data-diwan-theme'), 'nobody’s choice is left');
  });

  it('spring back where the backend refuses', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    await pages.open('settings');
    const box = pages.find('[name=mailsReplies]') as HTMLInputElement;
    const before = box.checked;
    const facet = adapter.account!;
    const { changeAccount } = facet;
    facet.changeAccount = () => Promise.reject(Object.assign(new Error('no'), { name: 'CommentsError', code: 'unavailable', faults: [], retryAfter: null }));
    await pages.tick('[name=mailsReplies]');
    await until(() => pages.faults.length, 'it says so');
    expect([box.checked, pages.faults]).to.deep.equal([before, [texts.failed]]);
    Object.assign(facet, { changeAccount });
    await pages.tick('[name=mailsReplies]');
    await until(() => pages.announcement === texts.saved, 'it is saved');
    expect(box.checked).to.equal(!before);
  });
});
