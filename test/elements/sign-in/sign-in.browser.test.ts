import { expect } from '@open-wc/testing';
import { account as texts } from '../../../src/i18n/en/account.ts';
import { AccountHarness, withMembers } from '../../support/account.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { defer } from '../../support/fake-adapter.ts';
import { until } from '../../support/harness.ts';
import { MembersAdapter, password } from '../../support/members-adapter.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const icon = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const providers = [{ id: 'one', name: 'Example', icon }, { id: 'two', name: 'Another', icon: null }];

const stage = (reach: (account: AccountHarness, adapter: MembersAdapter) => Promise<unknown>): MakeState => async (around) => {
  const { harness, account, adapter } = await withMembers(around, (made) => Object.assign(made.withPages(), { ways: { providers } }));
  await account.open();
  await reach(account, adapter);
  await account.drawn();
  return harness;
};

/** A code was mailed to Ann. */
async function mailed(account: AccountHarness): Promise<void> {
  await account.type({ email: 'ann@news.example' });
  await account.harness.press(texts.mailCode);
  await until(() => account.field('code'), 'the code can be typed');
  await account.drawn();
}

elementBasics('the dialog for signing in', {
  'with all ways': stage(async () => undefined),
  'for who joins, with everything wrong': stage(async (account) => {
    await account.show('register');
    account.harness.find('dialog [part=submit]')!.click();
    await account.drawn();
  }),
  'for who forgot': stage((account) => account.show('forgot')),
});

elementBasics('the dialog for signing in', {
  'where passwords are typed elsewhere': async (around) => {
    const { harness, account } = await withMembers(around, (made) => Object.assign(made.withPages(), { ways: { providers, password: 'page' } }));
    await account.open();
    return harness;
  },
  'while a code is waited for': async (around) => {
    const { harness, account } = await withMembers(around);
    await account.open();
    account.harness.element.widget.account!.signIn.resume({
      purpose: 'reset', flow: 'f', expiresAt: '', email: 'ann@news.example', name: '', withPassword: false, askedAt: Date.now(),
    });
    await account.drawn();
    return harness;
  },
  'when address and password do not fit': stage(async (account) => {
    account.harness.element.widget.account!.signIn.type('email', 'ann@news.example');
    account.harness.element.widget.account!.signIn.type('password', 'another long one');
    await account.harness.element.widget.account!.signIn.signIn();
    await account.drawn();
  }),
});

