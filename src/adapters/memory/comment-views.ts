import type { AuthorView, CommentView } from '../../contract/comment.ts';
import type { GuestKey } from '../../contract/guest-key.ts';
import type { ThreadPage } from '../../contract/thread.ts';
import type { CutPage } from '../paging.ts';
import type { MemoryStore } from './memory-store.ts';
import { ancestorsOf, countAll, isPublished, type StoredComment, type StoredThread } from './stored-comments.ts';

/** Whose own a comment may be: the writer is known by the key of a device, or as a member. */
export interface Reader {
  readonly guestKey?: GuestKey | undefined;
  readonly member?: string | null | undefined;
}

/** How stored comments look to readers, and what may be done with them now. */
export class CommentViews {
  readonly #store: MemoryStore;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  /** A comment as everybody sees it, or as its writer does. */
  view(site: string, comment: StoredComment, reader: Reader = {}): CommentView {
    const { id, parent, text, state, createdAt, editedAt, replies } = comment;
    const mine = isOwn(comment, reader);
    return {
      id,
      parentId: parent?.id ?? null,
      author: this.#author(site, comment),
      body: { format: 'text', text },
      state,
      createdAt,
      editedAt,
      replyCount: replies.filter(isPublished).length,
      can: { reply: this.takesReplies(comment), edit: mine && this.mayEdit(comment), remove: mine && this.mayRemove(comment) },
    };
  }

  /** A page as everybody sees it. */
  page(site: string, thread: StoredThread, page: CutPage<StoredComment>): ThreadPage {
    return {
      ...page,
      items: page.items.map((comment) => this.view(site, comment)),
      total: countAll(thread.top),
      thread: { state: thread.closed ? 'closed' : 'open', can: { comment: !thread.closed } },
      viewer: null,
    };
  }

  takesReplies(comment: StoredComment): boolean {
    return isPublished(comment) && !comment.thread.closed && ancestorsOf(comment).length < this.#store.facts.maxDepth;
  }

  mayEdit({ state, thread, createdAt }: StoredComment): boolean {
    return state !== 'removed' && !thread.closed && this.#store.now - Date.parse(createdAt) < (this.#store.options.editFor ?? 15 * minute);
  }

  mayRemove({ state, createdAt }: StoredComment): boolean {
    return state !== 'removed' && this.#store.now - Date.parse(createdAt) < (this.#store.options.removeFor ?? 24 * 60 * minute);
  }

  #author(site: string, { name, member: id, former, state }: StoredComment): AuthorView {
    const members = this.#store.members(site);
    const member = state === 'removed' ? undefined : members.byId(id);
    if (member) return { id: member.id, name: member.name, kind: 'member', picture: member.picture };
    if (former && state !== 'removed') return { id: null, name: null, kind: 'former', picture: null };
    return { id: null, name, kind: name !== null && members.byName(name) ? 'namesake' : 'guest', picture: null };
  }
}

/** Whether it is this reader's own. Without a key and a session, nobody's is. */
export const isOwn = (comment: StoredComment, { guestKey, member }: Reader): boolean =>
  comment.member === null ? guestKey !== undefined && comment.guestKey === guestKey : comment.member === member;

const minute = 60_000;
