/**
 * Members over HTTP: accounts. Every request needs a session but those for a profile and a picture; answers are `private, no-store`.
 *
 * | request below {@link accountPaths} | answer |
 * |---|---|
 * | `GET account?site` | 200 `AccountView` |
 * | `PATCH account` {@link WireAccountChange} | 200 `AccountView` |
 * | `PUT picture?site`, an image | 200 `AccountView` |
 * | `POST pictureRemoval` `{ site }` | 200 `AccountView` |
 * | `POST password` {@link WirePasswordChange} | 200 `AccountView` |
 * | `POST device(id)` `{ site }` | 200 `AccountView` |
 * | `POST passkeys` {@link WireNewPasskey} | 200 `AccountView` |
 * | `POST passkey(id)` `{ site }` removes it | 200 `AccountView` |
 * | `POST providers` {@link WireConnection} connects one | 200 `AccountView` |
 * | `POST provider(id)` `{ site }` disconnects it | 200 `AccountView` |
 * | `GET comments?site&size&cursor` | 200 {@link wireOwnList} |
 * | `GET earlier?site` | 200 {@link wireEarlier} |
 * | `POST claims` {@link WireClaim} | 200 `{ claimed }` |
 * | `POST download` `{ site }` | 200 a JSON file |
 * | `POST deletion` {@link WireDeletion} | 200 `{}` |
 * | `GET profile(id)?site` | 200 `ProfileView` |
 * | `GET picture(id)` | 200 an image |
 */
import { maxAboutLength, type AccountChange, type AccountView, type CommentsFate, type ConnectionView, type DeviceView, type MemberSettings, type OwnCommentView, type PasskeyView, type ProfileView, type Proof, type Visibility } from './account.ts';
import { flag, listOf, maybe, oneOf, record, refuse, text, timestamp, whole, type Guard } from './guards.ts';
import type { CommentId } from './ids.ts';
import type { Page } from './page.ts';
import { wireComment, wireId, wireViewer } from './wire.ts';
import { maxOwnPerRequest } from './wire-further.ts';
import type { WireSite } from './wire-session.ts';
import { wireCredential } from './wire-ways-in.ts';

const below = (folder: string) => (id: string) => `/v1/account/${folder}/${encodeURIComponent(id)}/removal`;

/** Where accounts are, below the server's address. */
export const accountPaths = {
  account: '/v1/account',
  picture: '/v1/account/picture',
  pictureRemoval: '/v1/account/picture/removal',
  password: '/v1/account/password',
  device: below('devices'),
  passkeys: '/v1/account/passkeys',
  passkey: below('passkeys'),
  providers: '/v1/account/providers',
  provider: below('providers'),
  comments: '/v1/account/comments',
  earlier: '/v1/account/earlier',
  claims: '/v1/account/claims',
  download: '/v1/account/download',
  deletion: '/v1/account/deletion',
  profile: (id: string): string => `/v1/members/${encodeURIComponent(id)}`,
  image: (id: string): string => `/v1/pictures/${encodeURIComponent(id)}`,
} as const;

/** What of an account is to be other; what is `null` or left out stays. */
export type WireAccountChange = WireSite & { readonly [Field in keyof AccountChange]-?: AccountChange[Field] | null };

/** A new password. */
export interface WirePasswordChange extends WireSite {
  readonly current: string | null;
  readonly password: string;
}

/** A passkey that the device made. */
export interface WireNewPasskey extends WireSite {
  readonly name: string;
  readonly answer: object;
}

/**
 * A provider that is to be connected with the account: what a way through it came back with that was begun with `&connect=1`. Otherwise as `WireRedemption`,
 * and worth nothing without a session.
 */
export interface WireConnection extends WireSite {
  readonly code: string;
  readonly verifier: string;
}

/** Earlier comments that are to be the member's own. */
export interface WireClaim extends WireSite {
  readonly ids: readonly CommentId[];
}

