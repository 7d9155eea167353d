import type { CommentView, NewComment } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import type { ThreadRef } from '../../contract/thread.ts';
import { commentsPath, wireComment } from '../../contract/wire.ts';
import type { WriteOptions } from '../adapter.ts';
import type { Exchange } from './exchange.ts';

/**
 * `CommentsAdapter.createComment` over HTTP. The key of the write is the comment's id, which the body
 * holds; a header of its own would have to be allowed by every server before a page of another origin could post.
 */
export async function createComment(exchange: Exchange, ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
  options.signal?.throwIfAborted();
  if (globalThis.navigator?.onLine === false) throw new CommentsError('offline', 'the device is offline');
  const write = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...comment, thread: ref }),
  };
  return exchange.ask(commentsPath, {}, written, options, write);
}

/** The answer to a write that cannot be read leaves open what was done. */
const written: Guard<CommentView> = (value, path) => {
  try {
    return wireComment(value, path);
  } catch (cause) {
    throw new CommentsError('outcome-unknown', 'the answer cannot be read', { cause });
  }
};
