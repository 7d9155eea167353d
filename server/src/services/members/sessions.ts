import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { CommentsError, refreshText, type SessionView, type SignOutScope, type WireDeviceKey, type WireRefresh, type WireTokens } from 'diwan/contract';
import type { Connection, Database } from '../../store/database.ts';
import { endFlowsOf } from '../../store/flows.ts';
import { findMember, type MemberRow } from '../../store/members.ts';
import { changeSession, deleteSession, deleteSessions, findSession, insertSession, sessionByToken, type SessionRow } from '../../store/sessions.ts';
import type { Secrets } from '../secrets.ts';
import { viewerOf } from './viewer.ts';

/** A member who asks, by one of their sessions. */
export interface Reader {
  readonly site: string;
  readonly member: MemberRow;
  readonly session: SessionRow;
}

/** What a request may show a session by. */
export interface Credentials {
  /** The value of the site's cookie. */
  readonly cookie: string | null;
  /** An access token. */
  readonly access: string | null;
}

/** How a new session is held: `null` by a cookie. */
export type Holder = { readonly key: WireDeviceKey } | null;

/** A session that was just opened, and what the device gets to hold it. */
export interface Opened {
  readonly session: SessionRow;
  /** The value for the site's cookie, or `null`. */
  readonly cookie: string | null;
  readonly tokens: WireTokens | null;
}

/** What a session is opened with beside its member. */
export interface Opening {
  readonly holder: Holder;
  /** "Firefox on Linux". */
  readonly device: string | null;
  /** Whether the site signs its own user in. */
  readonly isManaged?: boolean;
}

/** In milliseconds. */
const minute = 60_000;
const day = 24 * 60 * minute;

/** How long a session lasts that is not used, and an access token. */
export const sessionLife = 30 * day;
export const accessLife = 10 * minute;

/** How old the moment a session was seen last may be before it is written again. */
const seenAgain = 60 * minute;

/** The name of a site's cookie: sites of one server have each its own. */
export function cookieNameOf(site: string): string {
  return `__Host-diwan-${createHash('sha256').update(site).digest('hex').slice(0, 8)}`;
}

/** Knows who is signed in. Of whatever is given away only marks are kept, and each is good on its own site alone. */
export class Sessions {
  readonly #database: Database;
  readonly #secrets: Secrets;
  readonly #now: () => number;

  constructor(database: Database, secrets: Secrets, now: () => number) {
    this.#database = database;
    this.#secrets = secrets;
    this.#now = now;
  }

