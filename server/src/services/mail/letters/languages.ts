import { texts as ar } from './ar.ts';
import { texts as ckb } from './ckb.ts';
import { texts as en } from './en.ts';
import { texts as ku } from './ku.ts';
import type { LetterTexts } from './letter.ts';
import { texts as tr } from './tr.ts';

const languages: Readonly<Record<string, LetterTexts>> = { ar, ckb, en, ku, tr };

/** The texts of the language nearest to a BCP 47 tag, as the widget chooses; English where it is `null` or unknown. */
export function textsFor(tag: string | null): LetterTexts {
  const wanted = tag ?? 'en';
  const language = /^ku-(arab|iq)\b/i.test(wanted) ? 'ckb' : wanted.toLowerCase().replace(/^kmr\b/, 'ku').split('-')[0]!;
  return Object.hasOwn(languages, language) ? languages[language]! : en;
}
