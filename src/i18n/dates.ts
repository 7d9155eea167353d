import type { Dates } from './messages.ts';

const minute = 60_000;

/** The steps of "how long ago": up to how many milliseconds, counted in which unit, of how many. */
const steps = [
  [60 * minute, 'minute', minute],
  [24 * 60 * minute, 'hour', 60 * minute],
  [30 * 24 * 60 * minute, 'day', 24 * 60 * minute],
  [365 * 24 * 60 * minute, 'month', 30.44 * 24 * 60 * minute],
  [Infinity, 'year', 365.25 * 24 * 60 * minute],
] as const;

/** A unit that "how long ago" is counted in. */
export type AgoUnit = (typeof steps)[number][1];

/** How long ago in the largest whole unit; `null` for less than a minute, and for the future of a clock that runs ahead. */
export function elapsed(then: number, now: number): { readonly value: number; readonly unit: AgoUnit } | null {
  const span = now - then;
  if (!(span >= minute)) return null;
  const [, unit, size] = steps.find(([limit]) => span < limit)!;
  return { value: Math.max(1, Math.floor(span / size)), unit };
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
      relative ??= new Intl.RelativeTimeFormat(lang);
      return relative.format(-since.value, since.unit);
    },
    exact(then) {
      absolute ??= new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' });
      return absolute.format(then);
    },
  };
}
