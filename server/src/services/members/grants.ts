import { createHash, randomBytes } from 'node:crypto';
import { CommentsError, type WireGrant, type WireHold, type WireRedemption, type WireReturn } from 'diwan/contract';
import type { Sites } from '../../sites.ts';
import type { Connection, Database } from '../../store/database.ts';
import { changeFlow, findFlow, insertFlow, plainFlow, type FlowRow } from '../../store/flows.ts';
import { findMember, type MemberRow } from '../../store/members.ts';
import type { Secrets } from '../secrets.ts';
import type { Comer } from './endings.ts';
import { sessionViewOf, type Sessions } from './sessions.ts';

/** What a grant goes by beside its member. */
export interface Granting {
  readonly hold: WireHold;
  readonly device: string | null;
  /** Whether they became a member just now. */
  readonly isNew?: boolean;
  /** Whether the site signs its own user in. */
  readonly isManaged?: boolean;
}

/** What is answered to whoever was let in, and the value of the site's cookie, where that holds the session. */
export interface Granted {
  readonly grant: WireGrant;
  readonly cookie: string | null;
}

/** What {@link Grants} work with. */
export interface GrantsOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly sites: Sites;
  readonly sessions: Sessions;
  /** Ends what a mailed link began, once it came back to the device that asked; `null` for what is over meanwhile. */
  readonly endLinked: (connection: Connection, idHash: Uint8Array) => Promise<Comer | null>;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  readonly now: () => number;
}

/** How long a code in a fragment is good, in milliseconds. */
export const redemptionLife = 60_000;

/** Lets members in, however they showed who they are: with a session that the device holds, or with a code that leads back to the site. */
export class Grants {
  readonly #options: GrantsOptions;

  constructor(options: GrantsOptions) {
    this.#options = options;
  }

  /**
   * Lets a member in, in the write that showed who they are.
   *
   * @throws CommentsError `invalid` for an address to return to that is not on the member's site.
   */
  async grant(connection: Connection, member: MemberRow, { hold, device, isNew = false, isManaged = false }: Granting): Promise<Granted> {
    if (hold.kind === 'return') {
      const leadsTo = await this.#leadBack(connection, member.site, hold, { member_id: member.id, tries: isNew ? newcomer : 0 });
      return { grant: { session: null, tokens: null, leadsTo }, cookie: null };
    }
    const { sessions, base } = this.#options;
    const holder = hold.kind === 'token' ? { key: hold.key } : null;
    const { session, cookie, tokens } = await sessions.open(connection, member, { holder, device, isManaged });
    return { grant: { session: sessionViewOf({ site: member.site, member, session }, base(), isNew), tokens, leadsTo: null }, cookie };
  }

  /**
   * The session that a code came back for, given whoever has the verifier.
   *
   * @throws CommentsError `invalid`, fault `code` `expired`, for a code that is too old, used, of another site, or of another device.
   */
  async redeem(site: string, { code, verifier, hold }: WireRedemption, device: string | null): Promise<Granted> {
    if (hold.kind === 'return') throw expired();
    // Whatever comes of it, the code was seen: what it led to is written even where nobody is let in.
    const granted = await this.#options.database.write(async (connection) => {
      const comer = await this.comerOf(connection, site, { code, verifier });
      return comer && (await this.grant(connection, comer.member, { hold, device, isNew: comer.isNew }));
    });
    if (!granted) throw expired();
    return granted;
  }

  /**
   * Who came back with a code and has its verifier, in a write; `null` as {@link redeem} throws. The code is used up either way: a second try
   * with another verifier is no slip.
   */
  async comerOf(connection: Connection, site: string, { code, verifier }: Pick<WireRedemption, 'code' | 'verifier'>): Promise<Comer | null> {
    const { now } = this.#options;
    const idHash = this.#markOf(code, site);
    const flow = await findFlow(connection, idHash);
    if (!flow || flow.purpose !== 'redeem' || flow.used_at !== null || flow.expires_at <= now()) return null;
    await changeFlow(connection, idHash, { used_at: now() });
    const { challenge } = JSON.parse(flow.return_to ?? '{}') as Partial<WireReturn>;
    if (challenge !== createHash('sha256').update(verifier).digest('base64url')) return null;
    // The linked flow's mark opens nothing by itself: it is a hash already.
    if (flow.details !== null) return await this.#options.endLinked(connection, flow.details);
    const member = flow.member_id === null ? null : await findMember(connection, site, flow.member_id);
    return member && { member, isNew: flow.tries === newcomer };
  }

  /** Where the page of a mailed link leads back to, in a write: the flow is ended only where the device that asked comes with the verifier. */
  async leadBackTo(connection: Connection, { site, idHash, back }: { readonly site: string; readonly idHash: Uint8Array; readonly back: WireReturn }): Promise<string> {
    return await this.#leadBack(connection, site, back, { details: idHash });
  }

  /**
   * Refuses an address that a sign-in of this site may not come back to: only the site's own origins are.
   *
   * @throws CommentsError `invalid`
   */
  checkReturn(site: string, { returnTo }: Pick<WireReturn, 'returnTo'>): URL {
    const url = URL.parse(returnTo);
    if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && this.#options.sites.idOf(url.origin) === site) {
      url.hash = '';
      return url;
    }
    throw new CommentsError('invalid', 'The address to return to must be one of the site.', { faults: [{ field: 'returnTo', reason: 'unknown' }] });
  }

  async #leadBack(connection: Connection, site: string, { challenge, state, returnTo }: WireReturn, to: Partial<FlowRow>): Promise<string> {
    const { now } = this.#options;
    const url = this.checkReturn(site, { returnTo });
    const code = randomBytes(32).toString('base64url');
    await insertFlow(connection, {
      ...plainFlow,
      id_hash: this.#markOf(code, site),
      site,
      purpose: 'redeem',
      ...to,
      return_to: JSON.stringify({ challenge, state, returnTo: url.href } satisfies WireReturn),
      created_at: now(),
      expires_at: now() + redemptionLife,
    });
    return `${url.href}#${new URLSearchParams({ diwan: code, state }).toString()}`;
  }

  #markOf(code: string, site: string): Uint8Array {
    return this.#options.secrets.tokenMark(code, `redeem\n${site}`);
  }
}

/** Noted in a redemption's `tries`, which it has no other use for: its member joined just now. */
const newcomer = 1;

function expired(): CommentsError {
  return new CommentsError('invalid', 'The code is not good (any more).', { faults: [{ field: 'code', reason: 'expired' }] });
}
