import { expect } from '@open-wc/testing';
import { get } from 'idb-keyval';
import { LocalAdapter, type LocalOptions } from '../../../src/adapters/local/local-adapter.ts';
import { codeOf, isCommentsError, newCommentId, type NewComment } from '../../../src/contract/index.ts';
import { systemClock } from '../../../src/storage/clock.ts';
import { databaseStore } from '../../../src/storage/database.ts';
import { Mailbox } from '../../support/mailbox.ts';

const name = `local-members-${newCommentId()}`;
const storeOf = () => databaseStore({ name, factory: () => indexedDB, clock: systemClock });
const mailing = { language: 'en' };

/** A site of its own, with tabs on its device. */
function opened() {
  const site = `https://${newCommentId()}.example`;
  const ref = { site, key: '/one', url: `${site}/one`, title: 'One' };
  const mailbox = new Mailbox();
  const tab = (options: LocalOptions = {}) => new LocalAdapter({ store: storeOf(), onMail: mailbox.take, ...options });
  const mark = newCommentId().slice(-12);
  const member = { name: `Reader ${mark}`, email: `${mark}@kit.example`, password: `A quiet mule ${mark}` };
  const join = async (adapter = tab()) => {
    const { flow } = await adapter.session!.signUp(site, member, mailing);
    return adapter.session!.confirm(site, flow, mailbox.codeSentTo(member.email), null);
  };
  return { site, ref, mailbox, tab, member, join };
}

const comment = (text: string, guest: NewComment['guest'] = null): NewComment => ({ id: newCommentId(), parentId: null, body: { format: 'text', text }, guest });
const query = { sort: 'oldest', size: 100, at: { page: 1 }, asOf: null } as const;

describe('members in LocalAdapter', () => {
  it('are signed in on every tab, and after a reload', async () => {
    const { site, tab, join } = opened();
    const open = tab();
    const { viewer } = await join();
    expect((await open.session!.loadSession(site))?.viewer).to.deep.equal(viewer);
    expect((await tab().session!.loadSession(site))?.viewer).to.deep.equal(viewer);
    expect(await tab({ device: 'another' }).session!.loadSession(site)).to.equal(null);
    await open.session!.signOut(site, 'here');
    expect(await tab().session!.loadSession(site)).to.equal(null);
  });

  it('write comments that are theirs at the next visit, with their page', async () => {
    const { site, ref, tab, join } = opened();
    const { viewer } = await join();
    const one = comment('Mine');
    await tab().createComment(ref, one, { key: one.id });
    const { items } = await tab().loadThread(ref, query);
    expect(items.map(({ author }) => author)).to.deep.equal([{ id: viewer.id, name: viewer.name, kind: 'member', picture: null }]);
    const mine = await tab().account!.loadComments(site, { size: 10, cursor: null });
    expect(mine.items.map((item) => [item.comment.id, item.thread])).to.deep.equal([[one.id, { key: ref.key, url: ref.url, title: ref.title }]]);
  });

  it('lose nothing though other tabs do something at the same moment', async () => {
    const { site, ref, tab, member, join } = opened();
    await join();
    const sent = Array.from({ length: 6 }, (_, index) => comment(`Comment ${index}`));
    await Promise.all([
      ...sent.map((one) => tab().createComment(ref, one, { key: one.id })),
      tab().account!.changeAccount(site, { about: 'A mender of clocks' }),
      tab().account!.changePassword(site, member.password, `${member.password} again`),
      tab({ device: 'another' }).session!.loadSession(site),
    ]);
    const { items } = await tab().loadThread(ref, query);
    expect(items.map(({ body }) => body.text)).to.have.members(sent.map(({ body }) => body.text));
    expect((await tab().account!.loadAccount(site)).about).to.equal('A mender of clocks');
    expect((await tab().session!.signIn(site, member.email, `${member.password} again`)).viewer.name).to.equal(member.name);
  });

  it('are mailed once, when what the mail tells of is kept', async () => {
    const { site, ref, tab, mailbox, member } = opened();
    await Promise.all([
      tab().session!.signUp(site, member, mailing),
      ...[1, 2, 3].map((number) => comment(`Comment ${number}`, { name: 'Ann', email: null })).map((one) => tab().createComment(ref, one, { key: one.id })),
    ]);
    expect(mailbox.mails.map(({ kind, to }) => [kind, to])).to.deep.equal([['sign-up', member.email]]);
    const refused = new LocalAdapter({ store: () => Promise.reject(new Error('refused')), onMail: mailbox.take });
    expect(codeOf(await refused.session!.signUp(site, member, mailing).catch((error: unknown) => error))).to.equal('unavailable');
    expect(mailbox.mails.length).to.equal(1);
  });

  it('have five wrong tries in all tabs together', async () => {
    const { site, tab, mailbox, member } = opened();
    const { flow } = await tab().session!.signUp(site, member, mailing);
    const code = mailbox.codeSentTo(member.email);
    const wrong = String((Number(code) + 1) % 1e8).padStart(8, '0');
    await Promise.all(Array.from({ length: 5 }, () => tab().session!.confirm(site, flow, wrong, null).catch(() => {})));
    const refusal: unknown = await tab().session!.confirm(site, flow, code, null).catch((error: unknown) => error);
    expect(isCommentsError(refusal) && refusal.faults).to.deep.equal([{ field: 'code', reason: 'expired' }]);
  });

  it('have pictures drawn anew, small and square', async () => {
    const { site, tab, join } = opened();
    await join();
    const canvas = new OffscreenCanvas(400, 100);
    canvas.getContext('2d')!.fillRect(0, 0, 400, 100);
    const large = await canvas.convertToBlob({ type: 'image/jpeg' });
    const { viewer } = await tab().account!.changePicture(site, new Blob([large, 'taken in Amed'], { type: 'image/jpeg' }));
    expect(viewer.picture).to.match(/^data:image\/(?:webp|png);base64,/);
    const drawn = await (await fetch(viewer.picture!)).blob();
    expect(await drawn.text()).not.to.contain('Amed');
    const { width, height } = await createImageBitmap(drawn);
    expect([width, height]).to.deep.equal([128, 128]);
  });

  it('are kept without a letter of their password', async () => {
    const { site, member, join } = opened();
    await join();
    const kept = JSON.stringify(await get(`v1:members:${site}`, storeOf()));
    expect(kept).to.contain(member.name).and.not.contain('quiet mule');
  });
});
