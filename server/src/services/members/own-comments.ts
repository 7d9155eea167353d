import { CommentsError, type OwnCommentView, type Page } from 'diwan/contract';
import { forgetAddress, latest, placedByEmail, placedComments, tellAuthor, type Moment, type PlacedComment } from '../../store/authorship.ts';
import type { Connection, Database } from '../../store/database.ts';
import { countMember } from '../../store/members.ts';
import { changeThread } from '../../store/threads.ts';
import { isShown } from '../../store/comments.ts';
import type { Ownership } from '../ownership.ts';
import type { Secrets } from '../secrets.ts';
import { viewOf, type Showing } from '../view.ts';
import { stillMember } from './account.ts';
import type { Reader } from './sessions.ts';

/** What {@link OwnComments} go by. */
export interface OwnCommentsOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly showing: Showing;
  readonly ownership: Ownership;
}

/** Where a list goes on. */
interface Place {
  readonly towards: 'newer' | 'older';
  readonly from: Moment;
}

/** The most earlier comments that are offered at once. */
const mostEarlier = 100;

/** Shows members what they wrote, and what they wrote before they were members. */
export class OwnComments {
  readonly #options: OwnCommentsOptions;

  constructor(options: OwnCommentsOptions) {
    this.#options = options;
  }

  /**
   * A part of the member's comments in all threads, the newest first, held ones too. `total` counts those that others see.
   *
   * @throws CommentsError `invalid-cursor`
   */
  async list(reader: Reader, { size, cursor }: { readonly size: number; readonly cursor: string | null }): Promise<Page<OwnCommentView>> {
    const { site, member: { id } } = reader;
    const { from, towards } = cursor === null ? ({ from: latest, towards: 'older' } as const) : this.#placeOf(reader, cursor);
    return await this.#options.database.read(async (connection) => {
      const { visible } = await stillMember(connection, site, id);
      const found = await placedComments(connection, site, id, { from, towards, most: size + 1 });
      const isMore = found.length > size;
      const comments = found.slice(0, size);
      if (towards === 'newer') comments.reverse();
      const [first, last] = [comments[0], comments.at(-1)];
      // On one side it was looked; the other is where the reader came from.
      const [isNewer, isOlder] = towards === 'newer' ? [isMore, true] : [cursor !== null, isMore];
      return {
        items: comments.map((comment) => this.#viewOf(comment)),
        previous: isNewer && first ? this.#cursorTo(reader, { towards: 'newer', from: first }) : null,
        next: isOlder && last ? this.#cursorTo(reader, { towards: 'older', from: last }) : null,
        total: visible,
      };
    });
  }

  /** What was posted by guests under the member's own address, the newest first. */
  async earlier({ site, member: { id } }: Reader): Promise<readonly OwnCommentView[]> {
    const found = await this.#options.database.read((connection) => earlierOf(connection, site, id));
    return found.map((comment) => this.#viewOf(comment));
  }

  /**
   * Makes some of {@link earlier} the member's own, and answers how many. The guest's address is not kept: it is the member's. The mark of their
   * key is, so that the comment is known again where it is sent once more; nobody changes it by that any more.
   */
  async claim({ site, member: { id } }: Reader, ids: readonly string[]): Promise<number> {
    return await this.#options.database.write(async (connection) => {
      const member = await stillMember(connection, site, id);
      const claimed = (await earlierOf(connection, site, id)).filter((comment) => ids.includes(comment.id));
      for (const comment of claimed) {
        await tellAuthor(connection, site, comment.id, { name: member.name, name_key: null, author_kind: 'member', member_id: id, picture: member.picture });
        await forgetAddress(connection, site, comment.id);
      }
      for (const thread of new Set(claimed.filter(isShown).map((comment) => comment.thread_id))) await changeThread(connection, thread, { positions: 0, visible: 0 });
      await countMember(connection, site, id, claimed.filter((comment) => comment.state === 'published').length);
      return claimed.length;
    });
  }

  #viewOf({ thread, ...comment }: PlacedComment): OwnCommentView {
    const { showing, ownership } = this.#options;
    const isOwn = comment.member_id !== null;
    const view = viewOf(comment, thread, showing, isOwn ? ownership.permissionsOf(comment, thread) : undefined);
    return { comment: view, thread: { key: thread.key, url: thread.url, title: thread.title } };
  }

  #cursorTo(reader: Reader, { towards, from }: Place): string {
    return this.#options.secrets.stamp(`${towards} ${from.created_at} ${from.id}`, contextOf(reader));
  }

  #placeOf(reader: Reader, cursor: string): Place {
    const [towards, createdAt, ...id] = this.#options.secrets.unstamp(cursor, contextOf(reader))?.split(' ') ?? [];
    if (towards !== 'newer' && towards !== 'older') throw new CommentsError('invalid-cursor', 'The cursor is not one that this list was given.');
    return { towards, from: { created_at: Number(createdAt), id: id.join(' ') } };
  }
}

async function earlierOf(connection: Connection, site: string, id: string): Promise<PlacedComment[]> {
  const { email_key: key } = await stillMember(connection, site, id);
  return key === null ? [] : await placedByEmail(connection, site, key, mostEarlier);
}

function contextOf({ site, member }: Reader): string {
  return JSON.stringify(['cursor', 'member', site, member.id]);
}
