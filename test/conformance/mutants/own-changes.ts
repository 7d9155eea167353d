import { CommentsError, type CommentView, type ErrorCode } from '../../../src/contract/index.ts';
import { mutant, owning, remembering, type Mutant } from './mutant.ts';

/** What is thrown with this code, answered in another way. */
function instead<T>(call: Promise<T>, code: ErrorCode, answer: () => T | Promise<T>): Promise<T> {
  return call.catch((thrown: unknown) => {
    if (thrown instanceof CommentsError && thrown.code === code) return answer();
    throw thrown;
  });
}

const tombstoneOf = (id: string): CommentView => ({
  id,
  parentId: null,
  author: { id: null, name: null, kind: 'guest', picture: null },
  body: { format: 'text', text: '' },
  state: 'removed',
  createdAt: '2026-11-22T11:43:44.000Z',
  editedAt: null,
  replyCount: 0,
  can: { reply: false, edit: false, remove: false },
});

/** Bugs in edits of one's own. */
export const ownEditMutants: readonly Mutant[] = [
  mutant('an edit is a new comment in place of the old', (real) => {
    const times = new Map<string, string>();
    return {
      own: {
        ...real.own!,
        editComment: async (...given) => {
          const answer = await real.own!.editComment(...given);
          times.set(answer.id, new Date(Date.parse(answer.createdAt) + 60_000).toISOString());
          return answer;
        },
      },
      loadThread: async (...given) => {
        const page = await real.loadThread(...given);
        const moved = page.items.map((item) => ({ ...item, createdAt: times.get(item.id) ?? item.createdAt }));
        return { ...page, items: moved.sort((one, other) => Number(times.has(one.id)) - Number(times.has(other.id))) };
      },
    };
  }),
  owning('an edited comment is not said to be edited', (own) => ({ editComment: async (...given) => ({ ...(await own.editComment(...given)), editedAt: null }) })),
  owning('an edit is answered and not kept', (own) => ({
    editComment: async (ref, id, body, options) => {
      const [mine] = await own.loadOwn(ref, [id], options);
      return mine ? { ...mine, body, editedAt: new Date().toISOString() } : own.editComment(ref, id, body, options);
    },
  })),
  owning('the text that is there already is an edit', (own) => ({
    editComment: async (...given) => {
      const answer = await own.editComment(...given);
      return { ...answer, editedAt: answer.editedAt ?? new Date().toISOString() };
    },
  })),
  owning('each repetition of an edit has another time', (own) => {
    let edits = 0;
    return {
      editComment: async (...given) => {
        const answer = await own.editComment(...given);
        return answer.editedAt === null ? answer : { ...answer, editedAt: new Date(Date.now() + 60_000 * edits++).toISOString() };
      },
    };
  }),
  mutant('anybody may edit', (real) => {
    const keys = new Map<string, string | undefined>();
    return {
      createComment: remembering(real, keys),
      own: { ...real.own!, editComment: (ref, id, body, options) => real.own!.editComment(ref, id, body, { ...options, guestKey: keys.get(id) ?? options.guestKey }) },
    };
  }),
  owning('edits are not looked at', (own, real) => ({
    editComment: async (ref, id, body, options) => own.editComment(ref, id, { ...body, text: body.text.trim() && body.text.length <= real.facts.maxLength ? body.text : 'x' }, options),
  })),
  owning('a bad text does not say which field it is in', (own) => ({
    editComment: (...given) => own.editComment(...given).catch((thrown: unknown) => {
      throw thrown instanceof CommentsError && thrown.code === 'invalid' ? new CommentsError('invalid', 'bad request') : thrown;
    }),
  })),
  owning('the length of an edit is counted in UTF-16 units', (own, real) => ({
    editComment: async (ref, id, body, options) => {
      if (body.text.length > real.facts.maxLength) throw new CommentsError('invalid', 'too long', { faults: [{ field: 'body.text', reason: 'too-long' }] });
      return own.editComment(ref, id, body, options);
    },
  })),
  owning('an edit of nothing is forbidden', (own) => ({
    editComment: (...given) => instead(own.editComment(...given), 'not-found', () => Promise.reject(new CommentsError('forbidden', 'not yours'))),
  })),
  owning('an edit publishes what was held', (own, _real, adapter) => ({
    editComment: async (ref, id, body, options) => {
      const answer = await own.editComment(ref, id, body, options);
      adapter.publish(ref.site, id);
      return answer;
    },
  }), { hold: true }),
  owning('a closed thread is forbidden ground', (own) => ({
    editComment: (...given) => instead(own.editComment(...given), 'closed', () => Promise.reject(new CommentsError('forbidden', 'closed'))),
  })),
  owning('a repeated edit finds the thread closed', (own, real) => ({
    editComment: async (ref, id, body, options) => {
      const { thread } = await real.loadThread(ref, { sort: 'oldest', size: 1, at: { page: 1 }, asOf: null });
      if (thread.state === 'closed') throw new CommentsError('closed', 'closed');
      return own.editComment(ref, id, body, options);
    },
  })),
  mutant('the comment sent again is compared with its edited text', (real) => {
    const edited = new Map<string, string>();
    return {
      createComment: async (ref, comment, options) => {
        if ((edited.get(comment.id) ?? comment.body.text) !== comment.body.text) throw new CommentsError('conflict', 'another text');
        return real.createComment(ref, comment, options);
      },
      own: {
        ...real.own!,
        editComment: async (...given) => {
          const answer = await real.own!.editComment(...given);
          edited.set(answer.id, answer.body.text);
          return answer;
        },
      },
    };
  }),
  owning('edited texts are trimmed and cleaned of markup', (own) => ({
    editComment: (ref, id, body, options) => own.editComment(ref, id, { ...body, text: body.text.trim().replace(/<[^>]*>/g, '') }, options),
  })),
];

