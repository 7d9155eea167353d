import type { Timestamp } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { SessionView } from '../../contract/session.ts';
import type { CallOptions, MailOptions, SessionFacet, SingleSignOnFacet } from '../adapter.ts';
import { Flows, pending, type StoredFlow } from './codes.ts';
import type { SignedIn } from './device.ts';
import type { MailKind } from './member-mail.ts';
import { viewerOf, type SiteMembers, type StoredMember, type StoredSession } from './members.ts';
import type { SiteUser } from './memory-options.ts';
import type { MemoryStore } from './memory-store.ts';
import { passwordFault } from './names.ts';
import { emailFaults, refuse } from './refusing.ts';
import { opens, sealed } from './secrets.ts';
import { orAbort, turn } from './turn.ts';

/** How passwords are taken here. */
export const passwordsOf = ({ options }: MemoryStore): { readonly shortest: number; readonly rounds: number } =>
  ({ shortest: options.passwordLength ?? 15, rounds: options.passwordRounds ?? 1000 });

/** Members in memory: signing up, in and out, with codes that go to `onMail`. */
export function sessionFacet(signedIn: SignedIn): SessionFacet {
  const { store } = signedIn;
  const flowsOf = (site: string): Flows => new Flows(store.members(site).records.flows, () => store.now);

  /** Begins something, and mails its code; to an address that nobody has, a mail that says so. */
  function begin(site: string, kind: MailKind, flow: StoredFlow, to: { readonly email: string; readonly name: string | null }, { language }: MailOptions): ReturnType<typeof pending> {
    const hasCode = kind !== 'unknown';
    store.mail({ kind, site, to: to.email.trim(), name: to.name, code: hasCode ? flow.code : null, expiresAt: hasCode ? flow.expiresAt : null, language });
    return pending(flow);
  }

  return {
    loadWays: async (_site, options) => {
      await turn(options?.signal);
      const singleSignOn = store.options.siteUsers !== undefined;
      return { password: 'here', passkeys: false, providers: [], singleSignOn, passwordLength: passwordsOf(store).shortest };
    },

    loadSession: async (site, options) => {
      await turn(options?.signal);
      const [session, member] = [signedIn.session(site), signedIn.member(site)];
      if (!session || !member) return null;
      store.members(site).touch(session);
      return sessionView(member, session);
    },

    signUp: (site, { name, email, password }, options) => during(options, async () => {
      const members = store.members(site);
      const { shortest, rounds } = passwordsOf(store);
      refuse(...members.nameFaults(name), ...emailFaults(email), password === null ? null : passwordFault(password, shortest, [name, ...addressWords(email), ...siteWords(site)]));
      const newcomer = { name, email: email.trim(), password: password === null ? null : await sealed(password, rounds) };
      options.signal?.throwIfAborted();
      const known = members.byEmail(email);
      return known
        ? begin(site, 'known', flowsOf(site).begin('sign-in', known.id), mailTo(known), options)
        : begin(site, 'sign-up', flowsOf(site).begin('sign-up', null, newcomer), newcomer, options);
    }),

    signIn: (site, email, password, options) => during(options, async () => {
      const member = store.members(site).byEmail(email);
      const isRight = await opens(password, member?.password ?? null, passwordsOf(store).rounds);
      options?.signal?.throwIfAborted();
      if (!member || !isRight) throw new CommentsError('unauthenticated', 'address and password do not fit');
      return sessionView(member, signedIn.begin(site, member));
    }),

    requestCode: (site, email, purpose, options) => during(options, async () => {
      if (purpose === 'deletion') {
        const { member } = signedIn.required(site);
        refuse(...emailFaults(member.email ?? ''));
        return begin(site, purpose, flowsOf(site).begin(purpose, member.id), mailTo(member), options);
      }
      refuse(...emailFaults(email));
      const member = store.members(site).byEmail(email);
      return begin(site, member ? purpose : 'unknown', flowsOf(site).begin(purpose, member?.id ?? null), member ? mailTo(member) : { email, name: null }, options);
    }),

    confirm: (site, id, code, password, options) => during(options, async () => {
      const members = store.members(site);
      const { shortest, rounds } = passwordsOf(store);
      const flow = flowsOf(site).find(id, code, 'sign-up', 'sign-in', 'reset');
      if (flow.purpose === 'sign-up') return join(site, members, flow);
      const member = members.byId(flow.member)!;
      if (flow.purpose === 'reset') {
        refuse(passwordFault(password ?? '', shortest, [member.name, ...addressWords(member.email!), ...siteWords(site)]));
        const sealedPassword = await sealed(password!, rounds);
        options?.signal?.throwIfAborted();
        // Somebody may have used the code while the password was sealed.
        flowsOf(site).find(id, code, 'reset');
        member.password = sealedPassword;
        members.end((session) => session.member === member.id);
        tellOfPassword(store, site, member);
      }
      flow.isUsed = true;
      return sessionView(member, signedIn.begin(site, member));
    }),

    signOut: async (site, scope, options) => {
      await turn(options?.signal);
      const session = signedIn.session(site);
      if (!session) return;
      if (scope !== 'here') store.members(site).end(({ id, member }) => member === session.member && id !== session.id);
      if (scope !== 'others') signedIn.end(site);
    },
  };

  function join(site: string, members: SiteMembers, flow: StoredFlow): SessionView {
    const newcomer = flow.newcomer!;
    const known = members.byEmail(newcomer.email);
    if (!known) refuse(...members.nameFaults(newcomer.name));
    flow.isUsed = true;
    const member = known ?? members.add({ ...newcomer, subject: null });
    return sessionView(member, signedIn.begin(site, member), !known);
  }
}

