/**
 * Members over HTTP: sessions. All of it is asked by POST with JSON, so that nothing of it stands in an address or a log; answers are `no-store`.
 *
 * | request below {@link sessionPaths} | answer |
 * |---|---|
 * | `GET ways?site` | 200 {@link WireWays} |
 * | `POST session` {@link WireSite} | 200 {@link WireGrant}: who is signed in; renews a cookie |
 * | `POST signUp` {@link WireSignUp} | 202 `PendingCode` |
 * | `POST password` {@link WireSignIn} | 200 `WireGrant` |
 * | `POST code` {@link WireCodeRequest} | 202 `PendingCode` |
 * | `POST confirm` {@link WireConfirmation} | 200 `WireGrant` |
 * | `POST redeem` {@link WireRedemption} | 200 `WireGrant` |
 * | `POST refresh` {@link WireRefresh} | 200 `WireGrant` |
 * | `POST end` {@link WireEnd} | 200 `{}` |
 * | `POST singleSignOn` {@link WireSignOn} | 200 `WireGrant` |
 * | `POST passkeyChallenge` `WirePasskeyWish` | 200 `{ options }`: WebAuthn's, in JSON |
 * | `POST passkeySignIn` `WirePasskeySignIn` | 200 `WireGrant` |
 * | `POST providerLook` `{ flow }` | 200 {@link WireProviderProof} |
 * | `POST providerJoin` `WireProviderJoin` | 200 `WireGrant`, which leads back |
 * | `POST providerLink` `WireProviderLink` | 200 `WireGrant`, which leads back |
 * | `POST linkLook` `{ token }` | 200 {@link WireLink} |
 * | `POST linkUse` `{ token, password }` | 200 `WireGrant`, which leads back |
 * | `GET page?site&challenge&state&return&lang` | the server's own page for signing in; with `/{provider}` below `providers`, the provider's |
 *
 * What has no link here is in `wire-ways-in.ts`.
 *
 * A session is held by a cookie (`__Host-…`, the page and the server being of one site) or by tokens: `Authorization: Bearer {access}`.
 */
import { flag, listOf, maybe, oneOf, record, refuse, text, timestamp, whole, type Guard, type Shape } from './guards.ts';
import type { CodePurpose, NewMember, PendingCode, ProviderView, SessionView, SignInWays, SignOutScope } from './session.ts';
import type { Timestamp } from './comment.ts';
import { wireId, wireViewer } from './wire.ts';

export { codeIn } from './session.ts';

/** Where sessions are made and ended, below the server's address. */
export const sessionPaths = {
  ways: '/v1/ways',
  session: '/v1/session',
  signUp: '/v1/session/sign-up',
  password: '/v1/session/password',
  code: '/v1/session/code',
  confirm: '/v1/session/confirm',
  redeem: '/v1/session/redeem',
  refresh: '/v1/session/refresh',
  end: '/v1/session/end',
  singleSignOn: '/v1/session/single-sign-on',
  passkeyChallenge: '/v1/session/passkey-challenge',
  passkeySignIn: '/v1/session/passkey',
  providerLook: '/v1/session/provider',
  providerJoin: '/v1/session/provider-join',
  providerLink: '/v1/session/provider-link',
  linkLook: '/v1/session/link',
  linkUse: '/v1/session/link-use',
  page: '/members/',
  provider: (id: string): string => `/v1/providers/${encodeURIComponent(id)}`,
} as const;

/** The public half of a device's key: ECDSA on P-256 (RFC 7517), coordinates in base64url. */
export interface WireDeviceKey {
  readonly x: string;
  readonly y: string;
}

/**
 * Where a sign-in comes back to. The code in the fragment (`#diwan={code}&state={state}`, once, within a minute) is worth something only together with the verifier that
 * the challenge was made from: base64url of its SHA-256 (RFC 7636, S256). Given up or failed: `#diwan-failed={reason}&state={state}`.
 */
export interface WireReturn {
  readonly challenge: string;
  /** Made by the device, which knows by it what came back. */
  readonly state: string;
  /** An address on one of the site's origins. A fragment is dropped. */
  readonly returnTo: string;
}

/** How the session that is asked for will be held. `return`: on the server's own page, which holds none and leads back. */
export type WireHold = { readonly kind: 'cookie' } | { readonly kind: 'token'; readonly key: WireDeviceKey } | ({ readonly kind: 'return' } & WireReturn);

