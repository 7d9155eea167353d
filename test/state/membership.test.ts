import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryAdapter, type MemberMail } from '../../src/adapters/memory/memory-adapter.ts';
import type { MemberSettings } from '../../src/contract/account.ts';
import { CommentsError } from '../../src/contract/errors.ts';
import { newCommentId } from '../../src/contract/ids.ts';
import { Membership } from '../../src/state/membership.ts';

const site = 'https://news.example';
const password = 'five blue lamps swim';
const thread = { site, key: '/a', url: `${site}/a`, title: 'An article' };

/** Ann's pages, loaded, on a backend where she wrote this as a member and that as a guest. */
async function opened({ mine = [] as readonly string[], earlier = [] as readonly string[] } = {}) {
  const mails: MemberMail[] = [];
  const adapter = new MemoryAdapter({ onMail: (mail) => mails.push(mail) });
  const facets = { session: adapter.session!, account: adapter.account! };
  const { flow } = await facets.session.signUp(site, { name: 'Ann', email: 'ann@news.example', password }, { language: 'en' });
  const { viewer } = await facets.session.confirm(site, flow, mails.at(-1)!.code!, null);
  const write = (text: string, guest: { name: string; email: string } | null) => {
    const id = newCommentId();
    return adapter.createComment(thread, { id, parentId: null, body: { format: 'text', text }, guest }, { key: id });
  };
  for (const text of mine) await write(text, null);
  for (const text of earlier) await write(text, { name: 'A', email: 'ann@news.example' });
  const heard = { renamed: [] as string[], checks: 0, remembered: [] as MemberSettings[] };
  const session = {
    adapter,
    site,
    viewer,
    rename: ({ name }: { readonly name: string }) => void heard.renamed.push(name),
    check: () => {
      heard.checks++;
      return Promise.resolve();
    },
    signOut: (scope: 'here' | 'others' | 'everywhere') => facets.session.signOut(site, scope),
  };
  const membership = new Membership({ session, backend: 'memory', thread, writing: null, language: () => 'ku', remember: (settings) => heard.remembered.push(settings) });
  await membership.load();
  return { adapter, ...facets, membership, mails, heard, write, viewer };
}

describe('members’ pages', () => {
  it('load the account, and remember on the device what was chosen', async () => {
    const { membership, heard } = await opened();
    assert.equal(membership.profile.name, 'Ann');
    assert.equal(heard.remembered.length, 1);
    await membership.settle({ theme: 'dark' });
    assert.deepEqual([heard.remembered.at(-1)!.theme, membership.account!.settings.theme], ['dark', 'dark']);
  });

  it('save the name, tell who is signed in by it, and keep what was typed meanwhile', async () => {
    const { membership, heard } = await opened();
    const { profile } = membership;
    profile.write('name', 'Anna');
    profile.write('about', 'I');
    const saving = profile.save();
    profile.write('about', 'I write');
    assert.equal(await saving, true);
    assert.deepEqual([heard.renamed, profile.name, profile.about, profile.isChanged], [['Anna'], 'Anna', 'I write', true]);
  });

  it('do one thing at a time in one form', async () => {
    const { membership } = await opened();
    membership.profile.write('name', 'Anna');
    assert.deepEqual(await Promise.all([membership.profile.save(), membership.profile.save()]), [true, false]);
  });

  it('show all one’s comments, part by part, and none twice', async () => {
    const texts = Array.from({ length: 45 }, (_, index) => `Text ${String(index)}`);
    const { membership, write } = await opened({ mine: texts });
    const { comments } = membership;
    await comments.loadMore();
    assert.deepEqual([comments.comments.length, comments.hasMore], [20, true]);
    await write('Meanwhile', null);
    while (comments.hasMore) await comments.loadMore();
    assert.deepEqual(comments.comments.map(({ comment }) => comment.body.text), [...texts].reverse());
  });

  it('claim what is ticked, and show it among one’s own', async () => {
    const { membership } = await opened({ earlier: ['One', 'Two', 'Three'] });
    const { earlier, comments } = membership;
    await earlier.load();
    assert.equal(earlier.chosen.size, 3);
    earlier.choose(earlier.comments!.find(({ comment }) => comment.body.text === 'Two')!.comment.id, false);
    await earlier.claim();
    assert.deepEqual([earlier.claimed, earlier.comments!.map(({ comment }) => comment.body.text)], [2, ['Two']]);
    await comments.loadMore();
    assert.deepEqual(comments.comments.map(({ comment }) => comment.body.text), ['Three', 'One']);
    assert.equal(await earlier.claim(), false, 'nothing is ticked any more');
  });

  it('ask for a deletion’s code in the member’s language, and delete by it', async () => {
    const { membership, mails, account } = await opened({ mine: ['Mine'] });
    const { farewell } = membership;
    membership.ways = { ...membership.ways!, password: 'page' };
    assert.equal(farewell.proof, 'code');
    await farewell.mail();
    assert.equal(mails.at(-1)!.language, 'ku');
    farewell.choose('remove');
    farewell.write('code', `${mails.at(-1)!.code!.slice(0, 4)}-${mails.at(-1)!.code!.slice(4)}`);
    assert.equal(await farewell.remove(), true);
    assert.deepEqual([membership.state, farewell.code, farewell.flow], ['deleted', '', null]);
    await assert.rejects(account.loadAccount(site), { code: 'unauthenticated' });
  });

  it('delete by a sign-in alone where there is neither a password nor an address, and go on where the backend finds it too old', async () => {
    const { membership, account } = await opened();
    const { farewell } = membership;
    membership.account = { ...membership.account!, hasPassword: false, email: null };
    assert.equal(farewell.proof, 'sign-in');
    farewell.choose('keep');
    assert.deepEqual([await farewell.remove(), farewell.deleting.failure, membership.state], [false, 'forbidden', 'open']);
    const proofs: unknown[] = [];
    account.remove = (_site, _comments, proof) => Promise.resolve(void proofs.push(proof));
    assert.deepEqual([await farewell.remove(), proofs, membership.state], [true, [{ isFresh: true }], 'deleted']);
  });

  it('delete nothing without a choice', async () => {
    const { membership, account } = await opened();
    membership.farewell.write('password', password);
    assert.equal(await membership.farewell.remove(), false);
    assert.equal(membership.farewell.deleting.reasonOf('comments'), 'required');
    assert.equal((await account.loadAccount(site)).viewer.name, 'Ann');
  });

  it('end when the backend knows nobody any more, and ask once who is signed in', async () => {
    const { membership, session, heard } = await opened();
    await session.signOut(site, 'here');
    await membership.settle({ mailsReplies: false });
    await membership.profile.picture(null);
    assert.deepEqual([membership.state, heard.checks], ['lost', 1]);
  });

  it('show again what was, where a choice is refused', async () => {
    const { membership, account } = await opened();
    account.changeAccount = () => Promise.reject(new CommentsError('rate-limited', 'no', { retryAfter: 90 }));
    assert.equal(await membership.settle({ theme: 'dark' }), false);
    assert.deepEqual([membership.account!.settings.theme, membership.settling.failure, membership.settling.minutes], ['auto', 'rate-limited', 2]);
  });

  it('say nothing of what was under way when they were closed', async () => {
    const { membership } = await opened();
    const saving = membership.settle({ theme: 'dark' });
    let told = 0;
    membership.close();
    membership.subscribe(() => told++);
    assert.deepEqual([await saving, told], [false, 0]);
  });
});
