import { needs, rule, type Rule } from '../rule.ts';
import { same } from '../verdict.ts';

/** Rules about counting the comments of many threads. */
export const countsRules: readonly Rule[] = [
  rule('counts.unknown', 'A thread that nobody has written in counts 0.', [needs.counts], async (trial) => {
    const { key } = trial.thread();
    same([...(await trial.countOf([key]))], [[key, 0]], 'the count');
  }),

  rule('counts.many', 'Each thread is counted for itself, by its key.', [needs.counts, needs.listing], async (trial) => {
    const refs = [trial.thread(), trial.thread(), trial.thread()];
    for (const [index, ref] of refs.entries()) await trial.fill(ref, index);
    const counts = await trial.countOf(refs.map(({ key }) => key));
    same(refs.map(({ key }) => counts.get(key)), [0, 1, 2], 'the counts');
  }),

  rule('counts.replies', 'Replies on every level are counted.', [needs.counts, needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const [first] = await trial.fill(ref, 2);
    const [reply] = await trial.fill(ref, 2, { parentId: first! });
    const deeper = trial.facts.maxDepth > 1 ? await trial.fill(ref, 1, { parentId: reply! }) : [];
    same((await trial.countOf([ref.key])).get(ref.key), 4 + deeper.length, 'the count');
  }),

  rule('counts.follow', 'A count follows what is written.', [needs.counts, needs.listing], async (trial) => {
    const ref = trial.thread();
    for (const expected of [1, 2, 3]) {
      await trial.post(ref);
      same((await trial.countOf([ref.key])).get(ref.key), expected, 'the count');
    }
  }),

  rule('counts.exact-keys', 'Keys that look like lists, queries or patterns are counted as they are.', [needs.counts, needs.listing], async (trial) => {
    const refs = [',x', '&thread=x', '%', '*', ' ', '#', '/دیوان', '+', '_'].map((ending) => trial.thread(ending));
    for (const ref of refs.slice(0, 5)) await trial.post(ref);
    const counts = await trial.countOf(refs.map(({ key }) => key));
    same(refs.map(({ key }) => counts.get(key)), [1, 1, 1, 1, 1, 0, 0, 0, 0], 'the counts');
  }),

  rule('counts.hundred', 'A hundred threads are counted in one call, and only those asked for are answered.', [needs.counts, needs.listing], async (trial) => {
    const keys = Array.from({ length: 100 }, () => trial.thread().key);
    const ref = { ...trial.thread(), key: keys[99]! };
    await trial.post(ref);
    await trial.post(trial.thread());
    const counts = await trial.countOf(keys);
    same([...counts.keys()].sort(), [...keys].sort(), 'the keys asked for,');
    same(counts.get(ref.key), 1, 'the count of the last');
  }),

  rule('counts.none', 'An empty list of keys answers an empty map.', [needs.counts], async (trial) => {
    same([...(await trial.countOf([]))], [], 'the counts');
  }),

  rule('counts.sites-apart', "Another site's thread of the same key is not counted in.", [needs.counts, needs.listing], async (trial) => {
    const ref = trial.thread();
    await trial.post(ref);
    same((await trial.countOf([ref.key])).get(ref.key), 1, 'the count');
    const elsewhere = await trial.countOf([ref.key], 'https://elsewhere.conformance.example').catch(() => new Map<string, number>()); // an unknown site may be refused
    same(elsewhere.get(ref.key) ?? 0, 0, 'the count elsewhere');
  }),
];
