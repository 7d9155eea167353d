import { CommentsError } from '../../../src/contract/index.ts';
import { allOf, mutant, pages, queries, refs, views, type Mutant } from './mutant.ts';

/** Bugs in what a thread shows. */
export const readingMutants: readonly Mutant[] = [
  mutant('an unknown thread is not found', pages((page) => {
    if (!page.items.length) throw new CommentsError('not-found', 'no such thread');
    return page;
  })),
  mutant('an empty thread has 0 pages', pages((page) => ({ ...page, pageCount: page.items.length ? page.pageCount : 0 }))),
  mutant('the sort is ignored', queries((query) => ({ ...query, sort: query.sort === 'newest' ? 'oldest' : query.sort }))),
  mutant('newest first turns each page round, not the thread', pages(async (page, query, ref, real) =>
    query.sort === 'newest' && 'page' in query.at ? { ...page, items: [...(await real.loadThread(ref, { ...query, sort: 'oldest' })).items].reverse() } : page)),
  mutant('comments of one moment keep their order when the list is turned round', pages(async (page, { sort, at, size }, ref, real) => {
    if (sort === 'oldest') return page;
    const all = [...(await allOf(real, ref))].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
    const start = page.number! * size - size;
    return 'page' in at || page.number ? { ...page, items: all.slice(start, start + size) } : page;
  }), { now: () => Date.UTC(2026, 10, 22) }),
  mutant('comments are listed by id, so by the clock of the device', pages((page, { sort }) => {
    const items = [...page.items].sort((one, other) => one.id.localeCompare(other.id));
    return { ...page, items: sort === 'oldest' ? items : items.reverse() };
  })),
  mutant('a sort it does not have is taken for the default', queries((query) => ({ ...query, sort: 'oldest' })), { facts: { sorts: ['oldest'] } }),
  mutant('keys are compared without case', refs((ref) => ({ ...ref, key: ref.key.toLowerCase() }))),
  mutant('a slash at the end of a key is dropped', refs((ref) => ({ ...ref, key: ref.key.replace(/\/$/, '') }))),
  mutant('what follows a question mark in a key is dropped', refs((ref) => ({ ...ref, key: ref.key.replace(/\?.*/, '') }))),
  mutant('keys are decoded once too often', refs((ref) => ({ ...ref, key: ref.key.replaceAll('%2F', '/').replaceAll('+', ' ') }))),
  mutant('keys are cut after 255 characters', refs((ref) => ({ ...ref, key: ref.key.slice(0, 255) }))),
  mutant('the site is left out of the key', refs((ref) => ({ ...ref, site: 'https://everywhere.example' }))),
  mutant('a thread is named by its address', refs((ref) => ({ ...ref, key: ref.url ?? ref.key }))),
  mutant('times come without milliseconds', views((view) => ({ ...view, createdAt: view.createdAt.replace(/\.\d+Z/, 'Z') }))),
  mutant('times come in seconds since 1970', views((view) => ({ ...view, createdAt: Math.floor(Date.parse(view.createdAt) / 1000) as unknown as string }))),
  mutant('the time is that of the reading', (() => {
    let tick = 0;
    return views((view) => ({ ...view, createdAt: new Date(Date.UTC(2026, 0) + tick++ * 1000).toISOString() }));
  })()),
  mutant('ids come as numbers', views((view) => ({ ...view, id: Number.parseInt(view.id.slice(-8), 16) as unknown as string }))),
  mutant('what is nothing is left out', views(({ parentId, ...view }) => (parentId === null ? view : { parentId, ...view }) as typeof view & { parentId: string })),
  mutant('the id answered is not the id listed', (real) => ({
    createComment: async (...given) => ({ ...(await real.createComment(...given)), id: 'saved' }),
  })),
  mutant('the total is that of the page', pages((page) => ({ ...page, total: page.items.length }))),
  mutant('a thread never says that a guest may write', pages((page) => ({ ...page, thread: { ...page.thread, can: { comment: false } } }))),
  mutant('one call under way takes the answer of another', (real) => {
    let last: ReturnType<typeof real.loadThread> | null = null;
    return {
      loadThread: (ref, query, options) => {
        last ??= real.loadThread(ref, query, options).finally(() => (last = null));
        return last;
      },
    };
  }),
  mutant('pages are kept and shown again after a comment', (real) => {
    const kept = new Map<string, ReturnType<typeof real.loadThread>>();
    return {
      loadThread: (ref, query, options) => {
        const name = JSON.stringify([ref, query]);
        if (!kept.has(name)) kept.set(name, real.loadThread(ref, query, options));
        return kept.get(name)!;
      },
    };
  }),
];
