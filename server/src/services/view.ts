import type { AdapterFacts, CommentView } from 'diwan/contract';
import type { ThreadRow } from '../store/tables.ts';
import type { ShownComment } from '../store/comments.ts';

/** A comment as every reader sees it; its writer sees it so, too. */
export function viewOf(comment: ShownComment, thread: Pick<ThreadRow, 'state'>, facts: AdapterFacts): CommentView {
  return {
    id: comment.id,
    parentId: comment.parent_id,
    author: { name: comment.name, kind: 'guest' },
    body: { format: 'text', text: comment.text },
    state: comment.state,
    createdAt: new Date(comment.created_at).toISOString(),
    replyCount: comment.reply_count,
    can: { reply: thread.state === 'open' && comment.state === 'published' && comment.depth < facts.maxDepth },
  };
}
