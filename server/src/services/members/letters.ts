import type { Connection } from '../../store/database.ts';
import type { MemberRow } from '../../store/members.ts';
import { AddressError, recipient } from '../mail/address.ts';
import type { LetterOrder } from '../mail/order.ts';
import type { Post } from '../mail/post.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import { settingsOf } from './settings.ts';

/** Writes to members of what was done to their account, so that somebody else's doing is noticed. */
export class MemberLetters {
  readonly #post: Pick<Post, 'queue'>;
  readonly #secrets: Secrets;

  constructor(post: Pick<Post, 'queue'>, secrets: Secrets) {
    this.#post = post;
    this.#secrets = secrets;
  }

  /**
   * Queues a letter, in the write that it tells of. A member whose address is not known, or can take no mail, is told nothing: that undoes no write.
   *
   * @param language of the page it was done on, for a member who chose none.
   */
  async tell(connection: Connection, member: MemberRow, letter: LetterOrder['letter'], language: string | null = null): Promise<void> {
    const { site, id, name, email } = member;
    if (email === null) return;
    try {
      const address = this.#secrets.open(email, placeOf(site, id));
      await this.#post.queue(connection, { site, to: recipient(address, name), language: settingsOf(member).language ?? language, letter });
    } catch (thrown) {
      if (!(thrown instanceof AddressError)) throw thrown;
    }
  }
}
