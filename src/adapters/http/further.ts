import type { CommentView } from '../../contract/comment.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import type { LocatedPage, Sort, ThreadRef } from '../../contract/thread.ts';
import { paths, wireCounts, wireLocatedPage, wireReplies } from '../../contract/wire-further.ts';
import type { CallOptions } from '../adapter.ts';
import type { Exchange } from './exchange.ts';

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
