import type { CommentBody, CommentView } from '../../contract/comment.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import type { LocatedPage, Sort, ThreadRef } from '../../contract/thread.ts';
import { wireComment } from '../../contract/wire.ts';
import { paths, wireCounts, wireLocatedPage, wireOwnComments, wireRemoved, wireReplies } from '../../contract/wire-further.ts';
import type { CallOptions, OwnOptions, WriteOptions } from '../adapter.ts';
import type { Exchange } from './exchange.ts';

/** `CommentsAdapter.loadReplies` over HTTP. */
export function loadReplies(
  exchange: Exchange,
  ref: ThreadRef,
  parent: CommentId,
  { size, cursor }: PageQuery,
  options?: CallOptions,
): Promise<Page<CommentView>> {
  return exchange(`${paths.replies(parent)}?`, { site: ref.site, size, cursor }, wireReplies, options);
}

/** `LocatingFacet.loadThreadAround` over HTTP. */
export function loadThreadAround(
  exchange: Exchange,
  ref: ThreadRef,
  around: CommentId,
  { sort, size }: { readonly sort: Sort; readonly size: number },
  options?: CallOptions,
): Promise<LocatedPage> {
  return exchange(`${paths.comments}?`, { site: ref.site, thread: ref.key, sort, size, around }, wireLocatedPage, options);
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
  const { counts } = await exchange(`${paths.counts}?`, { site, thread: [...totals.keys()] }, wireCounts, options);
  for (const { thread, total } of counts) if (totals.has(thread)) totals.set(thread, total);
  return totals;
}

/** `OwnFacet.loadOwn` over HTTP: a read that is posted, so that the key stands in no address and in no log. */
export async function loadOwn(
  exchange: Exchange,
  { site, key }: ThreadRef,
  ids: readonly CommentId[],
  options: OwnOptions = {},
): Promise<readonly CommentView[]> {
  options.signal?.throwIfAborted();
  if (!ids.length) return [];
  const body = JSON.stringify({ thread: { site, key }, ids, guestKey: options.guestKey });
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const { comments } = await (exchange.member ?? exchange)(paths.own, {}, wireOwnComments, options, sent);
  return comments.filter(({ id }) => ids.includes(id));
}

/** Writing comes in a chunk of its own, which is there long before anybody changes what they wrote. */
const writes = () => import('./writes.ts');

/** `OwnFacet.editComment` over HTTP. */
export async function editComment(
  exchange: Exchange,
  { site }: ThreadRef,
  id: CommentId,
  body: CommentBody,
  options: WriteOptions,
): Promise<CommentView> {
  const { write } = await writes();
  return write(exchange.member ?? exchange, 'PATCH', paths.comment(id), { site, body, guestKey: options.guestKey }, wireComment, options);
}

/** `OwnFacet.removeComment` over HTTP. */
export async function removeComment(exchange: Exchange, { site }: ThreadRef, id: CommentId, options: WriteOptions): Promise<CommentView | null> {
  const { write } = await writes();
  const { comment } = await write(exchange.member ?? exchange, 'POST', paths.removal(id), { site, guestKey: options.guestKey }, wireRemoved, options);
  return comment;
}
