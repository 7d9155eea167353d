import type { CommentView, NewComment } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { Guard } from '../../contract/guards.ts';
import type { ThreadRef } from '../../contract/thread.ts';
import { commentsPath, wireComment } from '../../contract/wire.ts';
import type { CallOptions, WriteOptions } from '../adapter.ts';
import type { Ask, Exchange } from './exchange.ts';

/**
 * `CommentsAdapter.createComment` over HTTP. The key of the write is the comment's id, which the body
 * holds; a header of its own would have to be allowed by every server before a page of another origin could post.
 */
export function createComment(exchange: Exchange, ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
  // What a guest wrote stays a guest's, whoever has signed in since.
  return write(comment.guest ? exchange : (exchange.member ?? exchange), 'POST', commentsPath, { ...comment, thread: ref, guestKey: options.guestKey }, wireComment, options);
}

/** Sends what changes something. Once that is under way, no answer, or one that cannot be read, leaves open what was done. */
export async function write<T>(ask: Ask, method: string, path: string, said: object, guard: Guard<T>, options: CallOptions): Promise<T> {
  options.signal?.throwIfAborted();
  if (globalThis.navigator?.onLine === false) throw new CommentsError('offline', 'the device is offline');
  const unknown = 'outcome-unknown';
  const written: Guard<T> = (value, at) => {
    try {
      return guard(value, at);
    } catch (cause) {
      throw new CommentsError(unknown, 'the answer cannot be read', { cause });
    }
  };
  return ask(path, {}, written, options, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) }, unknown);
}
