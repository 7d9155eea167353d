/**
 * Dîwan over HTTP, version 1: the paths and bodies that the `http` adapter and every server agree on.
 *
 * | request | answer |
 * |---|---|
 * | `GET /v1/comments?site&thread&sort&size&(page\|cursor\|around)&asOf` | 200 {@link WirePage} |
 * | `GET /v1/comments/{id}/replies?site&size&cursor` | 200 {@link wireReplies} |
 * | `POST /v1/comments` {@link WireNewComment}, JSON | 201 stored, 200 stored before, 202 held: {@link wireComment} |
 * | `GET /v1/counts?site&thread=a&thread=b` | 200 {@link wireCounts} |
 *
 * A failure is `application/problem+json` (RFC 9457) with the contract's `code`: {@link WireProblem}.
 */
import type { AuthorView, CommentBody, CommentPermissions, CommentView, GuestIdentity, NewComment } from './comment.ts';
import { errorCodes, faultReasons, type ErrorCode, type FieldFault } from './errors.ts';
import { facts, type AdapterFacts } from './facts.ts';
import { flag, listOf, maybe, oneOf, record, text, timestamp, whole, type Guard } from './guards.ts';
import { maxIdLength } from './ids.ts';
import type { Page } from './page.ts';
import type { LocatedPage, ThreadPage, ThreadRef, ThreadView, ViewerView } from './thread.ts';

/** Where everything hangs below the server's address. */
export const paths = {
  comments: '/v1/comments',
  counts: '/v1/counts',
  /** The replies to one comment. */
  replies: (id: string): string => `/v1/comments/${encodeURIComponent(id)}/replies`,
} as const;

/** The most threads one request for counts may ask for. */
export const maxCountsPerRequest = 100;

/** The most items an answer may hold before it is not believed. */
const maxItems = 1000;

/** A comment as it is posted. */
export interface WireNewComment extends NewComment {
  readonly thread: ThreadRef;
}

/** A page of a thread as it is answered: the contract's page, the backend's facts, and what `around` found. */
export interface WirePage extends ThreadPage {
  readonly facts: AdapterFacts;
  readonly located: LocatedPage['located'] | null;
}

/** The number of comments in one thread. */
export interface WireCount {
  readonly thread: string;
  readonly total: number;
}

/** The body of a failure. */
export interface WireProblem {
  /** In words, for the log; never shown to a reader. */
  readonly detail: string | null;
  readonly code: ErrorCode;
  readonly faults: readonly FieldFault[] | null;
  /** Seconds. */
  readonly retryAfter: number | null;
}

const id = text(maxIdLength, 1);
const body = record<CommentBody>({ format: oneOf('text'), text: text() });

/** Guards one comment in an answer. */
export const wireComment: Guard<CommentView> = record<CommentView>({
  id,
  parentId: maybe(id),
  author: record<AuthorView>({ name: maybe(text(1000)), kind: oneOf('guest', 'member') }),
  body,
  state: oneOf('published', 'held', 'accepted', 'removed'),
  createdAt: timestamp,
  replyCount: whole(),
  can: record<CommentPermissions>({ reply: flag }),
});

const page = {
  items: listOf(wireComment, maxItems),
  previous: maybe(id),
  next: maybe(id),
  total: maybe(whole()),
};

/** Guards a list of replies. */
export const wireReplies: Guard<Page<CommentView>> = record<Page<CommentView>>(page);

/** Guards a page of a thread. */
export const wirePage: Guard<WirePage> = record<WirePage>({
  ...page,
  thread: record<ThreadView>({ state: oneOf('open', 'closed'), can: record<ThreadView['can']>({ comment: flag }) }),
  viewer: maybe(record<ViewerView>({ id, name: text(1000) })),
  number: maybe(whole(1)),
  pageCount: maybe(whole(1)),
  asOf: maybe(id),
  newer: maybe(whole()),
  facts,
  located: maybe(record<LocatedPage['located']>({ id, ancestors: listOf(id, maxItems) })),
});

/** Guards the answer to a request for counts. */
export const wireCounts: Guard<{ readonly counts: readonly WireCount[] }> = record({
  counts: listOf(record<WireCount>({ thread: text(500, 1), total: whole() }), maxCountsPerRequest),
});

/** Guards a failure's body. */
export const wireProblem: Guard<WireProblem> = record<WireProblem>({
  detail: maybe(text()),
  code: oneOf(...errorCodes),
  faults: maybe(listOf(record<FieldFault>({ field: text(500), reason: oneOf(...faultReasons) }))),
  retryAfter: maybe(whole()),
});

/** Guards the form of a posted comment; what its texts may hold is `rules.ts`. For servers. */
export const wireNewComment: Guard<WireNewComment> = record<WireNewComment>({
  id,
  parentId: maybe(id),
  body,
  guest: maybe(record<GuestIdentity>({ name: maybe(text()), email: maybe(text()) })),
  thread: record<ThreadRef>({ site: text(500, 1), key: text(500, 1), url: maybe(text(2000)), title: maybe(text(500)) }),
});