/** The ways to sign in, and whether the browser sent back a cookie that was set with an earlier answer to the same: `false` the first time, and where it keeps none. */
export interface WireWays extends SignInWays {
  readonly cookies: boolean;
}

/** The site that is meant. */
export interface WireSite {
  readonly site: string;
}

/** A wish to become a member. */
export interface WireSignUp extends WireSite, NewMember {
  readonly lang: string;
  /** Where the link in the mail leads, or `null`: then the mail has only the code. */
  readonly link: WireReturn | null;
}

/** An address and its password. */
export interface WireSignIn extends WireSite {
  readonly email: string;
  readonly password: string;
  readonly hold: WireHold;
}

/** A wish for a mailed code. */
export interface WireCodeRequest extends WireSite {
  /** Empty with `deletion`. */
  readonly email: string;
  readonly purpose: CodePurpose;
  readonly lang: string;
  readonly link: WireReturn | null;
}

/** A mailed code. */
export interface WireConfirmation extends WireSite {
  readonly flow: string;
  readonly code: string;
  readonly password: string | null;
  readonly hold: WireHold;
}

/** What a sign-in came back with. */
export interface WireRedemption extends WireSite {
  readonly code: string;
  readonly verifier: string;
  readonly hold: WireHold;
}

/** A new pair of tokens for an old one. `signature`: ECDSA with SHA-256 by the device's key over {@link refreshText}, base64url. */
export interface WireRefresh extends WireSite {
  readonly refresh: string;
  /** The device's clock: only a part of what is signed. */
  readonly at: number;
  readonly signature: string;
}

/** What a device signs to refresh. The token in it is of one server and one session, so that nothing signed is good anywhere else. */
export function refreshText({ refresh, at, site }: Pick<WireRefresh, 'refresh' | 'at' | 'site'>): string {
  return `diwan refresh\n${site}\n${at}\n${refresh}`;
}

/** Sessions to end. */
export interface WireEnd extends WireSite {
  readonly scope: SignOutScope;
}

/** A token of the site's own. */
export interface WireSignOn extends WireSite {
  readonly token: string;
  readonly hold: WireHold;
}

/** The tokens of a session. */
export interface WireTokens {
  /** Good until `expiresAt`, kept in memory alone. */
  readonly access: string;
  readonly expiresAt: Timestamp;
  /** Good for one new pair, signed by the device's key; a second use ends the session. */
  readonly refresh: string;
}

/** What a sign-in gives: a session and, where it is held by them, its tokens; or, with `return`, where to go. */
export interface WireGrant {
  readonly session: SessionView | null;
  readonly tokens: WireTokens | null;
  readonly leadsTo: string | null;
}

/** Somebody whom a provider knows and the site does not yet, for the server's own page (`/members/#join={flow}`, `#proof={flow}`), in the browser that began it. */
export interface WireProviderProof extends WireSite {
  /** The provider's name. */
  readonly provider: string;
  /**
   * - `name`: a name is all that is missing (`WireProviderJoin`).
   * - `account`: an account, signed in to on that page (`WireProviderLink`): the one with `email`, or with `null` any, a new one too.
   */
  readonly needs: 'name' | 'account';
  /** As the provider has it; `null` where it says none. */
  readonly name: string | null;
  /** The address that the provider confirmed, all but its first letter and its domain hidden, or `null`. */
  readonly email: string | null;
  readonly returnTo: string;
}

/** What a mailed link is for. */
export interface WireLink {
  readonly purpose: 'sign-up' | 'sign-in' | 'reset';
  readonly site: string;
  /** Who it was sent to, as they named themselves; `null` with an address that is not known. */
  readonly name: string | null;
}

/** Guards what a session is. */
export const sessionView: Guard<SessionView> = record<SessionView>({ viewer: wireViewer, since: timestamp, isNew: flag, isManaged: flag });

/** Guards what a sign-in gives. */
export const wireGrant: Guard<WireGrant> = record<WireGrant>({
  session: maybe(sessionView),
  tokens: maybe(record<WireTokens>({ access: text(500, 1), expiresAt: timestamp, refresh: text(500, 1) })),
  leadsTo: maybe(text(5000, 1)),
});

/** Guards what a code belongs to. */
export const pendingCode: Guard<PendingCode> = record<PendingCode>({ flow: wireId, expiresAt: timestamp });

