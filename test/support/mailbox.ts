import type { MemberMail } from '../../src/adapters/memory/memory-adapter.ts';

/** The mails that backends in memory would send, each read once. */
export class Mailbox {
  readonly mails: MemberMail[] = [];
  readonly #read = new Set<MemberMail>();

  readonly take = (mail: MemberMail): void => {
    this.mails.push(mail);
  };

  /** The code of the next mail with one to the address. */
  codeSentTo(address: string): string {
    const next = this.mails.find((mail) => mail.to === address && mail.code !== null && !this.#read.has(mail));
    if (!next) throw new Error(`there is no mail with a code to ${address} that was not read before`);
    this.#read.add(next);
    return next.code!;
  }
}
