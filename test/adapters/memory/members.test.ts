import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MailOptions } from '../../../src/adapters/adapter.ts';
import { MemoryAdapter, type MemberMail, type MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { newCommentId } from '../../../src/contract/index.ts';

const site = 'https://news.example';
const mailing: MailOptions = { language: 'tr' };
const password = 'A quiet mule at noon';
const minute = 60_000;
const day = 24 * 60 * minute;

/** An adapter with a clock to be moved, and its mails. */
function opened(options: MemoryOptions = {}) {
  const clock = { now: Date.UTC(2026, 10, 22, 12) };
  const mails: MemberMail[] = [];
  const adapter = new MemoryAdapter({ now: () => clock.now, onMail: (mail) => mails.push(mail), passwordRounds: 1, ...options });
  const [session, account] = [adapter.session!, adapter.account!];
  const join = async (name = 'Ali', email = 'ali@news.example') => {
    const { flow } = await session.signUp(site, { name, email, password }, mailing);
    return session.confirm(site, flow, mails.at(-1)!.code!, null);
  };
  return { adapter, session, account, clock, mails, join };
}

const faultOf = (field: string, reason: string) => ({ code: 'invalid', faults: [{ field, reason }] });

describe('members in MemoryAdapter', () => {
  it('are told by mail what a server would tell them, in the language that was asked for', async () => {
    const { session, account, mails, join } = opened();
    await join();
    await session.signUp(site, { name: 'Another', email: 'ALI@news.example', password: null }, mailing);
    await session.requestCode(site, 'ali@news.example', 'sign-in', mailing);
    await session.requestCode(site, 'nobody@news.example', 'reset', mailing);
    await session.requestCode(site, '', 'deletion', mailing);
    await account.changePassword(site, password, `${password} again`);
    assert.deepEqual(mails.map(({ kind, to, name, code, language }) => [kind, to, name, code !== null, language]), [
      ['sign-up', 'ali@news.example', 'Ali', true, 'tr'],
      ['known', 'ali@news.example', 'Ali', true, 'tr'],
      ['sign-in', 'ali@news.example', 'Ali', true, 'tr'],
      ['unknown', 'nobody@news.example', null, false, 'tr'],
      ['deletion', 'ali@news.example', 'Ali', true, 'tr'],
      ['password-changed', 'ali@news.example', 'Ali', false, 'en'],
    ]);
  });

  it('have 30 minutes for a code, and not a moment longer', async () => {
    const { session, clock, mails } = opened();
    const start = clock.now;
    const begin = () => session.signUp(site, { name: 'Ali', email: 'ali@news.example', password: null }, mailing);
    const { flow, expiresAt } = await begin();
    assert.equal(expiresAt, new Date(start + 30 * minute).toISOString());
    clock.now = start + 30 * minute;
    await assert.rejects(session.confirm(site, flow, mails[0]!.code!, null), faultOf('code', 'expired'));
    clock.now--;
    assert.equal((await session.confirm(site, flow, mails[0]!.code!, null)).viewer.name, 'Ali');
  });

  it('stay signed in for 30 days after their last visit', async () => {
    const { session, clock, join } = opened();
    await join();
    clock.now += 30 * day - 1;
    assert.ok(await session.loadSession(site));
    clock.now += 30 * day - 1;
    assert.ok(await session.loadSession(site));
    clock.now += 30 * day;
    assert.equal(await session.loadSession(site), null);
  });

  it('are members of one site', async () => {
    const { session, join } = opened();
    await join();
    const other = 'https://other.example';
    assert.equal(await session.loadSession(other), null);
    await assert.rejects(session.signIn(other, 'ali@news.example', password), { code: 'unauthenticated' });
    await session.signUp(other, { name: 'Ali', email: 'ali@news.example', password: null }, mailing);
  });

  it('may have passwords as short as it is told, and none that is made of what everybody knows', async () => {
    const { session } = opened({ passwordLength: 8 });
    assert.equal((await session.loadWays(site)).passwordLength, 8);
    const signUp = (word: string) => session.signUp(site, { name: 'Zerdest', email: 'mulberry@news.example', password: word }, mailing);
    await assert.rejects(signUp('seven77'), faultOf('password', 'too-short'));
    for (const word of ['password1!', '1234567890', 'zzzzzzzzzz', 'Zerdest2026', 'mulberry-1999', 'news.example1']) await assert.rejects(signUp(word), faultOf('password', 'common'));
    await signUp('eight ate');
  });

  it('are the site’s own users where tokens sign them in, each token once', async () => {
    const { adapter, session } = opened({ siteUsers: { one: { subject: '7', name: 'Ali', email: 'ali@news.example' }, two: { subject: '7', name: 'Ali' }, three: { subject: '8', name: 'ALI' } } });
    assert.equal((await session.loadWays(site)).singleSignOn, true);
    const signIn = (token: string) => adapter.singleSignOn!.signInWith(site, token);
    const first = await signIn('one');
    assert.deepEqual([first.isNew, first.isManaged, first.viewer.name], [true, true, 'Ali']);
    await assert.rejects(signIn('one'), { code: 'unauthenticated' });
    await assert.rejects(signIn('toString'), { code: 'unauthenticated' });
    const second = await signIn('two');
    assert.deepEqual([second.isNew, second.viewer], [false, first.viewer]);
    await assert.rejects(signIn('three'), faultOf('name', 'taken'));
    assert.equal(opened().adapter.singleSignOn, undefined);
  });

  it('are not there where it is told so', async () => {
    const { session, account, own } = new MemoryAdapter({ members: false });
    assert.deepEqual([session, account], [undefined, undefined]);
    assert.ok(own);
  });

  it('have pictures of the formats that browsers draw, small ones', async () => {
    const { account, join } = opened();
    await join();
    const bytes = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 2, 3];
    assert.equal((await account.changePicture(site, new Blob([Uint8Array.from(bytes)]))).viewer.picture, `data:image/gif;base64,${Buffer.from(bytes).toString('base64')}`);
    await assert.rejects(account.changePicture(site, new Blob([Uint8Array.from(bytes), new Uint8Array(60_000)])), faultOf('picture', 'too-long'));
    await assert.rejects(account.changePicture(site, new Blob(['<svg/>'], { type: 'image/svg+xml' })), faultOf('picture', 'malformed'));
  });

  it('end every flow of theirs when they leave', async () => {
    const { session, account, mails, join } = opened();
    await join();
    const { flow } = await session.requestCode(site, 'ali@news.example', 'sign-in', mailing);
    const { code } = mails.at(-1)!;
    await account.remove(site, 'keep', { password });
    await assert.rejects(session.confirm(site, flow, code!, null), faultOf('code', 'expired'));
  });

  it('do one thing at a time: a code that two use at once is good for one', async () => {
    const { session, mails, join } = opened();
    await join();
    const { flow } = await session.requestCode(site, 'ali@news.example', 'reset', mailing);
    const { code } = mails.at(-1)!;
    const outcomes = await Promise.allSettled(['one', 'two'].map((word) => session.confirm(site, flow, code!, `${password} ${word}`)));
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });
});

