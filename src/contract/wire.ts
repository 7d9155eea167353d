/**
 * Dîwan over HTTP, version 1: the paths and bodies that the `http` adapter and every server agree on.
 *
 * | request | answer |
 * |---|---|
 * | `GET /v1/comments?site&thread&sort&size&(page\|cursor\|around)&asOf` | 200 {@link WirePage} |
 * | `GET /v1/comments/{id}/replies?site&size&cursor` | 200 `wireReplies` |
 * | `POST /v1/comments` `WireNewComment`, JSON | 201 stored, 200 stored before, 202 held: {@link wireComment} |
 * | `POST /v1/comments/own` `WireOwn`, JSON | 200 those of them that are the reader's own: `wireOwnComments` |
 * | `PATCH /v1/comments/{id}` `WireEdit`, JSON | 200 as it is now: {@link wireComment} |
 * | `POST /v1/comments/{id}/removal` `WireRemoval`, JSON | 200 what is left: `wireRemoved` |
 * | `GET /v1/counts?site&thread=a&thread=b` | 200 `wireCounts` |
 *
 * A failure is `application/problem+json` (RFC 9457) with the contract's `code`: `WireProblem`.
 *
 * What the first page needs is here, the rest in `wire-further.ts`, so that a page loads no more than it shows.
 */
import type { AuthorView, CommentBody, CommentPermissions, CommentView } from './comment.ts';
import { facts, type AdapterFacts } from './facts.ts';
import { flag, listOf, maybe, oneOf, record, text, timestamp, whole, type Guard, type Shape } from './guards.ts';
import { maxIdLength, maxItems } from './limits.ts';
import type { ThreadPage, ThreadView, ViewerView } from './thread.ts';

/** Where comments are read and written, below the server's address. */
export const commentsPath = '/v1/comments';

/** A page of a thread as it is answered: the contract's page and the backend's facts. The answer to `around` also says where it is. */
export interface WirePage extends ThreadPage {
  readonly facts: AdapterFacts;
  /** What else the server can do, by the names of the adapter's facets; empty where nothing is said. `locating` and `counts` go without saying. */
  readonly facets: readonly string[];
}

/** Guards an id, a cursor or a mark. */
export const wireId = text(maxIdLength, 1);
/** Guards a permission that servers of before it was there leave out, and so do not give. */
const granted: Guard<boolean> = (value, path) => value !== undefined && flag(value, path);
/** Guards the address of a picture. */
export const wirePicture = maybe(text(99_999));
/** Guards what a comment says. */
export const wireBody = record<CommentBody>({ format: oneOf('text'), text: text() });

/** Guards a member. */
export const wireViewer: Guard<ViewerView> = record<ViewerView>({ id: wireId, name: text(1000), picture: wirePicture });

/** Guards one comment in an answer. */
export const wireComment: Guard<CommentView> = record<CommentView>({
  id: wireId,
  parentId: maybe(wireId),
  author: record<AuthorView>({ id: maybe(wireId), name: maybe(text(1000)), kind: oneOf('guest', 'namesake', 'member', 'former'), picture: wirePicture }),
  body: wireBody,
  state: oneOf('published', 'held', 'accepted', 'removed'),
  createdAt: timestamp,
  editedAt: maybe(timestamp),
  replyCount: whole(),
  can: record<CommentPermissions>({ reply: flag, edit: granted, remove: granted }),
});

/** Guards the fields that every page has. */
export const wireItems = {
  items: listOf(wireComment, maxItems),
  previous: maybe(wireId),
  next: maybe(wireId),
  total: maybe(whole()),
};

/** The fields of a page of a thread. */
const pageShape: Shape<ThreadPage> = {
  ...wireItems,
  thread: record<ThreadView>({ state: oneOf('open', 'closed'), can: record<ThreadView['can']>({ comment: flag }) }),
  viewer: maybe(wireViewer),
  number: maybe(whole(1)),
  pageCount: maybe(whole(1)),
  asOf: maybe(wireId),
  newer: maybe(whole()),
};

/** Guards a page of a thread that any adapter gives. */
export const threadPage: Guard<ThreadPage> = record(pageShape);

/** The fields of a page of a thread on the wire. */
export const wirePageShape: Shape<WirePage> = { ...pageShape, facts, facets: (value, path) => maybe(listOf(text(100), 100))(value, path) ?? [] };

/** Guards a page of a thread on the wire. */
export const wirePage: Guard<WirePage> = record(wirePageShape);
