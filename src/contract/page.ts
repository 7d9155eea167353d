/** A place in a list, readable only by the backend that gave it. 1 to 200 characters; never made or parsed by a caller. */
export type Cursor = string;

/**
 * A mark that freezes a set: pages asked for with the same mark have the same boundaries while
 * others post. Opaque, given by the backend, at most 200 characters.
 */
export type AsOf = string;

/** Which part of a list of replies is asked for. */
export interface PageQuery {
  /** How many at most: 1 to 100. The answer may hold fewer and still not be the last. */
  readonly size: number;
  /** Where to go on, or `null` for the beginning. */
  readonly cursor: Cursor | null;
}

/** One part of a list. */
export interface Page<T> {
  /** In the order asked for. May be short or even empty while there is more: only a `null` cursor means the end. */
  readonly items: readonly T[];
  /** Leads to the part before this one; `null` at the beginning. */
  readonly previous: Cursor | null;
  /** Leads to the part after this one; `null` at the end. */
  readonly next: Cursor | null;
  /** How many comments of the whole list others can see, or `null` where the backend does not know. */
  readonly total: number | null;
}
