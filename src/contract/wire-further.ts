import type { CommentView, GuestIdentity, NewComment } from './comment.ts';
import { listOf, maybe, record, text, whole, type Guard } from './guards.ts';
import { maxItems } from './limits.ts';
import type { Page } from './page.ts';
import type { LocatedPage, ThreadRef } from './thread.ts';
import { commentsPath, wireBody, wireId, wireItems, wirePageShape, type WirePage } from './wire.ts';

/** The longest key of a thread, in UTF-16 units. */
export const maxThreadKeyLength = 500;

/** The most threads one request for counts may ask for. */
export const maxCountsPerRequest = 100;

/** Where everything hangs below the server's address. */
export const paths = {
  comments: commentsPath,
  counts: '/v1/counts',
  /** The replies to one comment. */
  replies: (id: string): string => `${commentsPath}/${encodeURIComponent(id)}/replies`,
} as const;

/** A comment as it is posted. */
export interface WireNewComment extends NewComment {
  readonly thread: ThreadRef;
}

/** The number of comments in one thread. */
export interface WireCount {
  readonly thread: string;
  readonly total: number;
}

/** Guards a list of replies. */
export const wireReplies: Guard<Page<CommentView>> = record<Page<CommentView>>(wireItems);

/** The answer to `around`. */
export interface WireLocatedPage extends WirePage {
  readonly located: LocatedPage['located'];
}

/** Guards the answer to `around`. */
export const wireLocatedPage: Guard<WireLocatedPage> = record<WireLocatedPage>({
  ...wirePageShape,
  located: record<LocatedPage['located']>({ id: wireId, ancestors: listOf(wireId, maxItems) }),
});

/** Guards the answer to a request for counts. */
export const wireCounts: Guard<{ readonly counts: readonly WireCount[] }> = record({
  counts: listOf(record<WireCount>({ thread: text(maxThreadKeyLength, 1), total: whole() }), maxCountsPerRequest),
});

/** Guards the form of a posted comment; what its texts may hold is `rules.ts`. For servers. */
export const wireNewComment: Guard<WireNewComment> = record<WireNewComment>({
  id: wireId,
  parentId: maybe(wireId),
  body: wireBody,
  guest: maybe(record<GuestIdentity>({ name: maybe(text()), email: maybe(text()) })),
  thread: record<ThreadRef>({ site: text(500, 1), key: text(maxThreadKeyLength, 1), url: maybe(text(2000)), title: maybe(text(500)) }),
});