/** An icon is an image in the answer itself, and no address. */
const icon: Guard<string> = (value, path) => (/^data:image\//.test(text(4000, 1)(value, path)) ? (value as string) : refuse(path));

const signInWaysShape: Shape<SignInWays> = {
  password: oneOf('here', 'page', 'none'),
  passkeys: flag,
  providers: listOf(record<ProviderView>({ id: text(100, 1), name: text(100, 1), icon: maybe(icon) }), 50),
  singleSignOn: flag,
  passwordLength: whole(1, 200),
};

/** Guards the ways to sign in. */
export const signInWays: Guard<SignInWays> = record<SignInWays>(signInWaysShape);
/** Guards the ways to sign in as they are answered. */
export const wireWays: Guard<WireWays> = record<WireWays>({ ...signInWaysShape, cookies: flag });

/** Guards what is missing to somebody whom a provider knows. */
export const wireProviderProof: Guard<WireProviderProof> = record<WireProviderProof>({
  site: text(500, 1),
  provider: text(100, 1),
  needs: oneOf('name', 'account'),
  name: maybe(text(10_000)),
  email: maybe(text(500)),
  returnTo: text(5000, 1),
});

const site = text(500, 1);
const base64url = (length: number): Guard<string> => matching(new RegExp(`^[\\w-]{${length}}$`));
const email = text(500);
const password = text(1000);
const lang = matching(/^[A-Za-z0-9-]{1,35}$/);

function matching(form: RegExp): Guard<string> {
  return (value, path) => (form.test(text(1000)(value, path)) ? (value as string) : refuse(path));
}

const verifier = matching(/^[\w.~-]{43,128}$/);

const wireReturnShape = { challenge: base64url(43), state: matching(/^[\w-]{16,100}$/), returnTo: text(2000, 1) };

const link = maybe(record<WireReturn>(wireReturnShape));

/** Guards how a session will be held. For servers, as what follows. */
export const wireHold: Guard<WireHold> = (value, path) => {
  const { kind } = record({ kind: oneOf('cookie', 'token', 'return') })(value, path);
  if (kind === 'cookie') return { kind };
  if (kind === 'return') return record<WireHold & { kind: 'return' }>({ kind: oneOf(kind), ...wireReturnShape })(value, path);
  return record<WireHold & { kind: 'token' }>({ kind: oneOf(kind), key: record<WireDeviceKey>({ x: base64url(43), y: base64url(43) }) })(value, path);
};

/** Guards a request that says no more than the site. */
export const wireSite: Guard<WireSite> = record<WireSite>({ site });
/** Guards a wish to become a member; what the texts may hold is for the server. */
export const wireSignUp: Guard<WireSignUp> = record<WireSignUp>({ site, name: text(1000), email, password: maybe(password), lang, link });
/** Guards an address and its password. */
export const wireSignIn: Guard<WireSignIn> = record<WireSignIn>({ site, email, password, hold: wireHold });
/** Guards a wish for a code. */
export const wireCodeRequest: Guard<WireCodeRequest> = record<WireCodeRequest>({ site, email, purpose: oneOf('sign-in', 'reset', 'deletion'), lang, link });
/** Guards a mailed code; one of another form is wrong like any other, which is for the server to say. */
export const wireConfirmation: Guard<WireConfirmation> = record<WireConfirmation>({ site, flow: wireId, code: text(100), password: maybe(password), hold: wireHold });
/** Guards what a sign-in came back with. */
export const wireRedemption: Guard<WireRedemption> = record<WireRedemption>({ site, code: text(200, 1), verifier, hold: wireHold });
/** Guards a wish for new tokens. */
export const wireRefresh: Guard<WireRefresh> = record<WireRefresh>({ site, refresh: text(500, 1), at: whole(), signature: base64url(86) });
/** Guards a wish to end sessions. */
export const wireEnd: Guard<WireEnd> = record<WireEnd>({ site, scope: oneOf('here', 'others', 'everywhere') });
/** Guards where a sign-in comes back to. */
export const wireReturn: Guard<WireReturn> = record<WireReturn>(wireReturnShape);
/** Guards a token of the site's own. */
export const wireSignOn: Guard<WireSignOn> = record<WireSignOn>({ site, token: text(10_000, 1), hold: wireHold });
/** Guards what a link is for. */
export const wireLink: Guard<WireLink> = record<WireLink>({ purpose: oneOf('sign-up', 'sign-in', 'reset'), site, name: maybe(text(1000)) });
/** Guards a link's token; `password` where it asks for a new one. */
export const wireLinkUse: Guard<{ readonly token: string; readonly password: string | null }> = record({ token: text(200, 1), password: maybe(password) });
