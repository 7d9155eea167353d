import type { CommentsError, PendingCode } from '../../contract/index.ts';
import { MemberTrial, newPerson } from '../member-trial.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { demand, refused, same } from '../verdict.ts';
import { faultsOf, joining } from './session.ts';

/** Rules about mailed codes, and about what is answered to those who guess. */
export const sessionCodeRules: readonly Rule[] = [
  rule('session.code-good-for-a-while', 'A code is good for some time, by the clock of the backend and that of the device.', joining, async (trial) => {
    const { expiresAt } = await new MemberTrial(trial).signUp(newPerson(), null);
    demand(Date.parse(expiresAt) > Date.now() + 60_000, 'an expiresAt to come', expiresAt);
  }),

  rule('session.code-wrong', 'A wrong code is refused as wrong, signs nobody in, and leaves the right one good.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const person = newPerson();
    const pending = await here.signUp(person, null);
    const code = await trial.codeSentTo(person.email);
    for (const wrong of [other(code), other(other(code))]) {
      same(await faultsOf(here.confirm(pending, wrong), 'a wrong code'), [['code', 'wrong']], 'the faults');
      same(await here.whoIsThere(), null, 'nobody,');
    }
    same((await here.confirm(pending, code)).viewer.name, person.name, 'the member');
  }),

  rule('session.code-tries', 'After five wrong tries the right code is good no longer.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const person = newPerson();
    const pending = await here.signUp(person, null);
    const code = await trial.codeSentTo(person.email);
    for (let attempt = 1; attempt <= 5; attempt++) await faultsOf(here.confirm(pending, other(code)), 'a wrong code');
    same(await faultsOf(here.confirm(pending, code), 'the right code after five wrong ones'), [['code', 'expired']], 'the faults');
    same(await here.whoIsThere(), null, 'nobody,');
  }),

  rule('session.code-once', 'A code is good for one use.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const person = newPerson();
    const joined = await here.signUp(person, person.password);
    const first = await trial.codeSentTo(person.email);
    await here.confirm(joined, first);
    const asked = await here.request(person.email, 'sign-in');
    const second = await trial.codeSentTo(person.email);
    await here.confirm(asked, second);
    await here.signOut('here');
    for (const [flow, code] of [[joined, first], [asked, second]] as const) {
      same(await faultsOf(here.confirm(flow, code), 'a code used before'), [['code', 'expired']], 'the faults');
    }
    same(await here.whoIsThere(), null, 'nobody,');
  }),

  rule('session.code-other-flow', 'A code is of no use to whoever began something else.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const [one, two] = [newPerson(), newPerson()];
    const flows = [await here.signUp(one, null), await here.signUp(two, null)] as const;
    const codes = [await trial.codeSentTo(one.email), await trial.codeSentTo(two.email)] as const;
    same(await faultsOf(here.confirm(flows[0], codes[1]), "another's code"), [['code', 'wrong']], 'the faults');
    same((await here.confirm(flows[1], codes[1])).viewer.name, two.name, 'the member');
  }),

  rule('session.code-other-purpose', 'A code to delete an account signs nobody in.', [...joining, needs.account], async (trial) => {
    const here = new MemberTrial(trial);
    const { email } = await here.join();
    const pending = await here.request('', 'deletion');
    const code = await trial.codeSentTo(email);
    await here.signOut('here');
    const [[field] = []] = await faultsOf(here.confirm(pending, code), 'a code for deletion');
    same([field, await here.whoIsThere()], ['code', null], 'a fault, and nobody:');
  }),

  rule('session.code-signs-in', 'A mailed code signs in without a password, and the password stays.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email, password } = await here.join();
    await here.signOut('here');
    const pending = await here.request(email, 'sign-in');
    const session = await here.confirm(pending, await trial.codeSentTo(email));
    same([session.viewer, session.isNew, (await here.whoIsThere())?.viewer], [viewer, false, viewer], 'the member, who is not new,');
    await here.signOut('here');
    same((await here.signIn(email, password)).viewer, viewer, 'the member by their password');
  }),

  rule('session.known', 'Signing up with an address that has an account is answered as any other; the code in the mail signs in to that account, and nothing of it is changed.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email, password } = await here.join();
    await here.signOut('here');
    const stranger = newPerson({ email });
    const pending = await here.signUp(stranger, stranger.password);
    same(shapeOf(pending), shapeOf(await here.signUp(newPerson(), stranger.password)), 'an answer like that for an unknown address,');
    same(await here.whoIsThere(), null, 'nobody,');
    await refused(here.signIn(email, stranger.password), "the stranger's password", 'unauthenticated');
    const session = await here.confirm(pending, await trial.codeSentTo(email));
    same([session.viewer, session.isNew], [viewer, false], 'the member of before,');
    await here.signOut('here');
    await refused(here.signIn(email, stranger.password), "the stranger's password", 'unauthenticated');
    await here.signIn(email, password);
  }),

  rule('session.alike-codes', 'Asking for a code is answered alike for an address with an account and one without, and so are wrong codes.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { email } = await here.join();
    await here.signOut('here');
    for (const purpose of ['sign-in', 'reset'] as const) {
      const known = await here.request(email, purpose);
      const unknown = await here.request(newPerson().email, purpose);
      same(shapeOf(unknown), shapeOf(known), 'an answer like that for a known address,');
      const wrong = other(await trial.codeSentTo(email));
      for (let attempt = 1; attempt <= 6; attempt++) {
        const [one, two] = [await refusal(here.confirm(known, wrong, null)), await refusal(here.confirm(unknown, wrong, null))];
        same(two, one, `try ${attempt} refused as with a known address,`);
      }
    }
  }),

  rule('session.alike-passwords', 'A wrong password for a known address and any for an unknown one are refused in the same words.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { email } = await here.join();
    await here.signOut('here');
    const stranger = newPerson();
    const answers = [email, stranger.email].map((address) => refused(here.signIn(address, stranger.password), 'a wrong password', 'unauthenticated'));
    const [known, unknown] = (await Promise.all(answers)).map(told);
    same(unknown, known, 'a refusal like that for a known address,');
  }),

  rule('session.reset', 'A forgotten password is replaced by a mailed code: the new one signs in, the old one does not.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { viewer, email, password } = await here.join();
    await here.signOut('here');
    const next = newPerson().password;
    const pending = await here.request(email, 'reset');
    same((await here.confirm(pending, await trial.codeSentTo(email), next)).viewer, viewer, 'the member');
    same((await here.whoIsThere())?.viewer, viewer, 'the member, signed in,');
    await here.signOut('here');
    await refused(here.signIn(email, password), 'the old password', 'unauthenticated');
    same((await here.signIn(email, next)).viewer, viewer, 'the member by the new password');
  }),

  rule('session.reset-refused', 'While the new password is refused, the code stays good and the old password too.', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const { email, password } = await here.join();
    await here.signOut('here');
    const pending = await here.request(email, 'reset');
    const code = await trial.codeSentTo(email);
    for (const refusedOne of ['x', 'x'.repeat(201), email]) {
      const [[field] = []] = await faultsOf(here.confirm(pending, code, refusedOne), 'a password that none may have');
      same(field, 'password', 'the fault at');
    }
    same((await faultsOf(here.confirm(pending, code, null), 'no password at all')).map(([field]) => field), ['password'], 'the fault at');
    await here.signIn(email, password);
    await here.confirm(pending, code, newPerson().password);
  }),

  rule('session.reset-others', 'After a reset every other session of the member is ended, and the new one is not.', [...joining, needs.devices], async (trial) => {
    const [here, there] = [new MemberTrial(trial), new MemberTrial(trial.elsewhere)];
    const { viewer, email, password } = await here.join();
    await there.signIn(email, password);
    const pending = await there.request(email, 'reset');
    await there.confirm(pending, await trial.codeSentTo(email), newPerson().password);
    same([await here.whoIsThere(), (await there.whoIsThere())?.viewer], [null, viewer], 'nobody here, the member there:');
  }),
];

/** A code that is another. */
function other(code: string): string {
  return String((Number(code) + 1) % 1e8).padStart(8, '0');
}

/** What can be told of an answer without knowing its chance: its fields and how long they are. */
function shapeOf(pending: PendingCode): unknown {
  return Object.entries(pending).map(([name, value]: [string, string]) => [name, value.length]).sort();
}

async function refusal(call: Promise<unknown>): Promise<unknown> {
  return told(await refused(call, 'a wrong code', 'invalid', 'rate-limited'));
}

const told = ({ code, message, faults, retryAfter }: CommentsError): unknown => ({ code, message, faults, retryAfter });
