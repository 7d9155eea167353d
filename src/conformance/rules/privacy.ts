import { newCommentId, newGuestKey } from '../../contract/index.ts';
import { disguisesOf } from '../disguises.ts';
import { needs, rule, type Rule } from '../rule.ts';
import type { Trial } from '../trial.ts';
import { BrokenRule, shown } from '../verdict.ts';

/** Rules that an e-mail address and a guest's key go in and never come out. */
export const privacyRules: readonly Rule[] = [
  rule('privacy.email', 'The e-mail of an author is in no answer, under no name.', [needs.emails], (trial) => search(trial, 'plain')),
  rule('privacy.email-hash', 'No answer has a hash or another disguise of the e-mail, as picture addresses often do.', [needs.emails], (trial) => search(trial, 'disguised')),

  rule('privacy.guest-key', 'The key of a guest is in no answer, neither plain nor hashed nor in another disguise.', [needs.own, needs.listing], async (trial) => {
    const [ref, guestKey] = [trial.thread(), newGuestKey()];
    const draft = trial.draft();
    const own = await trial.own();
    const body = { format: trial.facts.bodyFormats[0], text: 'Other words' };
    const posted = await trial.deliver(ref, draft, { guestKey });
    const answers = {
      createComment: posted,
      'createComment again': await settled(trial.send(ref, draft, { guestKey })),
      loadOwn: await settled(own.loadOwn(ref, [posted.id], { guestKey })),
      'an edit refused': await settled(own.editComment(ref, posted.id, { ...body, text: '' }, { key: newCommentId(), guestKey })),
      editComment: await settled(own.editComment(ref, posted.id, body, { key: newCommentId(), guestKey })),
      'editComment for another': await settled(own.editComment(ref, posted.id, body, { key: newCommentId(), guestKey: newGuestKey() })),
      loadThread: await trial.page(ref, {}, trial.another),
      loadReplies: await settled(trial.another.loadReplies(ref, posted.id, { size: 10, cursor: null })),
      loadThreadAround: await settled(trial.another.locating?.loadThreadAround(ref, posted.id, { sort: trial.facts.sorts[0], size: 10 })),
      removeComment: await settled(own.removeComment(ref, posted.id, { key: newCommentId(), guestKey })),
    };
    searchIn(answers, [guestKey, ...(await disguisesOf(guestKey))], 'the key');
  }),
];

/** Writes with an address that is nowhere else, asks for everything there is, and searches each answer and each refusal. */
async function search(trial: Trial, how: 'plain' | 'disguised'): Promise<void> {
  const mark = newCommentId().slice(-12);
  const email = `Canary.${mark}@Conformance.example`;
  const needles = how === 'plain' ? [email.toLowerCase(), `canary.${mark}`] : await disguisesOf(email);
  const ref = trial.thread();
  const draft = trial.draft();
  const comment = { ...draft, guest: { ...draft.guest!, email } };
  const posted = await trial.deliver(ref, comment);

  const { adapter, another, facts } = trial;
  const answers: Record<string, unknown> = {
    createComment: posted,
    'createComment again': await settled(trial.send(ref, comment)),
    'a conflict': await settled(trial.send(ref, { ...comment, body: { ...comment.body, text: 'Other words' } })),
    'a refusal': await settled(trial.send(ref, { ...comment, id: newCommentId(), body: { ...comment.body, text: '' } })),
    loadReplies: await settled(adapter.loadReplies(ref, posted.id, { size: 10, cursor: null })),
    loadThreadAround: await settled(another.locating?.loadThreadAround(ref, posted.id, { sort: facts.sorts[0], size: 10 })),
    loadCounts: await settled(another.counts?.loadCounts(ref.site, [ref.key])),
  };
  if (facts.maxDepth > 0) {
    answers['a reply'] = await settled(trial.deliver(ref, { ...comment, id: newCommentId(), parentId: posted.id }));
    answers['loadReplies with a reply'] = await settled(another.loadReplies(ref, posted.id, { size: 10, cursor: null }));
  }
  for (const sort of facts.sorts) answers[`loadThread, ${sort} first`] = await trial.page(ref, { sort }, another);

  searchIn(answers, needles, 'the e-mail');
}

function searchIn(answers: Readonly<Record<string, unknown>>, needles: readonly string[], what: string): void {
  for (const [call, answer] of Object.entries(answers)) {
    for (const { path, text } of textsIn(answer)) {
      const found = needles.find((needle) => text.toLowerCase().includes(needle.toLowerCase()));
      if (found) throw new BrokenRule(`nothing of ${what} in the answer of ${call}`, `${path || 'the answer'} has ${found}: ${shown(text)}`);
    }
  }
}

/** What a call ended in: the answer or what was thrown. Both may leak. */
function settled(call: Promise<unknown> | undefined): Promise<unknown> {
  return Promise.resolve(call).catch((thrown: unknown) => thrown);
}

/** Every text in a value, however deep: field names, symbols' fields, maps, errors with their causes. */
function* textsIn(value: unknown, path = '', seen = new Set<unknown>()): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Map || value instanceof Set) yield* textsIn([...value], path, seen);
  for (const name of Reflect.ownKeys(value)) {
    yield { path, text: String(name) };
    yield* textsIn((value as Record<PropertyKey, unknown>)[name], `${path}.${String(name)}`, seen);
  }
}
