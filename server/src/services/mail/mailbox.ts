import type { Message, Transport } from './message.ts';

/** How many mails are kept. */
const mostMails = 200;

/** A mail that was sent, as the mailbox has it. */
export interface MailboxEntry {
  /** Counted from 1 for each start of the server. */
  readonly number: number;
  readonly message: Message;
}

/** Where mails go on a server that has nowhere to send them: the last of them, in memory alone. */
export class Mailbox implements Transport {
  readonly #entries: MailboxEntry[] = [];
  #count = 0;

  send(message: Message): Promise<void> {
    this.#entries.unshift({ number: ++this.#count, message });
    this.#entries.length = Math.min(this.#entries.length, mostMails);
    return Promise.resolve();
  }

  /** The newest first. */
  get entries(): readonly MailboxEntry[] {
    return this.#entries;
  }
}
