import { errorCodes, lengthOf, newCommentId } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import { idsOf } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about a comment that is taken. */
export const writingRules: readonly Rule[] = [
  rule('writing.answer', 'A comment sent is answered as its writer now sees it.', [], async (trial) => {
    const answer = await trial.send(trial.thread(), trial.draft({ text: 'Hear me' }));
    const { parentId, body, replyCount, state } = answer;
    same({ parentId, body, replyCount }, { parentId: null, body: { format: trial.facts.bodyFormats[0], text: 'Hear me' }, replyCount: 0 }, 'the comment as it was sent,');
    demand(['published', 'held', 'accepted'].includes(state), 'it published, held or accepted', state);
  }),

  rule('writing.listed', 'A comment answered as published is in the thread, once, under the id of the answer.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const { id } = await trial.post(ref);
    const { items } = await trial.page(ref);
    same(idsOf(items), [id], 'the comment and no other,');
    demand(items[0]!.state === 'published' || items[0]!.state === 'accepted', 'it published', items[0]!.state);
  }),

  rule('writing.guest', "A guest's comment carries the guest's name and no other title.", [needs.names], async (trial) => {
    const { author } = await trial.send(trial.thread(), trial.draft());
    same(author, { id: null, name: 'Conformance', kind: 'guest', picture: null }, 'the author');
  }),

  rule('writing.name-normalised', 'Names are stored composed (NFC), trimmed, with single spaces.', [needs.names], async (trial) => {
    const given = '  Zoe\u0308 \t  Dîlan\u00a0Şi\u0307rin ';
    const draft = trial.draft();
    const { author } = await trial.send(trial.thread(), { ...draft, guest: { ...draft.guest!, name: given } });
    same(author.name, 'Zoë Dîlan Şi\u0307rin'.normalize('NFC'), 'the name');
  }),

  rule('writing.no-name', 'A guest who may stay nameless can, and has the name null.', [needs.nameFree], async (trial) => {
    const draft = trial.draft();
    const { author } = await trial.send(trial.thread(), { ...draft, guest: { ...draft.guest!, name: null } });
    same(author, { id: null, name: null, kind: 'guest', picture: null }, 'the author');
  }),

  rule('writing.no-email', 'A guest who need not give an e-mail can leave it out.', [needs.emailFree], async (trial) => {
    const draft = trial.draft();
    const answer = await trial.send(trial.thread(), { ...draft, guest: { ...draft.guest!, email: null } });
    same(answer.body.text, draft.body.text, 'the text');
  }),

  rule('writing.same-words', 'The same words written twice are two comments, or the second is refused: never one answered for both.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const one = await trial.post(ref, { text: 'Me too' });
    const other = await trial.post(ref, { text: 'Me too' }).catch((thrown: unknown) => refused(Promise.reject(thrown), 'the second', ...errorCodes));
    if ('id' in other) same(idsOf(await trial.all(ref)).sort(), [one.id, other.id].sort(), 'both comments,');
  }),

  rule('writing.own-clock', "Order and times are the backend's, whatever clock the device has.", [needs.listing], async (trial) => {
    const ref = trial.thread();
    const years = [Date.UTC(2099, 0), Date.UTC(1971, 0), Date.UTC(2050, 0)];
    const posted = [];
    for (const [index, time] of years.entries()) posted.push(await trial.post(ref, { id: newCommentId(time), text: `From ${index}` }));
    const order = idsOf(posted);
    same(idsOf(await trial.all(ref)), trial.facts.sorts[0] === 'oldest' ? order : order.reverse(), 'the order of publishing,');
    const [first, ...later] = posted.map(({ createdAt }) => Date.parse(createdAt));
    for (const time of later) demand(Math.abs(time - first!) < 3_600_000, "times of the backend's clock, close together", posted.map(({ createdAt }) => createdAt));
  }),

  rule('writing.side-by-side', 'Comments written at the same time are all stored, each once.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const posted = await Promise.all(Array.from({ length: 8 }, (_, index) => trial.post(ref, { text: `At once ${index}` })));
    same(idsOf(await trial.all(ref)).sort(), idsOf(posted).sort(), 'all of them,');
  }),

  rule('writing.full-length', 'A text of exactly facts.maxLength code points is taken and comes back whole.', [needs.modestLength], async (trial) => {
    const text = '𒀀'.repeat(trial.facts.maxLength); // two UTF-16 units and four bytes each
    const { body } = await trial.send(trial.thread(), trial.draft({ text }));
    same(lengthOf(body.text), trial.facts.maxLength, 'the length');
    demand(body.text === text, 'the very same text', body.text);
  }),

  rule('writing.no-replies', 'A backend without replies refuses one instead of listing it as something else.', [needs.listing, needs.noReplies], async (trial) => {
    const ref = trial.thread();
    const { id, can } = await trial.post(ref);
    same(can.reply, false, 'can.reply');
    await refused(trial.send(ref, trial.draft({ parentId: id })), 'a reply', ...errorCodes);
    same(idsOf(await trial.all(ref)), [id], 'the first comment alone,');
  }),
];
