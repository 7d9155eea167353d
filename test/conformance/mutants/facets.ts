import { CommentsError, type CommentView } from '../../../src/contract/index.ts';
import { allOf, mutant, type Mutant } from './mutant.ts';

/** Bugs in replies, locating, counts, and what a moderator did. */
export const facetMutants: readonly Mutant[] = [
  mutant('replies come newest first', (real) => ({
    loadReplies: async (...given) => {
      const page = await real.loadReplies(...given);
      return { ...page, items: [...page.items].reverse() };
    },
  })),
  mutant('replies to replies are listed flat', (real) => ({
    loadReplies: async (ref, parent, query, options) => {
      const page = await real.loadReplies(ref, parent, query, options);
      const below = await Promise.all(page.items.map(({ id }) => real.loadReplies(ref, id, query, options)));
      return { ...page, items: page.items.flatMap((item, index) => [item, ...below[index]!.items]) };
    },
  })),
  mutant('replies stand among the comments at the top too', (real) => ({
    loadThread: async (ref, query, options) => {
      const page = await real.loadThread(ref, query, options);
      const below = await Promise.all(page.items.map(({ id }) => real.loadReplies(ref, id, { size: 100, cursor: null }, options)));
      return { ...page, items: page.items.flatMap((item, index) => [item, ...below[index]!.items]) };
    },
  })),
  mutant('the total counts the top of the thread only', (real) => ({
    loadThread: async (...given) => {
      const page = await real.loadThread(...given);
      const below = page.items.reduce((sum, item) => sum + item.replyCount, 0);
      return { ...page, total: (page.total ?? 0) - below };
    },
  })),
  mutant('replyCount is always 0', (real) => ({
    loadThread: async (...given) => {
      const page = await real.loadThread(...given);
      return { ...page, items: page.items.map((item) => ({ ...item, replyCount: 0 })) };
    },
  })),
  mutant('replyCount counts replies to replies', (real) => ({
    loadThread: async (ref, query, options) => {
      const page = await real.loadThread(ref, query, options);
      const below = await Promise.all(page.items.map(({ id }) => real.loadReplies(ref, id, { size: 100, cursor: null }, options)));
      return { ...page, items: page.items.map((item, index) => ({ ...item, replyCount: below[index]!.items.reduce((sum, reply) => sum + 1 + reply.replyCount, 0) })) };
    },
  })),
  mutant('only the first replies can be had', (real) => ({ loadReplies: async (...given) => ({ ...(await real.loadReplies(...given)), next: null }) })),
  mutant('replies cannot be read backward', (real) => ({ loadReplies: async (...given) => ({ ...(await real.loadReplies(...given)), previous: null }) })),
  mutant('a cursor of replies shifts by the replies that came since', (real) => {
    const seen = new Map<string, number>();
    return {
      loadReplies: async (ref, parent, query, options) => {
        const { total } = await real.loadReplies(ref, parent, { size: 1, cursor: null });
        const shift = query.cursor === null ? 0 : (total ?? 0) - (seen.get(parent) ?? total ?? 0);
        seen.set(parent, total ?? 0);
        return real.loadReplies(ref, parent, { ...query, cursor: query.cursor && query.cursor.replace(/after\.(\d+)$/, (_, offset: string) => `after.${Math.max(0, Number(offset) - shift)}`) }, options);
      },
    };
  }),
  mutant('a strange cursor of replies leads to the first', (real) => ({
    loadReplies: (ref, parent, query, options) => real.loadReplies(ref, parent, query.cursor?.includes('.') ? query : { ...query, cursor: null }, options),
  })),
  mutant('the replies to an unknown comment are an empty list', (real) => ({
    loadReplies: (...given) => real.loadReplies(...given).catch((thrown: unknown) => {
      if (thrown instanceof CommentsError && thrown.code === 'not-found') return { items: [], previous: null, next: null, total: 0 };
      throw thrown;
    }),
  })),
  mutant('a reply to an unknown comment goes to the top', (real) => ({
    createComment: (ref, comment, options) => real.createComment(ref, comment, options).catch((thrown: unknown) => {
      if (thrown instanceof CommentsError && thrown.code === 'not-found') return real.createComment(ref, { ...comment, parentId: null }, options);
      throw thrown;
    }),
  })),
  mutant('every comment says it takes replies', (real) => {
    const open = (items: readonly CommentView[]): CommentView[] => items.map((item) => ({ ...item, can: { ...item.can, reply: true } }));
    return {
      loadThread: async (...given) => ((page) => ({ ...page, items: open(page.items) }))(await real.loadThread(...given)),
      loadReplies: async (...given) => ((page) => ({ ...page, items: open(page.items) }))(await real.loadReplies(...given)),
    };
  }),
  mutant('a reply loses its parent in the answer', (real) => ({ createComment: async (...given) => ({ ...(await real.createComment(...given)), parentId: null }) })),

  mutant('a comment is found one page early', (real) => ({
    locating: {
      loadThreadAround: async (ref, comment, query, options) => {
        const found = await real.locating!.loadThreadAround(ref, comment, query, options);
        return { ...found, ...(await real.loadThread(ref, { ...query, at: { page: Math.max(1, found.number! - 1) }, asOf: null })) };
      },
    },
  })),
  mutant('a comment that is not there is found on page 1', (real) => ({
    locating: {
      loadThreadAround: (ref, id, query, options) => real.locating!.loadThreadAround(ref, id, query, options).catch(async (thrown: unknown) => {
        if (!(thrown instanceof CommentsError) || thrown.code !== 'not-found') throw thrown;
        return { ...(await real.loadThread(ref, { ...query, at: { page: 1 }, asOf: null })), located: { id, ancestors: [] } };
      }),
    },
  })),
  mutant('ancestors come from the bottom up', (real) => ({
    locating: {
      loadThreadAround: async (...given) => {
        const { located, ...page } = await real.locating!.loadThreadAround(...given);
        return { ...page, located: { ...located, ancestors: [...located.ancestors].reverse() } };
      },
    },
  })),
  mutant('the parent is the only ancestor', (real) => ({
    locating: {
      loadThreadAround: async (...given) => {
        const { located, ...page } = await real.locating!.loadThreadAround(...given);
        return { ...page, located: { ...located, ancestors: located.ancestors.slice(-1) } };
      },
    },
  })),
  mutant('pages are found as if the oldest came first', (real) => ({
    locating: {
      loadThreadAround: async (ref, comment, query, options) => {
        const { number, located } = await real.locating!.loadThreadAround(ref, comment, { ...query, sort: 'oldest' }, options);
        return { ...(await real.loadThread(ref, { ...query, at: { page: number! }, asOf: null })), located };
      },
    },
  })),
  mutant('pages are found by another sort than was asked for', (real) => ({
    locating: { loadThreadAround: (ref, comment, query, options) => real.locating!.loadThreadAround(ref, comment, { ...query, sort: 'newest' }, options) },
  }), { facts: { sorts: ['newest'] } }),
  mutant('the page found has no cursors', (real) => ({
    locating: { loadThreadAround: async (...given) => ({ ...(await real.locating!.loadThreadAround(...given)), next: null, previous: null }) },
  })),
  mutant('a facet is there by half', () => ({ locating: {} as never })),

  mutant('threads without comments are left out of the counts', (real) => ({
    counts: { loadCounts: async (...given) => new Map([...(await real.counts!.loadCounts(...given))].filter(([, total]) => total > 0)) },
  })),
  mutant('only comments at the top are counted', (real) => ({
    counts: {
      loadCounts: async (site, keys, options) => {
        await real.counts!.loadCounts(site, keys, options);
        return new Map(await Promise.all(keys.map(async (key) => [key, (await allOf(real, { site, key, url: null, title: null })).length] as const)));
      },
    },
  })),
  mutant('fifty threads are counted at most', (real) => ({ counts: { loadCounts: (site, keys, options) => real.counts!.loadCounts(site, keys.slice(0, 50), options) } })),
  mutant('keys are sent as a list with commas', (real) => ({
    counts: { loadCounts: (site, keys, options) => real.counts!.loadCounts(site, keys.length ? keys.join(',').split(',') : [], options) },
  })),
  mutant('counts come as a plain object', (real) => ({
    counts: { loadCounts: async (...given) => Object.fromEntries(await real.counts!.loadCounts(...given)) as never },
  })),
  mutant('counts are kept from the first time', (real) => {
    const kept = new Map<string, number>();
    return {
      counts: {
        loadCounts: async (...given) => {
          for (const [key, total] of await real.counts!.loadCounts(...given)) if (!kept.has(key)) kept.set(key, total);
          return new Map(given[1].map((key) => [key, kept.get(key)!]));
        },
      },
    };
  }),
];
