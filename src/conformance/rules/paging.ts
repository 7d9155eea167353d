import type { ThreadPage } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf, type Trial } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** What no backend gave as a cursor; each is what some careless parser takes for one. */
const strangeCursors = ['not-a-cursor', '-1', '5abc', '1e3', 'NaN', 'null', '[]', '{"offset":0}', '💥', "' OR 1=1 --", '../../etc', 'c'.repeat(200)];

/** Rules about the parts a list is read in. */
export const pagingRules: readonly Rule[] = [
  rule('paging.by-number', 'The pages by number hold every comment once, in order.', [needs.listing, needs.numbered], async (trial) => {
    for (const count of [7, 6, 1]) {
      const ref = trial.thread();
      await trial.fill(ref, count);
      for (const sort of trial.facts.sorts) {
        const whole = idsOf(await trial.all(ref, { sort, size: 30 }));
        const { pages, ids } = await byNumber(trial, ref, sort);
        same(ids, whole, `the ${count} comments of the thread,`);
        same(new Set(ids).size, count, 'the number of different comments');
        for (const page of pages) demand(page.items.length > 0, 'no empty page in a thread where nothing was removed', page);
      }
    }
  }),

  rule('paging.number', 'A page says its number and how many pages there are.', [needs.listing, needs.numbered], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 7);
    for (const page of [1, 2, 3]) {
      const { number, pageCount } = await trial.page(ref, { size: 3, at: { page } });
      same({ number, pageCount }, { number: page, pageCount: 3 }, 'the page');
    }
  }),

  rule('paging.beyond-last', 'A page beyond the last is answered with the last page.', [needs.listing, needs.numbered], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 5);
    const last = await trial.page(ref, { size: 3, at: { page: 2 } });
    for (const page of [3, 999, 2 ** 31, 1e12]) {
      const { items, number, pageCount } = await trial.page(ref, { size: 3, at: { page } });
      same({ ids: idsOf(items), number, pageCount }, { ids: idsOf(last.items), number: 2, pageCount: 2 }, `for page ${page} the last one,`);
    }
  }),

  rule('paging.forward', 'From cursor to cursor, every comment comes once, in order, to a null cursor.', [needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    const posted = await trial.fill(ref, 8);
    for (const sort of trial.facts.sorts) {
      for (const size of [1, 3, 4]) {
        const ids = idsOf(await trial.all(ref, { sort, size }));
        same(ids, sort === 'oldest' ? posted : [...posted].reverse(), `${sort} first by ${size}`);
      }
    }
  }),

  rule('paging.backward', 'From the last part, the previous cursors lead back over every comment to the beginning.', [needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 8);
    for (const sort of trial.facts.sorts) {
      const load = (cursor: string): Promise<ThreadPage> => trial.page(ref, { sort, size: 3, at: { cursor } });
      const parts = await trial.onward(await trial.page(ref, { sort, size: 3 }), load);
      const back = (await trial.back(parts.at(-1)!, load)).reverse();
      same(back.flatMap(({ items }) => idsOf(items)), parts.flatMap(({ items }) => idsOf(items)), 'the same comments as forward,');
      same(back[0]!.previous, null, 'the previous cursor of the beginning');
    }
  }),

  rule('paging.ends', 'The first part has no previous cursor and the last no next one, and those between have both.', [needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 6);
    const load = (cursor: string): Promise<ThreadPage> => trial.page(ref, { size: 2, at: { cursor } });
    const parts = await trial.onward(await trial.page(ref, { size: 2 }), load);
    const full = parts.filter(({ items }) => items.length > 0);
    demand(full.length > 1, 'more than one part', full.length);
    same(full.map(({ previous }) => previous === null), full.map((_, index) => index === 0), 'no previous cursor on the first alone,');
    same(full.slice(0, -1).map(({ next }) => next === null), full.slice(0, -1).map(() => false), 'a next cursor on all but the last,');
  }),

  rule('paging.number-and-cursor', "A page's next cursor leads to the page with the next number.", [needs.listing, needs.numbered], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 8);
    for (const sort of trial.facts.sorts) {
      const { pages } = await byNumber(trial, ref, sort);
      for (const [index, page] of pages.slice(0, -1).entries()) {
        demand(page.next !== null, `a next cursor on page ${index + 1}`, page.next);
        const next = await trial.page(ref, { sort, size: 3, at: { cursor: page.next } });
        same(idsOf(next.items), idsOf(pages[index + 1]!.items), `the comments of page ${index + 2}`);
        same({ number: next.number, pageCount: next.pageCount }, { number: index + 2, pageCount: 3 }, 'the page');
      }
      same(pages.at(-1)!.next, null, 'the next cursor of the last page');
    }
  }),

  rule('paging.cursor-again', 'A cursor can be followed more than once.', [needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 5);
    const { next } = await trial.page(ref, { size: 2 });
    demand(next !== null, 'a next cursor', next);
    const once = await trial.page(ref, { size: 2, at: { cursor: next } });
    const again = await trial.page(ref, { size: 2, at: { cursor: next } });
    same(idsOf(again.items), idsOf(once.items), 'the same comments again,');
    demand(once.items.length > 0, 'comments', once);
  }),

  rule('paging.size', 'A page never holds more than was asked for.', [needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 6);
    for (const size of [1, 2, 5]) {
      const { items } = await trial.page(ref, { size });
      demand(items.length <= size, `at most ${size} comments`, items.length);
      demand(items.length > 0, 'some comment on a first page', items.length);
    }
  }),

  rule('paging.size-changes', 'A walk that changes its page size on the way misses and repeats nothing.', [needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    const posted = await trial.fill(ref, 9);
    for (const sort of trial.facts.sorts) {
      let size = 2;
      const parts = await trial.onward(await trial.page(ref, { sort, size }), (cursor) => trial.page(ref, { sort, size: ++size, at: { cursor } }));
      same(parts.flatMap(({ items }) => idsOf(items)), sort === 'oldest' ? posted : [...posted].reverse(), 'every comment once,');
    }
  }),

  rule('paging.largest-size', 'A wish for 100 comments is answered, with facts.maxPageSize of them at most.', [needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 4);
    const { items } = await trial.page(ref, { size: 100 });
    demand(items.length <= trial.facts.maxPageSize, `at most ${trial.facts.maxPageSize} comments`, items.length);
    same(new Set(idsOf(await trial.all(ref, { size: 100 }))).size, 4, 'all comments by this size,');
  }),

  rule('paging.size-clamped', 'A wish beyond facts.maxPageSize is answered by that size, and paged by it.', [needs.listing, needs.pages, needs.smallPages], async (trial) => {
    const ref = trial.thread();
    const size = trial.facts.maxPageSize;
    await trial.fill(ref, size + 1);
    const first = await trial.page(ref, { size: 100 });
    demand(first.items.length <= size, `at most ${size} comments`, first.items.length);
    demand(first.next !== null, 'a next cursor', first.next);
    const second = await trial.page(ref, { size: 100, at: { cursor: first.next } });
    same(new Set([...idsOf(first.items), ...idsOf(second.items)]).size, size + 1, 'the number of comments on two pages');
    if (first.pageCount !== null) same(first.pageCount, 2, 'the number of pages');
  }),

  rule('paging.strange-cursor', 'A cursor the backend did not give is refused as invalid.', [], async (trial) => {
    const ref = trial.thread();
    for (const cursor of strangeCursors) await refused(trial.page(ref, { at: { cursor } }), `the cursor ${cursor}`, 'invalid-cursor');
  }),

  rule('paging.foreign-cursor', "A cursor given in one thread never shows that thread's comments in another.", [needs.listing, needs.pages], async (trial) => {
    const [ref, other] = [trial.thread(), trial.thread()];
    const ids = await trial.fill(ref, 4);
    await trial.fill(other, 4);
    const { next } = await trial.page(ref, { size: 2 });
    demand(next !== null, 'a next cursor', next);
    const answer = await trial.page(other, { size: 2, at: { cursor: next } }).catch((thrown: unknown) => refused(Promise.reject(thrown), 'the cursor of another thread', 'invalid-cursor'));
    if ('items' in answer) demand(!idsOf(answer.items).some((id) => ids.includes(id)), 'nothing of the other thread', answer.items);
  }),

  rule('paging.sequential', 'Sequential pages have no numbers, and a page asked for by number is unsupported.', [needs.listing, needs.sequential], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 4);
    const { number, pageCount } = await trial.page(ref, { size: 2 });
    same({ number, pageCount }, { number: null, pageCount: null }, 'no numbers,');
    await refused(trial.page(ref, { size: 2, at: { page: 2 } }), 'page 2', 'unsupported');
  }),

  rule('paging.whole', 'A whole thread comes as page 1, without cursors, and page 2 is unsupported.', [needs.listing, needs.whole], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 8);
    const { items, previous, next } = await trial.page(ref, { size: 3 });
    same(idsOf(items).sort(), ids.sort(), 'the whole thread,');
    same({ previous, next }, { previous: null, next: null }, 'no cursors,');
    await refused(trial.page(ref, { at: { page: 2 } }), 'page 2', 'unsupported');
  }),
];

/** Every page by its number, by 3, and the comments on them. */
async function byNumber(trial: Trial, ref: Parameters<Trial['page']>[0], sort: 'oldest' | 'newest'): Promise<{ pages: ThreadPage[]; ids: string[] }> {
  const pages = [await trial.page(ref, { sort, size: 3 })];
  const { pageCount } = pages[0]!;
  demand(pageCount !== null && pageCount <= 20, 'a number of pages', pageCount);
  for (let page = 2; page <= pageCount; page++) pages.push(await trial.page(ref, { sort, size: 3, at: { page } }));
  return { pages, ids: pages.flatMap(({ items }) => idsOf(items)) };
}
