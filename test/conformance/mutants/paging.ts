import { MemoryAdapter } from '../../../src/adapters/memory/memory-adapter.ts';
import { CommentsError } from '../../../src/contract/index.ts';
import { allOf, mutant, pages, queries, type Mutant } from './mutant.ts';

/** Bugs in the parts a list is read in. */
export const pagingMutants: readonly Mutant[] = [
  mutant('each further page begins one comment early', pages(async (page, query, ref, real) => {
    if (!('page' in query.at) || query.at.page === 1 || page.number !== query.at.page) return page;
    const before = await real.loadThread(ref, { ...query, at: { page: query.at.page - 1 } });
    return { ...page, items: [...before.items.slice(-1), ...page.items.slice(0, -1)] };
  })),
  mutant('pages are counted from 0', queries((query) => ('page' in query.at ? { ...query, at: { page: query.at.page + 1 } } : query))),
  mutant('the last page is not counted', pages((page) => ({ ...page, pageCount: Math.max(1, page.pageCount! - 1) }))),
  mutant('a full last page is followed by an empty one', pages(async (page, { at, size, sort }, ref, real) => {
    const all = await allOf(real, ref, sort);
    const pageCount = Math.floor(all.length / size) + 1;
    const beyond = 'page' in at && at.page >= pageCount && all.length > 0 && all.length % size === 0;
    return beyond ? { ...page, items: [], number: pageCount, pageCount } : { ...page, pageCount };
  })),
  mutant('a page beyond the last is empty', pages((page, { at }) => ('page' in at && at.page > page.pageCount! ? { ...page, items: [], number: at.page } : page))),
  mutant('a page beyond the last is not found', pages((page, { at }) => {
    if ('page' in at && at.page > page.pageCount!) throw new CommentsError('not-found', 'no such page');
    return page;
  })),
  mutant('a page beyond the last is the first', pages((page, query, ref, real) =>
    'page' in query.at && query.at.page > page.pageCount! ? real.loadThread(ref, { ...query, at: { page: 1 } }) : page)),
  mutant('a page by number shifts while others write', queries((query) => ({ ...query, asOf: null }))),
  mutant('a cursor is an offset into the list of the moment', (real) => ({
    loadThread: async (ref, query, options) => {
      const all = await allOf(real, ref, query.sort);
      const offset = 'cursor' in query.at ? Number(/^offset-(\d+)$/.exec(query.at.cursor)?.[1] ?? NaN) : (query.at.page - 1) * query.size;
      if (Number.isNaN(offset)) throw new CommentsError('invalid-cursor', 'no offset');
      const page = await real.loadThread(ref, { ...query, at: 'cursor' in query.at ? { page: Math.floor(offset / query.size) + 1 } : query.at }, options);
      if ('page' in query.at && query.asOf !== null) return page;
      const next = offset + query.size < all.length ? `offset-${offset + query.size}` : null;
      return { ...page, items: all.slice(offset, offset + query.size), next, previous: offset > 0 ? `offset-${Math.max(0, offset - query.size)}` : null };
    },
  })),
  mutant('a cursor repeats the comment it stands at', pages(async (page, query, ref, real) => {
    if (!('cursor' in query.at) || page.previous === null) return page;
    const before = await real.loadThread(ref, { ...query, at: { cursor: page.previous } });
    return { ...page, items: [...before.items.slice(-1), ...page.items].slice(0, query.size) };
  })),
  mutant('a cursor skips the comment it stands at', pages((page, { at }) => ('cursor' in at ? { ...page, items: page.items.slice(1) } : page))),
  mutant('the last part has a cursor to itself', pages((page, { at }) => ({ ...page, next: page.next ?? ('cursor' in at ? at.cursor : null) }))),
  mutant('the walk ends after the second part', pages((page, { at }) => ({ ...page, next: 'cursor' in at ? null : page.next }))),
  mutant('there is no way back', pages((page) => ({ ...page, previous: null }))),
  mutant('the way back leads to the beginning', pages((page, { sort }) => ({ ...page, previous: page.previous && page.previous.replace(/\d+$/, '0') && `${sort}.${page.asOf}.after.0` }))),
  mutant('the beginning has a previous cursor', pages((page, { sort }) => ({ ...page, previous: page.previous ?? `${sort}.${page.asOf}.before.0` }))),
  mutant('one more is fetched to see whether there is more, and shown', queries((query) => ({ ...query, size: query.size + 1 }))),
  mutant('the size asked for is ignored', queries((query) => ({ ...query, size: 25 }))),
  mutant('a size beyond the largest is refused', pages((page, { size }) => {
    if (size > 5) throw new CommentsError('invalid', 'size', { faults: [{ field: 'size', reason: 'malformed' }] });
    return page;
  }), { facts: { maxPageSize: 5 } }),
  mutant('the largest size is said and not kept', (_real, adapter) => {
    const lavish = new MemoryAdapter(); // knows nothing of the facts that are said
    return {
      facts: { ...adapter.facts, maxPageSize: 5 },
      loadThread: (...given) => lavish.loadThread(...given),
      createComment: (...given) => lavish.createComment(...given),
    };
  }),
  mutant('a strange cursor leads to the beginning', (real) => ({
    loadThread: (ref, query, options) => real.loadThread(ref, query, options).catch((thrown: unknown) => {
      if (thrown instanceof CommentsError && thrown.code === 'invalid-cursor') return real.loadThread(ref, { ...query, at: { page: 1 } }, options);
      throw thrown;
    }),
  })),
  mutant('a cursor is read as a number, whatever follows it', (real) => ({
    loadThread: (ref, query, options) => {
      const page = 'cursor' in query.at ? Number.parseInt(query.at.cursor, 10) : NaN;
      return real.loadThread(ref, page > 0 ? { ...query, at: { page } } : query, options);
    },
  })),
  mutant('a cursor is read as JSON, and one that is none breaks the program', (real) => ({
    loadThread: async (ref, query, options) => {
      if ('cursor' in query.at && !query.at.cursor.includes('.')) JSON.parse(query.at.cursor);
      return real.loadThread(ref, query, options);
    },
  })),
  mutant('a cursor carries no thread, and a foreign one shows the other thread', (real) => {
    const owners = new Map<string, Parameters<typeof real.loadThread>[0]>();
    return {
      loadThread: async (ref, query, options) => {
        const [, cursor, owner] = ('cursor' in query.at && /^(.*)@(.*)$/.exec(query.at.cursor)) || [];
        const page = await real.loadThread(owners.get(owner ?? '') ?? ref, cursor ? { ...query, at: { cursor } } : query, options);
        const name = owner ?? String(owners.size);
        owners.set(name, owners.get(name) ?? ref);
        return { ...page, next: page.next && `${page.next}@${name}`, previous: page.previous && `${page.previous}@${name}` };
      },
    };
  }),
  mutant('sequential pages are numbered all the same', pages((page) => ({ ...page, number: 1, pageCount: 1 })), { facts: { paging: 'sequential' } }),
  mutant('page 2 of a sequential backend is page 1', queries((query) => ('page' in query.at ? { ...query, at: { page: 1 } } : query)), { facts: { paging: 'sequential' } }),
  mutant('a whole thread is cut at the size asked for', pages((page, { size }) => ({ ...page, items: page.items.slice(0, size) })), { facts: { paging: 'whole' } }),
  mutant('newer counts what is on the page', pages((page) => ({ ...page, newer: page.items.length }))),
  mutant('nothing is ever newer', pages((page) => ({ ...page, newer: 0 }))),
  mutant('newer counts replies too', pages(async (page, query, ref, real) => {
    const replies = (await allOf(real, ref)).reduce((sum, { replyCount }) => sum + replyCount, 0);
    return { ...page, newer: query.asOf === null ? page.newer : page.newer! + replies };
  })),
  mutant('a mark of nothing freezes nothing', queries((query) => ({ ...query, asOf: query.asOf === '0' ? null : query.asOf }))),
];
