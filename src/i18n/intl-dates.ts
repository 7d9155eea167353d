import { elapsed } from './dates.ts';
import type { Dates } from './messages.ts';

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
