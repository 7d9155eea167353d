import { CommentsError } from 'diwan/contract';
import { findBucket, forgetBuckets, setBucket } from '../../store/buckets.ts';
import type { Connection, Database } from '../../store/database.ts';
import type { Secrets } from '../secrets.ts';

/** Who tries: an account, by whatever it is known, and the network that the request came from. */
export interface Attempt {
  readonly site: string;
  /** The key of an address (`Secrets.lookup`), known or not: both are counted alike. */
  readonly account: Uint8Array;
  /** As `routes/network.ts` names it. */
  readonly network: string;
}

/** What limits go by. */
export interface LimitsOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Something that is counted, up to `size`; what was put in drains evenly, from full to empty in `drains` milliseconds. */
interface Spending {
  readonly key: Uint8Array;
  readonly size: number;
  readonly drains: number;
  readonly amount: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Wrong passwords an hour: for an account from networks it never signed in from, from each it did, and for a network. */
export const wrongFromElsewhere = 10;
export const wrongFromKnown = 50;
export const wrongFromNetwork = 100;

/** Mails an hour: to an address, and asked for from a network. */
export const mailsToAddress = 5;
export const mailsFromNetwork = 30;

/** Ways through a provider and questions to a passkey that are begun from a network in an hour. */
export const beginningsFromNetwork = 240;

/** What a member may do in an hour that is work: other names, other pictures. */
export const changesOfMember = 20;

/** For how long a network is remembered that an account signed in from. */
export const knownFor = 90 * day;

/** How many accounts make a network slower to fill, at most, and in how long as many are forgotten. */
const mostNeighbours = 50;
const neighboursDrain = 90 * day;

/** When a bucket that is not asked for is surely empty. */
const longestDrain = neighboursDrain;

/**
 * Counts what must not be done without end. Nothing is ever locked: what is full drains. An account is counted apart for networks that
 * it signed in from, so that a stranger who guesses keeps its owner from nothing; and a network fills the slower the more different accounts
 * signed in there, so that an office behind one address goes on. Stored are keyed hashes and numbers.
 */
export class Limits {
  readonly #options: LimitsOptions;

  constructor(options: LimitsOptions) {
    this.#options = options;
  }

  /**
   * Counts a password that is about to be looked at as a wrong one. {@link noteSignIn} takes it back.
   *
   * @throws CommentsError `rate-limited`, and then it must not be looked at.
   */
  async countPassword(attempt: Attempt): Promise<void> {
    await this.#spend(await this.#passwordSpendings(attempt));
  }

  /** Takes back what {@link countPassword} counted: it could not be looked at. */
  async takeBack(attempt: Attempt): Promise<void> {
    await this.#options.database.write((connection) => this.#takeBack(connection, attempt));
  }

