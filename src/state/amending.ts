import type { CommentView } from '../contract/comment.ts';
import type { CommentId } from '../contract/ids.ts';
import type { ThreadPage } from '../contract/thread.ts';
import type { ThreadStore } from './thread.ts';

/** What the backend answered, for each page that was amended since. */
const origins = new WeakMap<ThreadPage, ThreadPage>();

/** The page as the backend answered it: the same for a page and for what was made of it by {@link amend}. */
export function originOf(page: ThreadPage): ThreadPage {
  return origins.get(page) ?? page;
}

/** Puts what the backend said to their writer in place of what the shown page says of comments; `null` takes one out, and off the total. */
export function amend(thread: ThreadStore, views: ReadonlyMap<CommentId, CommentView | null>): void {
  const { page } = thread;
  if (!page?.items.some(({ id }) => views.has(id))) return;
  const items = page.items.flatMap((item) => {
    const view = views.get(item.id);
    return view === undefined ? item : view ? merged(item, view) : [];
  });
  const shown = (list: readonly CommentView[]): number => list.filter(({ state }) => state === 'published').length;
  alter(thread, page, { items, total: page.total === null ? null : page.total - shown(page.items) + shown(items) });
}

/** Takes one that stands beside the shown page off its total. */
export function countOneLess(thread: ThreadStore): void {
  const { page } = thread;
  if (page && page.total !== null) alter(thread, page, { total: page.total - 1 });
}

function alter(thread: ThreadStore, page: ThreadPage, changes: Partial<ThreadPage>): void {
  const altered = { ...page, ...changes };
  origins.set(altered, originOf(page));
  thread.page = altered;
}

/**
 * The page may know of a later edit, made elsewhere, of an approval and of a removal, and knows more of the replies; what may
 * be done only the writer was told.
 */
function merged(item: CommentView, view: CommentView): CommentView {
  if (item.state === 'removed') return item;
  const { replyCount, state } = item;
  if (view.state === 'removed') return { ...view, replyCount };
  const isLater = (item.editedAt ?? '') > (view.editedAt ?? '');
  return { ...(isLater ? item : view), replyCount, state, can: { ...view.can, reply: item.can.reply } };
}