  /** Opens a session, in the write that lets the member in. */
  async open(connection: Connection, member: MemberRow, { holder, device, isManaged = false }: Opening): Promise<Opened> {
    const now = this.#now();
    const cookie = holder === null ? randomBytes(32).toString('base64url') : null;
    const session: SessionRow = {
      id: randomBytes(16).toString('base64url'),
      site: member.site,
      member_id: member.id,
      token_hash: cookie === null ? null : this.#markOf(cookie, member.site),
      device_key: holder === null ? null : JSON.stringify(holder.key),
      counter: 1,
      used_counter: 0,
      device,
      is_managed: isManaged ? 1 : 0,
      created_at: now,
      seen_at: now,
      expires_at: now + sessionLife,
    };
    await insertSession(connection, session);
    return { session, cookie, tokens: holder === null ? null : this.#tokensOf(session) };
  }

  /** Who asks, or `null`: nothing shown, another site's, ended, or too old. */
  async find(site: string, { cookie, access }: Credentials): Promise<Reader | null> {
    const { reader } = this.#database;
    const claim = access === null ? null : this.#accessIn(access, site);
    const session = claim ? await findSession(reader, claim.id) : cookie === null ? null : await sessionByToken(reader, this.#markOf(cookie, site));
    const now = this.#now();
    if (!session || session.site !== site || session.expires_at <= now) return null;
    const member = await findMember(reader, site, session.member_id);
    if (!member) return null;
    const isNewer = claim !== null && claim.counter > session.used_counter;
    if (isNewer || now - session.seen_at >= seenAgain) await this.#see(session, claim?.counter ?? 0);
    return { site, member, session };
  }

  /**
   * A new pair of tokens for the device that holds the session. The pair before it is good again as long as the latest was never seen in
   * use: an answer that was lost signs nobody out.
   *
   * @throws CommentsError `unauthenticated`; an old token ends the session, since two have it.
   */
  async refresh(site: string, asked: WireRefresh): Promise<{ readonly reader: Reader; readonly tokens: WireTokens }> {
    const [id, given] = this.#secrets.unstamp(asked.refresh, refreshContext(site))?.split(' ') ?? [];
    if (id === undefined) throw signedOut();
    const outcome = await this.#database.write(async (connection) => {
      const session = await findSession(connection, id);
      const now = this.#now();
      if (!session || session.expires_at <= now || session.device_key === null || !isSigned(session.device_key, asked)) return null;
      const counter = Number(given);
      const isLatest = counter === session.counter;
      const wasLost = counter === session.counter - 1 && session.used_counter < session.counter;
      const member = await findMember(connection, site, session.member_id);
      if (!member || !(isLatest || wasLost)) {
        await deleteSession(connection, site, session.member_id, session.id);
        return null;
      }
      const next: SessionRow = {
        ...session,
        counter: isLatest ? counter + 1 : session.counter,
        used_counter: Math.max(session.used_counter, counter),
        seen_at: now,
        expires_at: now + sessionLife,
      };
      await changeSession(connection, session.id, { counter: next.counter, used_counter: next.used_counter, seen_at: now, expires_at: next.expires_at });
      return { reader: { site, member, session: next }, tokens: this.#tokensOf(next) };
    });
    if (!outcome) throw signedOut();
    return outcome;
  }

  /** Ends sessions of whoever asks; with others also what would become one: a code in somebody's mail, or on its way back to the site. */
  async end({ site, member, session }: Reader, scope: SignOutScope): Promise<void> {
    await this.#database.write(async (connection) => {
      if (scope === 'here') await deleteSession(connection, site, member.id, session.id);
      else {
        await deleteSessions(connection, site, member.id, scope === 'others' ? session.id : null);
        await endFlowsOf(connection, site, member.id, this.#now());
      }
    });
  }

  /** Notes that a session is used, and lets it last from now on. */
  async #see(session: SessionRow, counter: number): Promise<void> {
    const now = this.#now();
    const used_counter = Math.max(session.used_counter, counter);
    await this.#database.write((connection) => changeSession(connection, session.id, { seen_at: now, used_counter, expires_at: now + sessionLife }));
  }

  #markOf(cookie: string, site: string): Uint8Array {
    return this.#secrets.tokenMark(cookie, `cookie\n${site}`);
  }

  #tokensOf({ id, site, counter }: SessionRow): WireTokens {
    const expiresAt = this.#now() + accessLife;
    const chance = randomBytes(16).toString('base64url');
    return {
      access: this.#secrets.stamp(`${id} ${counter} ${expiresAt}`, accessContext(site)),
      expiresAt: new Date(expiresAt).toISOString(),
      refresh: this.#secrets.stamp(`${id} ${counter} ${chance}`, refreshContext(site)),
    };
  }

  /** Which session an access token of the site is of, if it is good now. */
  #accessIn(access: string, site: string): { readonly id: string; readonly counter: number } | null {
    const [id, counter, expiresAt] = this.#secrets.unstamp(access, accessContext(site))?.split(' ') ?? [];
    return id !== undefined && Number(expiresAt) > this.#now() ? { id, counter: Number(counter) } : null;
  }
}

/** For a write that opens a further way in: whoever asked is signed in now, too. @throws CommentsError `unauthenticated` */
export async function stillReader(connection: Connection, { session }: Reader): Promise<void> {
  if (!(await findSession(connection, session.id))) throw signedOut();
}

/** A session as its member is told. */
export function sessionViewOf({ member, session }: Reader, base: string, isNew = false): SessionView {
  return { viewer: viewerOf(member, base), since: new Date(session.created_at).toISOString(), isNew, isManaged: session.is_managed === 1 };
}

function isSigned(key: string, asked: WireRefresh): boolean {
  const { x, y } = JSON.parse(key) as WireDeviceKey;
  try {
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    return verify('sha256', Buffer.from(refreshText(asked)), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(asked.signature, 'base64url'));
  } catch {
    // Two numbers that are no point of the curve.
    return false;
  }
}

const accessContext = (site: string): string => `access ${site}`;
const refreshContext = (site: string): string => `refresh ${site}`;

function signedOut(): CommentsError {
  return new CommentsError('unauthenticated', 'The session is over.');
}
