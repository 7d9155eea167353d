import skeleton from 'unhomoglyph';
import { normalizeName } from 'diwan/contract';

/**
 * What a name is recognised by, however it is written: the same for names that a reader takes for each other. Unicode's skeleton
 * (UTS #39 §4) of the name in small letters, without spaces, marks of punctuation and whatever cannot be seen.
 */
export function nameKey(name: string): string {
  const folded = normalizeName(name).normalize('NFKC').toLowerCase();
  const shown = skeleton(skeleton(folded).toLowerCase()).replace(/[\p{Z}\p{P}\p{C}\p{M}]/gu, '');
  return shown === '' ? folded : shown;
}
