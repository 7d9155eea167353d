import { expect } from '@open-wc/testing';
import { account as texts } from '../../src/i18n/en/account.ts';
import { AccountHarness } from '../support/account.ts';
import { until } from '../support/harness.ts';
import { MembersAdapter } from '../support/members-adapter.ts';
import { placed } from '../support/placed.ts';
import { freshReader, heardConsole } from '../support/reader.ts';

describe('coming back from a sign-in on another page', () => {
  freshReader();
  const heard = heardConsole();

  // The first of the file: what came back stands in the address before anything is fetched.
  it('signs in with what stands in the address, and takes it out of there', async () => {
    const adapter = (await new MembersAdapter().withAnn()).withPages();
    history.replaceState(null, '', '#diwan=good');
    const heardByOthers: unknown[] = [];
    const other = new BroadcastChannel('diwan:v1');
    other.addEventListener('message', ({ data }) => heardByOthers.push(data));
    const harness = await placed({ adapter });
    const account = new AccountHarness(harness);
    await account.signedIn();
    expect([location.hash, adapter.finished]).to.deep.equal(['', ['#diwan=good']]);
    await until(() => heardByOthers.length, 'other tabs are told');
    other.close();
    expect(JSON.stringify(heardByOthers)).not.to.contain('good');
    await until(() => account.line?.includes(texts.welcome('Ann')), 'it greets');
    expect(heard.errors).to.deep.equal([]);
  });

  it('is asked about at no other time', async () => {
    const adapter = (await new MembersAdapter().withAnn()).withPages();
    history.replaceState(null, '', '#comment-1');
    const harness = await placed({ adapter });
    await harness.form();
    expect([location.hash, adapter.finished, adapter.sessionsAsked, harness.element.widget.account]).to.deep.equal(['#comment-1', [], 0, undefined]);
  });

  it('asks who is signed in only where the device remembers somebody', async () => {
    const adapter = await new MembersAdapter().withAnn();
    const view = await adapter.signInAnn();
    localStorage.setItem('diwan:v1', JSON.stringify({ member: { backend: adapter.name, id: view.viewer.id, name: 'Ann' } }));
    const account = new AccountHarness(await placed({ adapter }));
    await account.signedIn();
    expect(adapter.sessionsAsked).to.equal(1);
  });
});
