import { createHash } from 'node:crypto';
import type { CommentsAdapter } from '../../../src/adapters/adapter.ts';
import { CommentsError } from '../../../src/contract/index.ts';
import { mutant, pages, views, type Mutant } from './mutant.ts';

/** Remembers addresses by comment, as a backend that gives them away must. */
function leaking(picture: (email: string) => object): (real: CommentsAdapter) => Partial<CommentsAdapter> {
  return (real) => {
    const emails = new Map<string, string>();
    return {
      createComment: async (ref, comment, options) => {
        emails.set(comment.id, comment.guest?.email ?? '');
        return real.createComment(ref, comment, options);
      },
      loadThread: async (...given) => {
        const page = await real.loadThread(...given);
        return { ...page, items: page.items.map((item) => ({ ...item, author: { ...item.author, ...picture(emails.get(item.id) ?? '') } })) };
      },
    };
  };
}

/** The signals of every call replaced by nothing, and what became of them told afterwards. */
function deaf(real: CommentsAdapter): Partial<CommentsAdapter> {
  return {
    loadThread: (ref, query) => real.loadThread(ref, query),
    loadReplies: (ref, parent, query) => real.loadReplies(ref, parent, query),
    createComment: (ref, comment, { key, guestKey }) => real.createComment(ref, comment, { key, guestKey }),
    locating: { loadThreadAround: (ref, comment, query) => real.locating!.loadThreadAround(ref, comment, query) },
    counts: { loadCounts: (site, keys) => real.counts!.loadCounts(site, keys) },
    own: {
      loadOwn: (ref, ids, { guestKey } = {}) => real.own!.loadOwn(ref, ids, { guestKey }),
      editComment: (ref, id, body, { key, guestKey }) => real.own!.editComment(ref, id, body, { key, guestKey }),
      removeComment: (ref, id, { key, guestKey }) => real.own!.removeComment(ref, id, { key, guestKey }),
    },
  };
}

/** Every rejection of a call, changed. */
function rejections(change: (thrown: unknown, signal: AbortSignal | undefined) => unknown): (real: CommentsAdapter) => Partial<CommentsAdapter> {
  return (real) => ({
    loadThread: (ref, query, options) => real.loadThread(ref, query, options).catch((thrown: unknown) => Promise.reject(change(thrown, options?.signal) as Error)),
    createComment: (ref, comment, options) => real.createComment(ref, comment, options).catch((thrown: unknown) => Promise.reject(change(thrown, options.signal) as Error)),
  });
}

const digest = (name: string, email: string): string => createHash(name).update(email.trim().toLowerCase()).digest('hex');