/** Bugs in removals of one's own. */
export const ownRemovalMutants: readonly Mutant[] = [
  owning('a tombstone is left on which nothing hangs', (own) => ({ removeComment: async (ref, id, options) => (await own.removeComment(ref, id, options)) ?? tombstoneOf(id) })),
  owning('a removal is answered and not done', (own) => ({
    removeComment: async (ref, id, options) => {
      const mine = await own.loadOwn(ref, [id], options);
      return mine.length ? null : own.removeComment(ref, id, options);
    },
  })),
  mutant('what was removed is still found by its key', (real) => {
    const gone: CommentView[] = [];
    return {
      own: {
        ...real.own!,
        removeComment: async (ref, id, options) => {
          gone.push(...(await real.own!.loadOwn(ref, [id], options)));
          return real.own!.removeComment(ref, id, options);
        },
        loadOwn: async (ref, ids, options) => [...(await real.own!.loadOwn(ref, ids, options)), ...gone.filter(({ id }) => ids.includes(id))],
      },
    };
  }),
  owning('no tombstone is answered', (own) => ({ removeComment: async (...given) => (await own.removeComment(...given), null) })),
  owning('a tombstone stays when its last reply goes', (own) => ({
    removeComment: async (ref, id, options) => {
      const [mine] = await own.loadOwn(ref, [id], options);
      const left = await own.removeComment(ref, id, options);
      return mine?.parentId && !left ? { ...tombstoneOf(id), parentId: mine.parentId } : left;
    },
  })),
  owning('what was removed before is not found', (own) => {
    const gone = new Set<string>();
    return {
      removeComment: async (ref, id, options) => {
        if (gone.has(id)) throw new CommentsError('not-found', 'gone');
        const left = await own.removeComment(ref, id, options);
        gone.add(id);
        return left;
      },
    };
  }),
  mutant('anybody may remove', (real) => {
    const keys = new Map<string, string | undefined>();
    return {
      createComment: remembering(real, keys),
      own: { ...real.own!, removeComment: (ref, id, options) => real.own!.removeComment(ref, id, { ...options, guestKey: keys.get(id) ?? options.guestKey }) },
    };
  }),
  owning('nothing is left of what never was', (own) => ({ removeComment: (...given) => instead<CommentView | null>(own.removeComment(...given), 'not-found', () => null) })),
  owning('a held comment leaves a tombstone', (own) => ({ removeComment: async (ref, id, options) => (await own.removeComment(ref, id, options)) ?? tombstoneOf(id) }), { hold: true }),
  owning('nothing is removed from a closed thread', (own, real) => ({
    removeComment: async (ref, id, options) => {
      const { thread } = await real.loadThread(ref, { sort: 'oldest', size: 1, at: { page: 1 }, asOf: null });
      if (thread.state === 'closed') throw new CommentsError('closed', 'closed');
      return own.removeComment(ref, id, options);
    },
  })),
  owning('an edit of what was removed is answered as done', (own) => ({
    editComment: (ref, id, body, options) => {
      const call = own.editComment(ref, id, body, options);
      return call.catch(async (thrown: unknown) => {
        const removed = await own.removeComment(ref, id, options).then(() => true, () => false);
        if (removed) return { ...tombstoneOf(id), body };
        throw thrown;
      });
    },
  })),
  mutant('what was removed comes back when it is sent again', (real, adapter) => {
    const gone = new Set<string>();
    return {
      createComment: (ref, comment, options) => real.createComment(ref, gone.has(comment.id) ? { ...comment, id: `${comment.id}-again` } : comment, options),
      own: {
        ...real.own!,
        removeComment: async (ref, id, options) => {
          const left = await real.own!.removeComment(ref, id, options);
          gone.add(id);
          adapter.remove(ref.site, id);
          return left;
        },
      },
    };
  }),
  mutant('an own removal moves the pages after it', (real) => {
    const gone = new Set<string>();
    return {
      own: {
        ...real.own!,
        removeComment: async (ref, id, options) => {
          const left = await real.own!.removeComment(ref, id, options);
          if (!left) gone.add(id);
          return left;
        },
      },
      loadThread: async (ref, query, options) => {
        const page = await real.loadThread(ref, query, options);
        if (!gone.size || 'cursor' in query.at) return page;
        const { items } = await real.loadThread(ref, { ...query, size: 100, at: { page: 1 } });
        const start = (page.number! - 1) * query.size;
        return { ...page, items: items.slice(start, start + query.size) };
      },
    };
  }),
];
