import { newCommentId } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about finding the page a comment stands on. */
export const locatingRules: readonly Rule[] = [
  rule('locating.top', 'Every comment is found on the page that holds it.', [needs.locating, needs.listing], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 7);
    for (const sort of trial.facts.sorts) {
      for (const id of ids) {
        const { items, located } = await trial.around(ref, id, { sort });
        demand(idsOf(items).includes(id), `a page with ${id}`, idsOf(items));
        same(located, { id, ancestors: [] }, 'a comment at the top,');
      }
    }
  }),

  rule('locating.number', 'The page found is the page of its number.', [needs.locating, needs.listing, needs.numbered], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 7);
    for (const sort of trial.facts.sorts) {
      for (const id of [ids[0]!, ids[2]!, ids[3]!, ids[6]!]) {
        const { items, number, pageCount } = await trial.around(ref, id, { sort });
        demand(number !== null, 'a number', number);
        same(pageCount, 3, 'the number of pages');
        same(idsOf(items), idsOf((await trial.page(ref, { sort, size: 3, at: { page: number } })).items), `the comments of page ${number}`);
      }
    }
  }),

  rule('locating.reply', 'A reply is found on the page of its topmost ancestor, with all its ancestors from the top down.', [needs.locating, needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const tops = await trial.fill(ref, 5);
    const chain = [tops[4]!];
    for (let level = 1; level <= Math.min(trial.facts.maxDepth, 3); level++) chain.push((await trial.post(ref, { parentId: chain.at(-1)! })).id);
    const id = chain.pop()!;
    for (const sort of trial.facts.sorts) {
      const { items, located } = await trial.around(ref, id, { sort });
      same(located, { id, ancestors: chain }, 'the reply and its ancestors,');
      demand(idsOf(items).includes(chain[0]!), 'a page with the topmost ancestor', idsOf(items));
    }
  }),

  rule('locating.goes-on', 'From the page found, cursors lead over all the rest, without gap or repeat.', [needs.locating, needs.listing, needs.pages], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 8);
    for (const sort of trial.facts.sorts) {
      const found = await trial.around(ref, ids[4]!, { sort });
      const load = (cursor: string) => trial.page(ref, { sort, size: 3, at: { cursor } });
      const [, ...after] = await trial.onward<Awaited<ReturnType<typeof load>>>(found, load);
      const before = (await trial.back<Awaited<ReturnType<typeof load>>>(found, load)).reverse();
      same([...before, ...after].flatMap(({ items }) => idsOf(items)), sort === 'oldest' ? ids : [...ids].reverse(), 'the whole thread around it,');
    }
  }),

  rule('locating.unknown', 'A comment that is not there is not found: no page is answered in its stead.', [needs.locating, needs.listing], async (trial) => {
    const ref = trial.thread();
    await trial.fill(ref, 2);
    for (const id of [newCommentId(), 'no-such-comment', '../comments', 'a/b?c#d', '%00', '💬', '0']) await refused(trial.around(ref, id), `the comment ${id}`, 'not-found');
  }),

  rule('locating.other-thread', 'A comment of another thread is not found in this one.', [needs.locating, needs.listing], async (trial) => {
    const [ref, other] = [trial.thread(), trial.thread()];
    const { id } = await trial.post(ref);
    await trial.post(other);
    await refused(trial.around(other, id), 'the comment of another thread', 'not-found');
  }),

  rule('locating.unsupported-sort', 'A sort that is not among the facts is refused as unsupported.', [needs.locating, needs.listing, needs.oneSort], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const sort = trial.facts.sorts.includes('oldest') ? 'newest' : 'oldest';
    await refused(trial.around(ref, id, { sort }), `the sort ${sort}`, 'unsupported');
  }),
];
