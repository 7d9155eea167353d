import { CommentsError, type Sort } from 'diwan/contract';
import type { Secrets } from './secrets.ts';

/** A place between two comments of a list. */
export interface Place {
  readonly sort: Sort;
  /** Which way the list goes on from there. */
  readonly direction: 'next' | 'previous';
  /** The rank, from 1 in the order of `sort`, of the comment the list was left at. */
  readonly rank: number;
  /** The position of the latest comment that the list knows of. */
  readonly asOf: number;
}

/** Which list a cursor is good for: one thread's top, or the replies to one comment. */
export interface List {
  readonly site: string;
  readonly kind: 'thread' | 'replies';
  /** The thread's key or the parent's id. */
  readonly of: string;
}

/** Writes and reads the cursors and marks we give. They are stamped: one of another list, or made by hand, is refused. */
export class Cursors {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** A cursor that leads to the place. */
  cursorTo(list: List, place: Place): string {
    return this.#secrets.stamp([place.sort, place.direction, place.rank, place.asOf].join(' '), contextOf('cursor', list));
  }

  /**
   * Where a cursor leads.
   *
   * @throws CommentsError `invalid-cursor`
   */
  placeOf(list: List, cursor: string): Place {
    const content = this.#secrets.unstamp(cursor, contextOf('cursor', list));
    if (content === null) throw new CommentsError('invalid-cursor', 'The cursor is not one that this list was given.');
    const [sort, direction, rank, asOf] = content.split(' ');
    return { sort: sort as Sort, direction: direction as Place['direction'], rank: Number(rank), asOf: Number(asOf) };
  }

  /** A mark for the set that ends with this position. */
  markOf(list: List, asOf: number): string {
    return this.#secrets.stamp(String(asOf), contextOf('mark', list));
  }

  /**
   * The position a marked set ends with.
   *
   * @throws CommentsError `invalid-cursor`
   */
  positionOf(list: List, mark: string): number {
    const content = this.#secrets.unstamp(mark, contextOf('mark', list));
    if (content === null) throw new CommentsError('invalid-cursor', 'The mark asOf is not one that this list was given.');
    return Number(content);
  }
}

function contextOf(what: 'cursor' | 'mark', list: List): string {
  return JSON.stringify([what, list.kind, list.site, list.of]);
}
