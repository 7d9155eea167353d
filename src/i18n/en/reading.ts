import { intlDates } from '../dates.ts';
import type { ReadingMessages } from '../messages.ts';

/** English, as the list says it: part of the first paint. */
export const reading: ReadingMessages = {
  lang: 'en',
  dir: 'ltr',
  ...intlDates('en'),

  heading: (total) => (total === null ? 'Comments' : total === 1 ? '1 comment' : `${total.toLocaleString('en')} comments`),
  loading: 'Loading comments',
  guest: 'Guest',
  held: 'Waiting for approval. Only you can see this.',
  accepted: 'Received. It may take a while to appear for everyone.',
  removed: 'This comment was removed.',

  guestForm: 'Add contribution as a guest',
};
