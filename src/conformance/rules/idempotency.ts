import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { isCommentsError } from '../../contract/index.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about a comment that is sent more than once. */
export const idempotencyRules: readonly Rule[] = [
  rule('idempotency.again', 'The same comment sent again is answered as stored, and stored once.', [needs.idempotence, needs.listing], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft();
    const first = await trial.deliver(ref, draft);
    const again = await trial.send(ref, draft);
    same([again.id, again.body, again.createdAt, again.author], [first.id, first.body, first.createdAt, first.author], 'what is stored,');
    same(idsOf(await trial.all(ref)), [first.id], 'one comment,');
  }),

  rule('idempotency.parallel', 'The same comment sent five times at once is stored once, and all five are answered.', [needs.idempotence], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft();
    const answers = await Promise.all(Array.from({ length: 5 }, () => trial.send(ref, draft)));
    same(new Set(idsOf(answers)).size, 1, 'the number of different ids answered');
    const ids = idsOf(await trial.all(ref));
    demand(ids.length <= 1, 'one comment', ids);
  }),

  rule('idempotency.late', 'Sent again after others wrote, a comment keeps its place, its time and its neighbours.', [needs.idempotence, needs.listing], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft();
    await trial.post(ref, { text: 'Before' });
    const { createdAt } = await trial.deliver(ref, draft);
    await trial.post(ref, { text: 'After' });
    const before = await trial.all(ref);
    same((await trial.send(ref, draft)).createdAt, createdAt, 'createdAt');
    same(await trial.all(ref), before, 'the thread as it was,');
  }),

  rule('idempotency.conflict', 'The id of a stored comment with another text is a conflict, and the first text stays.', [needs.idempotence], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft({ text: 'The first' });
    await trial.send(ref, draft);
    for (const text of ['The second', 'The first ', 'the first']) {
      await refused(trial.send(ref, trial.draft({ id: draft.id, text })), `the text ${JSON.stringify(text)} under the same id`, 'conflict');
    }
    same((await trial.send(ref, draft)).body.text, 'The first', 'the text that stayed,');
  }),

  rule('idempotency.conflict-of-parents', 'The id of a stored comment as a reply to another one is a conflict.', [needs.idempotence, needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const parent = await trial.post(ref, { text: 'Parent' });
    const draft = trial.draft();
    await trial.deliver(ref, draft);
    await refused(trial.send(ref, { ...draft, parentId: parent.id }), 'the same id below another comment', 'conflict');
    same((await trial.replies(ref, parent.id)).items, [], 'no reply,');
  }),

  rule('idempotency.race', 'Two texts sent at once under one id: one is stored, the other is a conflict.', [needs.idempotence], async (trial) => {
    const ref = trial.thread();
    const { id } = trial.draft();
    const sent = ['One', 'Two', 'Three'].map((text) => trial.send(ref, trial.draft({ id, text })));
    const ended = await Promise.allSettled(sent);
    const stored = ended.filter(({ status }) => status === 'fulfilled');
    same(stored.length, 1, 'the number of texts taken');
    for (const end of ended) {
      if (end.status === 'rejected') demand(isCommentsError(end.reason) && end.reason.code === 'conflict', 'conflict for the others', end.reason);
    }
    demand((await trial.all(ref)).length <= 1, 'one comment', await trial.all(ref));
  }),

  rule('idempotency.normalised', 'What the backend normalises does not make a retry look different.', [needs.idempotence, needs.names], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft({ text: 'one\r\ntwo  ' });
    const comment = { ...draft, guest: { ...draft.guest!, name: ' Zoe\u0308   Dîlan ' } };
    const { id } = await trial.send(ref, comment);
    same((await trial.send(ref, comment)).id, id, 'the same comment,');
  }),

  rule('idempotency.other-thread', 'The id of a stored comment sent to another thread never takes the comment away from its own.', [needs.idempotence, needs.listing], async (trial) => {
    const [ref, other] = [trial.thread(), trial.thread()];
    const draft = trial.draft();
    const { id } = await trial.deliver(ref, draft);
    const answer = await trial.send(other, draft).catch((thrown: unknown) => refused(Promise.reject(thrown), 'the id in another thread', 'conflict'));
    if ('id' in answer && answer.state === 'published') same(idsOf(await trial.all(other)), [answer.id], 'the other thread with what was answered as published,');
    same(idsOf(await trial.all(ref)), [id], 'the comment in its own thread,');
  }),
];
