import type { AdapterFacts, AuthorView, CommentPermissions, CommentView } from 'diwan/contract';
import type { ThreadRow } from '../store/tables.ts';
import type { ShownComment } from '../store/comments.ts';
import { pictureAddress } from './members/viewer.ts';

/** What showing comments goes by. */
export interface Showing {
  readonly facts: AdapterFacts;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
}

/** What may be done with a comment as one's own. */
export type OwnPermissions = Pick<CommentPermissions, 'edit' | 'remove'>;

/** What those may do whose it is not, or who have not shown that it is. */
export const notOwn: OwnPermissions = { edit: false, remove: false };

/** A comment as every reader sees it, or with what its owner may do as its owner does. */
export function viewOf(comment: ShownComment, thread: Pick<ThreadRow, 'state'>, { facts, base }: Showing, own: OwnPermissions = notOwn): CommentView {
  return {
    id: comment.id,
    parentId: comment.parent_id,
    author: authorOf(comment, base),
    body: { format: 'text', text: comment.text },
    state: comment.state,
    createdAt: new Date(comment.created_at).toISOString(),
    editedAt: comment.edited_at === null ? null : new Date(comment.edited_at).toISOString(),
    replyCount: comment.reply_count,
    can: { reply: thread.state === 'open' && comment.state === 'published' && comment.depth < facts.maxDepth, ...own },
  };
}

/** Who wrote it; of a tombstone, nobody. */
function authorOf({ state, name, author_kind: kind, member_id: id, picture }: ShownComment, base: () => string): AuthorView {
  if (state === 'removed') return { id: null, name: null, kind: 'guest', picture: null };
  return { id, name, kind, picture: picture === null ? null : pictureAddress(picture, base()) };
}
