import { newCommentId, newGuestKey, type CommentId, type CommentView, type GuestKey, type ThreadRef } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf, type Trial } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';
import { hostileTexts } from './hostile-text.ts';
import { strangeIds } from './own.ts';

/** Rules about giving one's own comment another text. */
export const ownEditRules: readonly Rule[] = [
  rule('own.edit', 'An edit changes the text and editedAt, and nothing else: no place, no time, no reply, no total and no count.', [needs.editing, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await surrounded(trial);
    const before = await stateOf(trial, ref, id);
    const edited = await trial.edit(ref, id, 'Other words', guestKey);
    const { editedAt } = edited;
    demand(editedAt !== null && editedAt >= edited.createdAt, 'an editedAt not before createdAt', edited);
    const after = await stateOf(trial, ref, id);
    for (const list of ['all', 'others'] as const) {
      same(after[list].find((one) => one.id === id)?.body.text, 'Other words', 'the new text');
      same(after[list].find((one) => one.id === id)?.editedAt, editedAt, 'editedAt');
    }
    const first = before.all.find((one) => one.id === id)!;
    const undone = (list: readonly CommentView[]): CommentView[] => list.map((one) => (one.id === id ? { ...one, body: first.body, editedAt: first.editedAt } : one));
    same({ ...after, all: undone(after.all), others: undone(after.others) }, before, 'all the rest as it was,');
    same([edited.id, edited.parentId, edited.author.name, edited.body.text, edited.createdAt], [id, first.parentId, first.author.name, 'Other words', first.createdAt], 'the comment as answered,');
    same((await trial.ownOf(ref, [id], guestKey)).map(({ body }) => body.text), ['Other words'], 'the new text by the key,');
  }),

  rule('own.edit-same', 'The text that is there already is no edit.', [needs.editing, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id, createdAt } = await trial.post(ref, { text: 'One\nand two' }, { guestKey });
    for (const text of ['One\nand two', 'One\r\nand two']) {
      const answer = await trial.edit(ref, id, text, guestKey);
      same([answer.id, answer.body.text, answer.createdAt, answer.editedAt], [id, 'One\nand two', createdAt, null], 'what is stored,');
    }
    const first = await trial.edit(ref, id, 'Three', guestKey);
    same(await trial.edit(ref, id, 'Three', guestKey), first, 'a repeated edit answered the same,');
    same((await trial.all(ref)).map(({ body, editedAt }) => [body.text, editedAt]), [['Three', first.editedAt]], 'what is listed,');
  }),

  rule('own.edit-foreign', 'An edit without the key, or with another one, is forbidden and changes nothing.', [needs.editing, needs.listing], async (trial) => {
    const { ref, id } = await surrounded(trial);
    const before = await stateOf(trial, ref, id);
    for (const guestKey of [undefined, newGuestKey()]) {
      for (const text of ['Other words', 'Mine']) await refused(trial.edit(ref, id, text, guestKey), `an edit ${guestKey ? 'with another key' : 'without a key'}`, 'forbidden');
    }
    same(await stateOf(trial, ref, id), before, 'all as it was,');
  }),

  rule('own.edit-faults', 'A text that no comment may have is refused as invalid at body.text, and changes nothing.', [needs.editing, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await surrounded(trial);
    const before = await stateOf(trial, ref, id);
    const faults = [['', 'required'], [' \n\t\u200b', 'required'], ['a\u0000b', 'characters'], ['a\u001bb', 'characters'], ['a\ud83db', 'characters']];
    if (trial.facts.maxLength <= 20_000) faults.push(['x'.repeat(trial.facts.maxLength + 1), 'too-long']);
    for (const [text = '', reason] of faults) {
      const error = await refused(trial.edit(ref, id, text, guestKey), `the text ${JSON.stringify(text.slice(0, 20))}`, 'invalid');
      same(error.faults.map((fault) => [fault.field, fault.reason]), [['body.text', reason]], 'the faults');
    }
    same(await stateOf(trial, ref, id), before, 'all as it was,');
  }),

  rule('own.edit-longest', 'A comment may be edited to the longest text there may be.', [needs.editing, needs.listing, needs.modestLength], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, {}, { guestKey });
    const longest = '𒀀'.repeat(trial.facts.maxLength);
    same((await trial.edit(ref, id, longest, guestKey)).body.text, longest, 'the longest text,');
  }),

  rule('own.edit-unknown', 'A comment that is not there is not found to be edited.', [needs.editing, needs.listing], async (trial) => {
    const { ref, guestKey } = await surrounded(trial);
    for (const unknown of [newCommentId(), ...strangeIds]) await refused(trial.edit(ref, unknown, 'Other words', guestKey), `the comment ${unknown}`, 'not-found');
  }),

  rule('own.edit-held', 'A held comment that is edited stays held.', [needs.own, needs.holding], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.send(ref, trial.draft({ text: 'Waiting' }), { guestKey });
    const [mine] = await trial.ownOf(ref, [id], guestKey);
    const editing = trial.edit(ref, id, 'Other words', guestKey);
    if (!mine?.can.edit) {
      await refused(editing, 'an edit that is not permitted', 'forbidden');
      return;
    }
    const { state, body, editedAt } = await editing;
    same([state, body.text], ['held', 'Other words'], 'the comment, still held,');
    same((await trial.ownOf(ref, [id], guestKey)).map((found) => [found.state, found.body.text, found.editedAt]), [['held', 'Other words', editedAt]], 'what is found by the key,');
    same((await trial.page(ref, {}, trial.another)).items, [], 'nothing in the thread,');
  }),

  rule('own.edit-closed', 'Nothing is edited in a closed thread; the text that is there already is answered all the same.', [needs.editing, needs.moderation, needs.listing], async (trial) => {
    const { ref, id, guestKey } = await surrounded(trial);
    await trial.edit(ref, id, 'Before', guestKey);
    await trial.moderator.closeThread(trial.adapter, ref);
    const before = await stateOf(trial, ref, id);
    same((await trial.ownOf(ref, [id], guestKey)).map(({ can }) => can.edit), [false], 'no permission to edit,');
    await refused(trial.edit(ref, id, 'After', guestKey), 'an edit', 'closed');
    same((await trial.edit(ref, id, 'Before', guestKey)).body.text, 'Before', 'the repeated edit answered,');
    same(await stateOf(trial, ref, id), before, 'all as it was,');
  }),

  rule('own.edit-sent-again', 'The comment sent again as it was, after it was edited, is answered as it is stored now.', [needs.editing, needs.listing, needs.idempotence], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const draft = trial.draft({ text: 'The first' });
    const { id } = await trial.deliver(ref, draft, { guestKey });
    for (const text of ['The second', 'The third']) {
      const edited = await trial.edit(ref, id, text, guestKey);
      const answer = await trial.send(ref, draft, { guestKey });
      same([answer.id, answer.body.text, answer.editedAt], [id, text, edited.editedAt], 'what is stored,');
    }
    await refused(trial.send(ref, { ...draft, body: { ...draft.body, text: 'The fourth' } }, { guestKey }), 'another text under the same id', 'conflict');
    same((await trial.all(ref)).map(({ body }) => body.text), ['The third'], 'one comment,');
  }),

  rule('own.edit-exact', 'An edited text comes back as it was typed, whatever it looks like; its line ends as line feeds.', [needs.editing, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const { id } = await trial.post(ref, {}, { guestKey });
    const longest = trial.facts.maxLength;
    for (const text of [...hostileTexts, 'one\r\ntwo\rthree'].filter((one) => Array.from(one).length <= longest)) {
      const expected = text.replace(/\r\n?/g, '\n');
      same((await trial.edit(ref, id, text, guestKey)).body.text, expected, 'in the answer');
      same((await trial.page(ref)).items.map(({ body }) => body.text), [expected], 'in the thread');
    }
  }),
];

/** One's own comment between two of others, with a reply where there are any. */
export async function surrounded(trial: Trial): Promise<{ readonly ref: ThreadRef; readonly id: CommentId; readonly guestKey: GuestKey }> {
  const [ref, guestKey] = [trial.thread(), newGuestKey()];
  await trial.fill(ref, 1);
  const { id } = await trial.post(ref, { text: 'Mine' }, { guestKey });
  await trial.fill(ref, 1);
  if (trial.facts.maxDepth > 0) await trial.fill(ref, 1, { parentId: id });
  return { ref, id, guestKey };
}

/** All that readers can know of a thread and of one comment in it. */
async function stateOf(trial: Trial, ref: ThreadRef, id: CommentId) {
  const { total } = await trial.page(ref);
  return {
    total,
    all: await trial.all(ref),
    others: (await trial.page(ref, {}, trial.another)).items,
    replies: idsOf((await trial.replies(ref, id)).items),
    count: trial.adapter.counts ? (await trial.countOf([ref.key])).get(ref.key) : null,
  };
}
