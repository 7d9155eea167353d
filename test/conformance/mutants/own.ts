import { createHash } from 'node:crypto';
import { CommentsError, type CommentView } from '../../../src/contract/index.ts';
import { mutant, owning, remembering, views, type Mutant } from './mutant.ts';

const permitted = (view: CommentView): CommentView => ({ ...view, can: { ...view.can, edit: true, remove: true } });

/** Bugs in finding what is one's own. */
export const ownMutants: readonly Mutant[] = [
  owning('replies of one’s own are not found', (own) => ({ loadOwn: async (...given) => (await own.loadOwn(...given)).filter(({ parentId }) => parentId === null) })),
  owning('one’s own comments have lost their names', (own) => ({
    loadOwn: async (...given) => (await own.loadOwn(...given)).map((view) => ({ ...view, author: { ...view.author, name: null } })),
  })),
  owning('nothing may ever be done with one’s own', (own) => ({
    loadOwn: async (...given) => (await own.loadOwn(...given)).map((view) => ({ ...view, can: { ...view.can, edit: false, remove: false } })),
  })),
  owning('an edit that is permitted is refused', (own) => ({
    loadOwn: async (...given) => (await own.loadOwn(...given)).map(permitted),
  }), { editFor: 0 }),
  owning('whose comments they are is not asked', (own, real) => ({
    loadOwn: async (ref, ids, options) => {
      await own.loadOwn(ref, ids, options);
      const { items } = await real.loadThread(ref, { sort: 'oldest', size: 100, at: { page: 1 }, asOf: null });
      return items.filter(({ id }) => ids.includes(id)).map(permitted);
    },
  })),
  mutant('a missing key is a key like any other', (real) => ({
    createComment: (ref, comment, options) => real.createComment(ref, comment, { ...options, guestKey: options.guestKey ?? 'none' }),
    own: {
      loadOwn: (ref, ids, options) => real.own!.loadOwn(ref, ids, { ...options, guestKey: options?.guestKey ?? 'none' }),
      editComment: (ref, id, body, options) => real.own!.editComment(ref, id, body, { ...options, guestKey: options.guestKey ?? 'none' }),
      removeComment: (ref, id, options) => real.own!.removeComment(ref, id, { ...options, guestKey: options.guestKey ?? 'none' }),
    },
  })),
  mutant('one’s own is found in any thread of the site', (real) => {
    const found = new Map<string, CommentView>();
    return {
      own: {
        ...real.own!,
        loadOwn: async (ref, ids, options) => {
          await real.own!.loadOwn(ref, ids, options);
          return ids.flatMap((id) => found.get(`${id} ${options?.guestKey ?? ''}`) ?? []);
        },
      },
      createComment: async (ref, comment, options) => {
        const answer = await real.createComment(ref, comment, options);
        if (options.guestKey) found.set(`${answer.id} ${options.guestKey}`, answer);
        return answer;
      },
    };
  }),
  owning('fifty ids are looked at, at most', (own) => ({ loadOwn: (ref, ids, options) => own.loadOwn(ref, ids.slice(0, 50), options) })),
  owning('an id that nobody gave is refused', (own) => ({
    loadOwn: async (ref, ids, options) => {
      if (ids.some((id) => id.length > 100)) throw new CommentsError('invalid', 'no such id');
      return own.loadOwn(ref, ids, options);
    },
  })),
  mutant('who asks for nothing is answered everything', (real) => {
    const ids: string[] = [];
    return {
      createComment: async (...given) => {
        const answer = await real.createComment(...given);
        ids.push(answer.id);
        return answer;
      },
      own: { ...real.own!, loadOwn: (ref, asked, options) => real.own!.loadOwn(ref, asked.length ? asked : ids, options) },
    };
  }),
  owning('held comments are not found by their key', (own) => ({ loadOwn: async (...given) => (await own.loadOwn(...given)).filter(({ state }) => state !== 'held') }), { hold: true }),
  mutant('pages say to everybody what only the writer may do', views((view) => (view.state === 'published' ? permitted(view) : view))),
  mutant('whoever sends a comment again has it', (real) => {
    const keys = new Map<string, string | undefined>();
    const first = new Map<string, string | undefined>();
    const as = (id: string, guestKey: string | undefined) => ({ guestKey: guestKey !== undefined && keys.get(id) === guestKey ? first.get(id) : guestKey });
    return {
      createComment: async (ref, comment, options) => {
        const answer = await real.createComment(ref, comment, options);
        keys.set(answer.id, options.guestKey);
        if (!first.has(answer.id)) first.set(answer.id, options.guestKey);
        return answer;
      },
      own: {
        loadOwn: async (ref, ids, options) => (await Promise.all(ids.map((id) => real.own!.loadOwn(ref, [id], { ...options, ...as(id, options?.guestKey) })))).flat(),
        editComment: (ref, id, body, options) => real.own!.editComment(ref, id, body, { ...options, ...as(id, options.guestKey) }),
        removeComment: (ref, id, options) => real.own!.removeComment(ref, id, { ...options, ...as(id, options.guestKey) }),
      },
    };
  }),
  mutant('the author has a hash of the key', (real) => {
    const keys = new Map<string, string | undefined>();
    return {
      createComment: remembering(real, keys),
      loadThread: async (...given) => {
        const page = await real.loadThread(...given);
        return { ...page, items: page.items.map((item) => ({ ...item, author: { ...item.author, id: createHash('sha256').update(keys.get(item.id) ?? '').digest('hex') } })) };
      },
    };
  }),
];