/** Bugs in privacy, errors, aborting, moderation and the adapter itself. */
export const trustMutants: readonly Mutant[] = [
  mutant('the e-mail is in the author', leaking((email) => ({ email }))),
  mutant('the e-mail hides in a link of a deep field', leaking((email) => ({ links: [{ href: `mailto:${email}` }] }))),
  mutant('the picture has the MD5 of the e-mail', leaking((email) => ({ picture: `https://pictures.example/${digest('md5', email)}?s=64` }))),
  mutant('the picture has the SHA-256 of the e-mail', leaking((email) => ({ picture: `https://pictures.example/${digest('sha256', email)}` }))),
  mutant('the author id is the e-mail in base64', leaking((email) => ({ id: Buffer.from(email).toString('base64') }))),
  mutant('the e-mail is a field name', leaking((email) => ({ [email]: true }))),
  mutant('a refusal quotes the e-mail', (real) => ({
    createComment: (ref, comment, options) => real.createComment(ref, comment, options).catch((thrown: unknown) => {
      if (!(thrown instanceof CommentsError)) throw thrown;
      throw new CommentsError(thrown.code, `${thrown.message} (from ${comment.guest?.email})`, { faults: thrown.faults });
    }),
  })),
  mutant('the cause of a refusal has the whole comment', (real) => ({
    createComment: (ref, comment, options) => real.createComment(ref, comment, options).catch((thrown: unknown) => {
      if (!(thrown instanceof CommentsError)) throw thrown;
      throw new CommentsError(thrown.code, thrown.message, { faults: thrown.faults, cause: { comment } });
    }),
  })),

  mutant('signals are ignored', deaf),
  mutant('a signal is looked at before the call only', (real) => ({
    loadThread: async (ref, query, options) => {
      options?.signal?.throwIfAborted();
      return real.loadThread(ref, query);
    },
    createComment: async (ref, comment, { key, guestKey, signal }) => {
      signal?.throwIfAborted();
      return real.createComment(ref, comment, { key, guestKey });
    },
  })),
  mutant('an abort is wrapped in an error of the contract', rejections((thrown, signal) => (signal?.aborted ? new CommentsError('unavailable', 'aborted', { cause: thrown }) : thrown))),
  mutant('an abort has a reason of its own', rejections((thrown, signal) => (signal?.aborted ? new DOMException('aborted', 'AbortError') : thrown))),
  mutant('a comment given up beforehand is sent all the same', (real) => ({
    createComment: async (ref, comment, options) => {
      const answer = await real.createComment(ref, comment, { key: options.key, guestKey: options.guestKey });
      options.signal?.throwIfAborted();
      return answer;
    },
  })),
  mutant('one abort ends every call', (real) => {
    let ended = false;
    return {
      loadThread: (ref, query, options) => {
        options?.signal?.addEventListener('abort', () => (ended = true));
        return real.loadThread(ref, query, options).then((page) => (ended ? Promise.reject(new CommentsError('unavailable', 'closed')) : page));
      },
    };
  }),

  mutant('plain objects are thrown', rejections((thrown) => (thrown instanceof CommentsError ? { name: 'CommentsError', code: thrown.code, message: thrown.message, faults: [], retryAfter: null } : thrown))),
  mutant('errors have codes of their own', rejections((thrown) => (thrown instanceof CommentsError ? Object.assign(new Error('bad'), { name: 'CommentsError', code: 'bad-request' }) : thrown))),
  mutant('errors have no name to know them by', rejections((thrown) => (thrown instanceof CommentsError ? Object.assign(new Error(thrown.message), { code: thrown.code }) : thrown))),
  mutant('a refusal has no list of faults', rejections((thrown) => Object.assign(thrown as Error, { faults: undefined }))),
  mutant('after a refusal the adapter is of no more use', (real) => {
    let broken = false;
    return {
      createComment: async (...given) => {
        if (broken) throw new CommentsError('unavailable', 'the connection was left in a bad state');
        return real.createComment(...given).catch((thrown: unknown) => ((broken = true), Promise.reject(thrown as Error)));
      },
    };
  }),

  mutant('the second close fails', () => {
    let isClosed = false;
    return {
      close: async () => {
        if (isClosed) throw new Error('already closed');
        isClosed = true;
      },
    };
  }),
  mutant('the adapter has no name', () => ({ name: '' })),
  mutant('the largest page is larger than allowed', (_real, adapter) => ({ facts: { ...adapter.facts, maxPageSize: 500 } })),
  mutant('a sort is among the facts twice', (_real, adapter) => ({ facts: { ...adapter.facts, sorts: ['oldest', 'newest', 'oldest'] } })),
  mutant('facts change with the size of the thread', (real, adapter) => ({
    loadThread: async (...given) => {
      const page = await real.loadThread(...given);
      Object.assign(adapter.facts, { maxLength: 5000 - page.items.length });
      return page;
    },
  })),

  mutant('held comments are listed', (real, adapter) => ({
    createComment: async (ref, comment, options) => {
      const answer = await real.createComment(ref, comment, options);
      adapter.publish(ref.site, answer.id);
      return answer;
    },
  }), { hold: true }),
  mutant('held comments are in the total', pages((page) => ({ ...page, total: (page.total ?? 0) + 1 })), { hold: true }),
  mutant('a tombstone keeps its text', tombstones('body')),
  mutant('a tombstone keeps its name', tombstones('author')),
  mutant('removed comments stay in the total', (real, adapter) => {
    const removed = new Set<string>();
    const remove = adapter.remove.bind(adapter);
    adapter.remove = (site, id) => (removed.add(id), remove(site, id));
    return {
      loadThread: async (...given) => {
        const page = await real.loadThread(...given);
        return { ...page, total: (page.total ?? 0) + removed.size };
      },
    };
  }),
  mutant('a removal moves the pages after it', (real, adapter) => {
    const removed = new Set<string>();
    adapter.remove = (_site, id) => void removed.add(id);
    return {
      loadThread: async (ref, query, options) => {
        const page = await real.loadThread(ref, query, options);
        const { items } = await real.loadThread(ref, { ...query, size: 100, at: { page: 1 } });
        const left = items.filter(({ id }) => !removed.has(id));
        const start = (page.number! - 1) * query.size;
        return removed.size ? { ...page, items: left.slice(start, start + query.size), total: left.length } : page;
      },
    };
  }),
  mutant('a closed thread takes comments', (_real, adapter) => {
    adapter.closeThread = () => {};
    return {};
  }),
  mutant('a closed thread says it is open', pages((page) => ({ ...page, thread: { state: 'open', can: { comment: true } } }))),
];

function tombstones(field: 'body' | 'author'): (real: CommentsAdapter) => Partial<CommentsAdapter> {
  const kept = new Map<string, object>();
  return views((view) => {
    if (view.state !== 'removed') kept.set(view.id, view[field]);
    return view.state === 'removed' ? { ...view, [field]: kept.get(view.id) } : view;
  }) as (real: CommentsAdapter) => Partial<CommentsAdapter>;
}
