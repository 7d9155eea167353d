import type { ThreadStore, ThreadView } from './thread.ts';

/** How many comments of others came since the set was frozen. */
export function newerThan(thread: ThreadStore): number {
  return Math.max(0, (thread.page?.newer ?? 0) - thread.ownNewer);
}

/** Lets the set thaw and shows where the newest comments are: the last page of the oldest first, the first of the newest first. */
export function refresh(thread: ThreadStore): Promise<boolean> {
  const { pageCount, newer } = thread.page ?? {};
  const { sort, size } = thread.view;
  thread.reset({}, true);
  return thread.turnTo({ page: sort === 'newest' || !pageCount ? 1 : pageCount + Math.ceil((newer ?? 0) / size) });
}

/** Reads in another order, from its beginning, or in pages of another size, where the first comment shown stays in sight. */
export function change(thread: ThreadStore, wish: Partial<ThreadView>): Promise<boolean> {
  const { sort, size } = thread.view;
  const number = thread.page?.number;
  const staysInOrder = !!number && (wish.sort ?? sort) === sort;
  thread.reset(wish, !staysInOrder);
  return thread.turnTo({ page: staysInOrder ? Math.floor(((number - 1) * size) / thread.view.size) + 1 : 1 });
}

/** The same query with another page number, everything else byte for byte as it is. The first page is a query without the parameter. */
export function withPage(search: string, name: string, page: number): string {
  const query = search.slice(1);
  const parts = query ? query.split('&').filter((part) => !new URLSearchParams(part).has(name)) : [];
  if (page > 1) parts.push(`${name}=${page}`);
  return parts.length ? `?${parts.join('&')}` : '';
}
