import { elapsed, type AgoUnit } from './dates.ts';
import type { Dates } from './messages.ts';

/** What a language says of time, where browsers do not know it. */
export interface TimeWords {
  /** Said of less than a minute, and of the future. */
  readonly now: string;
  /** "3 hours ago": the whole phrase, for a count of 1 or more. */
  readonly ago: (value: number, unit: AgoUnit) => string;
  /** From January on, as they stand in a date. */
  readonly months: readonly string[];
  /** The whole date; the hour is of 24, and hour and minute have two digits. */
  readonly exact: (day: number, month: string, year: number, time: string) => string;
}

/**
 * Dates written out by the locale itself, so that every browser says the same: Chromium knows
 * neither Kurmanji nor Sorani, and what the others know of Sorani is unfinished ("-٣ h").
 */
export function writtenDates(words: TimeWords): Dates {
  return {
    ago(then, now) {
      const since = elapsed(then, now);
      return since ? words.ago(since.value, since.unit) : words.now;
    },
    exact(then) {
      const date = new Date(then);
      const time = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
      return words.exact(date.getDate(), words.months[date.getMonth()]!, date.getFullYear(), time);
    },
  };
}
