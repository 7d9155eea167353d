import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionFacet } from '../../src/adapters/adapter.ts';
import { CommentsError } from '../../src/contract/errors.ts';
import type { SessionView } from '../../src/contract/session.ts';
import { PendingCodes } from '../../src/state/pending-codes.ts';
import { resendPause, SignIn } from '../../src/state/sign-in.ts';
import { codeTyped } from '../../src/state/sign-in-fields.ts';
import { Device, type Tab } from '../support/device.ts';
import { password, site, withAnn } from '../support/sessions.ts';

/** The dialog of a tab, on a backend that knows Ann; and all mails. */
async function begun(tab: Tab = new Device().tab(), known?: Awaited<ReturnType<typeof withAnn>>) {
  const { adapter, mails } = known ?? (await withAnn());
  const codes = new PendingCodes(tab.records, tab.clock, 'memory', site);
  const taken: SessionView[] = [];
  const facet: SessionFacet = { ...adapter.session! };
  const signIn = new SignIn({
    facet,
    site,
    clock: tab.clock,
    signal: new AbortController().signal,
    passwordLength: () => 15,
    mail: () => ({ language: 'en', returnTo: 'https://news.example/a' }),
    take: (view) => taken.push(view),
    keep: (pending) => codes.keep(pending),
  });
  const type = (typed: Readonly<Record<string, string>>) => Object.entries(typed).forEach(([field, text]) => signIn.type(field as 'email', text));
  return { adapter, mails, codes, taken, facet, signIn, type, tab };
}

describe('signing in', () => {
  it('ends in a session, and forgets the password', async () => {
    const { signIn, type, taken } = await begun();
    type({ email: ' ann@news.example', password });
    await signIn.signIn();
    assert.deepEqual([taken.map(({ viewer }) => viewer.name), signIn.typed.password, signIn.failure], [['Ann'], '', null]);
  });

  it('says one thing about a wrong password and an unknown address', async () => {
    const { signIn, type } = await begun();
    for (const email of ['ann@news.example', 'nobody@news.example']) {
      type({ email, password: 'another long password' });
      await signIn.signIn();
      assert.deepEqual([signIn.failure?.code, signIn.faults], ['mismatch', []]);
    }
  });

  it('says what is missing before anybody is asked', async () => {
    const { signIn, facet } = await begun();
    Object.assign(facet, { signIn: () => assert.fail('nobody is asked') });
    await signIn.signIn();
    assert.deepEqual(signIn.faults.map(({ field, reason }) => `${field} ${reason}`), ['email required', 'password required']);
    signIn.type('email', 'x');
    assert.deepEqual(signIn.faults.map(({ field }) => field), ['password'], 'what is being mended is no longer said');
  });

  it('asks once, however often it is pressed', async () => {
    const { signIn, type, taken } = await begun();
    type({ email: 'ann@news.example', password });
    await Promise.all([signIn.signIn(), signIn.signIn(), signIn.signIn()]);
    assert.equal(taken.length, 1);
  });

  it('says when it makes sense to try again', async () => {
    const { signIn, type, facet } = await begun();
    Object.assign(facet, { signIn: () => Promise.reject(new CommentsError('rate-limited', 'too often', { retryAfter: 90 })) });
    type({ email: 'ann@news.example', password });
    await signIn.signIn();
    assert.deepEqual(signIn.failure, { code: 'rate-limited', retryAfter: 90 });
  });

  it('keeps what was typed from view to view, and no secret once it is left', async () => {
    const { signIn, type } = await begun();
    type({ email: 'ann@news.example', password, name: 'Ann' });
    signIn.show('register');
    signIn.show('forgot');
    assert.deepEqual(signIn.typed, { email: 'ann@news.example', password, name: 'Ann', code: '' });
    signIn.forget();
    assert.deepEqual(signIn.typed, { email: 'ann@news.example', password: '', name: 'Ann', code: '' });
  });
});

