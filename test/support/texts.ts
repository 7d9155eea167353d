import type { Messages } from '../../src/i18n/messages.ts';

/** A moment in the reader's own time zone, so that the tests read the same everywhere: 22 November 2026, 14:03. */
export const moment = new Date(2026, 10, 22, 14, 3).getTime();

/** The counts at which languages change their forms. */
export const counts = [0, 1, 2, 3, 11, 100, 1000] as const;

/** Every text of a language with its path, those that count something said for `count`. */
export function allTexts(messages: Messages, count: number): ReadonlyMap<string, string> {
  const { ago, exact, pageOf, memberForm, errors, lang, dir, ...rest } = messages;
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(rest)) texts.set(name, typeof text === 'string' ? text : text(count));
  for (const [code, text] of Object.entries(errors)) texts.set(`errors.${code}`, text);
  texts.set('pageOf', pageOf(count, 1000));
  texts.set('memberForm', memberForm(rest.guest));
  texts.set('ago', ago(moment - count * 60_000, moment));
  texts.set('exact', exact(moment));
  return texts;
}
