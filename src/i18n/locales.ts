import { reading } from './en/reading.ts';
import type { Messages, ReadingMessages } from './messages.ts';

/** The languages besides English, each its own file, fetched only when a page speaks it. */
const loaders: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  ar: () => import('./locales/ar.ts'),
  ckb: () => import('./locales/ckb.ts'),
  ku: () => import('./locales/ku.ts'),
  tr: () => import('./locales/tr.ts'),
};

/**
 * The texts of the language nearest to a BCP 47 tag: `ar-EG` reads Arabic, `kmr` and `ku-Latn` Kurmanji, `ku-Arab` Sorani.
 * English, at once and not as a promise, where the language is English, unknown or `''`.
 * The promise rejects when the file cannot be fetched.
 */
export function loadMessages(tag: string): ReadingMessages | Promise<Messages> {
  const language = /^ku-(arab|iq)\b/i.test(tag) ? 'ckb' : tag.toLowerCase().replace(/^kmr\b/, 'ku').split('-')[0]!;
  const load = Object.hasOwn(loaders, language) && loaders[language];
  // What they write dates with is asked for beside them: a browser would find it only inside.
  return load ? Promise.all([load(), import('./written-dates.ts')]).then(([module]) => module.messages) : reading;
}
