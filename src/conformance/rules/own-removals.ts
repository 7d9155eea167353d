import { newCommentId, newGuestKey } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';
import { surrounded } from './own-edits.ts';
import { strangeIds } from './own.ts';

/** Rules about removing one's own comment. */
export const ownRemovalRules: readonly Rule[] = [
  rule('own.remove', 'Of a removed comment on which nothing hangs nothing is left: no place in the list, no total, no count, no page around it.', [needs.removing, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const [first] = await trial.fill(ref, 1);
    const { id } = await trial.post(ref, { text: 'Mine' }, { guestKey });
    const [last] = await trial.fill(ref, 1);
    same(await trial.remove(ref, id, guestKey), null, 'what is left');
    const { total } = await trial.page(ref);
    same(idsOf(await trial.all(ref)).sort(), [first, last].sort(), 'the two others,');
    demand(total === 2 || total === null, 'a total of 2 or null', total);
    same(idsOf((await trial.page(ref, {}, trial.another)).items).sort(), [first, last].sort(), 'the two others, for everybody,');
    same(await trial.ownOf(ref, [id], guestKey), [], 'nothing by its key,');
    if (trial.adapter.counts) same((await trial.countOf([ref.key])).get(ref.key), 2, 'the count');
    if (trial.adapter.locating) await refused(trial.around(ref, id), 'the removed comment', 'not-found');
  }),

  rule('own.remove-tombstone', 'A removed comment with replies is left as a tombstone: no text, no name, its replies as they were.', [needs.removing, needs.listing, needs.replies], async (trial) => {
    const { ref, id, guestKey } = await surrounded(trial);
    const replies = await trial.replies(ref, id);
    const left = await trial.remove(ref, id, guestKey);
    for (const tombstone of [left, (await trial.all(ref)).find((one) => one.id === id)]) {
      same(tombstone && [tombstone.id, tombstone.state, tombstone.body.text, tombstone.author.name, tombstone.replyCount], [id, 'removed', '', null, 1], 'the tombstone');
      same([tombstone?.can.reply, tombstone?.can.edit, tombstone?.can.remove], [false, false, false], 'no permissions,');
    }
    same(await trial.replies(ref, id), replies, 'its replies as they were,');
    same((await trial.ownOf(ref, [id], guestKey)).filter(({ can }) => can.edit || can.remove), [], 'nothing that may be done,');
    if (trial.adapter.counts) same((await trial.countOf([ref.key])).get(ref.key), 3, 'the count, without the tombstone,');
  }),

  rule('own.remove-last-reply', 'A tombstone goes with the last reply that hung on it.', [needs.removing, needs.listing, needs.replies], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, {}, { guestKey });
    const reply = await trial.post(ref, { parentId: id }, { guestKey });
    await trial.remove(ref, id, guestKey);
    same(await trial.remove(ref, reply.id, guestKey), null, 'what is left of the reply');
    same(await trial.all(ref), [], 'an empty thread,');
    await refused(trial.replies(ref, id), 'the replies to what is gone', 'not-found');
  }),

  rule('own.remove-again', 'A comment that its writer removed before is answered the same again.', [needs.removing, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await surrounded(trial);
    const single = await trial.post(ref, {}, { guestKey });
    for (const one of [id, single.id]) {
      const left = await trial.remove(ref, one, guestKey);
      const before = await trial.all(ref);
      same(await trial.remove(ref, one, guestKey), left, 'the same answer,');
      same(await trial.all(ref), before, 'the thread as it was,');
    }
  }),

  rule('own.remove-foreign', 'A removal without the key, or with another one, is forbidden and changes nothing.', [needs.removing, needs.listing], async (trial) => {
    const { ref, id } = await surrounded(trial);
    const before = await trial.all(ref);
    for (const guestKey of [undefined, newGuestKey()]) await refused(trial.remove(ref, id, guestKey), `a removal ${guestKey ? 'with another key' : 'without a key'}`, 'forbidden');
    same(await trial.all(ref), before, 'the thread as it was,');
  }),

  rule('own.remove-unknown', 'A comment that is not there is not found to be removed.', [needs.removing, needs.listing], async (trial) => {
    const { ref, guestKey } = await surrounded(trial);
    for (const unknown of [newCommentId(), ...strangeIds]) await refused(trial.remove(ref, unknown, guestKey), `the comment ${unknown}`, 'not-found');
  }),

  rule('own.remove-held', 'A held comment that its writer may remove is gone for them, too.', [needs.own, needs.holding], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.send(ref, trial.draft(), { guestKey });
    const [mine] = await trial.ownOf(ref, [id], guestKey);
    const removal = trial.remove(ref, id, guestKey);
    if (!mine?.can.remove) {
      await refused(removal, 'a removal that is not permitted', 'forbidden');
      return;
    }
    same(await removal, null, 'what is left');
    same(await trial.ownOf(ref, [id], guestKey), [], 'nothing by its key,');
  }),

  rule('own.remove-closed', "What is one's own can be removed from a closed thread, too.", [needs.removing, needs.listing, needs.moderation], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, {}, { guestKey });
    await trial.moderator.closeThread(trial.adapter, ref);
    same((await trial.ownOf(ref, [id], guestKey)).map(({ can }) => can.remove), [true], 'the permission to remove,');
    same(await trial.remove(ref, id, guestKey), null, 'what is left');
    same(await trial.all(ref), [], 'an empty thread,');
  }),

  rule('own.remove-no-edit', 'A removed comment cannot be edited, whether a tombstone stands or not.', [needs.editing, needs.removing, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await surrounded(trial);
    const single = await trial.post(ref, { text: 'Mine' }, { guestKey });
    for (const one of [id, single.id]) {
      await trial.remove(ref, one, guestKey);
      const before = await trial.all(ref);
      for (const text of ['Other words', 'Mine']) await refused(trial.edit(ref, one, text, guestKey), 'an edit of what was removed', 'not-found', 'forbidden');
      same(await trial.all(ref), before, 'the thread as it was,');
    }
  }),

  rule('own.remove-sent-again', 'A removed comment does not come back when it is sent again, whatever that is answered.', [needs.removing, needs.listing, needs.idempotence], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const draft = trial.draft();
    const { id } = await trial.deliver(ref, draft, { guestKey });
    await trial.remove(ref, id, guestKey);
    const answer = await trial.send(ref, draft, { guestKey }).catch((thrown: unknown) => refused(Promise.reject(thrown), 'the removed comment', 'not-found', 'conflict', 'forbidden'));
    if ('state' in answer) same([answer.id, answer.state], [id, 'removed'], 'the comment as removed,');
    same(await trial.all(ref), [], 'an empty thread,');
  }),

  rule('own.remove-hole', 'A removal moves no page that is read with a mark.', [needs.removing, needs.listing, needs.freezing, needs.numbered], async (trial) => {
    for (const sort of trial.facts.sorts) {
      const [ref, guestKey] = [trial.thread(), newGuestKey()];
      const ids = [];
      for (let number = 1; number <= 6; number++) ids.push((await trial.post(ref, { text: `Comment ${number}` }, { guestKey })).id);
      const order = sort === 'oldest' ? ids : ids.reverse();
      const { asOf } = await trial.page(ref, { sort, size: 3 });
      await trial.remove(ref, order[1]!, guestKey);
      const { items } = await trial.page(ref, { sort, size: 3, at: { page: 2 }, asOf });
      same(idsOf(items), order.slice(3), 'page 2 as it would have been,');
    }
  }),
];
