/**
 * The arithmetic of pages for a backend that holds a whole list in an array.
 *
 * Every comment keeps the place it was published at: a list only grows at its end, and what is
 * removed leaves a hole (`null`) behind. So a page is a range of places, and neither a new comment
 * nor a removed one ever moves another page's boundaries.
 */
import { CommentsError } from '../contract/errors.ts';
import type { AdapterFacts } from '../contract/facts.ts';
import type { AsOf, Cursor, PageQuery } from '../contract/page.ts';
import type { Sort, ThreadPage, ThreadQuery } from '../contract/thread.ts';

/** A list in the order of publishing, with holes where something is not to be seen. */
export type Places<T> = readonly (T | null)[];

/** The part of a {@link ThreadPage} that is a matter of arithmetic. */
export interface CutPage<T> extends Pick<ThreadPage, 'previous' | 'next' | 'number' | 'pageCount' | 'asOf' | 'newer'> {
  readonly items: readonly T[];
}

/** What the arithmetic must know of its backend. */
export type PagingFacts = Pick<AdapterFacts, 'sorts' | 'paging' | 'maxPageSize'>;

/**
 * The page a query asks for.
 *
 * @throws `unsupported` for a sort or a page number that the facts rule out; `invalid-cursor` for a
 *   cursor or mark that this list did not give.
 */
export function pageOf<T>(places: Places<T>, query: ThreadQuery, facts: PagingFacts): CutPage<T> {
  const { sort, at } = query;
  if (!facts.sorts.includes(sort)) throw new CommentsError('unsupported', `cannot list the ${sort} first`);
  if ('cursor' in at) {
    const place = readCursor(at.cursor, sort, places.length);
    if (facts.paging === 'whole') throw strange(at.cursor);
    return cut(places, query, facts, place);
  }
  if (facts.paging !== 'numbered' && at.page !== 1) throw new CommentsError('unsupported', 'pages cannot be asked for by number');
  const mark = query.asOf === null ? places.length : readMark(query.asOf, places.length);
  const size = Math.min(query.size, facts.maxPageSize);
  const page = Math.min(at.page, countPages(mark, size));
  return cut(places, query, facts, { mark, offset: (page - 1) * size, onward: true });
}

/** The page that the comment at `index` of the list stands on, as the list is now. */
export function pageAround<T>(
  places: Places<T>,
  index: number,
  query: { readonly sort: Sort; readonly size: number },
  facts: PagingFacts,
): CutPage<T> {
  const size = Math.min(query.size, facts.maxPageSize);
  const offset = query.sort === 'oldest' ? index : places.length - 1 - index;
  const page = facts.paging === 'whole' ? 1 : Math.floor(offset / size) + 1;
  // Every backend that holds its list can number it for itself, whatever it tells others.
  const found = pageOf(places, { ...query, at: { page }, asOf: null }, { ...facts, paging: facts.paging === 'whole' ? 'whole' : 'numbered' });
  return facts.paging === 'sequential' ? { ...found, number: null, pageCount: null } : found;
}

/** A part of a list of replies, oldest first. It grows at its end only, so it is read without a mark. */
export function partOf<T>(places: Places<T>, query: PageQuery, facts: PagingFacts): Pick<CutPage<T>, 'items' | 'previous' | 'next'> {
  const start = { mark: places.length, offset: 0, onward: true };
  const place = query.cursor === null ? start : { ...readCursor(query.cursor, 'oldest', places.length), mark: places.length };
  const { items, previous, next } = cut(places, { sort: 'oldest', size: query.size }, facts, place);
  return { items, previous, next };
}

/** Where a page begins (`onward`) or ends, counted in the order asked for, in the list as it stood at `mark`. */
interface Place {
  readonly mark: number;
  readonly offset: number;
  readonly onward: boolean;
}

function cut<T>(places: Places<T>, query: { sort: Sort; size: number }, facts: PagingFacts, place: Place): CutPage<T> {
  const { mark } = place;
  const size = facts.paging === 'whole' ? Math.max(mark, 1) : Math.min(query.size, facts.maxPageSize);
  const start = place.onward ? place.offset : Math.max(0, place.offset - size);
  const end = Math.min(place.onward ? start + size : place.offset, mark);
  const range = query.sort === 'oldest' ? places.slice(start, end) : places.slice(mark - end, mark - start).reverse();
  const numbered = facts.paging !== 'sequential';
  return {
    items: range.filter((item) => item !== null),
    previous: start > 0 ? writeCursor(query.sort, { mark, offset: start, onward: false }) : null,
    next: end < mark ? writeCursor(query.sort, { mark, offset: end, onward: true }) : null,
    number: numbered ? Math.floor(start / size) + 1 : null,
    pageCount: numbered ? countPages(mark, size) : null,
    asOf: String(mark),
    newer: places.slice(mark).filter((item) => item !== null).length,
  };
}

function countPages(length: number, size: number): number {
  return Math.max(1, Math.ceil(length / size));
}

function writeCursor(sort: Sort, { mark, offset, onward }: Place): Cursor {
  return `${sort}.${mark}.${onward ? 'after' : 'before'}.${offset}`;
}

function readCursor(cursor: Cursor, sort: Sort, length: number): Place {
  const [, order, mark, direction, offset] = /^(oldest|newest)\.(\d{1,15})\.(after|before)\.(\d{1,15})$/.exec(cursor) ?? [];
  if (order !== sort || Number(mark) > length || Number(offset) > Number(mark)) throw strange(cursor);
  return { mark: Number(mark), offset: Number(offset), onward: direction === 'after' };
}

function readMark(asOf: AsOf, length: number): number {
  if (!/^\d{1,15}$/.test(asOf) || Number(asOf) > length) throw strange(asOf);
  return Number(asOf);
}

function strange(place: string): CommentsError {
  return new CommentsError('invalid-cursor', `this list has no place ${JSON.stringify(place)}`);
}
