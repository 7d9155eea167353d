import { CommentsError } from '../../contract/errors.ts';
import type { CommentId } from '../../contract/ids.ts';
import { normalizeText } from '../../contract/rules.ts';
import type { ThreadRef } from '../../contract/thread.ts';
import type { OwnFacet } from '../adapter.ts';
import { isOwn, type CommentViews, type Reader } from './comment-views.ts';
import type { MemoryStore } from './memory-store.ts';
import { erase, isSeen, type StoredComment } from './stored-comments.ts';
import { turn } from './turn.ts';

/** What readers do with what is theirs. `memberOf` tells who is signed in. */
export function ownFacet(store: MemoryStore, views: CommentViews, memberOf: (site: string) => string | null): OwnFacet {
  const readerOf = ({ site }: ThreadRef, guestKey: Reader['guestKey']): Reader => ({ guestKey, member: memberOf(site) });

  /** A comment that is this reader's. Of somebody else's no more is said than everyone may know. */
  function find(ref: ThreadRef, id: CommentId, reader: Reader): StoredComment {
    const comment = store.comment(ref.site, id);
    if (comment?.thread === store.thread(ref) && isOwn(comment, reader)) return comment;
    throw new CommentsError('forbidden', `the comment ${store.find(ref, id).id} is somebody else's`);
  }

  return {
    loadOwn: async (ref, ids, options = {}) => {
      await turn(options.signal);
      const reader = readerOf(ref, options.guestKey);
      const all = Array.from(new Set(ids), (id) => store.comment(ref.site, id));
      return all
        .filter((comment) => comment?.thread === store.thread(ref) && comment.state !== 'removed' && isOwn(comment, reader))
        .map((comment) => views.view(ref.site, comment!, reader));
    },

    editComment: async (ref, id, body, options) => {
      await turn(options.signal);
      const reader = readerOf(ref, options.guestKey);
      const comment = find(ref, id, reader);
      const text = normalizeText(body.text);
      if (comment.state === 'removed') throw new CommentsError(isSeen(comment) ? 'forbidden' : 'not-found', `the comment ${id} was removed`);
      // What is there already is answered before anything is judged, as in createComment.
      if (comment.text !== text) {
        if (comment.thread.closed) throw new CommentsError('closed', 'the thread is closed');
        if (!views.mayEdit(comment)) throw new CommentsError('forbidden', 'it is too late to edit this comment');
        store.judge(text);
        Object.assign(comment, { text, editedAt: store.timestamp() } satisfies Partial<StoredComment>);
      }
      return views.view(ref.site, comment, reader);
    },

    removeComment: async (ref, id, options) => {
      await turn(options.signal);
      const comment = find(ref, id, readerOf(ref, options.guestKey));
      if (comment.state !== 'removed' && !views.mayRemove(comment)) throw new CommentsError('forbidden', 'it is too late to remove this comment');
      erase(comment);
      return isSeen(comment) ? views.view(ref.site, comment) : null;
    },
  };
}
