import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about comments that are held or removed, and threads that are closed. */
export const moderationRules: readonly Rule[] = [
  rule('moderation.held', 'A held comment is shown to nobody else: not listed, not counted, not found.', [needs.holding], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.send(ref, trial.draft());
    const { items, total, newer } = await trial.page(ref, {}, trial.another);
    same(items, [], 'nothing in the thread,');
    demand(!total && !newer, 'a total and newer of 0 or null', { total, newer });
    if (trial.another.counts) same((await trial.another.counts.loadCounts(ref.site, [ref.key])).get(ref.key), 0, 'the count');
    if (trial.another.locating) {
      const query = { sort: trial.facts.sorts[0], size: 10 };
      await refused(trial.another.locating.loadThreadAround(ref, id, query), 'the held comment', 'not-found');
    }
  }),

  rule('moderation.held-again', 'A held comment sent again is answered as held, and stays one.', [needs.holding, needs.idempotence], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft();
    const first = await trial.send(ref, draft);
    same(await trial.send(ref, draft), first, 'the same answer,');
  }),

  rule('moderation.place', 'A held comment takes its place when it is published, so that pages already read keep their boundaries.', [needs.holding, needs.moderation, needs.freezing], async (trial) => {
    const ref = trial.thread();
    const waiting = await trial.send(ref, trial.draft({ text: 'Waiting' }));
    const ids = await trial.fill(ref, 4);
    for (const sort of trial.facts.sorts) {
      const { asOf, items } = await trial.page(ref, { sort });
      if (sort === trial.facts.sorts[0]) await trial.moderator.publish(trial.adapter, ref, waiting.id);
      same(idsOf((await trial.page(ref, { sort, asOf })).items), idsOf(items), 'the page already read,');
    }
    const all = idsOf(await trial.all(ref));
    same(all, trial.facts.sorts[0] === 'oldest' ? [...ids, waiting.id] : [waiting.id, ...ids.reverse()], 'the comment in the latest place,');
  }),

  rule('moderation.removed', 'A removed comment on which nothing hangs is gone from list, total and count.', [needs.moderation, needs.listing], async (trial) => {
    const ref = trial.thread();
    const [first, second, third] = await trial.fill(ref, 3);
    await trial.moderator.remove(trial.adapter, ref, second!);
    const { total } = await trial.page(ref);
    same(idsOf(await trial.all(ref)).sort(), [first, third].sort(), 'the two others,');
    demand(total === 2 || total === null, 'a total of 2 or null', total);
    if (trial.adapter.counts) same((await trial.countOf([ref.key])).get(ref.key), 2, 'the count');
    if (trial.adapter.locating) await refused(trial.around(ref, second!), 'the removed comment', 'not-found');
  }),

  rule('moderation.hole', 'A removal moves no page that is read with a mark.', [needs.moderation, needs.listing, needs.freezing, needs.numbered], async (trial) => {
    for (const sort of trial.facts.sorts) {
      const ref = trial.thread();
      const ids = await trial.fill(ref, 6);
      const order = sort === 'oldest' ? ids : [...ids].reverse();
      const { asOf } = await trial.page(ref, { sort, size: 3 });
      await trial.moderator.remove(trial.adapter, ref, order[1]!);
      const { items } = await trial.page(ref, { sort, size: 3, at: { page: 2 }, asOf });
      same(idsOf(items), order.slice(3), 'page 2 as it would have been,');
    }
  }),

  rule('moderation.tombstone', 'A removed comment with replies stands as a tombstone: no text, no name, no more replies.', [needs.moderation, needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref, { text: 'To be removed' });
    const [reply] = await trial.fill(ref, 1, { parentId: id });
    await trial.moderator.remove(trial.adapter, ref, id);
    const [tombstone] = (await trial.page(ref)).items;
    demand(tombstone !== undefined, 'a tombstone', tombstone);
    const { state, body, author, can, replyCount } = tombstone;
    same({ state, text: body.text, name: author.name, can, replyCount }, { state: 'removed', text: '', name: null, can: { reply: false, edit: false, remove: false }, replyCount: 1 }, 'the tombstone');
    same(idsOf((await trial.replies(ref, id)).items), [reply], 'its reply,');
    if (trial.adapter.counts) same((await trial.countOf([ref.key])).get(ref.key), 1, 'the count, without the tombstone,');
  }),

  rule('moderation.closed', 'A closed thread can be read, says that it is closed, and takes no comment.', [needs.moderation, needs.listing], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 2);
    await trial.moderator.closeThread(trial.adapter, ref);
    const { thread, items } = await trial.page(ref);
    same(thread, { state: 'closed', can: { comment: false } }, 'a closed thread,');
    same(items.map((item) => item.can.reply), [false, false], 'no comment that takes replies,');
    await refused(trial.send(ref, trial.draft()), 'a comment', 'closed');
    same(idsOf(await trial.all(ref)).sort(), ids.sort(), 'the comments as they were,');
  }),

  rule('moderation.closed-meanwhile', 'A comment stored before the thread was closed is answered when it is sent again.', [needs.moderation, needs.idempotence], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft();
    const { id, createdAt } = await trial.send(ref, draft);
    await trial.moderator.closeThread(trial.adapter, ref);
    const again = await trial.send(ref, draft);
    same([again.id, again.createdAt], [id, createdAt], 'what is stored,');
  }),
];
