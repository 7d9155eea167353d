import { randomBytes } from 'node:crypto';
import type { Connection } from '../../store/database.ts';
import { insertMail, type MailRow } from '../../store/mails.ts';
import type { Secrets } from '../secrets.ts';
import type { Address } from './address.ts';
import { checkedAddress } from './address.ts';
import type { Letter } from './letters/letter.ts';

/** A letter to somebody. */
export interface LetterOrder {
  readonly site: string;
  readonly to: Address;
  /** A BCP 47 tag of what its reader reads; English where it is `null` or not among the languages of the letters. */
  readonly language: string | null;
  readonly letter: Exclude<Letter, { readonly kind: 'reply' }>;
}

/** A mail that tells a member of a reply. Who they are and what the reply says is looked up when it is sent: either may be gone by then. */
export interface ReplyOrder {
  readonly site: string;
  readonly member: string;
  readonly comment: string;
}

/** What is kept of a mail until it is sent. */
export type Order = LetterOrder | ReplyOrder;

/**
 * Keeps a mail to be sent once the write that this belongs to is on disk, by whichever process finds it. The database alone
 * shows neither the letter nor its address.
 *
 * @throws AddressError
 */
export async function keepOrder(connection: Connection, secrets: Secrets, order: Order, now: number): Promise<void> {
  const id = randomBytes(16).toString('base64url');
  const { site, ...rest } = 'to' in order ? { ...order, to: checkedAddress(order.to) } : order;
  const letter = secrets.seal(JSON.stringify(rest), placeOfMail(site, id));
  await insertMail(connection, { id, site, letter, attempts: 0, due_at: now, created_at: now });
}

/** The order again. */
export function orderIn(row: Pick<MailRow, 'site' | 'id' | 'letter'>, secrets: Secrets): Order {
  const opened = JSON.parse(secrets.open(row.letter, placeOfMail(row.site, row.id))) as Omit<LetterOrder, 'site'> | Omit<ReplyOrder, 'site'>;
  return { site: row.site, ...opened };
}

/** Until when it is of use to its reader, in milliseconds since 1970; `null` for as long as it takes. */
export function goodUntil(order: Order): number | null {
  return 'letter' in order && 'expiresAt' in order.letter ? order.letter.expiresAt : null;
}

function placeOfMail(site: string, id: string): string {
  return `mail\n${site}\n${id}`;
}
