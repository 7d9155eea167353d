import { errorCodes, faultReasons, isCommentsError, newCommentId } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf, type Trial } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about the errors a reader can be told. */
export const errorsRules: readonly Rule[] = [
  rule('errors.shape', 'What is thrown is an Error named CommentsError with a code, a message, faults and retryAfter.', [], async (trial) => {
    for (const [what, call] of refusals(trial)) {
      const error = await refused(call(), what, ...errorCodes);
      demand(error instanceof Error, `an Error for ${what}`, error);
      demand(isCommentsError(error), `a CommentsError for ${what}`, error);
      demand(typeof error.message === 'string' && error.message.length > 0, `a message for the console, for ${what}`, error.message);
      const isList: boolean = Array.isArray(error.faults); // kept apart: narrowing would make the faults `any`
      demand(isList, `a list of faults for ${what}`, error.faults);
      for (const fault of error.faults) {
        demand(typeof fault.field === 'string' && faultReasons.includes(fault.reason), `faults with a field and a reason, for ${what}`, error.faults);
      }
      demand(error.retryAfter === null || error.retryAfter >= 0, `retryAfter in seconds or null, for ${what}`, error.retryAfter);
    }
  }),

  rule('errors.replies-not-found', 'The replies to a comment that is not there are not found: no empty list is answered in their stead.', [], async (trial) => {
    const ref = trial.thread();
    for (const id of [newCommentId(), 'no-such-comment', '0', '..', 'a/b?c#d', '%00', '💬', "' OR ''='", 'i'.repeat(200)]) {
      await refused(trial.replies(ref, id), `the replies to ${id}`, 'not-found');
    }
  }),

  rule('errors.life-goes-on', 'After refusals the adapter works as before.', [needs.listing], async (trial) => {
    for (const [what, call] of refusals(trial)) await refused(call(), what, ...errorCodes);
    const ref = trial.thread();
    const ids = await trial.fill(ref, 2);
    same(idsOf(await trial.all(ref)).sort(), ids.sort(), 'the comments written,');
  }),
];

/** Calls that every backend must refuse. */
function refusals(trial: Trial): readonly (readonly [string, () => Promise<unknown>])[] {
  const ref = trial.thread();
  return [
    ['a strange cursor', () => trial.page(ref, { at: { cursor: 'not-a-cursor' } })],
    ['an empty text', () => trial.send(ref, trial.draft({ text: '' }))],
    ['replies to nothing', () => trial.replies(ref, newCommentId())],
  ];
}
