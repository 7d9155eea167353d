/** Dates and numbers as a language writes them. A reader's time zone is not known, so that moments are told in UTC and say so. */
export function writing(tag: string): { readonly moment: (at: number) => string; readonly number: (value: number) => string } {
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(tag);
  return { moment: (at) => `${moments.format(at)} UTC`, number: (value) => numbers.format(value) };
}
