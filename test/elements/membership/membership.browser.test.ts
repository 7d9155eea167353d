import { expect } from '@open-wc/testing';
import { membership as texts } from '../../../src/i18n/en/membership.ts';
import type { MemberSection } from '../../../src/state/membership.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { until } from '../../support/harness.ts';
import type { MembersAdapter } from '../../support/members-adapter.ts';
import { checkered, withAnnSignedIn, type MembershipHarness } from '../../support/membership.ts';
import { ownThread } from '../../support/placed.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const write = (adapter: MembersAdapter, text: string, guest: { name: string; email: string } | null) => {
  const { site, key } = ownThread();
  return adapter.memory.createComment({ site, key, url: `${site}${key}`, title: 'An article' }, { id: crypto.randomUUID(), parentId: null, body: { format: 'text', text }, guest }, { key: text });
};

const asGuest = (adapter: MembersAdapter) => write(adapter, 'As a guest', { name: 'Ann', email: 'ann@news.example' });

const stage = (section: MemberSection, reach: (pages: MembershipHarness, adapter: MembersAdapter) => Promise<unknown> = async () => undefined): MakeState => async (around) => {
  const { harness, pages, adapter } = await withAnnSignedIn(around, asGuest);
  await write(adapter, 'As a member', null);
  await pages.open(section);
  await reach(pages, adapter);
  await pages.settled();
  return harness;
};

elementBasics('members’ pages', {
  'at the profile': stage('profile'),
  'while a picture is cut': stage('profile', async (pages) => pages.choosePicture(await checkered())),
  'at the profile with faults': stage('profile', async (pages) => {
    await pages.type('name', ' ');
    pages.find('.sheet [type=submit]')!.click();
  }),
  'at one’s comments': stage('comments'),
  'at earlier comments': stage('earlier'),
  'at the settings': stage('settings'),
  'at sign-in and devices': stage('access'),
  'at one’s data': stage('data'),
  'while the account is about to be deleted': stage('data', (pages) => pages.tick('[data-key=deletion]')),
  'after the account was deleted': stage('data', async (pages) => {
    await pages.tick('[data-key=deletion]');
    await pages.tick('[value=keep]');
    await pages.type('proof', 'five blue lamps swim');
    pages.find('.farewell [type=submit]')!.click();
    await until(() => pages.find('[role=alert] strong') && !pages.harness.element.widget.member, 'it says so');
  }),
});

