import type { FieldFault } from '../../contract/errors.ts';
import { normalizeName } from '../../contract/rules.ts';
import { maxPasswordLength } from '../../contract/session.ts';

/** Letters of Cyrillic and Greek that look like Latin ones. A server knows them all; these are the likeliest. */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(Array.from('аaеeоoрpсcуyхxіiјjѕsԁdһhοoαaνvιiρp'.matchAll(/(.)(.)/gu), ([, one, other]) => [one!, other!]));

/** What a name is recognised by, however it is written: of one site's members no two have the same. */
export function nameKey(name: string): string {
  const folded = normalizeName(name).normalize('NFKC').toLowerCase();
  const plain = folded.normalize('NFD').replace(/[\p{Z}\p{P}\p{C}\p{M}]/gu, '');
  return Array.from(plain, (letter) => lookAlikes[letter] ?? letter).join('') || folded;
}

/** The passwords that everybody tries first; a server knows thousands. */
const common = /^(?:(?:password|passw0rd|qwertyuiop|asdfghjkl|letmein|welcome|iloveyou|correcthorsebatterystaple|abc)[\d!?.]*)+$|^\d+$|^(.)\1*$/u;

/** What is wrong with a new password, or `null`. `known` is what everybody may know of its owner and their site. */
export function passwordFault(password: string, shortest: number, known: readonly (string | null)[]): FieldFault | null {
  const length = lengthOf(password);
  const reason = !length ? 'required' : length < shortest ? 'too-short' : length > maxPasswordLength ? 'too-long' : isGuessed(password, known) ? 'common' : null;
  return reason && { field: 'password', reason };
}

/** In code points. */
const lengthOf = (text: string): number => Array.from(text).length;

function isGuessed(password: string, known: readonly (string | null)[]): boolean {
  let rest = password.toLowerCase();
  if (common.test(rest)) return true;
  for (const word of known) if (word && word.length > 2) rest = rest.replaceAll(word.toLowerCase(), '');
  return lengthOf(rest.replace(/[^\p{L}\p{N}]|\p{N}+$/gu, '')) < 4;
}
