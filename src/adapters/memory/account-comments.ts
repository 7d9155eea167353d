import type { OwnCommentView } from '../../contract/account.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { AccountFacet } from '../adapter.ts';
import type { CommentViews } from './comment-views.ts';
import type { SignedIn } from './device.ts';
import type { StoredMember } from './members.ts';
import { hashOfAddress } from './secrets.ts';
import { during } from './session-facet.ts';
import { isPublished, type StoredComment } from './stored-comments.ts';
import { turn } from './turn.ts';

/** The most comments that are offered to be claimed at once. */
const mostEarlier = 100;

/** A member's comments wherever they stand, and those that they wrote as a guest. */
export function accountComments(signedIn: SignedIn, views: CommentViews): Pick<AccountFacet, 'loadComments' | 'loadEarlier' | 'claim'> {
  const { store } = signedIn;
  const newestOf = (site: string, isMeant: (comment: StoredComment) => boolean): StoredComment[] =>
    store.commentsOf(site).filter((comment) => comment.state !== 'removed' && isMeant(comment)).reverse();

  function listed(site: string, comment: StoredComment, member: string): OwnCommentView {
    const { key, url, title } = comment.thread;
    return { comment: views.view(site, comment, { member }), thread: { key, url, title } };
  }

  async function earlier(site: string, { email }: StoredMember): Promise<readonly StoredComment[]> {
    const wanted = email === null ? null : await hashOfAddress(email);
    const found = [];
    for (const comment of newestOf(site, ({ member, former }) => member === null && !former)) {
      if (wanted !== null && (await comment.emailHash) === wanted) found.push(comment);
    }
    return found;
  }

  return {
    loadComments: async (site, { size, cursor }, options) => {
      await turn(options?.signal);
      const { member } = signedIn.required(site);
      const all = newestOf(site, (comment) => comment.member === member.id);
      const [, way, number] = /^(after|before)\.(\d{1,15})$/.exec(cursor ?? '') ?? [];
      if (cursor !== null && !way) throw new CommentsError('invalid-cursor', `this list has no place ${JSON.stringify(cursor)}`);
      // A place is a comment's number, so that neither a new comment nor a removed one moves it.
      const isBack = way === 'before';
      const rest = all.filter((comment) => !way || (isBack ? comment.number > Number(number) : comment.number < Number(number)));
      const part = isBack ? rest.slice(-Math.min(size, 100)) : rest.slice(0, Math.min(size, 100));
      const [first, last] = [part[0], part.at(-1)];
      return {
        items: part.map((comment) => listed(site, comment, member.id)),
        previous: first && all[0] !== first ? `before.${first.number}` : null,
        next: last && all.at(-1) !== last ? `after.${last.number}` : null,
        total: all.filter(isPublished).length,
      };
    },

    loadEarlier: (site, options) => during(options, async () => {
      const { member } = signedIn.required(site);
      return (await earlier(site, member)).slice(0, mostEarlier).map((comment) => listed(site, comment, member.id));
    }),

    claim: (site, ids, options) => during(options, async () => {
      const { member } = signedIn.required(site);
      const claimed = (await earlier(site, member)).filter(({ id }) => ids.includes(id));
      options?.signal?.throwIfAborted();
      // The key of the device that wrote it opens nothing more: it is the member's now.
      for (const comment of claimed) Object.assign(comment, { member: member.id, name: null, guestKey: null });
      return claimed.length;
    }),
  };
}
