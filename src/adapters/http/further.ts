import type { CommentView, NewComment } from '../../contract/comment.ts';
import { CommentsError, type ErrorCode } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import type { LocatedPage, Sort, ThreadRef } from '../../contract/thread.ts';
import { wireCounts, wireLocatedPage, wireProblem, wireReplies } from '../../contract/wire-further.ts';
import { paths, wireComment } from '../../contract/wire.ts';
import type { CallOptions, WriteOptions } from '../adapter.ts';
import type { Exchange } from './exchange.ts';

/** What a failure without a readable body means, by its status. */
const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  413: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
};

/** `CommentsAdapter.createComment` over HTTP. */
export async function createComment(exchange: Exchange, ref: ThreadRef, comment: NewComment, { signal, key }: WriteOptions): Promise<CommentView> {
  signal?.throwIfAborted();
  if (globalThis.navigator?.onLine === false) throw new CommentsError('offline', 'not sent: the device is offline');
  const write = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ ...comment, thread: ref }),
  };
  return exchange.ask(paths.comments, {}, written, { ...(signal && { signal }) }, write);
}

/** `CommentsAdapter.loadReplies` over HTTP. */
export function loadReplies(
  exchange: Exchange,
  ref: ThreadRef,
  parent: CommentId,
  { size, cursor }: PageQuery,
  options?: CallOptions,
): Promise<Page<CommentView>> {
  return exchange.ask(`${paths.replies(parent)}?`, { site: ref.site, size, cursor }, wireReplies, options);
}

/** `LocatingFacet.loadThreadAround` over HTTP. */
export function loadThreadAround(
  exchange: Exchange,
  ref: ThreadRef,
  around: CommentId,
  { sort, size }: { readonly sort: Sort; readonly size: number },
  options?: CallOptions,
): Promise<LocatedPage> {
  return exchange.ask(`${paths.comments}?`, { site: ref.site, thread: ref.key, sort, size, around }, wireLocatedPage, options);
}

/** `CountsFacet.loadCounts` over HTTP. */
export async function loadCounts(
  exchange: Exchange,
  site: string,
  keys: readonly string[],
  options?: CallOptions,
): Promise<ReadonlyMap<string, number>> {
  options?.signal?.throwIfAborted();
  const totals = new Map(keys.map((key) => [key, 0]));
  if (!totals.size) return totals;
  const { counts } = await exchange.ask(`${paths.counts}?`, { site, thread: [...totals.keys()] }, wireCounts, options);
  for (const { thread, total } of counts) if (totals.has(thread)) totals.set(thread, total);
  return totals;
}

/**
 * What a refusal says: the contract's own words where the server speaks them, else what its status means.
 *
 * @param unanswered what it means that the server itself, or something before it, broke down.
 */
export function failure({ status, headers }: Response, body: unknown, unanswered: ErrorCode): CommentsError {
  const waits = Number(headers.get('retry-after') ?? NaN);
  try {
    const { code, detail, faults, retryAfter } = wireProblem(body, '');
    const seconds = retryAfter ?? waits;
    return new CommentsError(code, detail ?? `status ${status}`, { faults: faults ?? [], ...(seconds >= 0 && { retryAfter: seconds }) });
  } catch (cause) {
    const code = codes[status] ?? (status < 500 ? 'protocol' : unanswered);
    return new CommentsError(code, `status ${status}`, { cause, ...(waits >= 0 && { retryAfter: waits }) });
  }
}

/** The answer to a write that cannot be read leaves open what was done. */
const written: Guard<CommentView> = (value, path) => {
  try {
    return wireComment(value, path);
  } catch (cause) {
    throw new CommentsError('outcome-unknown', 'the answer to a write cannot be read', { cause });
  }
};