describe('MemoryStore', () => {
  it('keeps of a guest’s address no more than a hash, and of a password none of its letters', async () => {
    const store = new MemoryStore({ passwordRounds: 1 });
    const adapter = new MemoryAdapter({}, store);
    const id = newCommentId();
    const ref = { site, key: '/one', url: null, title: null };
    await adapter.createComment(ref, { id, parentId: null, body: { format: 'text', text: 'Hello' }, guest: { name: 'Ali', email: 'guest@news.example' } }, { key: id });
    await adapter.session!.signUp(site, { name: 'Ali', email: 'ali@news.example', password }, mailing);
    const { emailHash, ...comment } = store.comment(site, id)!;
    assert.match((await emailHash)!, /^[\w+/]{43}=$/);
    const held = JSON.stringify([{ ...comment, thread: null }, await emailHash, store.seedsOf(site), store.members(site).records]);
    assert.ok(held.includes('Hello') && held.includes('ali@news.example'));
    assert.ok(!held.includes('guest@') && !held.includes('quiet mule'));
  });

  it('makes the same comments again of what it gives as seeds', async () => {
    const seeds = new MemoryStore({ seeds: [{ thread: { site, key: '/one', url: 'https://news.example/one', title: 'One' }, id: 'a', text: 'Hello', member: 'somebody', former: false }, { thread: { site, key: '/one' }, id: 'b', parentId: 'a', text: 'Hi', guestKey: 'key', state: 'held' }] }).seedsOf(site);
    assert.deepEqual(new MemoryStore({ seeds }).seedsOf(site), seeds);
    assert.deepEqual(seeds.map(({ thread, parentId, member, guestKey, state }) => [thread.title, parentId, member, guestKey, state]), [['One', null, 'somebody', null, 'published'], ['One', 'a', null, 'key', 'held']]);
  });
});
