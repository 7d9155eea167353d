import type { Dates } from './messages.ts';

/** What "how long ago" is counted in, and how many milliseconds it has. */
const units = [
  ['year', 31_536_000_000],
  ['month', 2_628_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A unit that "how long ago" is counted in. */
export type AgoUnit = (typeof units)[number][0];

/** How long ago in the largest whole unit; `null` for less than a minute, and for the future of a clock that runs ahead. */
export function elapsed(then: number, now: number): { readonly value: number; readonly unit: AgoUnit } | null {
  const found = units.find(([, length]) => now - then >= length);
  return found ? { value: Math.floor((now - then) / found[1]), unit: found[0] } : null;
}

/**
 * Dates as the browser writes them, for the languages that browsers know. Formats are made when first needed.
 * Counted always ("1 day ago"): what the browser calls "yesterday" is 24 to 48 hours, which may be the day before.
 */
export function intlDates(lang: string): Dates {
  let relative: Intl.RelativeTimeFormat | undefined;
  let absolute: Intl.DateTimeFormat | undefined;
  return {
    ago(then, now) {
      const since = elapsed(then, now);
      if (!since) return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(0, 'second');
      return (relative ??= new Intl.RelativeTimeFormat(lang)).format(-since.value, since.unit);
    },
    exact(then) {
      return (absolute ??= new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' })).format(then);
    },
  };
}
