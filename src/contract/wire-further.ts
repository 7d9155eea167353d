import type { CommentBody, CommentView, GuestIdentity, NewComment } from './comment.ts';
import { listOf, maybe, record, refuse, text, whole, type Guard } from './guards.ts';
import { isGuestKey, type GuestKey } from './guest-key.ts';
import type { CommentId } from './ids.ts';
import { maxItems } from './limits.ts';
import type { Page } from './page.ts';
import type { LocatedPage, ThreadRef } from './thread.ts';
import { commentsPath, wireBody, wireComment, wireId, wireItems, wirePageShape, type WirePage } from './wire.ts';

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
  /** Which comments are the guest's own. */
  own: `${commentsPath}/own`,
  /** One comment, to be edited. */
  comment: (id: string): string => `${commentsPath}/${encodeURIComponent(id)}`,
  /** Where the removal of a comment is asked for. */
  removal: (id: string): string => `${commentsPath}/${encodeURIComponent(id)}/removal`,
} as const;

/** A comment as it is posted. */
export interface WireNewComment extends NewComment {
  readonly thread: ThreadRef;
  /** By what the guest is known again, or `null`. */
  readonly guestKey: GuestKey | null;
}

/** The most comments one request for one's own may name. */
export const maxOwnPerRequest = 100;

/** Which of these comments of one thread are the guest's. */
export interface WireOwn {
  readonly thread: Pick<ThreadRef, 'site' | 'key'>;
  readonly ids: readonly CommentId[];
  readonly guestKey: GuestKey | null;
}

/** Another text for a comment. */
export interface WireEdit {
  readonly site: string;
  readonly body: CommentBody;
  readonly guestKey: GuestKey | null;
}

/** The removal of a comment. */
export interface WireRemoval {
  readonly site: string;
  readonly guestKey: GuestKey | null;
}

/** What is left of a comment after its removal: a tombstone, or `null`. */
export interface WireRemoved {
  readonly comment: CommentView | null;
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

const guestKey: Guard<GuestKey | null> = maybe((value, path) => (typeof value === 'string' && isGuestKey(value) ? value : refuse(path)));

/** Guards the answer to a request for one's own. */
export const wireOwnComments: Guard<{ readonly comments: readonly CommentView[] }> = record({ comments: listOf(wireComment, maxOwnPerRequest) });

/** Guards the answer to a removal. That nothing is left must be said: it is not read out of whatever else was answered. */
export const wireRemoved: Guard<WireRemoved> = record<WireRemoved>({
  comment: (value, path) => (value === undefined ? refuse(path, 'required') : maybe(wireComment)(value, path)),
});

/** Guards a request for one's own. For servers, as what follows. */
export const wireOwn: Guard<WireOwn> = record<WireOwn>({
  thread: record<WireOwn['thread']>({ site: text(500, 1), key: text(maxThreadKeyLength, 1) }),
  ids: listOf(wireId, maxOwnPerRequest),
  guestKey,
});

/** Guards an edit; what the text may hold is `rules.ts`. */
export const wireEdit: Guard<WireEdit> = record<WireEdit>({ site: text(500, 1), body: wireBody, guestKey });

/** Guards a removal. */
export const wireRemoval: Guard<WireRemoval> = record<WireRemoval>({ site: text(500, 1), guestKey });

/** Guards the form of a posted comment; what its texts may hold is `rules.ts`. For servers. */
export const wireNewComment: Guard<WireNewComment> = record<WireNewComment>({
  id: wireId,
  parentId: maybe(wireId),
  body: wireBody,
  guest: maybe(record<GuestIdentity>({ name: maybe(text()), email: maybe(text()) })),
  thread: record<ThreadRef>({ site: text(500, 1), key: text(maxThreadKeyLength, 1), url: maybe(text(2000)), title: maybe(text(500)) }),
  guestKey,
});