/** The end of an account. */
export interface WireDeletion extends WireSite {
  readonly comments: CommentsFate;
  readonly proof: Proof;
}

const visibility: Guard<Visibility> = record<Visibility>({ about: flag, count: flag, since: flag });

const settings: Guard<MemberSettings> = record<MemberSettings>({
  visible: visibility,
  mailsReplies: flag,
  language: maybe(text(35, 1)),
  theme: oneOf('auto', 'light', 'dark'),
});

/** Guards an account. */
export const accountView: Guard<AccountView> = record<AccountView>({
  viewer: wireViewer,
  email: maybe(text(500)),
  hasPassword: flag,
  about: text(maxAboutLength * 2),
  settings,
  createdAt: timestamp,
  devices: listOf(record<DeviceView>({ id: wireId, name: maybe(text(200)), createdAt: timestamp, seenAt: timestamp, isThis: flag })),
  passkeys: listOf(record<PasskeyView>({ id: text(2000, 1), name: text(1000), createdAt: timestamp })),
  providers: listOf(record<ConnectionView>({ id: wireId, name: text(100, 1) })),
});

/** Guards a profile. */
export const profileView: Guard<ProfileView> = record<ProfileView>({ viewer: wireViewer, about: maybe(text(maxAboutLength * 2)), comments: maybe(whole()), since: maybe(timestamp) });

const ownComment: Guard<OwnCommentView> = record<OwnCommentView>({
  comment: wireComment,
  thread: record<OwnCommentView['thread']>({ key: text(500, 1), url: maybe(text(2000)), title: maybe(text(500)) }),
});

/** Guards a part of the member's own comments. */
export const wireOwnList: Guard<Page<OwnCommentView>> = record<Page<OwnCommentView>>({ items: listOf(ownComment), previous: maybe(wireId), next: maybe(wireId), total: maybe(whole()) });

/** Guards what may be claimed. */
export const wireEarlier: Guard<{ readonly comments: readonly OwnCommentView[] }> = record({ comments: listOf(ownComment, 100) });

/** Guards how many were claimed. */
export const wireClaimed: Guard<{ readonly claimed: number }> = record({ claimed: whole() });

const site = text(500, 1);
const password = text(1000);

/** Guards a change of an account; what the texts may hold is for the server. For servers, as what follows. */
export const wireAccountChange: Guard<WireAccountChange> = record<WireAccountChange>({ site, name: maybe(text(1000)), about: maybe(text(10_000)), settings: maybe(settings) });
/** Guards a new password. */
export const wirePasswordChange: Guard<WirePasswordChange> = record<WirePasswordChange>({ site, current: maybe(password), password });
/** Guards a provider that is to be connected. */
export const wireConnection: Guard<WireConnection> = record<WireConnection>({ site, code: text(200, 1), verifier: text(128, 43) });
/** Guards a new passkey; what the texts may hold is for the server. */
export const wireNewPasskey: Guard<WireNewPasskey> = record<WireNewPasskey>({ site, name: text(1000), answer: wireCredential });
/** Guards which comments are claimed. */
export const wireClaim: Guard<WireClaim> = record<WireClaim>({ site, ids: listOf(wireId, maxOwnPerRequest) });
/** Guards the end of an account. */
export const wireDeletion: Guard<WireDeletion> = record<WireDeletion>({
  site,
  comments: oneOf('keep', 'remove'),
  proof: (value, path) => {
    const { password: typed, flow, code, isFresh } = record({ password: maybe(password), flow: maybe(wireId), code: maybe(text(100)), isFresh: maybe(flag) })(value, path);
    if (isFresh !== null) return isFresh && typed === null && flow === null && code === null ? { isFresh } : refuse(path);
    if (typed !== null && flow === null && code === null) return { password: typed };
    return typed === null && flow !== null && code !== null ? { flow, code } : refuse(path);
  },
});
