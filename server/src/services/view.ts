import type { AdapterFacts, CommentPermissions, CommentView } from 'diwan/contract';
import type { ThreadRow } from '../store/tables.ts';
import type { ShownComment } from '../store/comments.ts';

/** What may be done with a comment as one's own. */
export type OwnPermissions = Pick<CommentPermissions, 'edit' | 'remove'>;

/** What those may do whose it is not, or who have not shown that it is. */
export const notOwn: OwnPermissions = { edit: false, remove: false };

/** A comment as every reader sees it, or with what its owner may do as its owner does. */
export function viewOf(comment: ShownComment, thread: Pick<ThreadRow, 'state'>, facts: AdapterFacts, own: OwnPermissions = notOwn): CommentView {
  return {
    id: comment.id,
    parentId: comment.parent_id,
    author: { id: null, name: comment.name, kind: 'guest', picture: null },
    body: { format: 'text', text: comment.text },
    state: comment.state,
    createdAt: new Date(comment.created_at).toISOString(),
    editedAt: comment.edited_at === null ? null : new Date(comment.edited_at).toISOString(),
    replyCount: comment.reply_count,
    can: { reply: thread.state === 'open' && comment.state === 'published' && comment.depth < facts.maxDepth, ...own },
  };
}
