import { CommentsError, type WireConfirmation, type WireSignIn } from 'diwan/contract';
import type { Connection, Database } from '../../store/database.ts';
import { changeMember, findMember, memberByEmail, type MemberRow } from '../../store/members.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import type { Comer, Endings } from './endings.ts';
import { codeRefusal, type Flows, type OpenFlow } from './flows.ts';
import type { Granted, Grants } from './grants.ts';
import type { Attempt, Limits } from './limits.ts';
import type { Passwords } from './passwords.ts';

/** What signing in goes by. */
export interface SigningInOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly flows: Flows;
  readonly endings: Endings;
  readonly grants: Grants;
  readonly limits: Limits;
  readonly passwords: Passwords;
}

/** Where somebody signs in from. */
export interface Whence {
  /** "Firefox on Linux", or `null`. */
  readonly device: string | null;
  readonly network: string;
}

/** Lets members in by password, and by a mailed code. */
export class SigningIn {
  readonly #options: SigningInOptions;

  constructor(options: SigningInOptions) {
    this.#options = options;
  }

  /**
   * Lets in whoever has the password. An address that nobody has costs the same work and is answered the same.
   *
   * @throws CommentsError `unauthenticated`; `rate-limited`; `unavailable`; `invalid` for an address to return to.
   */
  async byPassword(site: string, { email, password, hold }: WireSignIn, { device, network }: Whence): Promise<Granted> {
    const { database, grants, limits, passwords, secrets } = this.#options;
    if (hold.kind === 'return') grants.checkReturn(site, hold);
    const attempt: Attempt = { site, account: secrets.lookup(email.trim(), site), network };
    await limits.countPassword(attempt);
    const member = await memberByEmail(database.reader, site, attempt.account);
    const isRight = await this.#look(attempt, () => passwords.isRight(password, member?.password ?? null));
    if (!member?.password || !isRight) throw new CommentsError('unauthenticated', 'The address and the password do not belong together.');
    const raised = passwords.isDated(member.password) ? await this.#look(attempt, () => passwords.hash(password)) : member.password;
    return await database.write(async (connection) => {
      const now = await findMember(connection, site, member.id);
      // The password may have been replaced while the old one was looked at.
      if (now?.password !== member.password) throw new CommentsError('unauthenticated', 'The password was replaced.');
      if (raised !== member.password) await changeMember(connection, site, member.id, { password: raised });
      await limits.noteSignIn(connection, attempt, { byPassword: true });
      return await grants.grant(connection, now, { hold, device });
    });
  }

  /**
   * Lets in whoever has a mailed code and what was given for it.
   *
   * @throws CommentsError `invalid` with a fault of `code`, `wrong` or `expired`; of `password` with a reset, and then the code stays good; of `name`,
   *   `taken`, or of an address to return to, likewise.
   */
  async byCode(site: string, { flow, code, password, hold }: WireConfirmation, { device, network }: Whence): Promise<Granted> {
    const { database, flows, grants, limits } = this.#options;
    if (hold.kind === 'return') grants.checkReturn(site, hold);
    // Before anything is said about the password: what is wrong with that tells whose it is.
    const outcome = await database.write((connection) => flows.tryCode(connection, site, flow, code));
    if ('fault' in outcome) throw codeRefusal(outcome.fault);
    if (outcome.flow.purpose === 'deletion') throw codeRefusal('expired');
    const hash = outcome.flow.purpose === 'reset' ? await this.newPassword(outcome.flow, password) : null;
    return await database.write(async (connection) => {
      const comer = await this.end(connection, outcome.flow.idHash, hash, device);
      if (!comer) throw codeRefusal('expired');
      await limits.noteSignIn(connection, attemptOf(comer.member, network), { byPassword: false });
      return await grants.grant(connection, comer.member, { hold, device, isNew: comer.isNew });
    });
  }

  /**
   * The hash of the password that a reset ends with.
   *
   * @throws CommentsError `invalid` with the fault of `password`; `unavailable`.
   */
  async newPassword({ site, memberId }: OpenFlow, password: string | null): Promise<string> {
    const { database, passwords, secrets } = this.#options;
    const member = memberId === null ? null : await findMember(database.reader, site, memberId);
    const email = member?.email ? secrets.open(member.email, placeOf(site, member.id)) : null;
    const fault = await passwords.faultOf(password ?? '', { site, name: member?.name ?? '', email });
    if (fault) throw new CommentsError('invalid', 'The password cannot be taken.', { faults: [{ field: 'password', reason: fault }] });
    return await passwords.hash(password ?? '');
  }

  /** Ends a flow in a write, with the hash of a new password where it is a reset; `null` for one that is over meanwhile, or nobody's. */
  async end(connection: Connection, idHash: Uint8Array, hash: string | null, device: string | null): Promise<Comer | null> {
    const { flows, endings } = this.#options;
    const flow = await flows.byMark(connection, idHash);
    if (!flow) return null;
    return hash === null ? await endings.letIn(connection, flow) : await endings.reset(connection, flow, hash, device);
  }

  /** As {@link end}, for what a mailed link began: none of it is a reset, which was ended where the new password was typed. */
  async endLinked(connection: Connection, idHash: Uint8Array): Promise<Comer | null> {
    return await this.end(connection, idHash, null, null);
  }

  /** Looks at a password; where there is no time to, it was no wrong one. */
  async #look<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      await this.#options.limits.takeBack(attempt);
      throw thrown;
    }
  }
}

/** A member who came in from a network. */
export function attemptOf({ site, id, email_key }: MemberRow, network: string): Attempt {
  return { site, account: email_key ?? Buffer.from(id), network };
}
