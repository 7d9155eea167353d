import { CommentsError, type CommentView, type LocatedPage, type Page, type Sort, type WirePage } from 'diwan/contract';
import { ancestorsOf, findComment, isShown, repliesTo, topComments } from '../store/comments.ts';
import type { Connection } from '../store/database.ts';
import type { CommentRow, ThreadRow } from '../store/tables.ts';
import { findThread } from '../store/threads.ts';
import type { Cursors, List } from './cursors.ts';
import { GoneError, neverThere } from './gone.ts';
import { mirrored, pageCountOf, placesOf, ranksFrom, ranksOfPage, type Ranks } from './ranks.ts';
import { viewOf, type Showing } from './view.ts';

/** Which part of which thread is asked for. */
export interface ThreadPageQuery {
  readonly site: string;
  readonly key: string;
  readonly sort: Sort;
  readonly size: number;
  readonly at: { readonly page: number } | { readonly cursor: string } | { readonly around: string };
  /** With a page by number only: a cursor carries its own mark, and around a comment the present is meant. */
  readonly asOf: string | null;
}

/** Which part of which replies is asked for. */
export interface RepliesQuery {
  readonly site: string;
  readonly parent: string;
  readonly size: number;
  readonly cursor: string | null;
}

/** A page of a thread, and with `around` where in it the comment is. */
export type AnsweredPage = WirePage & { readonly located?: LocatedPage['located'] };

/** A part of a thread, before its comments are fetched. */
interface Part {
  readonly sort: Sort;
  /** The position the set ends with, and so the number of places in it. */
  readonly length: number;
  readonly ranks: Ranks;
  readonly located: LocatedPage['located'] | null;
}

/** What a thread is before anybody has written in it. */
const unwritten = { state: 'open', last_position: 0, visible: 0 } as const satisfies Partial<ThreadRow>;

/** Reads pages. What it reads it reads through the connection given, so that all of it is of one moment. */
export class Pages {
  readonly #showing: Showing;
  readonly #facets: readonly string[];
  readonly #cursors: Cursors;

  /** @param facets what else the server can do, for every page to say. */
  constructor(showing: Showing, facets: readonly string[], cursors: Cursors) {
    this.#showing = showing;
    this.#facets = facets;
    this.#cursors = cursors;
  }

  /**
   * A page of a thread's top-level comments. It costs the same at any depth: a page is a range of
   * positions, and everything that is counted stands in the thread's own row.
   *
   * @throws CommentsError `invalid-cursor`; `not-found` for a comment to look around that is not in
   *   the thread or not to be seen, as {@link GoneError} when it was removed.
   */
  async threadPage(connection: Connection, query: ThreadPageQuery): Promise<AnsweredPage> {
    const list: List = { site: query.site, kind: 'thread', of: query.key };
    const found = await findThread(connection, query.site, query.key);
    const thread = found ?? unwritten;
    const part = await this.#partOf(connection, query, found, list);
    const { sort, length, ranks } = part;
    const rows = found ? await topComments(connection, found.id, placesOf(ranks, sort, length)) : [];
    if (sort === 'newest') rows.reverse();
    return {
      items: rows.map((row) => viewOf(row, thread, this.#showing)),
      previous: ranks.first > 1 ? this.#cursors.cursorTo(list, { sort, direction: 'previous', rank: ranks.first, asOf: length }) : null,
      next: ranks.last < length ? this.#cursors.cursorTo(list, { sort, direction: 'next', rank: ranks.last, asOf: length }) : null,
      total: thread.visible,
      thread: { state: thread.state, can: { comment: thread.state === 'open' } },
      viewer: null,
      number: Math.ceil(ranks.first / query.size),
      pageCount: pageCountOf(length, query.size),
      asOf: this.#cursors.markOf(list, length),
      newer: thread.last_position - length,
      facts: this.#showing.facts,
      facets: this.#facets,
      ...(part.located && { located: part.located }),
    };
  }

  /**
   * A part of the direct replies to a comment, the oldest first. A tombstone's can be read, too.
   *
   * @throws CommentsError `not-found`, `invalid-cursor`
   */
  async repliesPage(connection: Connection, query: RepliesQuery): Promise<Page<CommentView>> {
    const list: List = { site: query.site, kind: 'replies', of: query.parent };
    const { comment, thread } = await this.#shown(connection, query.site, query.parent);
    const place = query.cursor === null ? null : this.#cursors.placeOf(list, query.cursor);
    const length = comment.last_reply;
    if (place && place.rank > length) throw futureCursor();
    const ranks = place ? ranksFrom(place.rank, place.direction, query.size, length) : ranksOfPage(1, query.size, length);
    const rows = await repliesTo(connection, comment.thread_id, comment.id, ranks);
    const sort = 'oldest';
    return {
      items: rows.map((row) => viewOf(row, thread, this.#showing)),
      previous: ranks.first > 1 ? this.#cursors.cursorTo(list, { sort, direction: 'previous', rank: ranks.first, asOf: length }) : null,
      next: ranks.last < length ? this.#cursors.cursorTo(list, { sort, direction: 'next', rank: ranks.last, asOf: length }) : null,
      total: comment.reply_count,
    };
  }

  async #partOf(connection: Connection, query: ThreadPageQuery, thread: ThreadRow | null, list: List): Promise<Part> {
    const { at, sort, size } = query;
    const present = thread?.last_position ?? 0;
    if ('around' in at) return await this.#partAround(connection, query, at.around, thread);
    if ('page' in at) {
      const length = query.asOf === null ? present : this.#cursors.positionOf(list, query.asOf);
      if (length > present) throw futureCursor();
      return { sort, length, ranks: ranksOfPage(at.page, size, length), located: null };
    }
    const place = this.#cursors.placeOf(list, at.cursor);
    if (place.sort !== sort) throw new CommentsError('invalid-cursor', 'The cursor is one of the other order.');
    if (place.asOf > present) throw futureCursor();
    return { sort, length: place.asOf, ranks: ranksFrom(place.rank, place.direction, size, place.asOf), located: null };
  }

  async #partAround(connection: Connection, query: ThreadPageQuery, id: string, thread: ThreadRow | null): Promise<Part> {
    const { comment } = await this.#shown(connection, query.site, id);
    if (comment.thread_id !== thread?.id) throw neverThere();
    const ancestors = await ancestorsOf(connection, comment);
    const top = ancestors.at(-1) ?? comment;
    const length = thread.last_position;
    const rank = mirrored(top.position ?? 0, query.sort, length);
    return {
      sort: query.sort,
      length,
      ranks: ranksOfPage(Math.ceil(rank / query.size), query.size, length),
      located: { id, ancestors: ancestors.map((each) => each.id).reverse() },
    };
  }

  async #shown(connection: Connection, site: string, id: string): Promise<{ comment: CommentRow; thread: Pick<ThreadRow, 'state'> }> {
    const comment = await findComment(connection, site, id);
    if (!comment || comment.state === 'held') throw neverThere();
    if (!isShown(comment)) throw new GoneError('The comment was removed.');
    const thread = await connection
      .selectFrom('threads')
      .select('state')
      .where('id', '=', comment.thread_id)
      .executeTakeFirstOrThrow();
    return { comment, thread };
  }
}

function futureCursor(): CommentsError {
  return new CommentsError('invalid-cursor', 'The place lies beyond the end of the list.');
}
