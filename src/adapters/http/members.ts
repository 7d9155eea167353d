/** The facets of members over HTTP: fetched when somebody is one, or wants to be. */
import { accountPaths, accountView, profileView, wireClaimed, wireEarlier, wireOwnList } from '../../contract/wire-account.ts';
import { codeOf, CommentsError } from '../../contract/errors.ts';
import { record, type Guard } from '../../contract/guards.ts';
import { pendingCode, sessionPaths } from '../../contract/wire-session.ts';
import type { CodePurpose, NewMember, PendingCode, SessionView, SignInWays, SignOutScope } from '../../contract/session.ts';
import type { AccountFacet, CallOptions, MailOptions, PasskeyCeremony, PasskeysFacet, SessionFacet, SignInPagesFacet, SingleSignOnFacet } from '../adapter.ts';
import { credentialsOf, inJson } from './credentials.ts';
import type { Exchange } from './exchange.ts';
import { beginReturn, takeReturn, newReturn } from './returning.ts';

/** A facet, each of whose methods is told the exchange first. */
type Told<Facet> = { readonly [Name in keyof Facet]: Facet[Name] extends (...asked: infer Asked) => infer Answer ? (exchange: Exchange, ...asked: Asked) => Answer : never };

/** Guards an answer that says no more than that it was done. */
const done: Guard<object> = record({});
/** Guards what a browser is to be asked for a passkey with: what it holds is between server and browser. */
const ceremony = record({ options: ((value) => Object(value) as object) satisfies Guard<object> });

/** `SessionFacet` over HTTP. */
export const session: Told<SessionFacet> = {
  loadWays: (exchange: Exchange, site: string, options?: CallOptions): Promise<SignInWays> => credentialsOf(exchange).ways(site, options),

  loadSession: (exchange: Exchange, site: string, options?: CallOptions): Promise<SessionView | null> => credentialsOf(exchange).load(site, options),

  async signUp(exchange: Exchange, site: string, member: NewMember, { language, returnTo, ...options }: MailOptions): Promise<PendingCode> {
    const { name, email, password } = member;
    const link = await newReturn(exchange.server, site, returnTo);
    return await exchange(sessionPaths.signUp, {}, pendingCode, options, inJson({ site, name, email, password, lang: language, link }));
  },

  signIn: (exchange: Exchange, site: string, email: string, password: string, options?: CallOptions): Promise<SessionView> =>
    credentialsOf(exchange).admit(site, sessionPaths.password, { email, password }, options),

  async requestCode(exchange: Exchange, site: string, email: string, purpose: CodePurpose, { language, returnTo, ...options }: MailOptions): Promise<PendingCode> {
    const isOwn = purpose === 'deletion';
    const link = isOwn ? null : await newReturn(exchange.server, site, returnTo);
    const ask = isOwn ? credentialsOf(exchange).asMember : exchange;
    return await ask(sessionPaths.code, {}, pendingCode, options, inJson({ site, email: isOwn ? '' : email, purpose, lang: language, link }));
  },

  confirm: (exchange: Exchange, site: string, flow: string, code: string, password: string | null, options?: CallOptions): Promise<SessionView> =>
    credentialsOf(exchange).admit(site, sessionPaths.confirm, { flow, code, password }, options),

  async signOut(exchange: Exchange, site: string, scope: SignOutScope, options?: CallOptions): Promise<void> {
    const credentials = credentialsOf(exchange);
    try {
      await credentials.asMember(sessionPaths.end, {}, done, options, inJson({ site, scope }));
    } catch (thrown) {
      // Over before.
      if (codeOf(thrown) !== 'unauthenticated') throw thrown;
    }
    if (scope !== 'others') await credentials.forget(site);
  },
};

