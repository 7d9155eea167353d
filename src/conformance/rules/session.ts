import { lengthOf, maxPasswordLength } from '../../contract/index.ts';
import { MemberTrial, newPerson } from '../member-trial.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { demand, refused, same } from '../verdict.ts';

/** What rules need in which somebody joins, or a mail is sent: where nobody reads them, none shall be. */
export const joining = [needs.session, needs.typing, needs.mailbox];

/** Rules about joining, and about whoever is nobody yet. */
export const sessionRules: readonly Rule[] = [
  rule('session.ways', 'The ways to sign in are told, and stay the same.', [needs.session], async (trial) => {
    const here = new MemberTrial(trial);
    same(await here.ways(), await here.ways(), 'the ways as before,');
  }),

  rule('session.nobody', 'On a device that nobody signed in on, nobody is signed in.', [needs.session], async (trial) => {
    same(await new MemberTrial(trial).whoIsThere(), null, 'nobody,');
  }),

  rule('session.out-nobody', 'Signing out where nobody is signed in does nothing, and is no error.', [needs.session], async (trial) => {
    const here = new MemberTrial(trial);
    for (const scope of ['here', 'others', 'everywhere'] as const) await here.signOut(scope);
    same(await here.whoIsThere(), null, 'nobody,');
  }),

  rule('session.comment-nobody', "A member's comment is refused as unauthenticated where nobody is signed in, and not stored.", [needs.session], async (trial) => {
    const ref = trial.thread();
    await refused(trial.send(ref, trial.draft({ guest: null })), 'the comment of nobody', 'unauthenticated');
    same((await trial.page(ref)).items, [], 'nothing in the thread,');
  }),

  rule('session.name-faults', 'A name that none may have is refused at name.', [needs.typing], async (trial) => {
    const here = new MemberTrial(trial);
    for (const [name, reason] of [['', 'required'], [' \t', 'required'], ['x'.repeat(81), 'too-long'], ['Ali\u202e', 'characters'], ['A\u0000', 'characters']] as const) {
      same(await faultsOf(here.signUp(newPerson({ name }), null), `the name ${JSON.stringify(name)}`), [['name', reason]], 'the faults');
    }
  }),

  rule('session.email-faults', 'An address that is none is refused at email, wherever it is given.', [needs.typing], async (trial) => {
    const here = new MemberTrial(trial);
    for (const [email, reason] of [['', 'required'], ['nobody', 'malformed'], ['no body@kit.example', 'malformed'], [`a@${'b'.repeat(250)}.example`, 'too-long']] as const) {
      for (const [call, what] of [[here.signUp(newPerson({ email }), null), 'signUp'], [here.request(email, 'sign-in'), 'sign-in'], [here.request(email, 'reset'), 'reset']] as const) {
        same(await faultsOf(call, `${what} with the address ${JSON.stringify(email.slice(0, 20))}`), [['email', reason]], 'the faults');
      }
    }
  }),

  rule('session.password-short', 'A password below the length that was told, in code points, is refused as too short; none at all may be.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { passwordLength } = await here.ways();
    const varied = Array.from({ length: passwordLength - 1 }, (_, index) => String.fromCodePoint(0x12000 + index * 7)).join('');
    if (varied) same(await faultsOf(here.signUp(newPerson(), varied), 'a short password'), [['password', 'too-short']], 'the faults');
    await here.signUp(newPerson(), null);
    await here.signUp(newPerson(), `${varied}\u{12400}`);
  }),

  rule('session.password-long', `A password above ${maxPasswordLength} code points is refused as too long, and one of as many is taken.`, joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { password } = newPerson();
    const longest = `${password} and more `.repeat(10).slice(0, maxPasswordLength);
    demand(lengthOf(longest) === maxPasswordLength, 'a password of the kit that is long enough', longest);
    await here.signUp(newPerson(), longest);
    same(await faultsOf(here.signUp(newPerson(), `${longest}!`), 'a long password'), [['password', 'too-long']], 'the faults');
  }),

  rule('session.password-common', "A password that is the member's own address is refused as easily guessed.", [needs.typing], async (trial) => {
    const person = newPerson();
    same(await faultsOf(new MemberTrial(trial).signUp(person, person.email), 'the address as password'), [['password', 'common']], 'the faults');
  }),

  rule('session.unknown', 'An address that has no account is not signed in.', [needs.typing], async (trial) => {
    const here = new MemberTrial(trial);
    const { email, password } = newPerson();
    await refused(here.signIn(email, password), 'an unknown address', 'unauthenticated');
    same(await here.whoIsThere(), null, 'nobody,');
  }),

  rule('session.unknown-flow', 'A code for something that was never begun is refused at code.', [needs.typing], async (trial) => {
    const here = new MemberTrial(trial);
    for (const flow of ['nothing', newPerson().name, 'x'.repeat(200)]) {
      const [[field] = []] = await faultsOf(here.confirm({ flow }, '12345678'), 'a code for nothing');
      same(field, 'code', 'the fault at');
    }
  }),

  rule('session.deletion-nobody', 'A code to delete an account is refused as unauthenticated where nobody is signed in.', [needs.session], async (trial) => {
    await refused(new MemberTrial(trial).request('', 'deletion'), 'a code for deletion', 'unauthenticated');
  }),

  rule('session.nothing-yet', 'Before the address is confirmed there is no session, no member to sign in as, and no taken name.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const person = newPerson();
    await here.signUp(person, person.password);
    same(await here.whoIsThere(), null, 'nobody,');
    await refused(here.signIn(person.email, person.password), 'somebody who did not confirm', 'unauthenticated');
    await here.join({ name: person.name });
  }),

  rule('session.join', 'Whoever confirms their address is a new member and signed in, under their name as names are stored.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const person = newPerson();
    const [first, last] = person.name.split(' ');
    const pending = await here.signUp({ ...person, name: `  ${first}  ${last}e\u0301 ` }, person.password);
    const session = await here.confirm(pending, await trial.codeSentTo(person.email));
    same([session.viewer.name, session.viewer.picture, session.isNew, session.isManaged], [`${first} ${last}\u00e9`, null, true, false], 'the new member');
    const later = await here.whoIsThere();
    same([later?.viewer, later?.since], [session.viewer, session.since], 'the same member asked for later,');
  }),

  rule('session.join-plain', 'Whoever joined without a password is signed in by no password.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { email, password } = await here.join({}, null);
    await here.signOut('here');
    for (const guess of ['', 'null', password]) await refused(here.signIn(email, guess), `the password ${JSON.stringify(guess)}`, 'unauthenticated');
  }),

  rule('session.taken', 'The name of a member is taken, however it is written, and one that is only like it in part is free.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { name } = await here.join();
    const wide = Array.from(name, (letter) => (/[!-~]/.test(letter) ? String.fromCodePoint(letter.codePointAt(0)! + 0xfee0) : letter)).join('');
    for (const taken of [name, name.toUpperCase(), ` ${name.replace(' ', '   ')} `, name.replace(' ', ''), name.replace(' ', '.'), wide]) {
      same(await faultsOf(here.signUp(newPerson({ name: taken }), null), `the name ${taken}`), [['name', 'taken']], 'the faults');
    }
    await here.signUp(newPerson({ name: `${name}x` }), null);
  }),

  rule('session.taken-alike', "A name that looks like a member's in letters of another script is refused at name, as taken or for its letters.", joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { name } = await here.join();
    const alike = name.replace('e', '\u0435').replace('a', '\u0430'); // Cyrillic
    const faults = await faultsOf(here.signUp(newPerson({ name: alike }), null), 'the name in other letters');
    same(faults.map(([field, reason]) => [field, reason === 'characters' ? 'taken' : reason]), [['name', 'taken']], 'the faults');
  }),

  rule('session.taken-meanwhile', 'Of two who want the same name, the one who confirms first has it.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const slow = newPerson();
    const pending = await here.signUp(slow, null);
    const { viewer } = await here.join({ name: slow.name });
    same(await faultsOf(here.confirm(pending, await trial.codeSentTo(slow.email)), 'the second'), [['name', 'taken']], 'the faults');
    same((await here.whoIsThere())?.viewer, viewer, 'the first, still signed in,');
  }),
];

/** The fields and reasons that a call is refused with. */
export async function faultsOf(call: Promise<unknown>, what: string): Promise<readonly (readonly [field: string, reason: string])[]> {
  const { faults } = await refused(call, what, 'invalid');
  return faults.map(({ field, reason }) => [field, reason] as const);
}
