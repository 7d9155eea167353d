import { errorCodes, newCommentId, type CommentId } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about comments that answer comments. */
export const repliesRules: readonly Rule[] = [
  rule('replies.none', 'A comment without replies answers an empty list.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const { items, previous, next, total } = await trial.replies(ref, id);
    same({ items, previous, next }, { items: [], previous: null, next: null }, 'nothing,');
    demand(total === 0 || total === null, 'a total of 0 or null', total);
  }),

  rule('replies.order', 'Replies are listed oldest first, each with its parent.', [needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const { id: parentId } = await trial.post(ref);
    const ids = await trial.fill(ref, 5, { parentId });
    const { items, total } = await trial.replies(ref, parentId);
    same(items.map((item) => [item.id, item.parentId]), ids.map((id) => [id, parentId]), 'the replies in order,');
    demand(total === 5 || total === null, 'a total of 5 or null', total);
  }),

  rule('replies.answer', 'A reply is answered with the parent it was sent to.', [needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    same((await trial.post(ref, { parentId: id })).parentId, id, 'the parent');
  }),

  rule('replies.in-total', 'The total of a thread counts its replies too, as the counts do.', [needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    await trial.fill(ref, 3, { parentId: id });
    const { total } = await trial.page(ref);
    demand(total === 4 || total === null, 'a total of 4 or null', total);
  }),

  rule('replies.not-at-the-top', 'Replies are not among the comments at the top of the thread.', [needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const ids = await trial.fill(ref, 3);
    for (const parentId of ids) await trial.post(ref, { parentId });
    for (const sort of trial.facts.sorts) {
      const items = await trial.all(ref, { sort, size: 2 });
      same(idsOf(items).sort(), [...ids].sort(), 'the top of the thread,');
      same(items.map((item) => item.parentId), items.map(() => null), 'no parents,');
    }
  }),

  rule('replies.count', 'replyCount is the number of direct replies.', [needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const [answered, alone] = await trial.fill(ref, 2);
    const [reply] = await trial.fill(ref, 3, { parentId: answered! });
    if (trial.facts.maxDepth > 1) await trial.post(ref, { parentId: reply! });
    const counts = new Map((await trial.page(ref)).items.map(({ id, replyCount }) => [id, replyCount]));
    same([counts.get(answered!), counts.get(alone!)], [3, 0], 'the numbers of direct replies');
  }),

  rule('replies.direct', 'Only direct replies are listed, and each says how many hang on it.', [needs.listing, needs.nested], async (trial) => {
    const ref = trial.thread();
    const { id: top } = await trial.post(ref);
    const [first, second] = await trial.fill(ref, 2, { parentId: top });
    const below = await trial.fill(ref, 2, { parentId: first! });
    const { items } = await trial.replies(ref, top);
    same(items.map(({ id, replyCount }) => [id, replyCount]), [[first, 2], [second, 0]], 'the direct replies,');
    same(idsOf((await trial.replies(ref, first!)).items), below, 'those below the first reply,');
  }),

  rule('replies.forward', 'From cursor to cursor, every reply comes once, in order, to a null cursor.', [needs.listing, needs.replies], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const ids = await trial.fill(ref, 7, { parentId: id });
    for (const size of [1, 3, 7]) {
      const parts = await trial.onward(await trial.replies(ref, id, { size }), (cursor) => trial.replies(ref, id, { size, cursor }));
      same(parts.flatMap(({ items }) => idsOf(items)), ids, `the replies by ${size}`);
      if (trial.facts.paging !== 'whole') for (const { items } of parts) demand(items.length <= size, `at most ${size} replies`, items.length);
      same(parts[0]!.previous, null, 'the previous cursor of the first part');
    }
  }),

  rule('replies.backward', 'From the last part of the replies, the previous cursors lead back to the first.', [needs.listing, needs.replies, needs.pages], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const ids = await trial.fill(ref, 6, { parentId: id });
    const load = (cursor: string) => trial.replies(ref, id, { size: 2, cursor });
    const parts = await trial.onward(await trial.replies(ref, id, { size: 2 }), load);
    const back = (await trial.back(parts.at(-1)!, load)).reverse();
    same(back.flatMap(({ items }) => idsOf(items)), ids, 'the replies,');
  }),

  rule('replies.while-writing', 'A walk through replies neither misses nor repeats one while others reply.', [needs.listing, needs.replies, needs.pages], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const ids = await trial.fill(ref, 5, { parentId: id });
    const parts = await trial.onward(await trial.replies(ref, id, { size: 2 }), async (cursor) => {
      await trial.fill(ref, 1, { parentId: id });
      return trial.replies(ref, id, { size: 2, cursor });
    });
    const read = parts.flatMap(({ items }) => idsOf(items));
    same(read.length, new Set(read).size, 'the number of replies without repeats');
    same(read.slice(0, 5), ids, 'the first replies in order,');
  }),

  rule('replies.strange-cursor', 'A cursor that the list of replies did not give is refused as invalid.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    for (const cursor of ['not-a-cursor', '-1', '5abc', '💥']) await refused(trial.replies(ref, id, { cursor }), `the cursor ${cursor}`, 'invalid-cursor');
  }),

  rule('replies.unknown-parent', 'A reply to a comment that is not there is refused as not found, and stored nowhere.', [needs.replies], async (trial) => {
    const ref = trial.thread();
    await refused(trial.send(ref, trial.draft({ parentId: newCommentId() })), 'a reply to nothing', 'not-found');
    same((await trial.page(ref)).items, [], 'an empty thread,');
  }),

  rule('replies.parent-elsewhere', 'A reply to a comment of another thread is refused as not found, and stored in neither.', [needs.listing, needs.replies], async (trial) => {
    const [ref, other] = [trial.thread(), trial.thread()];
    const { id } = await trial.post(ref);
    await refused(trial.send(other, trial.draft({ parentId: id })), 'a reply from another thread', 'not-found');
    same((await trial.page(other)).items, [], 'nothing in the other thread,');
    same((await trial.replies(ref, id)).items, [], 'no reply,');
  }),

  rule('replies.depth', 'Replies go down facts.maxDepth levels, and can.reply says where they end.', [needs.listing, needs.replies, needs.fewLevels], async (trial) => {
    const ref = trial.thread();
    const chain: CommentId[] = [];
    for (let level = 0; level <= trial.facts.maxDepth; level++) {
      const parentId = chain.at(-1) ?? null;
      chain.push((await trial.post(ref, { parentId })).id);
      const { items } = parentId === null ? await trial.page(ref) : await trial.replies(ref, parentId);
      const takesReplies = level < trial.facts.maxDepth;
      same(items.map((item) => [item.id, item.can.reply]), [[chain.at(-1), takesReplies]], `on level ${level} the comment and whether it takes replies,`);
    }
    const parentId = chain.at(-1)!;
    await refused(trial.send(ref, trial.draft({ parentId })), 'a reply below the deepest level', ...errorCodes);
    same((await trial.replies(ref, parentId)).items, [], 'nothing below it,');
  }),
];
