import type { CommentView } from '../contract/comment.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { Sort, ThreadPosition } from '../contract/thread.ts';

/** What a reader wants of the list. */
export type ListWish =
  | { readonly to: 'turn'; readonly at: ThreadPosition }
  | { readonly to: 'sort'; readonly sort: Sort }
  | { readonly to: 'resize'; readonly size: number }
  | { readonly to: 'retry' }
  | { readonly to: 'form' }
  | { readonly to: 'account' }
  | { readonly to: 'refresh' };

const travelling = { bubbles: true, composed: true };

/** `diwan-request`: the reader asked the list for something. A page that cancels it keeps it from happening. */
export class ListRequest extends Event {
  readonly wish: ListWish;
  constructor(wish: ListWish) {
    super('diwan-request', { ...travelling, cancelable: true });
    this.wish = wish;
  }
}

/** `diwan-load`: a page of comments is shown. */
export class LoadEvent extends Event {
  /** The page's number, or `null` where the backend has none. */
  readonly page: number | null;
  /** How many comments there are, or `null` where the backend does not say. */
  readonly total: number | null;
  constructor(page: number | null, total: number | null) {
    super('diwan-load', travelling);
    this.page = page;
    this.total = total;
  }
}

/** `diwan-error`: the comments could not be loaded. */
export class LoadFailedEvent extends Event {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super('diwan-error', travelling);
    this.code = code;
  }
}

/** `diwan-post`: the backend took a comment of this reader. */
export class PostEvent extends Event {
  readonly comment: CommentView;
  constructor(comment: CommentView) {
    super('diwan-post', travelling);
    this.comment = comment;
  }
}
