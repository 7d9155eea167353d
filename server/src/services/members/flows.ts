import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { codeIn, CommentsError, type FaultReason, type WireReturn } from 'diwan/contract';
import type { Connection } from '../../store/database.ts';
import { changeFlow, endFlowsOf, findFlow, flowByLink, insertFlow, plainFlow, type FlowRow } from '../../store/flows.ts';
import type { Secrets } from '../secrets.ts';

/** What a mailed code is for. */
export type MailedPurpose = 'sign-up' | 'sign-in' | 'reset' | 'deletion';

/** What begins. */
export interface FlowBeginning {
  readonly site: string;
  readonly purpose: MailedPurpose;
  /** `null` for somebody who is no member (yet). */
  readonly memberId: string | null;
  /** What else belongs to it: kept enciphered, as JSON. */
  readonly details?: object | null;
  /** Where its link leads back to, checked before; `null` for a code alone. */
  readonly back: WireReturn | null;
}

/** What began: of all these secrets only marks are kept. */
export interface FlowBegun {
  /** For the device that asked. */
  readonly flow: string;
  /** For the mail: 8 digits. */
  readonly code: string;
  /** For the mail: the token of a link, where it leads back. */
  readonly link: string | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A flow whose code or link was shown, and that is good. */
export interface OpenFlow {
  readonly idHash: Uint8Array;
  readonly site: string;
  readonly purpose: MailedPurpose;
  readonly memberId: string | null;
  readonly details: unknown;
  readonly back: WireReturn | null;
}

/** What came of a code: the flow, or what is wrong. */
export type CodeOutcome = { readonly flow: OpenFlow } | { readonly fault: 'wrong' | 'expired' };

/** How long a mailed code is good, in milliseconds. */
export const codeLife = 30 * 60_000;

/** How many wrong codes end a flow. */
export const mostTries = 5;

const mailed: readonly string[] = ['sign-up', 'sign-in', 'reset', 'deletion'] satisfies readonly MailedPurpose[];

/**
 * What is begun with a mail and ended with its code or its link. A code is good only together with what the asking device got, for one use, for
 * half an hour and five tries. All methods are called within a write, and what they note must be written whatever comes of it.
 */
export class Flows {
  readonly #secrets: Secrets;
  readonly #now: () => number;

  constructor(secrets: Secrets, now: () => number) {
    this.#secrets = secrets;
    this.#now = now;
  }

  /** Begins a flow. */
  async begin(connection: Connection, { site, purpose, memberId, details = null, back }: FlowBeginning): Promise<FlowBegun> {
    const flow = randomBytes(32).toString('base64url');
    const link = back === null ? null : randomBytes(32).toString('base64url');
    const code = String(randomInt(10 ** 8)).padStart(8, '0');
    const idHash = this.#markOf(flow, site);
    const now = this.#now();
    await insertFlow(connection, {
      ...plainFlow,
      id_hash: idHash,
      site,
      purpose,
      member_id: memberId,
      code_hash: this.#codeMark(code, idHash),
      link_hash: link === null ? null : this.#linkMark(link),
      return_to: back === null ? null : JSON.stringify(back),
      details: details === null ? null : this.#secrets.seal(JSON.stringify(details), placeOfFlow(idHash)),
      created_at: now,
      expires_at: now + codeLife,
    });
    return { flow, code, link, expiresAt: now + codeLife };
  }

  /** The flow that a code belongs to, still good. A wrong code is counted; what a right one is used for is ended by {@link end}. */
  async tryCode(connection: Connection, site: string, flow: string, code: string): Promise<CodeOutcome> {
    const row = await findFlow(connection, this.#markOf(flow, site));
    if (!row || row.site !== site || row.code_hash === null || row.tries >= mostTries || !this.#isGood(row)) return { fault: 'expired' };
    const expected = Buffer.from(row.code_hash);
    const given = this.#codeMark(codeIn(code) ?? '', row.id_hash);
    if (expected.byteLength === given.byteLength && timingSafeEqual(expected, given)) return { flow: this.#opened(row) };
    await changeFlow(connection, row.id_hash, { tries: row.tries + 1 });
    return { fault: 'wrong' };
  }

  /** The flow whose link has this token, still good, or `null`. */
  async byLink(connection: Connection, token: string): Promise<OpenFlow | null> {
    const row = await flowByLink(connection, this.#linkMark(token));
    return row && this.#isGood(row) ? this.#opened(row) : null;
  }

  /** The flow that was begun with this mark, still good, or `null`. */
  async byMark(connection: Connection, idHash: Uint8Array): Promise<OpenFlow | null> {
    const row = await findFlow(connection, idHash);
    return row && this.#isGood(row) ? this.#opened(row) : null;
  }

  /** Ends a flow: neither its code nor its link is good any more. */
  async end(connection: Connection, { idHash }: Pick<OpenFlow, 'idHash'>): Promise<void> {
    await changeFlow(connection, idHash, { used_at: this.#now(), code_hash: null, details: null });
  }

  /** Ends the link of a flow whose code stays good. */
  async endLink(connection: Connection, { idHash }: Pick<OpenFlow, 'idHash'>): Promise<void> {
    await changeFlow(connection, idHash, { link_hash: null });
  }

  /** Ends all that was begun for a member: whoever has an older mail, or a code that leads back, has nothing any more. */
  async endAll(connection: Connection, site: string, member: string): Promise<void> {
    await endFlowsOf(connection, site, member, this.#now());
  }

  #isGood(row: FlowRow): boolean {
    return mailed.includes(row.purpose) && row.used_at === null && row.expires_at > this.#now();
  }

  #opened({ id_hash, site, purpose, member_id, details, return_to }: FlowRow): OpenFlow {
    return {
      idHash: id_hash,
      site,
      purpose: purpose as MailedPurpose,
      memberId: member_id,
      details: details === null ? null : (JSON.parse(this.#secrets.open(details, placeOfFlow(id_hash))) as unknown),
      back: return_to === null ? null : (JSON.parse(return_to) as WireReturn),
    };
  }

  #markOf(flow: string, site: string): Uint8Array {
    return this.#secrets.tokenMark(flow, `flow\n${site}`);
  }

  #codeMark(code: string, idHash: Uint8Array): Uint8Array {
    return this.#secrets.tokenMark(code, `code\n${Buffer.from(idHash).toString('hex')}`);
  }

  #linkMark(token: string): Uint8Array {
    return this.#secrets.tokenMark(token, 'link');
  }
}

/** What is told of a code that cannot be used. */
export function codeRefusal(reason: Extract<FaultReason, 'wrong' | 'expired'>): CommentsError {
  return new CommentsError('invalid', reason === 'wrong' ? 'The code is another.' : 'The code is not good (any more).', { faults: [{ field: 'code', reason }] });
}

function placeOfFlow(idHash: Uint8Array): string {
  return `flow\n${Buffer.from(idHash).toString('hex')}`;
}
