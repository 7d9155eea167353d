import { expect, fixture, html } from '@open-wc/testing';
import type { SignInPageBackend, SignInTask } from '../../../src/adapters/sign-in-page.ts';
import { MemoryAdapter } from '../../../src/adapters/memory/memory-adapter.ts';
import { CommentsError } from '../../../src/contract/errors.ts';
import { DiwanSignInPage } from '../../../src/elements/sign-in/sign-in-page.ts';
import { account as texts } from '../../../src/i18n/en/account.ts';
import { account as ckb } from '../../../src/i18n/locales/account/ckb.ts';
import { until } from '../../support/harness.ts';

if (!customElements.get('diwan-sign-in-page')) customElements.define('diwan-sign-in-page', DiwanSignInPage);

const site = 'https://news.example';
const provider = { id: 'one', name: 'Example', icon: null };

/** The page with such a task; `null` for none, an error for one that cannot be looked at. */
async function pageWith(task: Partial<SignInTask> | null | Error, more: Partial<SignInPageBackend> = {}, isRightToLeft = false) {
  const session = new MemoryAdapter().session!;
  const done: unknown[] = [];
  const backend: SignInPageBackend = {
    session,
    async look() {
      if (task instanceof Error) throw task;
      return task && { site, ways: { ...(await session.loadWays(site)), providers: [provider] }, link: null, provider: null, leaveTo: `${site}/a`, ...task };
    },
    hrefOf: (id) => `https://comments.example/v1/providers/${id}`,
    useLink: async (password) => void done.push(password),
    joinAs: async (name) => void done.push(name),
    ...more,
  };
  const element = document.createElement('diwan-sign-in-page') as DiwanSignInPage;
  element.parts = isRightToLeft
    ? { backend, messages: ckb, language: 'ckb', direction: 'rtl', codes: null }
    : { backend, messages: texts, language: 'en', direction: 'ltr', codes: null };
  (await fixture<HTMLElement>(html`<div></div>`)).append(element);
  const find = (selector: string) => element.renderRoot.querySelector<HTMLInputElement>(selector);
  const text = () => element.renderRoot.textContent ?? '';
  await until(() => text() && !text().includes(texts.loading) && !text().includes(ckb.loading), 'it is looked at');
  await element.updateComplete;
  return { element, find, text, done };
}

describe('the server’s own page for signing in', () => {
  it('names the site, is accessible, and offers a way back', async () => {
    for (const isRightToLeft of [false, true]) {
      const { element, find, text } = await pageWith({}, {}, isRightToLeft);
      expect(text()).to.contain('news.example');
      expect(find('.links a[href="https://news.example/a"]')).not.to.equal(null);
      expect(find('a.provider')!.getAttribute('href')).to.equal('https://comments.example/v1/providers/one');
      await expect(element).to.be.accessible();
    }
  });

  it('has room on the narrowest screen', async () => {
    const { element, find } = await pageWith({});
    element.style.inlineSize = '320px';
    await element.updateComplete;
    const page = find('section')!;
    expect(page.scrollWidth).to.be.at.most(page.clientWidth);
  });

  it('uses a mailed link when the button is pressed, and not before', async () => {
    const { find, text, done, element } = await pageWith({ link: { purpose: 'sign-in', site, name: 'Ann' }, leaveTo: null });
    expect([done.length, text().includes('Ann')]).to.deep.equal([0, true]);
    await expect(element).to.be.accessible();
    find('[part=submit]')!.click();
    await until(() => text().includes(texts.page.leading), 'it leads back');
    expect(done).to.deep.equal([null]);
  });

  it('asks for a new password where a link is for that, and says what is wrong with it', async () => {
    const fails = async () => {
      throw new CommentsError('invalid', 'common', { faults: [{ field: 'password', reason: 'common' }] });
    };
    const { find, text } = await pageWith({ link: { purpose: 'reset', site, name: 'Ann' } }, { useLink: fails });
    find('[part=submit]')!.click();
    await until(() => text().includes(texts.passwordCommon), 'it says so');
    expect(find('#sign-in-password')!.autocomplete).to.equal('new-password');
  });

  it('says that a link is not good any more, and that there is nothing to do', async () => {
    expect((await pageWith(new CommentsError('not-found', 'used'))).text()).to.contain(texts.page.linkGone);
    expect((await pageWith(null)).text()).to.contain(texts.page.nothingHere);
  });

  it('asks whom a provider knows to sign in to their account, or for a name', async () => {
    const known = { site, provider: 'Example', name: 'Ann', email: null, returnTo: `${site}/a` } as const;
    const proof = await pageWith({ provider: { ...known, needs: 'account' } }, { hrefOf: () => null });
    expect([proof.text().includes(texts.page.proof), proof.find('a.provider')]).to.deep.equal([true, null]);
    const join = await pageWith({ provider: { ...known, needs: 'name' } });
    expect(join.find('#sign-in-name')!.value).to.equal('Ann');
    join.find('[part=submit]')!.click();
    await until(() => join.done.length, 'it joins');
    expect(join.done).to.deep.equal(['Ann']);
  });
});
