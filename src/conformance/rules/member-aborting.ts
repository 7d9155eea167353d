import type { CallOptions } from '../../adapters/adapter.ts';
import { MemberTrial, newPerson } from '../member-trial.ts';
import { needs, type Need, type Rule } from '../rule.ts';
import type { Trial } from '../trial.ts';
import { abortable } from './aborting.ts';
import { having } from './account.ts';
import { joining } from './session.ts';

/** Rules about calls of members that are given up. */
export const memberAbortingRules: readonly Rule[] = [
  ...ofSession('loadWays', (session, site) => (options) => session.loadWays(site, options)),
  ...ofSession('loadSession', (session, site) => (options) => session.loadSession(site, options)),
  ...ofSession('signOut', (session, site) => (options) => session.signOut(site, 'here', options)),
  ...ofSession('signUp', (session, site) => (options) => session.signUp(site, { ...newPerson(), password: null }, { language: 'en', ...options }), joining),
  ...ofSession('signIn', (session, site) => (options) => session.signIn(site, newPerson().email, newPerson().password, options), [needs.typing]),
  ...ofSession('requestCode', (session, site) => (options) => session.requestCode(site, newPerson().email, 'sign-in', { language: 'en', ...options }), joining),
  ...abortable('confirm', joining, async (trial) => {
    const here = new MemberTrial(trial);
    const [session, person] = [await here.session(), newPerson()];
    const { flow } = await here.signUp(person, null);
    const code = await trial.codeSentTo(person.email);
    return (options) => session.confirm(trial.site, flow, code, null, options);
  }),

  ...ofAccount('loadAccount', (account, { site }) => (options) => account.loadAccount(site, options)),
  ...ofAccount('changeAccount', (account, { site }) => (options) => account.changeAccount(site, { about: 'Changed' }, options)),
  ...ofAccount('changePicture', (account, { site }) => (options) => account.changePicture(site, null, options)),
  ...ofAccount('changePassword', (account, { site, password }) => (options) => account.changePassword(site, password, password, options)),
  ...ofAccount('endSession', (account, { site }) => (options) => account.endSession(site, 'nothing', options)),
  ...ofAccount('loadComments', (account, { site }) => (options) => account.loadComments(site, { size: 10, cursor: null }, options)),
  ...ofAccount('loadEarlier', (account, { site }) => (options) => account.loadEarlier(site, options)),
  ...ofAccount('claim', (account, { site }) => (options) => account.claim(site, [], options)),
  ...ofAccount('download', (account, { site }) => (options) => account.download(site, options)),
  ...ofAccount('remove', (account, { site, password }) => (options) => account.remove(site, 'keep', { password }, options)),
  ...ofAccount('loadProfile', (account, { site, member }) => (options) => account.loadProfile(site, member, options)),
];

type Session = Awaited<ReturnType<MemberTrial['session']>>;
type Account = Awaited<ReturnType<MemberTrial['account']>>;
type Call = (options: CallOptions) => Promise<unknown>;

function ofSession(method: keyof Session, prepare: (session: Session, site: string) => Call, wanted: readonly Need[] = [needs.session]): readonly Rule[] {
  return abortable(method, wanted, async (trial: Trial) => prepare(await new MemberTrial(trial).session(), trial.site));
}

function ofAccount(method: keyof Account, prepare: (account: Account, of: { readonly site: string; readonly password: string; readonly member: string }) => Call): readonly Rule[] {
  return abortable(method, having, async (trial) => {
    const here = new MemberTrial(trial);
    const { password, viewer } = await here.join();
    return prepare(await here.account(), { site: trial.site, password, member: viewer.id });
  });
}
