import { expect } from '@open-wc/testing';
import { profile as texts } from '../../../src/i18n/en/profile.ts';
import { withMembers } from '../../support/account.ts';
import { elementBasics } from '../../support/element-basics.ts';
import { until, type Harness } from '../../support/harness.ts';
import { MembersAdapter } from '../../support/members-adapter.ts';
import { ownThread, type Placing } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

/** A page with a comment of Ann's, who is not signed in here, and one of a guest's. */
async function read(placing: Placing = {}) {
  const adapter = await new MembersAdapter().withAnn();
  const thread = { ...ownThread(), url: null, title: null };
  await adapter.signInAnn();
  await adapter.account!.changeAccount(location.origin, { about: 'I write.' });
  const write = (text: string, guest: { name: string; email: string } | null) =>
    adapter.memory.createComment(thread, { id: crypto.randomUUID(), parentId: null, body: { format: 'text', text }, guest }, { key: text });
  await write('A member’s', null);
  await adapter.endSession();
  await write('A guest’s', { name: 'Bob', email: 'bob@news.example' });
  const { harness } = await withMembers({ ...placing, adapter, thread: thread.key });
  await until(() => names(harness).some((name) => name.role), 'a name can be pressed');
  return { adapter, harness, thread };
}

const names = (harness: Harness) => harness.all('diwan-comment [part~=name]');
const sheet = (harness: Harness) => harness.find('diwan-profile dialog') as HTMLDialogElement | null;
const isOpen = (harness: Harness) => !!sheet(harness)?.matches(':popover-open');
const press = (element: HTMLElement, key: string) => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

async function open(harness: Harness): Promise<void> {
  names(harness)[0]!.click();
  await until(() => isOpen(harness) && sheet(harness)!.querySelector('.card'), 'it is open');
}

elementBasics('the profile of a member', {
  'before it is opened': async (around) => (await read(around)).harness,
});

describe('the profile of a member', () => {
  freshReader();
  heardConsole();

  it('is accessible, and fits beside the name', async () => {
    for (const around of [{}, { lang: 'ar', dir: 'rtl' }]) {
      const { harness } = await read(around);
      const place = harness.element.parentElement!;
      // Where the page is scrolled is no matter.
      place.style.paddingBlock = '100vh';
      names(harness)[0]!.scrollIntoView({ block: 'end' });
      await open(harness);
      const { left, right, top, bottom } = sheet(harness)!.getBoundingClientRect();
      const name = names(harness)[0]!.getBoundingClientRect();
      expect([left >= 0, right <= innerWidth, top >= 0, bottom <= innerHeight]).to.deep.equal([true, true, true, true]);
      expect(Math.min(Math.abs(top - name.bottom), Math.abs(bottom - name.top))).to.be.at.most(8);
      await expect(harness.element).to.be.accessible();
      place.remove();
      scrollTo(0, 0);
    }
  });

  it('opens where a member’s name is pressed, not a guest’s, and shows what they let be seen', async () => {
    const { harness } = await read();
    expect(names(harness).map((name) => [name.textContent, name.getAttribute('role'), name.tabIndex])).to.deep.equal([['Ann', 'button', 0], ['Bob', null, -1]]);
    await open(harness);
    const said = sheet(harness)!.innerText;
    expect(said).to.contain('Ann').and.to.contain('I write.').and.to.contain(texts.memberComments(1)).and.to.contain('Member since');
    expect(sheet(harness)!.getAttribute('aria-label')).to.equal(texts.aboutMember('Ann'));
  });

  it('is opened and closed by keyboard, and leads back to the name', async () => {
    const { harness } = await read();
    for (const key of ['Enter', ' ']) {
      const [name] = names(harness);
      name!.focus();
      expect(press(name!, key), 'the page does not scroll').to.equal(false);
      await until(() => isOpen(harness) && sheet(harness)!.contains(harness.root.activeElement), 'the focus is in it');
      sheet(harness)!.querySelector('button')!.click();
      await until(() => !isOpen(harness) && harness.hasFocus(name), 'it led back');
    }
  });

  it('moves nothing', async () => {
    const { harness } = await read();
    const places = () => harness.commentElements.map((comment) => JSON.stringify(comment.getBoundingClientRect()));
    const before = places();
    await open(harness);
    expect(places()).to.deep.equal(before);
  });

  it('says that the member is no longer here, or that it could not be loaded', async () => {
    const { harness, adapter } = await read();
    const fail = (code: string) => () => Promise.reject(Object.assign(new Error('no'), { name: 'CommentsError', code, faults: [], retryAfter: null }));
    for (const [code, text] of [['not-found', texts.profileGone], ['unavailable', texts.profileFailed]] as const) {
      adapter.account!.loadProfile = fail(code);
      names(harness)[0]!.click();
      await until(() => isOpen(harness) && sheet(harness)!.innerText.includes(text), text);
      sheet(harness)!.querySelector('button')!.click();
      await until(() => !isOpen(harness), 'it is closed');
    }
  });

  it('is that of whoever stands there now', async () => {
    const { harness, adapter, thread } = await read();
    const asked: string[] = [];
    const { loadProfile } = adapter.account!;
    adapter.account!.loadProfile = (site, id) => (asked.push(id), loadProfile(site, id));
    await adapter.signInAnn();
    await adapter.memory.createComment(thread, { id: crypto.randomUUID(), parentId: null, body: { format: 'text', text: 'Another' }, guest: null }, { key: 'another' });
    await adapter.endSession();
    harness.choose(harness.sort, 'newest');
    await until(() => names(harness).map((name) => name.textContent).join() === 'Ann,Bob,Ann', 'the order is another');
    await until(() => names(harness).map((name) => name.getAttribute('role') ?? '').join() === 'button,,button', 'so are the buttons');
    await open(harness);
    expect(asked.length).to.equal(1);
  });
});