/** `SignInPagesFacet` over HTTP. */
export const signInPages: Told<SignInPagesFacet> = {
  begin: (exchange, site, provider, returnTo, options) => beginReturn(exchange.server, site, provider, returnTo, options),

  async finish(exchange, site, fragment, options) {
    options?.signal?.throwIfAborted();
    const came = new URLSearchParams(fragment.replace(/^#/, ''));
    const code = came.get('diwan');
    const found = await takeReturn(exchange.server, site, came.get('state') ?? '');
    if (!found || code === null) return null;
    if (found.verifier === null) throw new CommentsError('invalid', 'the sign-in came back too late, or a second time', { faults: [{ field: 'code', reason: 'expired' }] });
    return await credentialsOf(exchange).admit(site, sessionPaths.redeem, { code, verifier: found.verifier }, options);
  },
};

/** `SingleSignOnFacet` over HTTP. */
export const singleSignOn: Told<SingleSignOnFacet> = {
  signInWith: (exchange, site, token, options) => credentialsOf(exchange).admit(site, sessionPaths.singleSignOn, { token }, options),
};

/** `PasskeysFacet` over HTTP. */
export const passkeys: Told<PasskeysFacet> = {
  async signIn(exchange: Exchange, site: string, ask: PasskeyCeremony, options?: CallOptions): Promise<SessionView> {
    const { options: asked } = await exchange(sessionPaths.passkeyChallenge, {}, ceremony, options, inJson({ site, purpose: 'sign-in' }));
    return await credentialsOf(exchange).admit(site, sessionPaths.passkeySignIn, { answer: await ask(asked) }, options);
  },

  async add(exchange, site, name, make, options) {
    const { asMember } = credentialsOf(exchange);
    const { options: asked } = await asMember(sessionPaths.passkeyChallenge, {}, ceremony, options, inJson({ site, purpose: 'add' }));
    return await asMember(accountPaths.passkeys, {}, accountView, options, inJson({ site, name, answer: await make(asked) }));
  },

  remove: (exchange, site, id, options) => credentialsOf(exchange).asMember(accountPaths.passkey(id), {}, accountView, options, inJson({ site })),
};

/** `AccountFacet` over HTTP. */
export const account: Told<AccountFacet> = {
  loadAccount: (exchange, site, options) => credentialsOf(exchange).asMember(`${accountPaths.account}?`, { site }, accountView, options),

  changeAccount: (exchange, site, { name = null, about = null, settings = null }, options) =>
    credentialsOf(exchange).asMember(accountPaths.account, {}, accountView, options, inJson({ site, name, about, settings }, 'PATCH')),

  changePicture: (exchange, site, image, options) =>
    image
      ? credentialsOf(exchange).asMember(`${accountPaths.picture}?`, { site }, accountView, options, { method: 'PUT', headers: { 'content-type': image.type || 'application/octet-stream' }, body: image })
      : credentialsOf(exchange).asMember(accountPaths.pictureRemoval, {}, accountView, options, inJson({ site })),

  changePassword: (exchange, site, current, password, options) =>
    credentialsOf(exchange).asMember(accountPaths.password, {}, accountView, options, inJson({ site, current, password })),

  endSession: (exchange, site, id, options) => credentialsOf(exchange).asMember(accountPaths.device(id), {}, accountView, options, inJson({ site })),

  loadComments: (exchange, site, { size, cursor }, options) =>
    credentialsOf(exchange).asMember(`${accountPaths.comments}?`, { site, size, cursor }, wireOwnList, options),

  async loadEarlier(exchange, site, options) {
    const { comments } = await credentialsOf(exchange).asMember(`${accountPaths.earlier}?`, { site }, wireEarlier, options);
    return comments;
  },

  async claim(exchange, site, ids, options) {
    const { claimed } = await credentialsOf(exchange).asMember(accountPaths.claims, {}, wireClaimed, options, inJson({ site, ids }));
    return claimed;
  },

  async download(exchange, site, options) {
    const everything = await credentialsOf(exchange).asMember(accountPaths.download, {}, (value) => value, options, inJson({ site }));
    return new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' });
  },

  async remove(exchange, site, comments, proof, options) {
    const credentials = credentialsOf(exchange);
    await credentials.asMember(accountPaths.deletion, {}, done, options, inJson({ site, comments, proof }));
    await credentials.forget(site);
  },

  loadProfile: (exchange, site, member, options) => exchange(`${accountPaths.profile(member)}?`, { site }, profileView, options),
};
