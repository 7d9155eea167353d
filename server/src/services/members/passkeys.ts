import { CommentsError, lengthOf, nameFault, normalizeName } from 'diwan/contract';
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Sites } from '../../sites.ts';
import type { Database } from '../../store/database.ts';
import { findMember } from '../../store/members.ts';
import { countPasskey, deletePasskey, findPasskey, insertPasskey, passkeysOf, type PasskeyRow } from '../../store/passkeys.ts';
import type { Secrets } from '../secrets.ts';
import type { Granted, Granting, Grants } from './grants.ts';
import type { MemberLetters } from './letters.ts';
import { credentialIn, type RegistrationAnswer, type SignInAnswer } from './passkey-answers.ts';
import { SealedFlows } from './sealed-flows.ts';
import { stillReader, type Reader } from './sessions.ts';

/** What passkeys work with. */
export interface PasskeysOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly sites: Sites;
  readonly grants: Grants;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  readonly now: () => number;
  readonly letters: MemberLetters;
}

/** How long a challenge is good, in milliseconds, and how many passkeys a member may have. */
export const challengeLife = 5 * 60_000;
export const mostPasskeys = 20;

/** The longest name of a passkey, in code points. */
const longestName = 80;

/** EdDSA, ECDSA on P-256, RSA (IANA COSE). */
const algorithms = [-8, -7, -257];

/**
 * Passkeys (WebAuthn Level 3): kept by the device under the host of this server, and used on its own page and on pages of the site that
 * are on the very same host. The device asks for its owner's finger, face or code each time.
 */
export class Passkeys {
  readonly #options: PasskeysOptions;
  readonly #challenges: SealedFlows<{ readonly purpose: 'sign-in' | 'add' }>;

  constructor(options: PasskeysOptions) {
    this.#options = options;
    const { database, secrets, now } = options;
    this.#challenges = new SealedFlows({ database, secrets, now, purpose: 'passkey', life: challengeLife });
  }