describe('members’ pages', () => {
  freshReader();
  heardConsole();

  it('fit on the narrowest screen, in every section', async () => {
    const { pages } = await withAnnSignedIn({}, asGuest);
    await pages.open();
    for (const section of ['profile', 'comments', 'earlier', 'settings', 'access', 'data'] as const) {
      await pages.show(section);
      pages.dialog!.style.inlineSize = '320px';
      const panel = pages.find('.panel')!;
      await until(() => panel.scrollWidth <= panel.clientWidth && pages.dialog!.scrollWidth <= pages.dialog!.clientWidth, `${section} fits`);
    }
  });

  it('lead from section to section by the arrows, in the direction of reading', async () => {
    for (const dir of ['ltr', 'rtl'] as const) {
      const { pages, harness } = await withAnnSignedIn({ dir, lang: dir === 'rtl' ? 'ar' : 'en' });
      await pages.open();
      const press = async (key: string) => {
        harness.root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await pages.settled();
        return pages.all('[role=tab]').findIndex((tab) => tab.ariaSelected === 'true' && harness.hasFocus(tab));
      };
      pages.find('[role=tab]')!.focus();
      const forward = dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
      expect(await press(forward), `${dir} ${forward}`).to.equal(1);
      expect(await press('ArrowDown')).to.equal(2);
      expect(await press('End')).to.equal(5);
      expect(await press('ArrowDown')).to.equal(0);
      harness.element.remove();
    }
  });

  it('are opened from the menu, closed with the cross, and keep what was typed', async () => {
    const { pages, account, harness } = await withAnnSignedIn();
    await account.openMenu();
    harness.find('[part=menu] button')!.click();
    await until(() => pages.dialog?.open && pages.find('#member-about'), 'they are open');
    await pages.type('about', 'Half a th');
    await pages.press(texts.close);
    expect(pages.dialog!.open).to.equal(false);
    await pages.open();
    expect((pages.find('#member-about') as HTMLTextAreaElement).value).to.equal('Half a th');
  });

  it('say what went wrong, and ask again', async () => {
    const { pages, adapter, harness } = await withAnnSignedIn();
    const facet = adapter.account!;
    const { loadAccount } = facet;
    facet.loadAccount = () => Promise.reject(Object.assign(new Error('no'), { name: 'CommentsError', code: 'offline', faults: [], retryAfter: null }));
    harness.element.widget.account!.openMembership!();
    await until(() => pages.faults.length, 'it says so');
    expect(pages.faults).to.deep.equal([texts.offline]);
    Object.assign(facet, { loadAccount });
    await pages.press(texts.retry);
    expect(pages.find('#member-name')).not.to.equal(null);
  });

  it('say that the session ended, and close when somebody signs out elsewhere', async () => {
    const { pages, adapter, harness } = await withAnnSignedIn();
    await pages.open();
    await adapter.endSession();
    await pages.type('name', 'Anna');
    pages.find('.sheet [type=submit]')!.click();
    await until(() => pages.find('[role=alert] strong'), 'it says so');
    expect(pages.text).to.contain(texts.lost);
    await harness.element.widget.account!.session.signOut('here');
    await until(() => !pages.dialog?.open, 'they are closed');
  });

  it('offer a new member what they wrote as a guest, and make it theirs', async () => {
    const { adapter, harness } = await withAnnSignedIn({}, asGuest);
    await write(adapter, 'Another', { name: 'Somebody', email: 'ann@news.example' });
    const { openMembership } = await import('../../../src/entries/membership.ts');
    const pages = new (await import('../../support/membership.ts')).MembershipHarness(harness);
    await openMembership(harness.element, 'earlier');
    await pages.settled();
    expect(pages.all('.tick input').map((box) => (box as HTMLInputElement).checked)).to.deep.equal([true, true]);
    await pages.tick('.tick input');
    await pages.press(texts.claim(1));
    await until(() => pages.announcement === texts.claimed(1), 'it says so');
    await pages.show('comments');
    expect(pages.all('.mine > li').map((item) => item.querySelector('.excerpt')?.textContent)).to.deep.equal(['As a guest']);
    expect(pages.find('.mine a')!.getAttribute('href')).to.match(/^http.*\/[\da-f-]+$/);
  });

  it('leave a guest’s comments alone where they are none of the member’s', async () => {
    const { pages, adapter } = await withAnnSignedIn({}, asGuest);
    await pages.open('earlier');
    await pages.press(texts.notMine);
    expect(pages.text).to.contain(texts.noEarlier);
    expect((await adapter.account!.loadEarlier(location.origin)).length).to.equal(1);
  });

  it('show the drafts of this device, lead to the one at hand, and discard another until one thinks again', async () => {
    const { pages, harness } = await withAnnSignedIn();
    const { writing, thread } = harness.element.widget;
    const elsewhere = writing!.drafts.open({ backend: writing!.backend, site: thread!.ref.site, thread: '/elsewhere', parent: null, viewer: harness.element.widget.member!.id });
    elsewhere.write('Begun elsewhere');
    await elsewhere.flush();
    elsewhere.close();
    await harness.typeAt('text', 'Begun here');
    await [...writing!.drafts.opened][0]!.flush();
    await pages.open('comments');
    await until(() => pages.all('.drafts li').length === 2, 'both are there');
    await pages.press(texts.discard);
    await until(() => pages.all('.drafts li').length === 1, 'one is gone');
    await pages.press(texts.undo);
    await until(() => pages.all('.drafts li').length === 2, 'it is back');
    expect(pages.find('.drafts a')!.getAttribute('href')).to.equal(`${location.origin}/elsewhere`);
    await pages.press(texts.draftHere);
    await until(() => !pages.dialog!.open && harness.hasFocus(harness.find('diwan-form textarea')), 'the form has the focus');
  });
});
