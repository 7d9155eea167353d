import type { ThreadPage, ThreadPosition } from '../contract/thread.ts';
import { originOf } from './amending.ts';
import type { ThreadStore, ThreadView } from './thread.ts';

/** How a page was read, by what the backend answered, that stays while the thread is asked to be read otherwise. */
const views = new WeakMap<ThreadPage, ThreadView>();

/** How the page shown was read. It is remembered, since the thread is about to be read otherwise. */
function viewShown({ page, view }: ThreadStore): ThreadView {
  const origin = page && originOf(page);
  const shown = (origin && views.get(origin)) ?? view;
  if (origin) views.set(origin, shown);
  return shown;
}

/** How many comments of others came since the set was frozen. */
export function newerThan(thread: ThreadStore): number {
  return Math.max(0, (thread.page?.newer ?? 0) - thread.ownNewer);
}

/** Turns to a page. Where none comes the one before stays, and the thread is read as that one was: in its order, its size and its set. */
export async function turn(thread: ThreadStore, at: ThreadPosition): Promise<boolean> {
  const isShown = await thread.turnTo(at);
  const { page, failure } = thread;
  const view = failure && page && views.get(originOf(page));
  if (view) {
    views.delete(originOf(page));
    thread.reset(view, page.asOf);
    thread.notify();
  }
  return isShown;
}

/** Lets the set thaw and shows where the newest comments are: the last page of the oldest first, the first of the newest first. */
export function refresh(thread: ThreadStore): Promise<boolean> {
  const { pageCount, newer } = thread.page ?? {};
  const { sort, size } = thread.view;
  viewShown(thread);
  thread.reset({}, null);
  return turn(thread, { page: sort === 'newest' || !pageCount ? 1 : pageCount + Math.ceil((newer ?? 0) / size) });
}

/** Reads in another order, from its beginning, or in pages of another size, where the first comment shown stays in sight. */
export function change(thread: ThreadStore, wish: Partial<ThreadView>): Promise<boolean> {
  const { sort, size } = viewShown(thread);
  const { number = null, asOf = null } = thread.page ?? {};
  const staysInOrder = number !== null && (wish.sort ?? thread.view.sort) === sort;
  thread.reset(wish, staysInOrder ? asOf : null);
  return turn(thread, { page: staysInOrder ? Math.floor(((number - 1) * size) / thread.view.size) + 1 : 1 });
}

/** The same query with another page number, everything else byte for byte as it is. The first page is a query without the parameter. */
export function withPage(search: string, name: string, page: number): string {
  const query = search.slice(1);
  const parts = query ? query.split('&').filter((part) => !new URLSearchParams(part).has(name)) : [];
  if (page > 1) parts.push(`${name}=${page}`);
  return parts.length ? `?${parts.join('&')}` : '';
}
