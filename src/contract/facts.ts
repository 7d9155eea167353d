import { flag, listOf, oneOf, record, whole, type Guard } from './guards.ts';
import type { GuestWants } from './rules.ts';
import type { BodyFormat } from './comment.ts';
import type { Sort } from './thread.ts';

/** What holds for a whole backend, whoever reads and whatever thread. */
export interface AdapterFacts {
  /** The orders it can list in, the default first. */
  readonly sorts: readonly [Sort, ...Sort[]];
  /** The formats its bodies come in, the one it takes first. */
  readonly bodyFormats: readonly [BodyFormat, ...BodyFormat[]];
  /** The longest text of a comment, in code points. */
  readonly maxLength: number;
  /** How many levels of replies hang below a top-level comment; 0 where there are none. */
  readonly maxDepth: number;
  /** The largest page it gives, 1 to 100. A larger wish is answered with this size. */
  readonly maxPageSize: number;
  /**
   * - `numbered`: any page by its number, and cursors too.
   * - `sequential`: page 1, then from cursor to cursor.
   * - `whole`: everything at once, as page 1.
   */
  readonly paging: 'numbered' | 'sequential' | 'whole';
  /**
   * Whether the same write sent again with its key is done once. Where it is `false`, an attempt
   * that ended in `outcome-unknown` is never repeated unless the reader asks.
   */
  readonly idempotentWrites: boolean;
  /** What a guest must give. */
  readonly guest: GuestWants;
}

const wanted = oneOf('required', 'optional', 'none');
const sort = oneOf('oldest', 'newest');

/** Guards facts that came over the wire. */
export const facts: Guard<AdapterFacts> = record<AdapterFacts>({
  sorts: listOf(sort, 10, 1) as Guard<AdapterFacts['sorts']>,
  bodyFormats: listOf(oneOf('text'), 10, 1) as Guard<AdapterFacts['bodyFormats']>,
  maxLength: whole(1, 1e6),
  maxDepth: whole(0, 1000),
  maxPageSize: whole(1, 100),
  paging: oneOf('numbered', 'sequential', 'whole'),
  idempotentWrites: flag,
  guest: record<GuestWants>({ name: wanted, email: wanted }),
});