  /** Whether a page of this origin can use them: of the server's own host, by a name, and where browsers allow it at all. */
  isFor(origin: string): boolean {
    const page = URL.parse(origin);
    const { hostname } = new URL(this.#options.base());
    if (!page || page.hostname !== hostname || /^\[|^[\d.]+$/.test(hostname)) return false;
    return page.protocol === 'https:' || (page.protocol === 'http:' && /(?:^|\.)localhost$/.test(hostname));
  }

  /** What to ask the device with, to sign in by any passkey of the site that it has. */
  async signInOptions(site: string): Promise<object> {
    const challenge = await this.#challenge(site, 'sign-in', null);
    return await generateAuthenticationOptions({ rpID: this.#host, challenge, timeout: challengeLife, userVerification: 'required' });
  }

  /** What to ask the device with, to make one for the member. @throws CommentsError `forbidden` for those whom the site signs in; `conflict` for too many. */
  async newOptions({ site, member, session }: Reader): Promise<object> {
    if (session.is_managed === 1) throw new CommentsError('forbidden', 'The site itself signs its members in.');
    const known = await passkeysOf(this.#options.database.reader, site, member.id);
    if (known.length >= mostPasskeys) throw tooMany();
    return await generateRegistrationOptions({
      rpName: this.#host,
      rpID: this.#host,
      userName: member.name,
      userDisplayName: member.name,
      userID: new Uint8Array(Buffer.from(member.id, 'base64url')),
      challenge: await this.#challenge(site, 'add', member.id),
      timeout: challengeLife,
      attestationType: 'none',
      excludeCredentials: known.map(({ id, transports }) => ({ id, transports: JSON.parse(transports) as string[] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
    });
  }

  /**
   * Lets in whoever has a passkey of the site.
   *
   * @throws CommentsError `unauthenticated` for one that is not known, or an answer that is not right: to another challenge, of another page,
   *   for another host, without its owner, or of a passkey that was copied.
   */
  async signIn(site: string, answer: object, granting: Granting): Promise<Granted> {
    const given = credentialIn(answer, 'get');
    const { database, grants } = this.#options;
    if (!given) throw unknown();
    await this.#useChallenge(site, given.challenge, 'sign-in', null);
    const passkey = await findPasskey(database.reader, site, given.response.id);
    if (!passkey || given.userHandle !== passkey.member_id) throw unknown();
    const counter = await this.#verifySignIn(site, given, passkey);
    const granted = await database.write(async (connection) => {
      // Read again: of two answers at once the second would be of a copy.
      const now = await findPasskey(connection, site, passkey.id);
      const member = await findMember(connection, site, passkey.member_id);
      if (!now || !member || (counter <= now.counter && (counter > 0 || now.counter > 0))) return null;
      await countPasskey(connection, site, passkey.id, counter);
      return await grants.grant(connection, member, granting);
    });
    if (!granted) throw unknown();
    return granted;
  }

  /**
   * Adds a passkey that the device made for the member.
   *
   * @throws CommentsError `invalid` with fault `name`, or `answer` for one that is not right; `conflict` for one that is known, or too many.
   */
  async add({ site, member, session }: Reader, name: string, answer: object): Promise<void> {
    if (session.is_managed === 1) throw new CommentsError('forbidden', 'The site itself signs its members in.');
    const fault = nameFault(name, 'required') ?? (lengthOf(normalizeName(name)) > longestName ? 'too-long' : null);
    if (fault) throw new CommentsError('invalid', 'The passkey cannot have this name.', { faults: [{ field: 'name', reason: fault }] });
    const given = credentialIn(answer, 'create');
    if (!given) throw unfit();
    await this.#useChallenge(site, given.challenge, 'add', member.id);
    const made = await this.#verifyNew(site, given);
    const { database, now, letters } = this.#options;
    await database.write(async (connection) => {
      await stillReader(connection, { site, member, session });
      const known = await passkeysOf(connection, site, member.id);
      if (known.length >= mostPasskeys) throw tooMany();
      if (await findPasskey(connection, site, made.id)) throw new CommentsError('conflict', 'The passkey is known already.');
      const { id, publicKey, counter } = made;
      const transports = JSON.stringify(given.transports);
      await insertPasskey(connection, { site, id, member_id: member.id, public_key: Buffer.from(publicKey), counter, transports, name: normalizeName(name), created_at: now() });
      await letters.tell(connection, member, { kind: 'passkey-added', at: now(), device: session.device, passkey: normalizeName(name) });
    });
  }

  /** Removes a passkey of the member; one that is not there is no error. */
  async remove({ site, member }: Reader, id: string): Promise<void> {
    await this.#options.database.write((connection) => deletePasskey(connection, site, member.id, id));
  }

  get #host(): string {
    return new URL(this.#options.base()).hostname;
  }

  async #challenge(site: string, purpose: 'sign-in' | 'add', memberId: string | null): Promise<Uint8Array<ArrayBuffer>> {
    const id = await this.#options.database.write((connection) => this.#challenges.begin(connection, { site, browser: null, details: { purpose }, memberId }));
    return new Uint8Array(Buffer.from(id, 'base64url'));
  }

  /** Each challenge is good for one answer, right or wrong. */
  async #useChallenge(site: string, challenge: string, purpose: 'sign-in' | 'add', memberId: string | null): Promise<void> {
    const flow = await this.#options.database.write((connection) => this.#challenges.claim(connection, challenge, null));
    if (flow?.site !== site || flow.details.purpose !== purpose || flow.memberId !== memberId) throw purpose === 'add' ? unfit() : unknown();
  }

  /** Whether an answer was given on a page where passkeys are used for this site. */
  #isOrigin(site: string, origin: string): boolean {
    return this.isFor(origin) && (origin === new URL(this.#options.base()).origin || this.#options.sites.idOf(origin) === site);
  }

  async #verifySignIn(site: string, { response, origin, challenge }: SignInAnswer, { id, public_key, counter }: PasskeyRow): Promise<number> {
    if (!this.#isOrigin(site, origin)) throw unknown();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: this.#host,
        requireUserVerification: true,
        credential: { id, publicKey: new Uint8Array(public_key), counter },
      });
      if (verified) return authenticationInfo.newCounter;
    } catch (cause) {
      throw Object.assign(unknown(), { cause });
    }
    throw unknown();
  }

  async #verifyNew(site: string, { response, origin, challenge }: RegistrationAnswer): Promise<{ readonly id: string; readonly publicKey: Uint8Array; readonly counter: number }> {
    if (!this.#isOrigin(site, origin)) throw unfit();
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: this.#host,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      });
      if (verified) return registrationInfo.credential;
    } catch (cause) {
      throw Object.assign(unfit(), { cause });
    }
    throw unfit();
  }
}

function unknown(): CommentsError {
  return new CommentsError('unauthenticated', 'The passkey is not one of the site.');
}

function unfit(): CommentsError {
  return new CommentsError('invalid', 'The passkey cannot be taken.', { faults: [{ field: 'answer', reason: 'malformed' }] });
}

function tooMany(): CommentsError {
  return new CommentsError('conflict', `There are at most ${mostPasskeys} passkeys.`);
}
