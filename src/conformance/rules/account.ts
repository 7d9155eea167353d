import { maxAboutLength, maxPictureBytes, type MemberSettings } from '../../contract/index.ts';
import { MemberTrial, newPerson } from '../member-trial.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { demand, refused, same } from '../verdict.ts';
import { faultsOf, joining } from './session.ts';
import { onTwoDevices } from './session-devices.ts';

/** What rules need in which a member looks after their account. */
export const having = [...joining, needs.account];

/** Rules about what a member is, and changes of it. */
export const accountRules: readonly Rule[] = [
  rule('account.nobody', 'Where nobody is signed in, everything about an account is refused as unauthenticated.', [needs.session, needs.account], async (trial) => {
    const { site } = trial;
    const account = await new MemberTrial(trial).account();
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      loadAccount: () => account.loadAccount(site),
      changeAccount: () => account.changeAccount(site, { about: 'Nobody' }),
      changePicture: () => account.changePicture(site, null),
      changePassword: () => account.changePassword(site, null, newPerson().password),
      endSession: () => account.endSession(site, 'nothing'),
      loadComments: () => account.loadComments(site, { size: 10, cursor: null }),
      loadEarlier: () => account.loadEarlier(site),
      claim: () => account.claim(site, []),
      download: () => account.download(site),
      remove: () => account.remove(site, 'keep', { password: newPerson().password }),
    };
    for (const [name, call] of Object.entries(calls)) await refused(call(), name, 'unauthenticated');
  }),

  rule('account.view', 'A new account has what its member said, and no more.', having, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer } = await here.join();
    const account = await here.load();
    same([account.viewer, account.hasPassword, account.about, account.passkeys, account.providers], [viewer, true, '', [], []], 'the account');
    await here.join({}, null);
    same((await here.load()).hasPassword, false, 'hasPassword of one who joined without');
  }),

  rule('account.email', 'Of the address, the account shows the first letter and the domain, and hides the rest.', having, async (trial) => {
    const here = new MemberTrial(trial);
    const { email } = await here.join();
    const shown = (await here.load()).email ?? '';
    const [name = '', domain] = email.split('@');
    demand(shown.startsWith(name[0]!) && shown.endsWith(`@${domain}`) && !shown.includes(name.slice(1, 4)), 'an address with all but its first letter and its domain hidden', shown);
  }),

  rule('account.name', 'A new name is everywhere at once: in the account, the session, the profile and in what the member wrote; the old one is free.', [...having, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, name } = await here.join();
    const ref = trial.thread();
    await here.post(ref);
    const next = newPerson().name;
    const renamed = { ...viewer, name: next };
    same((await here.change({ name: ` ${next} ` })).viewer, renamed, 'the member as answered');
    same([(await here.load()).viewer, (await here.whoIsThere())?.viewer, (await here.profile(viewer.id)).viewer], [renamed, renamed, renamed], 'the member:');
    same((await trial.page(ref, {}, trial.another)).items.map(({ author }) => [author.id, author.name]), [[viewer.id, next]], 'the author,');
    await here.signUp(newPerson({ name }), null);
  }),

  rule('account.name-faults', "A name that none may have, or another's, is refused at name; one's own may be written otherwise.", having, async (trial) => {
    const here = new MemberTrial(trial);
    const other = await here.join();
    const { viewer, name } = await here.join();
    for (const [wanted, reason] of [['', 'required'], ['x'.repeat(81), 'too-long'], ['Ali\u202e', 'characters'], [other.name, 'taken'], [other.name.toUpperCase(), 'taken']] as const) {
      same(await faultsOf(here.change({ name: wanted, about: 'Changed' }), `the name ${JSON.stringify(wanted)}`), [['name', reason]], 'the faults');
    }
    const { viewer: still, about } = await here.load();
    same([still, about], [viewer, ''], 'the account as it was');
    same((await here.change({ name: name.toUpperCase() })).viewer.name, name.toUpperCase(), "one's own name in capitals");
  }),

  rule('account.about', `What a member says about themselves is kept as it was typed, up to ${maxAboutLength} code points, and can be taken back.`, having, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer } = await here.join();
    for (const about of ['I mend <b>clocks</b> &\nbooks.', '𒀀'.repeat(maxAboutLength), '']) {
      same([(await here.change({ about })).about, (await here.load()).about], [about, about], 'what was said:');
    }
    same((await here.load()).viewer, viewer, 'the member as before');
    same(await faultsOf(here.change({ about: 'x'.repeat(maxAboutLength + 1) }), 'too much'), [['about', 'too-long']], 'the faults');
    same(await faultsOf(here.change({ about: 'a\u0000b' }), 'a control character'), [['about', 'characters']], 'the faults');
  }),

  rule('account.settings', 'Settings are kept whole, and what a change leaves out stays.', having, async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    for (const is of [true, false]) {
      const settings: MemberSettings = { visible: { about: is, count: !is, since: is }, mailsReplies: !is, language: is ? 'ckb' : null, theme: is ? 'dark' : 'light' };
      same(sorted((await here.change({ settings })).settings), sorted(settings), 'the settings as answered');
      await here.change({ about: 'Something else' });
      const { settings: kept, about } = await here.load();
      same([sorted(kept), about], [sorted(settings), 'Something else'], 'the settings, and the rest,');
    }
  }),

  rule('account.language', 'A language that is none is refused at settings.language.', having, async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    const { settings } = await here.load();
    const faults = await faultsOf(here.change({ settings: { ...settings, language: 'not a language' } }), 'no language');
    same(faults.map(([field]) => field), ['settings.language'], 'the fault at');
    same((await here.load()).settings, settings, 'the settings as before');
  }),

  rule('account.picture', 'A picture is everywhere at once, in earlier comments too, and can be taken away.', [...having, needs.listing], async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer } = await here.join();
    const ref = trial.thread();
    await here.post(ref);
    const { picture } = (await here.picture(pixel())).viewer;
    demand(picture !== null && /^(?:https?:|data:image\/)/.test(picture), 'the address of a picture', picture);
    for (const expected of [picture, null]) {
      if (expected === null) await here.picture(null);
      const [listed] = (await trial.page(ref, {}, trial.another)).items;
      const all = [(await here.load()).viewer.picture, (await here.whoIsThere())?.viewer.picture, (await here.profile(viewer.id)).viewer.picture, listed?.author.picture];
      same(all, [expected, expected, expected, expected], 'the picture:');
    }
  }),

  rule('account.picture-faults', 'What is no image, or too many bytes, is refused at picture, and the picture stays.', having, async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    const { viewer } = await here.picture(pixel());
    const page = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], { type: 'image/png' });
    same(await faultsOf(here.picture(page), 'a page as a picture'), [['picture', 'malformed']], 'the faults');
    same(await faultsOf(here.picture(new Blob([], { type: 'image/png' })), 'nothing as a picture'), [['picture', 'malformed']], 'the faults');
    const large = new Blob([await pixel().arrayBuffer(), new Uint8Array(maxPictureBytes)], { type: 'image/png' });
    same(await faultsOf(here.picture(large), 'a picture of too many bytes'), [['picture', 'too-long']], 'the faults');
    same((await here.load()).viewer, viewer, 'the member as before');
  }),

  rule('account.password', 'A new password signs in, and the old one no more.', having, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email, password } = await here.join();
    const next = newPerson().password;
    await here.password(password, next);
    same((await here.whoIsThere())?.viewer, viewer, 'the member, still signed in,');
    await here.signOut('here');
    await refused(here.signIn(email, password), 'the old password', 'unauthenticated');
    await here.signIn(email, next);
  }),

  rule('account.password-faults', 'A password is changed only by whoever knows the present one, and only to one that may be had.', having, async (trial) => {
    const here = new MemberTrial(trial);
    const { email, password } = await here.join();
    const next = newPerson().password;
    for (const wrong of [next, '', null]) same(await faultsOf(here.password(wrong, next), 'a wrong password'), [['current', 'wrong']], 'the faults');
    for (const [refusedOne, reason] of [['x', 'too-short'], [`${next} `.repeat(8), 'too-long'], [email, 'common']] as const) {
      same(await faultsOf(here.password(password, refusedOne), 'a password that none may have'), [['password', reason]], 'the faults');
    }
    await here.signOut('here');
    await refused(here.signIn(email, next), 'the new password', 'unauthenticated');
    await here.signIn(email, password);
  }),

  rule('account.password-first', 'An account without a password gets one, without being asked for another.', having, async (trial) => {
    const here = new MemberTrial(trial);
    const { email, password } = await here.join({}, null);
    same((await here.password(null, password)).hasPassword, true, 'hasPassword');
    await here.signOut('here');
    await here.signIn(email, password);
  }),

  rule('account.password-others', 'A new password ends every other session.', [...having, needs.devices], async (trial) => {
    const { here, there, viewer, password } = await onTwoDevices(trial);
    await here.password(password, newPerson().password);
    same([(await here.whoIsThere())?.viewer, await there.whoIsThere()], [viewer, null], 'the member here, nobody there:');
  }),
];

/** A picture of one pixel. */
function pixel(): Blob {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  return new Blob([Uint8Array.from(atob(png), (character) => character.charCodeAt(0))], { type: 'image/png' });
}

/** Settings with their fields in one order. */
function sorted({ visible: { about, count, since }, mailsReplies, language, theme }: MemberSettings): unknown {
  return [about, count, since, mailsReplies, language, theme];
}
