import { elapsed } from '../dates.ts';
import type { ReadingMessages } from '../messages.ts';

let format: Intl.DateTimeFormat | undefined;

/** English, as the list says it: part of the first paint. */
export const reading: ReadingMessages = {
  lang: 'en',
  dir: 'ltr',
  // By hand, as the number in the heading: the first use of Intl costs the first paint some 15 ms.
  ago(then, now) {
    const since = elapsed(then, now);
    return since ? `${since.value} ${since.unit}${since.value === 1 ? '' : 's'} ago` : 'just now';
  },
  exact: (then) => (format ??= new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' })).format(then),

  heading: (total) => (total === null ? 'Comments' : total === 1 ? '1 comment' : `${`${total}`.replace(/\B(?=(\d{3})+$)/g, ',')} comments`),
  loading: 'Loading comments',
  guest: 'Guest',
  held: 'Waiting for approval. Only you can see this.',
  accepted: 'Received. Others may not see it yet.',
  removed: 'This comment was removed.',
  edited: 'edited',

  guestForm: 'Add contribution as a guest',
};