  /**
   * Notes, in the write that lets a member in, that the account is at home in this network from now on.
   *
   * @param byPassword whether {@link countPassword} counted it before.
   */
  async noteSignIn(connection: Connection, attempt: Attempt, { byPassword }: { readonly byPassword: boolean }): Promise<void> {
    if (byPassword) await this.#takeBack(connection, attempt);
    const isNew = !(await this.#isKnown(connection, attempt));
    await setBucket(connection, this.#knownKey(attempt), { level: 1, at: this.#options.now() + knownFor });
    if (isNew) await this.#put(connection, this.#neighbours(attempt.network), 1);
  }

  /**
   * Counts a mail that somebody asks for.
   *
   * @throws CommentsError `rate-limited`, and then it must not be sent.
   */
  async countMail(attempt: Attempt): Promise<void> {
    const isKnown = await this.#isKnown(this.#options.database.reader, attempt);
    await this.#spend([
      { key: this.#accountKey('mail', attempt, isKnown), size: mailsToAddress, drains: hour, amount: 1 },
      { key: this.#key('mails', attempt.network), size: mailsFromNetwork, drains: hour, amount: await this.#share(attempt.network) },
    ]);
  }

  /**
   * Counts what somebody does who is signed in already and shows once more who they are.
   *
   * @throws CommentsError `rate-limited`
   */
  async countProof(site: string, member: string): Promise<void> {
    await this.#spend([{ key: this.#key('proof', site, member), size: wrongFromElsewhere, drains: hour, amount: 1 }]);
  }

  /**
   * Counts something that anybody may begin and that is kept until it is over.
   *
   * @throws CommentsError `rate-limited`
   */
  async countBeginning(network: string): Promise<void> {
    await this.#spend([{ key: this.#key('beginnings', network), size: beginningsFromNetwork, drains: hour, amount: await this.#share(network) }]);
  }

  /**
   * Counts a change that is work: of many comments, or of a picture.
   *
   * @throws CommentsError `rate-limited`
   */
  async countChange(site: string, member: string, kind: 'name' | 'picture'): Promise<void> {
    await this.#spend([{ key: this.#key('change', kind, site, member), size: changesOfMember, drains: hour, amount: 1 }]);
  }

  async #takeBack(connection: Connection, attempt: Attempt): Promise<void> {
    for (const spending of await this.#passwordSpendings(attempt, connection)) await this.#put(connection, spending, -spending.amount);
  }

  async #passwordSpendings(attempt: Attempt, connection: Connection = this.#options.database.reader): Promise<readonly Spending[]> {
    const isKnown = await this.#isKnown(connection, attempt);
    const size = isKnown ? wrongFromKnown : wrongFromElsewhere;
    const account = { key: this.#accountKey('password', attempt, isKnown), size, drains: hour, amount: 1 };
    // Who is at home here is not kept out by what others do in the same network.
    if (isKnown) return [account];
    return [account, { key: this.#key('passwords', attempt.network), size: wrongFromNetwork, drains: hour, amount: await this.#share(attempt.network) }];
  }

  /** What one more costs in a network where many are at home. */
  async #share(network: string): Promise<number> {
    return 1 / (1 + (await this.#levelOf(this.#options.database.reader, this.#neighbours(network))));
  }

  async #isKnown(connection: Connection, attempt: Attempt): Promise<boolean> {
    const row = await findBucket(connection, this.#knownKey(attempt));
    return row !== null && row.at > this.#options.now();
  }

  async #spend(spendings: readonly Spending[]): Promise<void> {
    const { database } = this.#options;
    // Looked at first, so that a flood of what is refused writes nothing.
    for (const spending of spendings) await this.#refuseFull(database.reader, spending);
    await database.write(async (connection) => {
      for (const spending of spendings) await this.#refuseFull(connection, spending);
      for (const spending of spendings) await this.#put(connection, spending, spending.amount);
      await forgetBuckets(connection, this.#options.now() - longestDrain);
    });
  }

  async #refuseFull(connection: Connection, spending: Spending): Promise<void> {
    const over = (await this.#levelOf(connection, spending)) + spending.amount - spending.size;
    // A millionth is what adding fractions may come to.
    if (over <= 1e-6) return;
    throw new CommentsError('rate-limited', 'That was asked for too often.', { retryAfter: Math.ceil((over * spending.drains) / spending.size / 1000) });
  }

  async #levelOf(connection: Connection, { key, size, drains }: Spending): Promise<number> {
    const row = await findBucket(connection, key);
    if (!row) return 0;
    const drained = (Math.max(0, this.#options.now() - row.at) * size) / drains;
    return Math.max(0, row.level - drained);
  }

  async #put(connection: Connection, spending: Spending, amount: number): Promise<void> {
    const level = Math.min(spending.size, Math.max(0, (await this.#levelOf(connection, spending)) + amount));
    await setBucket(connection, spending.key, { level, at: this.#options.now() });
  }

  #neighbours(network: string): Spending {
    return { key: this.#key('neighbours', network), size: mostNeighbours, drains: neighboursDrain, amount: 1 };
  }

  #knownKey({ site, account, network }: Attempt): Uint8Array {
    return this.#key('known', site, textOf(account), network);
  }

  #accountKey(kind: string, { site, account, network }: Attempt, isKnown: boolean): Uint8Array {
    return this.#key(kind, site, textOf(account), isKnown ? network : '');
  }

  #key(...words: readonly string[]): Uint8Array {
    return this.#options.secrets.tokenMark(words.join('\n'), 'limits');
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
