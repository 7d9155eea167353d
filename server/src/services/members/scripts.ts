/** Scripts of living languages, and of those that are written again. */
const scripts = [
  'Latin', 'Greek', 'Cyrillic', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko', 'Adlam', 'Tifinagh', 'Ethiopic', 'Vai',
  'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Meetei_Mayek', 'Ol_Chiki', 'Chakma',
  'Thai', 'Lao', 'Tibetan', 'Myanmar', 'Khmer', 'Javanese', 'Balinese', 'Sundanese', 'Cham', 'Tai_Le', 'New_Tai_Lue', 'Tai_Tham', 'Mongolian',
  'Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul', 'Yi', 'Lisu', 'Cherokee', 'Canadian_Aboriginal', 'Osage', 'Hanifi_Rohingya',
] as const;

/** Scripts that are written together (UTS #39 §5.1), with Latin among them. */
const together: readonly (readonly (typeof scripts)[number][])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Scripts with letters that look like Latin ones: a word of both would pass for a word of one. */
const latinLike: readonly string[] = ['Greek', 'Cyrillic', 'Armenian', 'Georgian', 'Lisu', 'Cherokee', 'Canadian_Aboriginal', 'Osage', 'Tifinagh', 'Vai'];

const groups = [
  ...scripts.map((script) => [script]),
  ...together,
  ...scripts.filter((script) => script !== 'Latin' && !latinLike.includes(script)).map((script) => ['Latin', script]),
].map((group) => new RegExp(`^[\\p{scx=Common}\\p{scx=Inherited}${group.map((script) => `\\p{scx=${script}}`).join('')}]+$`, 'u'));

/** Letters of no script of ours, all of whose kin are alike to us. */
const others = new RegExp(`^[\\p{scx=Common}\\p{scx=Inherited}[^${scripts.map((script) => `\\p{scx=${script}}`).join('')}]]+$`, 'v');

/**
 * Whether each word of a name is written in one script, or in scripts that nobody confuses ("moderately restrictive" of UTS #39 §5.2, word by
 * word, since a name in two scripts side by side deceives nobody).
 */
export function areScriptsPlain(name: string): boolean {
  return (name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).every((word) => others.test(word) || groups.some((group) => group.test(word)));
}