describe('the dialog for signing in', () => {
  freshReader();
  heardConsole();

  it('has fields that a browser fills in, and the focus in the first', async () => {
    const { harness, account } = await withMembers();
    await account.open();
    expect([account.title, account.fields]).to.deep.equal([texts.signInTitle, ['username', 'current-password']]);
    expect(harness.hasFocus(account.field('email'))).to.equal(true);
    await account.show('register');
    expect(account.fields).to.deep.equal(['nickname', 'username', 'new-password']);
    expect(harness.hasFocus(account.field('name'))).to.equal(true);
  });

  it('gives the focus back, keeps what was typed, and no password', async () => {
    const { harness, account } = await withMembers();
    await account.open();
    await account.type({ email: 'ann@news.example', password });
    account.dialog!.dispatchEvent(new Event('cancel', { cancelable: true }));
    await until(() => !account.dialog, 'it is closed');
    await account.drawn();
    expect(harness.hasFocus(harness.find('[part=sign-in]'))).to.equal(true);
    await account.open();
    expect([account.field('email')!.value, account.field('password')!.value]).to.deep.equal(['ann@news.example', '']);
  });

  it('shows a password to who asks', async () => {
    const { harness, account } = await withMembers();
    await account.open();
    expect(account.field('password')!.type).to.equal('password');
    (harness.find('dialog [type=checkbox]') as HTMLInputElement).click();
    await account.drawn();
    expect(account.field('password')!.type).to.equal('text');
  });

  it('brings the reader to the first wrong field, and forgives it as it is mended', async () => {
    const { harness, account } = await withMembers();
    await account.open();
    await account.submit();
    expect([account.fault('email'), account.fault('password')]).to.deep.equal([texts.emailRequired, texts.passwordRequired]);
    expect(harness.hasFocus(account.field('email'))).to.equal(true);
    await account.type({ email: 'a' });
    expect([account.fault('email'), harness.hasFocus(account.field('email'))]).to.deep.equal([null, true]);
  });

  it('says aloud what went wrong with all of it', async () => {
    const { account, harness } = await withMembers();
    await account.open();
    await account.type({ email: 'ann@news.example', password: 'another long one' });
    await account.submit();
    expect(account.failure).to.equal(texts.mismatch);
    expect(harness.find('dialog [part=failure]')!.getAttribute('role')).to.equal('alert');
  });

  it('signs in, greets, and gives the focus to the member’s name', async () => {
    const { harness, account } = await withMembers();
    await account.signIn();
    await until(() => harness.announcement === texts.welcome('Ann'), 'it greets');
    expect([account.dialog, account.line?.includes(texts.welcome('Ann'))]).to.deep.equal([null, true]);
    expect(harness.hasFocus(account.memberButton)).to.equal(true);
  });

  it('makes a member: name, address, code', async () => {
    const { harness, account, adapter } = await withMembers();
    await account.open();
    await harness.press(texts.register);
    await account.type({ name: 'Bo', email: 'bo@news.example' });
    await account.submit();
    await until(() => account.field('code'), 'the code can be typed');
    await account.drawn();
    expect(harness.text('dialog')).to.contain('bo@news.example');
    const { code } = adapter.mails.at(-1)!;
    expect([account.field('code')!.inputMode, account.fields]).to.deep.equal(['numeric', ['one-time-code']]);
    await account.type({ code: ` ${code!.slice(0, 4)} ${code!.slice(4)}\n` });
    await account.submit();
    await account.signedIn();
    await until(() => harness.announcement === texts.welcomeNew('Bo'), 'it greets');
  });

  it('waits for the code over a reload', async () => {
    const { harness, account, adapter } = await withMembers();
    await account.open();
    await mailed(account);
    const { thread } = harness.element;
    harness.element.remove();
    const again = await withMembers({ adapter: adapter.reloaded(), thread: thread! });
    await again.account.open();
    await until(() => again.account.field('code'), 'it waits still');
    await again.account.type({ code: adapter.mails.at(-1)!.code! });
    await again.account.submit();
    await again.account.signedIn();
  });

  it('asks where else one can sign in only once, and says when that fails', async () => {
    const { harness, account, adapter } = await withMembers({}, (made) => (made.failure = 'unavailable'));
    harness.find('[part=sign-in]')!.click();
    await until(() => harness.text('dialog')?.includes(texts.waysFailed), 'it says so');
    adapter.failure = null;
    await harness.press(texts.retry);
    await until(() => account.field('email'), 'now it can');
  });

  it('has no field for a password where the page could read it', async () => {
    const { account, harness, adapter } = await withMembers({}, (made) => Object.assign(made.withPages(), { ways: { password: 'page', providers } }));
    await account.open();
    expect([account.fields, !!harness.find('dialog [type=password]')]).to.deep.equal([['username'], false]);
    await account.show('register');
    expect(harness.find('dialog [type=password]')).to.equal(null);
    await until(() => adapter.begun.length === 3, 'what is opened is fetched beforehand');
  });

  it('opens a provider in the press itself; where the browser does not let it, in this tab', async () => {
    const { account, harness, adapter } = await withMembers({}, (made) => Object.assign(made.withPages(), { ways: { providers } }));
    const opened: string[] = [];
    const { open } = window;
    window.open = ((address: string) => (opened.push(address), null)) as typeof open;
    try {
      await account.open();
      await until(() => adapter.begun.length === 2, 'what is opened is fetched beforehand');
      harness.button('Example').click();
      expect(opened.length, 'in the same task').to.equal(1);
      await account.drawn();
      expect(harness.text('dialog')).to.contain(texts.windowBlocked).and.to.contain(texts.inThisTab);
    } finally {
      window.open = open;
    }
  });

  it('says that the window was closed, and lets one try again', async () => {
    const { account, harness, adapter } = await withMembers({}, (made) => Object.assign(made.withPages(), { ways: { providers } }));
    const popup = { closed: false, close: () => undefined };
    const { open } = window;
    let openings = 0;
    window.open = (() => (openings++, popup)) as unknown as typeof open;
    try {
      await account.open();
      await until(() => adapter.begun.length === 2, 'what is opened is fetched beforehand');
      await harness.press('Example');
      expect(account.title).to.equal(texts.windowTitle);
      popup.closed = true;
      await until(() => harness.text('dialog')?.includes(texts.windowGone), 'it says so');
      popup.closed = false;
      await harness.press(texts.openAgain);
      await until(() => openings === 2, 'it is opened again');
    } finally {
      window.open = open;
    }
  });

  it('closes and greets when somebody signed in in another tab', async () => {
    const { account, adapter, harness } = await withMembers();
    await account.open();
    const view = await adapter.signInAnn();
    const channel = new BroadcastChannel('diwan:v1');
    channel.postMessage({ session: JSON.stringify([adapter.name, location.origin]), is: 'in', tab: 'another' });
    channel.close();
    await account.signedIn();
    await until(() => !account.dialog && harness.announcement === texts.welcome(view.viewer.name), 'it greets');
  });

  it('is busy while it asks, and asks once', async () => {
    const { account, harness, adapter } = await withMembers();
    await account.open();
    const held = (adapter.held = defer());
    await account.type({ email: 'ann@news.example', password });
    for (const _ of [1, 2]) harness.find('dialog [part=submit]')!.click();
    await account.drawn();
    expect(harness.find('dialog form')!.getAttribute('aria-busy')).to.equal('true');
    held.resolve(undefined);
    await account.signedIn();
  });
});