/** The site's own users, by the tokens that the options name. */
export function singleSignOnFacet(signedIn: SignedIn, users: Readonly<Record<string, SiteUser>>): SingleSignOnFacet {
  return {
    signInWith: async (site, token, options) => {
      await turn(options?.signal);
      const members = signedIn.store.members(site);
      const { usedTokens } = members.records;
      const user = Object.hasOwn(users, token) && !usedTokens.includes(token) ? users[token] : undefined;
      if (!user) throw new CommentsError('unauthenticated', 'the token is not good');
      const known = members.bySubject(user.subject);
      if (!known) refuse(...members.nameFaults(user.name));
      usedTokens.push(token);
      const member = known ?? members.add({ name: user.name, email: user.email ?? null, password: null, subject: user.subject });
      return sessionView(member, signedIn.begin(site, member, true), !known);
    },
  };
}

/** Tells a member by mail that their password is another. */
export function tellOfPassword(store: MemoryStore, site: string, { email, name, settings }: StoredMember): void {
  if (email !== null) store.mail({ kind: 'password-changed', site, to: email, name, code: null, expiresAt: null, language: settings.language ?? 'en' });
}

/** What everybody may guess of an address, for {@link passwordFault}. */
export const addressWords = (email: string): string[] => [email.trim(), ...email.trim().split('@')];

/** What everybody may guess of a site. */
export const siteWords = (site: string): string[] => (URL.canParse(site) ? [new URL(site).host] : [site]);

/** A call that may wait for more than its turn: it takes its turn, and an abort ends it at once. */
export async function during<T>(options: CallOptions | undefined, work: () => Promise<T>): Promise<T> {
  await turn(options?.signal);
  return orAbort(options?.signal, work());
}

/** Always to the address that was confirmed: what somebody typed may only look like it. */
const mailTo = ({ email, name }: StoredMember): { readonly email: string; readonly name: string } => ({ email: email!, name });

function sessionView(member: StoredMember, session: StoredSession, isNew = false): SessionView {
  return { viewer: viewerOf(member), since: session.createdAt satisfies Timestamp, isNew, isManaged: session.isManaged };
}
