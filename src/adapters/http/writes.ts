import type { CommentView, NewComment } from '../../contract/comment.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import type { ThreadRef } from '../../contract/thread.ts';
import { wireProblem } from '../../contract/wire-problem.ts';
import { paths, wireComment } from '../../contract/wire.ts';
import type { WriteOptions } from '../adapter.ts';
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
