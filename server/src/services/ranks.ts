import type { Sort } from 'diwan/contract';
import type { Places } from '../store/comments.ts';

/**
 * A page as ranks: where its comments stand in the order asked for, counted from 1, both ends
 * included. `last` is below `first` where there is nothing.
 */
export interface Ranks {
  readonly first: number;
  readonly last: number;
}

/** How many pages a list has; an empty one has one. */
export function pageCountOf(length: number, size: number): number {
  return Math.max(1, Math.ceil(length / size));
}

/** The ranks of a page by its number; beyond the last page, of the last. */
export function ranksOfPage(page: number, size: number, length: number): Ranks {
  const number = Math.min(page, pageCountOf(length, size));
  return { first: (number - 1) * size + 1, last: Math.min(number * size, length) };
}

/** The ranks that follow on a place in one direction. */
export function ranksFrom(rank: number, direction: 'next' | 'previous', size: number, length: number): Ranks {
  return direction === 'next'
    ? { first: rank + 1, last: Math.min(rank + size, length) }
    : { first: Math.max(1, rank - size), last: rank - 1 };
}

/** The rank of a position, and the other way round: the two orders mirror each other. */
export function mirrored(place: number, sort: Sort, length: number): number {
  return sort === 'oldest' ? place : length + 1 - place;
}

/** The positions that hold the ranks. */
export function placesOf(ranks: Ranks, sort: Sort, length: number): Places {
  return sort === 'oldest'
    ? ranks
    : { first: mirrored(ranks.last, sort, length), last: mirrored(ranks.first, sort, length) };
}
