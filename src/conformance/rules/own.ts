import { newCommentId, newGuestKey, type CommentView } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about finding what is one's own, and whose it is. */
export const ownRules: readonly Rule[] = [
  rule('own.found', 'What came with a key is found by it, as the page has it, and something may be done to it.', [needs.own, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, { text: 'Mine' }, { guestKey });
    const ids = [id, (await trial.post(ref, trial.facts.maxDepth > 0 ? { parentId: id } : {}, { guestKey })).id];
    const found = await trial.ownOf(ref, ids, guestKey);
    same(idsOf(found).sort(), ids.sort(), 'all that came with the key,');
    const [listed, mine] = [await trial.all(ref), found].map((comments) => comments.find((comment) => comment.id === id));
    same(mine && said(mine), listed && said(listed), 'the comment as the page has it,');
    demand(found.every(({ can }) => can.edit || can.remove), 'something that may be done to each', found);
  }),

  rule('own.permitted', 'What may be done, and nothing else, is what is said to be permitted.', [needs.own, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, { text: 'Mine' }, { guestKey });
    const [mine] = await trial.ownOf(ref, [id], guestKey);
    const editing = trial.edit(ref, id, 'Other words', guestKey);
    await (mine?.can.edit ? editing : refused(editing, 'an edit that is not permitted', 'forbidden'));
    const removal = trial.remove(ref, id, guestKey);
    await (mine?.can.remove ? removal : refused(removal, 'a removal that is not permitted', 'forbidden'));
  }),

  rule('own.by-key', 'Without its key, or with another one, no comment is found.', [needs.own, needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref, {}, { guestKey: newGuestKey() });
    same(await trial.ownOf(ref, [id]), [], 'nothing without a key,');
    same(await trial.ownOf(ref, [id], newGuestKey()), [], 'nothing with another key,');
  }),

  rule('own.keyless', "A comment that came without a key is nobody's.", [needs.own, needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const before = await trial.all(ref);
    for (const guestKey of [undefined, newGuestKey()]) {
      const how = guestKey ? 'with a key' : 'without one';
      same(await trial.ownOf(ref, [id], guestKey), [], `nothing ${how},`);
      await refused(trial.edit(ref, id, 'Other words', guestKey), `an edit ${how}`, 'forbidden');
      await refused(trial.remove(ref, id, guestKey), `a removal ${how}`, 'forbidden');
    }
    same(await trial.all(ref), before, 'the thread as it was,');
  }),

  rule('own.other-thread', 'A comment of another thread is not found in this one.', [needs.own, needs.listing], async (trial) => {
    const guestKey = newGuestKey();
    const { id } = await trial.post(trial.thread(), {}, { guestKey });
    const other = trial.thread();
    const here = await trial.post(other, {}, { guestKey });
    same(idsOf(await trial.ownOf(other, [id, here.id], guestKey)), [here.id], 'what is in the thread,');
  }),

  rule('own.hundred', 'Among a hundred ids, those of others and of nobody are left out without a word.', [needs.own, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const foreign = await trial.post(ref, {}, { guestKey: newGuestKey() });
    const { id } = await trial.post(ref, {}, { guestKey });
    const unknown = Array.from({ length: 98 - strangeIds.length }, () => newCommentId());
    same(idsOf(await trial.ownOf(ref, [foreign.id, ...strangeIds, ...unknown, id], guestKey)), [id], "one's own alone,");
  }),

  rule('own.none', 'Whoever asks for nothing is answered nothing.', [needs.own, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    await trial.post(ref, {}, { guestKey });
    same(await trial.ownOf(ref, [], guestKey), [], 'nothing,');
  }),

  rule('own.held', 'A held comment is found by its key, as held, and by no other.', [needs.own, needs.holding], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.send(ref, trial.draft({ text: 'Waiting' }), { guestKey });
    same((await trial.ownOf(ref, [id], guestKey)).map(({ state, body }) => [state, body.text]), [['held', 'Waiting']], 'the held comment,');
    same(await trial.ownOf(ref, [id], newGuestKey()), [], 'nothing with another key,');
    await refused(trial.edit(ref, id, 'Other words', newGuestKey()), 'an edit with another key', 'not-found', 'forbidden');
    await refused(trial.remove(ref, id, newGuestKey()), 'a removal with another key', 'not-found', 'forbidden');
    same((await trial.ownOf(ref, [id], guestKey)).map(({ body }) => body.text), ['Waiting'], 'the held comment as it was,');
  }),

  rule('own.pages-alike', 'No page says to a guest that they may edit or remove anything, so that all can be given the same.', [needs.own, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, {}, { guestKey });
    const answers = [...(await trial.all(ref)), ...(await trial.page(ref, {}, trial.another)).items];
    if (trial.facts.maxDepth > 0) {
      await trial.post(ref, { parentId: id }, { guestKey });
      answers.push(...(await trial.replies(ref, id)).items);
    }
    if (trial.adapter.locating) answers.push(...(await trial.around(ref, id)).items);
    same(answers.filter(({ can }) => can.edit || can.remove), [], 'no permissions,');
  }),

  rule('own.taken-over', 'Whoever sends a comment again with a key of their own does not make it theirs.', [needs.own, needs.listing, needs.idempotence], async (trial) => {
    const [ref, guestKey, thief] = [trial.thread(), newGuestKey(), newGuestKey()];
    for (const owner of [{ guestKey }, undefined]) {
      const draft = trial.draft();
      const { id } = await trial.deliver(ref, draft, owner);
      const answer = await trial.send(ref, draft, { guestKey: thief }).catch((thrown: unknown) => refused(Promise.reject(thrown), 'the comment of somebody else', 'conflict', 'forbidden'));
      if ('can' in answer) same([answer.can.edit, answer.can.remove], [false, false], 'no permissions,');
      same(await trial.ownOf(ref, [id], thief), [], 'nothing for the second key,');
      await refused(trial.edit(ref, id, 'Stolen', thief), 'an edit with the second key', 'forbidden');
      await refused(trial.remove(ref, id, thief), 'a removal with the second key', 'forbidden');
      if (owner) same(idsOf(await trial.ownOf(ref, [id], guestKey)), [id], 'what is found with the first key,');
    }
  }),
];

/** Ids that no backend gives. */
export const strangeIds: readonly string[] = ['no-such-comment', '0', '..', 'a/b?c#d', '%00', '💬', "' OR ''='", 'i'.repeat(200)];

/** All of a comment but what may be done with it. */
function said({ id, parentId, author, body, state, createdAt, editedAt, replyCount }: CommentView): readonly unknown[] {
  return [id, parentId, author.name, author.kind, body.text, state, createdAt, editedAt, replyCount];
}