describe('joining', () => {
  it('takes a name, an address and the code from the mail', async () => {
    const { signIn, type, taken, mails } = await begun();
    type({ name: 'Bo', email: 'bo@news.example', password: 'seven green doors open' });
    await signIn.register();
    assert.deepEqual([signIn.view, signIn.pending?.purpose, signIn.typed.password, taken.length], ['code', 'sign-up', '', 0]);
    const { code } = mails.at(-1)!;
    type({ code: `${code!.slice(0, 4)} ${code!.slice(4)}` });
    await signIn.confirm();
    assert.deepEqual([taken[0]?.viewer.name, taken[0]?.isNew, signIn.pending], ['Bo', true, null]);
  });

  it('says what is wrong with each field, as here so there', async () => {
    const { signIn, type } = await begun();
    type({ name: '\u202E', email: 'x', password: 'short' });
    await signIn.register();
    assert.deepEqual(signIn.faults.map(({ field, reason }) => `${field} ${reason}`), ['name characters', 'email malformed', 'password too-short']);
    type({ name: 'Ann', email: 'bo@news.example', password: 'password password' });
    await signIn.register();
    assert.ok(signIn.faults.some(({ field, reason }) => field === 'name' && reason === 'taken'), JSON.stringify(signIn.faults));
    assert.equal(signIn.view, 'sign-in', 'no code was mailed, so the view is the one before');
  });

  it('goes on after a reload with the code that was mailed before', async () => {
    const known = await withAnn();
    const device = new Device();
    const first = await begun(device.tab(), known);
    first.type({ name: 'Bo', email: 'bo@news.example', password: 'seven green doors open' });
    await first.signIn.register();
    assert.equal(JSON.stringify([...device.database]).includes('seven green'), false, 'no password is kept');
    const next = await begun(device.tab(), known);
    next.signIn.resume((await next.codes.find())!);
    assert.deepEqual([next.signIn.view, next.signIn.typed.email], ['code', 'bo@news.example']);
    next.type({ code: known.mails.at(-1)!.code! });
    await next.signIn.confirm();
    assert.deepEqual([next.taken[0]?.viewer.name, await next.codes.find()], ['Bo', null]);
  });

  it('asks for the password again where another code is wanted after a reload, and joins nobody without it', async () => {
    const known = await withAnn();
    const device = new Device();
    const first = await begun(device.tab(), known);
    first.type({ name: 'Bo', email: 'bo@news.example', password: 'seven green doors open' });
    await first.signIn.register();
    const next = await begun(device.tab(), known);
    next.signIn.resume((await next.codes.find())!);
    device.clock.advance(resendPause);
    const sent = known.mails.length;
    await next.signIn.resend();
    assert.deepEqual([next.signIn.view, next.signIn.typed.name, known.mails.length], ['register', 'Bo', sent]);
  });

  it('waits for a while before another code may be asked for', async () => {
    const { signIn, type, tab, mails } = await begun();
    type({ name: 'Bo', email: 'bo@news.example' });
    await signIn.register();
    await signIn.resend();
    assert.deepEqual([signIn.mayResend, mails.length], [false, 2]);
    tab.clock.advance(resendPause);
    assert.equal(signIn.mayResend, true);
    await signIn.resend();
    assert.deepEqual([signIn.mayResend, mails.length], [false, 3]);
  });

  it('goes back to the name where somebody took it meanwhile', async () => {
    const { signIn, type, facet } = await begun();
    type({ name: 'Bo', email: 'bo@news.example' });
    await signIn.register();
    Object.assign(facet, { confirm: () => Promise.reject(new CommentsError('invalid', 'taken', { faults: [{ field: 'name', reason: 'taken' }] })) });
    type({ code: '12345678' });
    await signIn.confirm();
    assert.deepEqual([signIn.view, signIn.faults[0]?.reason, signIn.pending, signIn.typed.email], ['register', 'taken', null, 'bo@news.example']);
  });
});

describe('a mailed code', () => {
  it('signs in without a password', async () => {
    const { signIn, type, taken, mails } = await begun();
    type({ email: 'ann@news.example' });
    await signIn.mailCode('sign-in');
    type({ code: mails.at(-1)!.code! });
    await signIn.confirm();
    assert.equal(taken[0]?.viewer.name, 'Ann');
  });

  it('stays good while the new password is refused', async () => {
    const { signIn, type, taken, mails } = await begun();
    type({ email: 'ann@news.example' });
    await signIn.mailCode('reset');
    type({ code: mails.at(-1)!.code!, password: 'short' });
    await signIn.confirm();
    assert.deepEqual([signIn.faults[0]?.reason, taken.length], ['too-short', 0]);
    type({ password: 'seven green doors open' });
    await signIn.confirm();
    assert.equal(taken[0]?.viewer.name, 'Ann');
  });

  it('that is wrong is said to be wrong, and to have another form', async () => {
    const { signIn, type, mails } = await begun();
    type({ email: 'ann@news.example' });
    await signIn.mailCode('sign-in');
    const reasonOf = async (code: string) => {
      type({ code });
      await signIn.confirm();
      return signIn.faults[0]?.reason;
    };
    assert.deepEqual([await reasonOf(''), await reasonOf('1234')], ['required', 'malformed']);
    assert.equal(await reasonOf(String((Number(mails.at(-1)!.code) + 1) % 1e8).padStart(8, '0')), 'wrong');
  });

  it('is not waited for any more after an hour, whichever way the clock went', async () => {
    const { signIn, type, codes, tab } = await begun();
    for (const passed of [61 * 60_000, -61 * 60_000]) {
      type({ email: 'ann@news.example' });
      await signIn.mailCode('sign-in');
      tab.clock.advance(passed);
      assert.equal(await codes.find(), null);
    }
  });

  it('may be typed on any keyboard and pasted with anything between', () => {
    for (const typed of ['12345678', ' 1234 5678 ', '1234-5678', '١٢٣٤٥٦٧٨', '۱۲۳۴ ۵۶۷۸', '1234\u20135678', '\u200E12345678']) assert.equal(codeTyped(typed), '12345678', typed);
    for (const typed of ['', '1234567', '123456789', '1234567a']) assert.equal(codeTyped(typed), null, typed);
  });
});
