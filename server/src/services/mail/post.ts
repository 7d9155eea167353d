import type { Connection, Database } from '../../store/database.ts';
import { claimMail, deleteMail, isMailDue, putOffMail, type MailRow } from '../../store/mails.ts';
import type { Secrets } from '../secrets.ts';
import { AddressError } from './address.ts';
import type { Composing } from './composing.ts';
import { DeliveryError, type Transport } from './message.ts';
import { goodUntil, keepOrder, orderIn, type LetterOrder } from './order.ts';

/** Who is told when a mail does not go out as it should. */
export interface MailLog {
  mistake(place: string, thrown: unknown): void;
}

/** What the post goes by. */
export interface PostOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly composing: Composing;
  readonly transport: Transport;
  readonly log: MailLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const minute = 60_000;

/** How long to wait after each failed attempt; after the last again and again. */
const pauses = [minute / 4, minute, 5 * minute, 15 * minute, 30 * minute, 60 * minute, 120 * minute, 240 * minute];

/** How long a mail is tried to be sent. */
const patience = 48 * 60 * minute;

/** How long a mail belongs to who claimed it: longer than any attempt takes. Who claimed it and died leaves it to others then. */
const claim = 5 * minute;

/** How long no mail is tried where the server that takes them cannot be reached. */
const closing = minute / 4;

/** How often mails are looked for that another process queued or that are due again. Real milliseconds, like the next. */
const lookInterval = 5000;

/** How long attempts under way may take when all this ends: what is lost then is tried again by the next life. */
const closePatience = 5000;

/** How many mails go out at once. */
const parallel = 3;

/**
 * Takes mails in and sends them. A mail that was queued is sent at least once, after the write it belongs to was done, and
 * whatever becomes of this process. An attempt whose end nobody saw is repeated, under the same `Message-ID`.
 */
export class Post {
  readonly #options: PostOptions;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | null = null;
  #isWoken = false;
  #isClosed = false;
  /** Whether attempts under way were given up: the database may be closed. */
  #isOver = false;
  #closedUntil = -Infinity;

  constructor(options: PostOptions) {
    this.#options = options;
  }

  /**
   * Queues a letter. Call within a write: it goes out once that is on disk, and not at all when it fails.
   *
   * @throws AddressError for an address or a name that no mail can carry.
   */
  async queue(connection: Connection, order: LetterOrder): Promise<void> {
    const { secrets, now } = this.#options;
    await keepOrder(connection, secrets, order, now());
    this.wake();
  }

  /** Looks for mails to send, beginning with what an earlier life left. */
  start(): void {
    if (this.#isClosed) return;
    this.wake();
    this.#timer = setInterval(() => void this.#look(), lookInterval).unref();
  }

  /** Says that there is a mail: call within the write that keeps it, or after. */
  wake(): void {
    void this.sendDue();
  }

  /** Sends whatever is due now. Fulfilled when each was tried; never rejects. */
  async sendDue(): Promise<void> {
    if (this.#isClosed) return;
    this.#isWoken = true;
    await (this.#working ??= this.#work());
  }

  /** Begins no further attempt, and waits a little for those under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, closePatience)));
    await Promise.race([this.#working, tooLong]);
    clearTimeout(timer);
    this.#isOver = true;
  }

  async #look(): Promise<void> {
    const { database, log, now } = this.#options;
    try {
      if (!this.#isClosed && (await isMailDue(database.reader, now()))) await this.sendDue();
    } catch (thrown) {
      if (!this.#isOver) log.mistake('mail', thrown);
    }
  }

  async #work(): Promise<void> {
    while (this.#isWoken && !this.#isClosed) {
      this.#isWoken = false;
      await Promise.all(Array.from({ length: parallel }, () => this.#sendOneByOne()));
    }
    // In the same step as the last look at what woke it, so that no call is missed.
    this.#working = null;
  }

  async #sendOneByOne(): Promise<void> {
    const { database, log, now } = this.#options;
    try {
      while (!this.#isClosed && now() >= this.#closedUntil) {
        const time = now();
        // A write, also where there may be nothing: it comes after the write that queued, and sees what that did.
        const row = await database.write((connection) => claimMail(connection, time, time + claim));
        if (!row) return;
        await this.#send(row);
      }
    } catch (thrown) {
      if (!this.#isOver) log.mistake('mail', thrown);
    }
  }

  async #send(row: MailRow): Promise<void> {
    const { database, composing, secrets, transport } = this.#options;
    try {
      const order = orderIn(row, secrets);
      const end = goodUntil(order) ?? Infinity;
      if (this.#options.now() >= end) return await this.#giveUp(row, 'ELATE');
      const message = await composing.compose(database.reader, row, order);
      if (message) await transport.send(message);
      if (!this.#isOver) await database.write((connection) => deleteMail(connection, row.id));
    } catch (thrown) {
      if (!this.#isOver) await this.#failed(row, thrown);
    }
  }

  async #failed(row: MailRow, thrown: unknown): Promise<void> {
    const { database, log, now } = this.#options;
    const outlook = thrown instanceof DeliveryError ? thrown.outlook : thrown instanceof AddressError ? 'never' : 'later';
    if (outlook === 'closed') this.#closedUntil = now() + closing;
    const next = now() + (pauses[row.attempts - 1] ?? pauses.at(-1)!);
    if (outlook === 'never' || next > row.created_at + patience) return await this.#giveUp(row, thrown);
    // Once for each mail, not for each attempt: a server that is down for a day would fill the log.
    if (row.attempts === 1) log.mistake('mail', thrown);
    await database.write((connection) => putOffMail(connection, row.id, next));
  }

  async #giveUp(row: MailRow, reason: unknown): Promise<void> {
    const { database, log } = this.#options;
    log.mistake('mail given up', typeof reason === 'string' ? new DeliveryError(reason, 'never') : reason);
    await database.write((connection) => deleteMail(connection, row.id));
  }
}
