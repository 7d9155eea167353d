import { CommentsError, emailFault, sessionPaths, type FieldFault, type PendingCode, type WireCodeRequest, type WireReturn, type WireSignUp } from 'diwan/contract';
import type { Database } from '../../store/database.ts';
import { memberByEmail, type MemberRow } from '../../store/members.ts';
import { AddressError, checkedAddress, recipient } from '../mail/address.ts';
import type { LetterOrder } from '../mail/order.ts';
import type { Post } from '../mail/post.ts';
import { languageOf } from '../mail/wishes.ts';
import { isSiteUser } from '../../store/identities.ts';
import type { Secrets } from '../secrets.ts';
import { addressOf } from './settings.ts';
import type { AskedDetails } from './endings.ts';
import type { FlowBegun, Flows } from './flows.ts';
import type { Grants } from './grants.ts';
import type { Joining } from './joining.ts';
import type { Limits } from './limits.ts';
import type { Passwords } from './passwords.ts';
import type { Reader } from './sessions.ts';

/** What asking for mails goes by. */
export interface AskingOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly flows: Flows;
  readonly grants: Pick<Grants, 'checkReturn'>;
  readonly joining: Joining;
  readonly post: Pick<Post, 'queue'>;
  readonly limits: Limits;
  readonly passwords: Passwords;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
}

/**
 * Begins what is ended with a mail. Whether an address is known shows neither in what is answered nor in the work that is done: the same is
 * stored and hashed, and one letter or another is queued. Whom the site itself signs in is unknown here: the site would let them in no more, and
 * they came in by mail.
 */
export class Asking {
  readonly #options: AskingOptions;

  constructor(options: AskingOptions) {
    this.#options = options;
  }

  /**
   * Asks for an account. Nothing is reserved and nobody is a member until the code comes back.
   *
   * @throws CommentsError `invalid` with the faults of `name`, `email`, `password`, or `returnTo`; `rate-limited`; `unavailable`.
   */
  async signUp(site: string, { name, email, password, lang, link }: WireSignUp, network: string): Promise<PendingCode> {
    const { database, joining, limits, passwords } = this.#options;
    const address = email.trim();
    const faults: FieldFault[] = [];
    const nameFault = await joining.faultOf(database.reader, site, name);
    if (nameFault) faults.push({ field: 'name', reason: nameFault });
    faults.push(...addressFaults(address));
    const passwordFault = password === null ? null : await passwords.faultOf(password, { site, name, email: address });
    if (passwordFault) faults.push({ field: 'password', reason: passwordFault });
    refuse(faults);
    const back = this.#backOf(site, link);
    await limits.countMail({ site, account: this.#accountOf(site, address), network });
    const hash = password === null ? null : await passwords.hash(password);
    return await this.#begin(site, 'sign-up', { name, email: address, password: hash, language: lang }, back);
  }

  /**
   * Asks for a code. One for a deletion goes to the member who asks, whatever address was sent.
   *
   * @throws CommentsError `invalid` with the faults of `email` or `returnTo`; `unauthenticated` for a deletion without a session; `rate-limited`.
   */
  async code(site: string, { email, purpose, lang, link }: WireCodeRequest, reader: Reader | null, network: string): Promise<PendingCode> {
    if (purpose === 'deletion' && !reader) throw new CommentsError('unauthenticated', 'Nobody is signed in.');
    const address = purpose === 'deletion' ? (addressOf(this.#options.secrets, reader!.member) ?? '') : email.trim();
    refuse(addressFaults(address));
    const back = purpose === 'deletion' ? null : this.#backOf(site, link);
    await this.#options.limits.countMail({ site, account: this.#accountOf(site, address), network });
    return await this.#begin(site, purpose, { name: null, email: address, password: null, language: lang }, back);
  }

  async #begin(site: string, purpose: 'sign-up' | WireCodeRequest['purpose'], details: AskedDetails, back: WireReturn | null): Promise<PendingCode> {
    const { database, flows, post } = this.#options;
    return await database.write(async (connection) => {
      const found = await memberByEmail(connection, site, this.#accountOf(site, details.email));
      // Asked of nobody, too: it is the same work.
      const isSites = await isSiteUser(connection, site, found?.id ?? '');
      const member = isSites && purpose !== 'deletion' ? null : found;
      // To somebody who is a member already a sign-up is a sign-in: what was typed with it is nobody's.
      const kept = purpose === 'sign-up' && member ? 'sign-in' : purpose;
      const begun = await flows.begin(connection, { site, purpose: kept, memberId: member?.id ?? null, details, back });
      await post.queue(connection, this.#orderOf(site, purpose, details, member, begun));
      return { flow: begun.flow, expiresAt: new Date(begun.expiresAt).toISOString() };
    });
  }

  #orderOf(site: string, purpose: 'sign-up' | WireCodeRequest['purpose'], details: AskedDetails, member: MemberRow | null, begun: FlowBegun): LetterOrder {
    const { code, expiresAt } = begun;
    const link = begun.link === null ? null : `${this.#options.base()}${sessionPaths.page}#link=${begun.link}`;
    const coded = { code, link, expiresAt };
    // To where the member confirmed that they read, and not to where somebody says: `ZIN@` may be another mailbox than `zin@`.
    const address = (member && addressOf(this.#options.secrets, member)) ?? details.email;
    const order = { site, to: recipient(address, member?.name ?? null), language: (member && languageOf(member)) ?? details.language };
    if (purpose === 'sign-up') return { ...order, letter: { kind: member ? 'sign-up-known' : 'confirm-sign-up', ...coded } };
    if (purpose === 'deletion') return { ...order, letter: { kind: 'deletion', ...coded } };
    if (!member) return { ...order, letter: { kind: purpose === 'reset' ? 'reset-unknown' : 'sign-in-unknown' } };
    return { ...order, letter: { kind: purpose, ...coded } };
  }

  #backOf(site: string, link: WireReturn | null): WireReturn | null {
    return link && { ...link, returnTo: this.#options.grants.checkReturn(site, link).href };
  }

  #accountOf(site: string, address: string): Uint8Array {
    return this.#options.secrets.lookup(address, site);
  }
}

/** What is wrong with an address that a mail is to go to. */
function addressFaults(address: string): readonly FieldFault[] {
  const fault = emailFault(address, 'required');
  if (fault) return [{ field: 'email', reason: fault }];
  try {
    checkedAddress({ address, name: null });
    return [];
  } catch (thrown) {
    if (thrown instanceof AddressError) return [{ field: 'email', reason: 'malformed' }];
    throw thrown;
  }
}

function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new CommentsError('invalid', 'Some fields cannot be taken as they are.', { faults });
}
