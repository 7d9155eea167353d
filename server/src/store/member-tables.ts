import type { Generated } from 'kysely';

/** The tables of members. Moments are milliseconds since 1970; what is called a hash is all that is kept of a secret. */

/** A member of one site. Who leaves is deleted. */
export interface MembersTable {
  site: string;
  /** 128 random bits in base64url. */
  id: string;
  name: string;
  /** What the name is recognised by, however it is written (`name-key.ts`): of one site's members no two have the same. */
  name_key: string;
  /** Enciphered for {@link MembersTable.id}; `null` where a site signs in its own users and tells no address. */
  email: Uint8Array | null;
  email_key: Uint8Array | null;
  /** Argon2id as a PHC string, or `null`. */
  password: string | null;
  about: string;
  /** The contract's `MemberSettings` in JSON. */
  settings: string;
  /** The id of their picture, or `null`. */
  picture: string | null;
  /** How many published comments are theirs. */
  visible: Generated<number>;
  created_at: number;
}

/** A device that a member is signed in on. Ended by deletion. */
export interface SessionsTable {
  id: string;
  site: string;
  member_id: string;
  /** The hash of the cookie's token, or `null` where the session is held by tokens. */
  token_hash: Uint8Array | null;
  /** The public half of the device's key in JSON, or `null`. */
  device_key: string | null;
  /** Which refresh token was given last, counted from 1. */
  counter: number;
  /** The latest whose pair was seen in use: a refresh with one before that is a theft. */
  used_counter: number;
  /** "Firefox on Linux". */
  device: string | null;
  /** 1 where the site signed in its own user. */
  is_managed: number;
  created_at: number;
  seen_at: number;
  expires_at: number;
}

/** Something begun that a code, a link or a provider ends: each is good for one use. */
export interface FlowsTable {
  /** The hash of what the device holds. */
  id_hash: Uint8Array;
  site: string;
  purpose: 'sign-up' | 'sign-in' | 'reset' | 'deletion' | 'provider' | 'proof' | 'connection' | 'redeem' | 'passkey';
  member_id: string | null;
  /** Enciphered for the flow's purpose and site. */
  email: Uint8Array | null;
  email_key: Uint8Array | null;
  code_hash: Uint8Array | null;
  /** How many wrong codes were tried. */
  tries: number;
  link_hash: Uint8Array | null;
  /** The wire's `WireReturn` in JSON, or `null`. */
  return_to: string | null;
  /** What else belongs to it, enciphered JSON; its shape is the purpose's own. */
  details: Uint8Array | null;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** Who a member is elsewhere. */
export interface IdentitiesTable {
  site: string;
  issuer: string;
  /** A keyed hash of what they are called there, which may be an address, in base64url (`services/members/settings.ts`). */
  subject: string;
  member_id: string;
  /** The name of the provider, for its member. */
  provider: string;
  created_at: number;
}

/** A passkey. */
export interface PasskeysTable {
  site: string;
  /** The credential's id in base64url. */
  id: string;
  member_id: string;
  public_key: Uint8Array;
  counter: number;
  /** The transports that the browser named, in JSON. */
  transports: string;
  name: string;
  created_at: number;
}

/** How full a bucket was at a moment; of a network where an account is at home, until when it is (`services/members/limits.ts`). */
export interface BucketsTable {
  /** A keyed hash of what is counted. */
  key: Uint8Array;
  level: number;
  at: number;
}

/** A picture as it is given out. */
export interface PicturesTable {
  id: string;
  site: string;
  member_id: string;
  bytes: Uint8Array;
}

/** Work on many comments that goes on in small parts, also after a new start (`services/members/chores.ts`). */
export interface ChoresTable {
  id: string;
  /** `author`: comments take over their member's name and picture. `former`, `removal`: what becomes of those of a member who left. `name`: guests under a name are marked, or no more. */
  kind: 'author' | 'former' | 'removal' | 'name';
  site: string;
  /** The id of the member, or the key of the name. */
  subject: string;
  created_at: number;
}

/** A token of the site's own that was used: kept until it would be too old anyhow. */
export interface UsedTokensTable {
  hash: Uint8Array;
  expires_at: number;
}

/** A mail that is still to be sent. */
export interface MailsTable {
  id: string;
  site: string;
  /** The letter and its address, enciphered JSON. */
  letter: Uint8Array;
  attempts: number;
  due_at: number;
  created_at: number;
}

/** The tables of members by their names. */
export interface MemberTables {
  members: MembersTable;
  sessions: SessionsTable;
  flows: FlowsTable;
  identities: IdentitiesTable;
  passkeys: PasskeysTable;
  buckets: BucketsTable;
  pictures: PicturesTable;
  chores: ChoresTable;
  used_tokens: UsedTokensTable;
  mails: MailsTable;
}
