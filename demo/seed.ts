/**
 * Fills a server with the demo's comments. Runs as it is on Node 22 and later, after a build.
 *
 * The times are worked out from the moment of filling, so that a demo never looks abandoned, and from
 * seeded chance, so that two demos differ in nothing else.
 */
import { seedThread, setState, type SeedComment, type Store } from 'diwan-server';
import { bookbinder } from './comments/bookbinder.ts';
import { bridge } from './comments/bridge.ts';
import { clock } from './comments/clock.ts';
import { ferry } from './comments/ferry.ts';
import { library } from './comments/library.ts';
import { proverbs } from './comments/proverbs.ts';
import type { Said } from './comments/said.ts';
import { teahouse } from './comments/teahouse.ts';
import { walking } from './comments/walking.ts';
import { words } from './comments/words.ts';

/** One article's discussion. */
interface Discussion {
  readonly key: string;
  readonly title: string;
  readonly said: Iterable<Said>;
  /** How many days ago the first and the last were written. */
  readonly days: readonly [first: number, last: number];
  readonly isClosed?: boolean;
}

/** How many answer the readers' desk. */
const manyComments = 10_000;

const day = 24 * 60 * 60_000;

const discussions = (): readonly Discussion[] => [
  { key: 'articles/the-last-bookbinder', title: 'The last bookbinder of Tannery Street', said: bookbinder, days: [8, 0.01] },
  { key: 'articles/pirtukxaneya-geroke', title: 'Pirtûkxaneya li ser pişta hêstirê', said: library, days: [10, 0.06] },
  { key: 'articles/chaykhana', title: 'چایخانەکەی بن دار تووەکە', said: teahouse, days: [12, 0.1] },
  { key: 'articles/haris-al-saa', title: 'حارس الساعة الذي يؤخّرها كلَّ فجر', said: clock, days: [14, 0.2] },
  { key: 'articles/son-vapur', title: 'Son vapurun çaycısı', said: ferry, days: [7, 0.02] },
  { key: 'articles/walking-slowly', title: 'A short guide to walking slowly', said: walking, days: [2, 0.15] },
  { key: 'articles/the-bridge-stays', title: 'The old bridge stays, council decides', said: bridge, days: [80, 51], isClosed: true },
  { key: 'articles/words-that-travel', title: 'Words that travel without a passport', said: words, days: [24, 1] },
  { key: 'articles/your-proverbs', title: 'Which proverb do you live by?', said: proverbs(manyComments, chanceFrom('proverbs')), days: [170, 0.001] },
];

/**
 * Writes every discussion that is not there yet, each whole or not at all, so that filling that was interrupted can
 * simply be done again. One article has none, and gets none.
 *
 * @param now when the demo begins, in milliseconds since 1970.
 * @throws Error when a discussion has been written in before it was filled.
 */
export async function seedDemo(store: Pick<Store, 'database' | 'sites'>, now: number = Date.now()): Promise<void> {
  const { database, sites } = store;
  const site = sites.ids[0];
  if (site === undefined) throw new Error('There is no site to fill.');
  const there = await database.reader.selectFrom('threads').select('key').where('site', '=', site).execute();
  const known = new Set(there.map((thread) => thread.key));
  for (const { key, title, said, days, isClosed } of discussions()) {
    if (!known.has(key)) await seedThread(store, { site, key, title }, timed(key, said, now - days[0] * day, now - days[1] * day));
    if (isClosed) await setState(database, site, key, 'closed');
  }
}

/** Gives everything said its id and its time: many soon after the article, fewer later, replies soon after what they answer. */
function* timed(key: string, said: Iterable<Said>, from: number, until: number): Generator<SeedComment> {
  const chance = chanceFrom(key);
  const all = [...said];
  // Growing fractions from 0 to 1; the power makes the first days the busiest.
  const moments = all.map(() => chance() ** 1.3).sort((one, other) => one - other);
  const earliest = moments[0] ?? 0;
  const span = (moments.at(-1) ?? 0) - earliest || 1;
  const comments = all.flatMap((one, index) => {
    const time = from + ((moments[index]! - earliest) / span) * (until - from);
    return [...branch(one, null, time, until, chance)];
  });
  yield* comments.sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
}

/**
 * A comment and what answers it. The page draws no replies yet, so readers answer each other as they do where there are
 * none, by name; only what answers a removed comment hangs on it and keeps its place standing.
 */
function* branch(said: Said, parentId: string | null, time: number, until: number, chance: () => number): Generator<SeedComment> {
  const id = idAt(time, chance);
  const { name, text, state = 'published' } = said;
  yield { id, parentId, name, text, state, createdAt: new Date(time).toISOString() };
  let last = time;
  for (const reply of said.replies ?? []) {
    last += (until - last) * (0.02 + chance() * 0.1);
    if (state === 'removed') yield* branch(reply, id, last, until, chance);
    else yield* branch({ ...reply, text: name === null ? reply.text : `@${name}: ${reply.text}` }, parentId, last, until, chance);
  }
}

/** A UUIDv7 as devices make them, but by seeded chance. */
function idAt(time: number, chance: () => number): string {
  const digits = (length: number) => Array.from({ length }, () => Math.floor(chance() * 16).toString(16)).join('');
  const stamp = Math.floor(time).toString(16).padStart(12, '0');
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${digits(3)}-${'89ab'[Math.floor(chance() * 4)]!}${digits(3)}-${digits(12)}`;
}

/** Numbers from 0 up to 1 that look like chance and are always the same for the same words (mulberry32). */
function chanceFrom(words: string): () => number {
  let state = 0;
  for (const letter of words) state = (Math.imul(state, 31) + letter.codePointAt(0)!) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
