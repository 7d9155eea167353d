import type { CallOptions } from '../../adapters/adapter.ts';
import { newCommentId, newGuestKey, type CommentId, type GuestKey, type ThreadRef } from '../../contract/index.ts';
import { needs, rule, type Need, type Rule } from '../rule.ts';
import { idsOf, type Trial } from '../trial.ts';
import { BrokenRule, described, same, shown } from '../verdict.ts';

/** A call that can be given up, ready to be made. */
type Call = (options: CallOptions) => Promise<unknown>;

/** Rules about calls that are given up. */
export const abortingRules: readonly Rule[] = [
  ...abortable('loadThread', [], async (trial) => {
    const ref = trial.thread();
    return (options) => trial.adapter.loadThread(ref, { sort: trial.facts.sorts[0], size: 10, at: { page: 1 }, asOf: null }, options);
  }),
  ...abortable('loadReplies', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    return (options) => trial.adapter.loadReplies(ref, id, { size: 10, cursor: null }, options);
  }),
  ...abortable('createComment', [], async (trial) => {
    const ref = trial.thread();
    const comment = trial.draft();
    return (options) => trial.adapter.createComment(ref, comment, { ...options, key: comment.id });
  }),
  ...abortable('loadThreadAround', [needs.locating, needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    return (options) => trial.locating.loadThreadAround(ref, id, { sort: trial.facts.sorts[0], size: 10 }, options);
  }),
  ...abortable('loadCounts', [needs.counts], async (trial) => {
    const { key } = trial.thread();
    return (options) => trial.counts.loadCounts(trial.site, [key], options);
  }),

  ...abortable('loadOwn', [needs.own, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await written(trial);
    const own = await trial.own();
    return (options) => own.loadOwn(ref, [id], { ...options, guestKey });
  }),
  ...abortable('editComment', [needs.editing, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await written(trial);
    const own = await trial.own();
    const body = { format: trial.facts.bodyFormats[0], text: 'Other words' };
    return (options) => own.editComment(ref, id, body, { ...options, key: newCommentId(), guestKey });
  }),
  ...abortable('removeComment', [needs.removing, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await written(trial);
    const own = await trial.own();
    return (options) => own.removeComment(ref, id, { ...options, key: newCommentId(), guestKey });
  }),

  rule('aborting.nothing-sent', 'A comment whose signal had aborted before the call is not stored.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    await trial.send(ref, trial.draft(), { signal: AbortSignal.abort() }).catch(() => {}); // aborting.createComment-before is the rule that tells
    const { id } = await trial.post(ref, { text: 'The only one' });
    same(idsOf(await trial.all(ref)), [id], 'the later comment alone,');
  }),

  rule('aborting.others-go-on', 'Giving up one call leaves those beside it alone.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 2);
    const controller = new AbortController();
    const query = { sort: trial.facts.sorts[0], size: 10, at: { page: 1 }, asOf: null };
    const given = trial.adapter.loadThread(ref, query, { signal: controller.signal }).catch(() => null);
    const kept = trial.page(ref);
    controller.abort();
    await given;
    same(idsOf((await kept).items).sort(), ids.sort(), 'the page of the other call,');
  }),

  rule('aborting.too-late', 'A signal that aborts after the answer changes nothing.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const controller = new AbortController();
    const { id } = await trial.send(ref, trial.draft(), { signal: controller.signal });
    controller.abort();
    const { items } = await trial.page(ref);
    if (items.length) same(idsOf(items), [id], 'the comment,'); // a held one is not listed
  }),
];

/** A comment of one's own. */
async function written(trial: Trial): Promise<{ readonly ref: ThreadRef; readonly id: CommentId; readonly guestKey: GuestKey }> {
  const [ref, guestKey] = [trial.thread(), newGuestKey()];
  return { ref, id: (await trial.post(ref, {}, { guestKey })).id, guestKey };
}

/** The two rules about one method: given up before the call, and while it is under way. */
export function abortable(method: string, wanted: readonly Need[], prepare: (trial: Trial) => Promise<Call>): readonly Rule[] {
  return [
    rule(`aborting.${method}-before`, `${method} with a signal that has aborted rejects with the signal's own reason, untouched.`, wanted, async (trial) => {
      const call = await prepare(trial);
      for (const signal of [AbortSignal.abort(), AbortSignal.abort({ because: 'the reader left' })]) await aborted(call({ signal }), signal);
    }),
    rule(`aborting.${method}-during`, `${method} given up while under way rejects with the signal's own reason, untouched.`, wanted, async (trial) => {
      const call = await prepare(trial);
      for (const reasons of [[], [{ because: 'the reader left' }]]) {
        const controller = new AbortController();
        const answer = call({ signal: controller.signal });
        controller.abort(...reasons);
        await aborted(answer, controller.signal);
      }
    }),
  ];
}

async function aborted(call: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const expected = `the signal's own reason (${signal.reason instanceof Error ? described(signal.reason) : shown(signal.reason)})`;
  let answer: unknown;
  try {
    answer = await call;
  } catch (thrown) {
    if (thrown === signal.reason) return;
    throw new BrokenRule(expected, described(thrown), thrown);
  }
  throw new BrokenRule(expected, `the answer ${shown(answer)}`);
}
