import type { CommentView } from './comment.ts';
import type { CommentId } from './ids.ts';
import type { AsOf, Cursor, Page } from './page.ts';

/** Which discussion is meant. */
export interface ThreadRef {
  /** The site it belongs to: the origin of the page, `https://news.example`. Threads of two sites never mix. */
  readonly site: string;
  /** Names the discussion within its site: what the owner wrote in `thread`, or the page's canonical path. 1 to 500 characters. */
  readonly key: string;
  /** The page's address and title as the backend may show them elsewhere; `null` where unknown. */
  readonly url: string | null;
  readonly title: string | null;
}

/** The orders a list can have. `oldest`: as a conversation is read. `newest`: the latest first. */
export type Sort = 'oldest' | 'newest';

/** Where in a thread: its page by number, counted from 1, or the place a cursor leads to. */
export type ThreadPosition = { readonly page: number } | { readonly cursor: Cursor };

/** Which part of a thread is asked for. */
export interface ThreadQuery {
  readonly sort: Sort;
  /** How many comments at most, 1 to 100. */
  readonly size: number;
  /**
   * A page beyond the last is answered with the last page, so that an old link still leads somewhere.
   * A backend whose `facts.paging` is not `numbered` is only ever asked for page 1 and for its own cursors.
   */
  readonly at: ThreadPosition;
  /** The mark of the first page read, or `null` for the present. A cursor carries its own mark. */
  readonly asOf: AsOf | null;
}

/** The discussion itself, as the present reader finds it. */
export interface ThreadView {
  /** `closed`: it can be read and nobody can write. */
  readonly state: 'open' | 'closed';
  /** What the present reader may do here now. */
  readonly can: { readonly comment: boolean };
}

/** A member: the signed-in reader, or another. */
export interface ViewerView {
  readonly id: string;
  readonly name: string;
  /** As `AuthorView.picture`. */
  readonly picture: string | null;
}

/** A page of a thread's top-level comments, with all that the first paint needs. */
export interface ThreadPage extends Page<CommentView> {
  readonly thread: ThreadView;
  /** How many comments of the thread others can see now, replies included, as the counts facet counts; `null` where the backend does not know. */
  readonly total: number | null;
  /**
   * Who is signed in, where a backend says it with the page; `null` for a guest, and where pages are the same for everybody, so that
   * a shared cache can carry them: then `SessionFacet.loadSession` says it.
   */
  readonly viewer: ViewerView | null;
  /** This page's number from 1, and how many there are (at least 1); both `null` where the backend cannot number its pages. */
  readonly number: number | null;
  readonly pageCount: number | null;
  /** Freezes the set for the pages asked for next; `null` where the backend cannot. */
  readonly asOf: AsOf | null;
  /** How many top-level comments were published after `asOf`; `null` where unknown. */
  readonly newer: number | null;
}

/** A page found by one of its comments. */
export interface LocatedPage extends ThreadPage {
  readonly located: {
    readonly id: CommentId;
    /** From the top of the thread down to the comment's parent; empty for a top-level comment. */
    readonly ancestors: readonly CommentId[];
  };
}
