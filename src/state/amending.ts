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
  if (!page || !page.items.some(({ id }) => views.has(id))) return;
  const items = page.items.flatMap((item) => {
    const view = views.get(item.id);
    return view === undefined ? item : view ? newer(item, view) : [];
  });
  const shown = (list: readonly CommentView[]): number => list.filter(({ state }) => state === 'published').length;
  const total = page.total && page.total - shown(page.items) + shown(items);
  const amended = { ...page, items, total };
  origins.set(amended, originOf(page));
  thread.page = amended;
}

/** The page may know of a later edit, made in another tab, and knows more of the replies; what may be done only the writer was told. */
function newer(item: CommentView, view: CommentView): CommentView {
  const isLater = (item.editedAt ?? '') > (view.editedAt ?? '');
  return isLater ? { ...item, can: view.can } : { ...view, replyCount: item.replyCount };
}
