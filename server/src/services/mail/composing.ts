import { domainToUnicode } from 'node:url';
import type { Connection } from '../../store/database.ts';
import type { MailRow } from '../../store/mails.ts';
import type { Secrets } from '../secrets.ts';
import type { Address } from './address.ts';
import { checkedAddress } from './address.ts';
import { textsFor } from './letters/languages.ts';
import { written } from './letters/layout.ts';
import type { Letter } from './letters/letter.ts';
import type { Message } from './message.ts';
import type { Order } from './order.ts';
import { replyLetter } from './replies.ts';

/** What composing goes by. */
export interface ComposingOptions {
  readonly secrets: Secrets;
  /** Whom mails come from; without a name the site's stands there. */
  readonly from: Address;
  /** The address of this server as readers reach it, without a slash at the end. */
  readonly base: () => string;
}

const minute = 60_000;

/** Makes mails of what was ordered. */
export class Composing {
  readonly #options: ComposingOptions;

  constructor(options: ComposingOptions) {
    this.#options = options;
  }

  /** The mail as it goes out, or `null` where nobody wants it any more. */
  async compose(connection: Connection, row: Pick<MailRow, 'id' | 'created_at'>, order: Order): Promise<Message | null> {
    const addressed = 'letter' in order ? order : await replyLetter(connection, order, this.#options);
    if (!addressed) return null;
    const { to, language, letter } = addressed;
    const site = siteName(order.site);
    const { from } = this.#options;
    return {
      id: `${row.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`,
      from: { address: from.address, name: from.name ?? site },
      to: checkedAddress(to),
      date: new Date(row.created_at),
      ...written(letter, textsFor(language), { site, minutes: minutesOf(letter, row.created_at) }),
      unsubscribe: letter.kind === 'reply' ? letter.unsubscribe : null,
    };
  }
}

/** What a site is called in mails: its host; a trial server's one site is this machine. */
export function siteName(site: string): string {
  if (!URL.canParse(site)) return 'localhost';
  const { hostname, port } = new URL(site);
  return `${domainToUnicode(hostname) || hostname}${port && `:${port}`}`;
}

function minutesOf(letter: Letter, since: number): number {
  return 'expiresAt' in letter ? Math.max(1, Math.round((letter.expiresAt - since) / minute)) : 0;
}
