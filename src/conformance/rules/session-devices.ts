import { MemberTrial } from '../member-trial.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { refused, same } from '../verdict.ts';
import { joining } from './session.ts';

/** Rules about signing in and out, here and elsewhere. */
export const sessionDeviceRules: readonly Rule[] = [
  rule('session.sign-in', 'Address and password sign in, however the address is spelled in capitals; whoever does is not new.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email, password } = await here.join();
    for (const spelling of [email, email.toUpperCase(), ` ${email} `]) {
      await here.signOut('here');
      const session = await here.signIn(spelling, password);
      same([session.viewer, session.isNew, session.isManaged], [viewer, false, false], 'the member, who is not new,');
      same((await here.whoIsThere())?.viewer, viewer, 'the member asked for later');
    }
  }),

  rule('session.password-exact', 'A password is taken exactly as it is typed.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { email, password } = await here.join({ password: '  Caf\u00e9 on the Old bridge, at five ' });
    await here.signOut('here');
    for (const wrong of [password.trim(), password.toLowerCase(), password.normalize('NFD'), `${password} `, password.slice(0, -1), '']) {
      await refused(here.signIn(email, wrong), `the password ${JSON.stringify(wrong)}`, 'unauthenticated');
    }
    same(await here.whoIsThere(), null, 'nobody,');
    await here.signIn(email, password);
  }),

  rule('session.in-turn', 'Whoever signs in on a device where another is signed in takes their place.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const first = await here.join();
    const second = await here.join();
    same((await here.whoIsThere())?.viewer, second.viewer, 'the second');
    await here.signIn(first.email, first.password);
    same((await here.whoIsThere())?.viewer, first.viewer, 'the first again');
    await here.signOut('here');
    same(await here.whoIsThere(), null, 'nobody,');
  }),

  rule('session.refused-stays', 'A refused sign-in leaves whoever is signed in as they are.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email } = await here.join();
    await refused(here.signIn(email, 'not the password at all'), 'a wrong password', 'unauthenticated');
    same((await here.whoIsThere())?.viewer, viewer, 'the member, still signed in,');
  }),

  rule('session.out-here', 'Signing out here ends the session here and no other.', [...joining, needs.devices], async (trial) => {
    const { here, there, viewer } = await onTwoDevices(trial);
    await here.signOut('here');
    same([await here.whoIsThere(), (await there.whoIsThere())?.viewer], [null, viewer], 'nobody here, the member there:');
    await here.signOut('everywhere');
    same((await there.whoIsThere())?.viewer, viewer, 'the member there, since nobody was signed in here,');
  }),

  rule('session.out-others', 'Signing out the others ends every session but the one here.', [...joining, needs.devices], async (trial) => {
    const { here, there, viewer } = await onTwoDevices(trial);
    await here.signOut('others');
    same([(await here.whoIsThere())?.viewer, await there.whoIsThere()], [viewer, null], 'the member here, nobody there:');
  }),

  rule('session.out-everywhere', 'Signing out everywhere ends every session.', [...joining, needs.devices], async (trial) => {
    const { here, there } = await onTwoDevices(trial);
    await here.signOut('everywhere');
    same([await here.whoIsThere(), await there.whoIsThere()], [null, null], 'nobody on either:');
  }),

  rule('session.out-not-mine', "Signing out everywhere ends nobody else's session.", [...joining, needs.devices], async (trial) => {
    const [here, there] = [new MemberTrial(trial), new MemberTrial(trial.elsewhere)];
    const { viewer } = await there.join();
    await here.join();
    await here.signOut('others');
    await here.signOut('everywhere');
    same((await there.whoIsThere())?.viewer, viewer, 'the other member');
  }),

  rule('session.out-back', 'Whoever signed out can come back.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email, password } = await here.join();
    await here.signOut('everywhere');
    same([(await here.signIn(email, password)).viewer, (await here.whoIsThere())?.viewer], [viewer, viewer], 'the member:');
  }),

  rule('session.devices-apart', 'A session is of one device: on another nobody is signed in.', [...joining, needs.devices], async (trial) => {
    await new MemberTrial(trial).join();
    same(await new MemberTrial(trial.elsewhere).whoIsThere(), null, 'nobody,');
  }),

  rule('session.code-other-device', 'A mailed code signs in the device that has what it belongs to, and no other.', [...joining, needs.devices], async (trial) => {
    const [here, there] = [new MemberTrial(trial), new MemberTrial(trial.elsewhere)];
    const { email, viewer } = await here.join();
    await here.signOut('here');
    const pending = await there.request(email, 'sign-in');
    await there.confirm(pending, await trial.codeSentTo(email));
    same([await here.whoIsThere(), (await there.whoIsThere())?.viewer], [null, viewer], 'nobody here, the member there:');
  }),

  rule('session.again', 'A session outlives the page: after a reload the member is signed in.', [...joining, needs.again], async (trial) => {
    const { viewer } = await new MemberTrial(trial).join();
    const again = await trial.again();
    same((await new MemberTrial(again).whoIsThere())?.viewer, viewer, 'the member');
    await again.adapter.close();
  }),

  rule('session.again-out', 'A session that was ended does not come back with a reload.', [...joining, needs.again], async (trial) => {
    const here = new MemberTrial(trial);
    await here.join();
    await here.signOut('here');
    const again = await trial.again();
    same(await new MemberTrial(again).whoIsThere(), null, 'nobody,');
    await again.adapter.close();
  }),
];

/** A member who is signed in on both devices. */
export async function onTwoDevices(trial: MemberTrial['trial']) {
  const [here, there] = [new MemberTrial(trial), new MemberTrial(trial.elsewhere)];
  const member = await here.join();
  await there.signIn(member.email, member.password);
  return { here, there, ...member };
}
