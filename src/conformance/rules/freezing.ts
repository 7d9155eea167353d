import type { AsOf, ThreadPage } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, same } from '../verdict.ts';

/** Rules about reading on while others write. */
export const freezingRules: readonly Rule[] = [
  rule('freezing.by-number', 'Pages asked for with the mark of the first keep their boundaries while others write.', [needs.listing, needs.freezing, needs.numbered], async (trial) => {
    for (const sort of trial.facts.sorts) {
      const ref = trial.thread();
      const posted = await trial.fill(ref, 7);
      const first = await trial.page(ref, { sort, size: 3 });
      const ids = idsOf(first.items);
      let { asOf } = first;
      for (const page of [2, 3]) {
        await trial.fill(ref, 2);
        const next = await trial.page(ref, { sort, size: 3, at: { page }, asOf });
        ids.push(...idsOf(next.items));
        asOf = next.asOf; // the mark travels on with each page
        same({ number: next.number, pageCount: next.pageCount }, { number: page, pageCount: 3 }, 'the page of the frozen set');
      }
      same(ids, sort === 'oldest' ? posted : posted.reverse(), `${sort} first, the comments of the first moment,`);
    }
  }),

  rule('freezing.by-cursor', 'A walk by cursor neither misses nor repeats a comment while others write.', [needs.listing, needs.freezing, needs.pages], async (trial) => {
    for (const sort of trial.facts.sorts) {
      const ref = trial.thread();
      const posted = await trial.fill(ref, 7);
      const parts = await trial.onward(await trial.page(ref, { sort, size: 3 }), async (cursor): Promise<ThreadPage> => {
        await trial.fill(ref, 1);
        return trial.page(ref, { sort, size: 3, at: { cursor } });
      });
      const ids = parts.flatMap(({ items }) => idsOf(items));
      same(ids.length, new Set(ids).size, `${sort} first, the number of comments without repeats`);
      same(ids.filter((id) => posted.includes(id)), sort === 'oldest' ? posted : posted.reverse(), `${sort} first, the comments of the first moment,`);
    }
  }),

  rule('freezing.back-by-cursor', 'A walk back by cursor finds the pages it came from, while others write.', [needs.listing, needs.freezing, needs.pages], async (trial) => {
    for (const sort of trial.facts.sorts) {
      const ref = trial.thread();
      await trial.fill(ref, 6);
      const load = (cursor: string): Promise<ThreadPage> => trial.page(ref, { sort, size: 2, at: { cursor } });
      const parts = await trial.onward(await trial.page(ref, { sort, size: 2 }), load);
      const last = parts.findLast(({ items }) => items.length > 0)!;
      await trial.fill(ref, 3);
      const back = (await trial.back(last, load)).reverse();
      same(back.flatMap(({ items }) => idsOf(items)), parts.flatMap(({ items }) => idsOf(items)), `${sort} first, the comments of the way there,`);
    }
  }),

  rule('freezing.first-page-again', 'The first page asked for again with its mark is the same page.', [needs.listing, needs.freezing], async (trial) => {
    for (const sort of trial.facts.sorts) {
      const ref = trial.thread();
      await trial.fill(ref, 5);
      const { asOf, items } = await trial.page(ref, { sort, size: 10 });
      await trial.fill(ref, 2);
      same(idsOf((await trial.page(ref, { sort, size: 10, asOf })).items), idsOf(items), `${sort} first, the page of the first moment,`);
    }
  }),

  rule('freezing.present', 'Without a mark a page shows the present.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 2);
    await trial.page(ref);
    const { id } = await trial.post(ref);
    demand(idsOf((await trial.page(ref)).items).includes(id), 'the comment just written', (await trial.page(ref)).items);
  }),

  rule('freezing.newer', 'A page of a frozen set says how many comments came after its mark.', [needs.listing, needs.freezing], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 3);
    const { asOf } = await trial.page(ref);
    const newer = async (mark: AsOf | null): Promise<number | null> => (await trial.page(ref, { asOf: mark })).newer;
    if ((await newer(asOf)) === null) return; // it need not know
    same(await newer(asOf), 0, 'newer at the moment itself');
    await trial.fill(ref, 4);
    same(await newer(asOf), 4, 'newer after four comments');
    same(await newer(null), 0, 'newer in the present');
  }),

  rule('freezing.newer-than-none', 'The mark of an empty thread freezes it empty.', [needs.listing, needs.freezing], async (trial) => {
    const ref = trial.thread();
    const { asOf } = await trial.page(ref);
    await trial.fill(ref, 2);
    const { items, newer } = await trial.page(ref, { asOf });
    same(items, [], 'an empty page,');
    demand(newer === 2 || newer === null, 'newer to be 2 or null', newer);
  }),

  rule('freezing.newer-at-the-top', 'Replies do not count as newer: only comments at the top of the thread do.', [needs.listing, needs.freezing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const { asOf } = await trial.page(ref);
    await trial.fill(ref, 2, { parentId: id });
    const { newer } = await trial.page(ref, { asOf });
    demand(newer === 0 || newer === null, 'newer to be 0 or null after two replies', newer);
  }),
];
