import { elapsed } from '../dates.ts';
import type { ReadingMessages } from '../messages.ts';

/** English, as the list says it: part of the first paint. What is `''` here is not said before `en/turning.ts` has come, and completes it. */
export const reading: ReadingMessages = {
  lang: 'en',
  dir: 'ltr',
  // By hand, as the number in the heading: the first use of Intl costs the first paint some 15 ms.
  ago(then, now) {
    const since = elapsed(then, now);
    return since ? `${since.value} ${since.unit}${since.value === 1 ? '' : 's'} ago` : 'just now';
  },
  exact: () => '',

  heading: (total) => (total === null ? 'Comments' : total === 1 ? '1 comment' : `${`${total}`.replace(/\B(?=(\d{3})+$)/g, ',')} comments`),
  loading: 'Loading comments',
  guest: 'Guest',
  former: 'Former member',
  held: '',
  accepted: '',
  removed: 'This comment was removed.',
  edited: 'edited',

  guestForm: 'Add contribution as a guest',
};
