import { expect, fixture, html } from '@open-wc/testing';
import type { MemberMail } from '../../src/adapters/memory/memory-adapter.ts';
import { localAdapter, MailEvent } from '../../src/entries/local.ts';
import { newCommentId } from '../../src/contract/index.ts';

describe('the mailbox of the demo without a server', () => {
  const mail: MemberMail = { kind: 'sign-in', site: 'https://news.example', to: 'ali@news.example', name: '<b>Ali</b>', code: '12345678', expiresAt: null, language: 'en' };

  it('comes with the first mail, and shows each as text, the newest first', async () => {
    const mailbox = await fixture<HTMLElement>(html`<aside class="mailbox" hidden><ol></ol></aside>`);
    const script = document.createElement('script');
    script.type = 'module';
    script.src = `/demo/mailbox.js?${newCommentId()}`;
    const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
    document.head.append(script);
    await loaded;
    expect(mailbox.hidden).to.equal(true);

    document.dispatchEvent(new MailEvent(mail));
    document.dispatchEvent(new MailEvent({ ...mail, kind: 'password-changed', code: null }));
    expect(mailbox.hidden).to.equal(false);
    const items = Array.from(mailbox.querySelectorAll('li'), ({ textContent }) => textContent);
    expect(items).to.deep.equal(['Your password was changedTo <b>Ali</b>, ali@news.example', 'Your code to sign inTo <b>Ali</b>, ali@news.example12345678']);
    expect(mailbox.querySelector('b')).to.equal(null);
    await expect(mailbox).to.be.accessible();
    script.remove();
  });

  it('hears of what the adapter of adapter="local" would mail', async () => {
    const heard = new Promise<MemberMail>((resolve) => document.addEventListener('diwan-mail', (event) => resolve((event as MailEvent).mail), { once: true }));
    await localAdapter().session!.requestCode(`https://${newCommentId()}.example`, 'nobody@news.example', 'sign-in', { language: 'ku' });
    const { kind, to, language } = await heard;
    expect([kind, to, language]).to.deep.equal(['unknown', 'nobody@news.example', 'ku']);
  });
});
