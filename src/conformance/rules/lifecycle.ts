import { facts as factsGuard, isCommentsError } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { BrokenRule, demand, same } from '../verdict.ts';

/** Rules about the adapter itself: its name, its facts, its facets and its end. */
export const lifecycleRules: readonly Rule[] = [
  rule('lifecycle.name', 'The adapter has a name that does not change.', [], async ({ adapter, another }) => {
    const { name } = adapter;
    demand(typeof name === 'string' && name.length > 0, 'a name', name);
    same(another.name, name, "another adapter's name to be");
  }),

  rule('lifecycle.facts', 'The facts are complete and within their bounds, before the first call and after it.', [], async (trial) => {
    for (const when of ['before the first call', 'after it']) {
      try {
        factsGuard(trial.adapter.facts, 'facts');
      } catch (thrown) {
        if (!isCommentsError(thrown)) throw thrown;
        throw new BrokenRule(`sane facts ${when}`, thrown.message, thrown);
      }
      await trial.page(trial.thread());
    }
    const { sorts, bodyFormats } = trial.adapter.facts;
    same([...new Set(sorts)], sorts, 'each sort once,');
    same([...new Set(bodyFormats)], bodyFormats, 'each body format once,');
  }),

  rule('lifecycle.facts-stay', 'Once a page was loaded, the facts stay as they are.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    await trial.page(ref);
    const facts = structuredClone(trial.adapter.facts);
    await trial.fill(ref, 2);
    await trial.page(ref);
    same(trial.adapter.facts, facts, 'facts');
  }),

  rule('lifecycle.facets-whole', 'A facet is there whole or not at all.', [], async (trial) => {
    await trial.page(trial.thread()); // some adapters learn from their server which facets they have
    const { locating, counts, own } = trial.adapter;
    if (locating !== undefined) demand(typeof locating?.loadThreadAround === 'function', 'locating.loadThreadAround', locating);
    if (counts !== undefined) demand(typeof counts?.loadCounts === 'function', 'counts.loadCounts', counts);
    if (own !== undefined) {
      for (const method of ['loadOwn', 'editComment', 'removeComment'] as const) demand(typeof own?.[method] === 'function', `own.${method}`, own);
    }
  }),

  rule('lifecycle.close', 'Closing never fails, not even twice or while a call is under way.', [], async (trial) => {
    const call = trial.page(trial.thread()).catch(() => {}); // what becomes of it is the adapter's to say
    await trial.adapter.close();
    await call;
    await trial.adapter.close();
  }),
];
