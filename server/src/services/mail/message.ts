import type { Address } from './address.ts';

/** A mail as it goes out. */
export interface Message {
  /** The same for every attempt, so that a mail that comes twice is known to be one: without the angle brackets. */
  readonly id: string;
  readonly from: Address;
  readonly to: Address;
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The address that ends mails of this kind (RFC 8058), or `null`. */
  readonly unsubscribe: string | null;
}

/** Takes mails to where they are read. */
export interface Transport {
  /** Fulfilled once the mail was taken over. Rejects with {@link DeliveryError}. */
  send(message: Message): Promise<void>;
}

/** A mail was not taken. Holds no word of it, and no address. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** What kept it, as `ECONNECTION`. */
  readonly code: string;
  /**
   * - `later`: this mail may be taken another time.
   * - `closed`: so it goes with every mail just now.
   * - `never`: it will not be taken.
   */
  readonly outlook: 'later' | 'closed' | 'never';

  constructor(code: string, outlook: DeliveryError['outlook']) {
    super(`The mail was not taken (${code}).`);
    this.code = code;
    this.outlook = outlook;
  }
}
