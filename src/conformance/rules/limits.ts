import { maxEmailLength, maxNameLength, type CommentView, type FaultReason, type NewComment } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import type { Trial } from '../trial.ts';
import { demand, refused, same } from '../verdict.ts';

/** Rules about a comment that is refused for what is in it. */
export const limitsRules: readonly Rule[] = [
  rule('limits.too-long', 'A text of one code point more than facts.maxLength is refused, and the fault says so.', [needs.modestLength], async (trial) => {
    await faulty(trial, trial.draft({ text: 'x'.repeat(trial.facts.maxLength + 1) }), 'body.text', 'too-long');
  }),

  rule('limits.empty', 'A text in which there is nothing to see is refused as missing.', [], async (trial) => {
    for (const text of ['', ' ', '\n\n\t ', '\u00a0\u2003', '\u200b\u2060', '\u202e\u200f']) await faulty(trial, trial.draft({ text }), 'body.text', 'required');
  }),

  rule('limits.control-characters', 'A text with control characters or broken surrogates is refused for its characters.', [], async (trial) => {
    for (const text of ['a\u0000b', 'a\u0007b', 'a\u001bb', 'a\u0085b', 'a\ud83db', '\udca9a']) await faulty(trial, trial.draft({ text }), 'body.text', 'characters');
  }),

  rule('limits.name-missing', 'A guest without the name that is required is refused at that field.', [needs.nameRequired], async (trial) => {
    for (const name of [null, '', '   ']) await faulty(trial, guest(trial, { name }), 'guest.name', 'required');
  }),

  rule('limits.name-unfit', 'A name with control, direction-changing or invisible characters is refused at that field.', [needs.names], async (trial) => {
    for (const name of ['Ali\u0000', 'Ali\nVeli', 'Ali\u202egnp.exe', 'Ali\u200bVeli', 'Ali\ufeff\u2066', 'Ali\ud800']) await faulty(trial, guest(trial, { name }), 'guest.name', 'characters');
  }),

  rule('limits.name-length', `A name may have ${maxNameLength} code points and no more.`, [needs.names], async (trial) => {
    const longest = '𒀀'.repeat(maxNameLength);
    const { author } = await trial.send(trial.thread(), guest(trial, { name: longest }));
    same(author.name, longest, 'the longest name');
    await faulty(trial, guest(trial, { name: `${longest}x` }), 'guest.name', 'too-long');
  }),

  rule('limits.email-missing', 'A guest without the e-mail that is required is refused at that field.', [needs.emailRequired], async (trial) => {
    for (const email of [null, '', '  ']) await faulty(trial, guest(trial, { email }), 'guest.email', 'required');
  }),

  rule('limits.email-malformed', 'What is no e-mail address is refused at that field.', [needs.emails], async (trial) => {
    for (const email of ['ali', 'ali@', '@news.example', 'ali@news', 'ali veli@news.example', 'ali@news.example\r\nBcc: all@news.example', 'a@b@news.example']) {
      await faulty(trial, guest(trial, { email }), 'guest.email', 'malformed');
    }
  }),

  rule('limits.email-length', `An e-mail address of more than ${maxEmailLength} characters is refused at that field.`, [needs.emails], async (trial) => {
    await faulty(trial, guest(trial, { email: `ali@${'news.'.repeat(60)}example` }), 'guest.email', 'too-long');
  }),

  rule('limits.email-international', 'An address with letters beyond ASCII is taken.', [needs.emails], async (trial) => {
    for (const email of ['şîlan@nûçe.example', 'a.li+news@sub.news.example', "o'hara@news.example"]) await trial.send(trial.thread(), guest(trial, { email }));
  }),

  rule('limits.nothing-stored', 'Of a refused comment nothing is stored, and its id is free for the comment put right.', [needs.listing], async (trial) => {
    const ref = trial.thread();
    const draft = trial.draft({ text: ' ' });
    await refused(trial.send(ref, draft), 'an empty text', 'invalid');
    same((await trial.page(ref)).items, [], 'an empty thread,');
    const answer = await trial.post(ref, { id: draft.id, text: 'Put right' });
    same((await trial.page(ref)).items.map(({ id, body }) => [id, body.text]), [[answer.id, 'Put right']], 'the comment put right,');
  }),
];

function guest(trial: Trial, said: Partial<NonNullable<NewComment['guest']>>): NewComment {
  const draft = trial.draft();
  return { ...draft, guest: { ...draft.guest!, ...said } };
}

/** Sends what must be refused, and looks whether the fault names the field and the reason. */
async function faulty(trial: Trial, comment: NewComment, field: string, reason: FaultReason): Promise<void> {
  const sending: Promise<CommentView> = trial.send(trial.thread(), comment);
  const { faults } = await refused(sending, `${field} ${JSON.stringify(field === 'body.text' ? comment.body.text.slice(0, 40) : comment.guest)}`, 'invalid');
  demand(faults?.some((fault) => fault.field === field && fault.reason === reason), `the fault ${reason} at ${field}`, faults);
}
