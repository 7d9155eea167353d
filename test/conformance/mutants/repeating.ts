import { CommentsError, newCommentId } from '../../../src/contract/index.ts';
import { mutant, type Mutant } from './mutant.ts';

/** Bugs in what becomes of a comment sent again. */
export const repeatingMutants: readonly Mutant[] = [
  mutant('each attempt is stored', (real) => ({
    createComment: (ref, comment, options) => real.createComment(ref, { ...comment, id: newCommentId() }, options),
  })),
  mutant('a repetition is a conflict', (real) => {
    const sent = new Set<string>();
    return {
      createComment: async (ref, comment, options) => {
        const answer = await real.createComment(ref, comment, options);
        if (sent.size === sent.add(answer.id).size) throw new CommentsError('conflict', 'duplicate key');
        return answer;
      },
    };
  }),
  mutant('another text under a known id is answered with the first', (real) => {
    const stored = new Map<string, ReturnType<typeof real.createComment>>();
    return {
      createComment: (ref, comment, options) =>
        real.createComment(ref, comment, options).then(
          (answer) => (stored.set(comment.id, Promise.resolve(answer)), answer),
          (thrown: unknown) => stored.get(comment.id) ?? Promise.reject(thrown),
        ),
    };
  }),
  mutant('texts are compared without case and spaces', (real) => {
    const stored = new Map<string, string>();
    return {
      createComment: (ref, comment, options) => {
        const plain = comment.body.text.trim().toLowerCase();
        const first = stored.get(comment.id);
        const same = first !== undefined && first.trim().toLowerCase() === plain;
        if (first === undefined) stored.set(comment.id, comment.body.text);
        return real.createComment(ref, same ? { ...comment, body: { ...comment.body, text: first } } : comment, options);
      },
    };
  }),
  mutant('the parent is not compared', (real) => {
    const parents = new Map<string, string | null>();
    return {
      createComment: (ref, comment, options) => {
        const parentId = parents.get(comment.id) ?? comment.parentId;
        if (!parents.has(comment.id)) parents.set(comment.id, comment.parentId);
        return real.createComment(ref, { ...comment, parentId: parents.get(comment.id) ?? null }, options).then((view) => ({ ...view, parentId }));
      },
    };
  }),
  mutant('it is looked up and then stored, with a gap between', (real) => {
    const stored = new Set<string>();
    return {
      createComment: async (ref, comment, options) => {
        const isKnown = stored.has(comment.id);
        await Promise.resolve();
        await Promise.resolve();
        stored.add(comment.id);
        return real.createComment(ref, isKnown ? comment : { ...comment, id: stored.has(`${comment.id}#`) ? newCommentId() : (stored.add(`${comment.id}#`), comment.id) }, options);
      },
    };
  }),
  mutant('a repetition has a new time', (real) => {
    let attempt = 0;
    return {
      createComment: async (...given) => ({ ...(await real.createComment(...given)), createdAt: new Date(Date.now() + attempt++ * 60_000).toISOString() }),
    };
  }),
  mutant('what was sent is compared with what was stored, normalised', (real) => {
    const stored = new Map<string, string | null>();
    return {
      createComment: async (ref, comment, options) => {
        if (stored.has(comment.id) && stored.get(comment.id) !== (comment.guest?.name ?? null)) throw new CommentsError('conflict', 'another name');
        const answer = await real.createComment(ref, comment, options);
        stored.set(comment.id, answer.author.name);
        return answer;
      },
    };
  }),
  mutant('a closed thread refuses a comment that it has', (real) => ({
    createComment: async (ref, comment, options) => {
      const { thread } = await real.loadThread(ref, { sort: 'oldest', size: 1, at: { page: 1 }, asOf: null });
      if (thread.state === 'closed') throw new CommentsError('closed', 'closed');
      return real.createComment(ref, comment, options);
    },
  })),
  mutant('an id known in another thread is answered, and stored nowhere', (real) => {
    const answers = new Map<string, ReturnType<typeof real.createComment>>();
    return {
      createComment: (ref, comment, options) => {
        const call = real.createComment(ref, comment, options);
        return call.then((answer) => (answers.set(comment.id, call), answer), (thrown: unknown) => {
          const known = answers.get(comment.id);
          if (known && thrown instanceof CommentsError) return known.then((answer) => (answer.body.text === comment.body.text && answer.parentId === comment.parentId ? answer : Promise.reject(thrown)));
          throw thrown;
        });
      },
    };
  }),
];
