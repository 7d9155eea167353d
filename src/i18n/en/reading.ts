import { intlDates } from '../dates.ts';
import type { ReadingMessages } from '../messages.ts';

const number = (value: number) => value.toLocaleString('en');

/** English, as the list says it: part of the first paint. */
export const reading: ReadingMessages = {
  lang: 'en',
  dir: 'ltr',
  number,
  ...intlDates('en'),

  heading: (total) => (total === null ? 'Comments' : total === 1 ? '1 comment' : `${number(total)} comments`),
  sort: 'Order',
  oldest: 'Oldest first',
  newest: 'Newest first',

  loading: 'Loading comments',
  empty: 'No comments yet.',
  emptyHint: 'Be the first to write one.',
  closed: 'Comments on this article are closed.',
  loadFailed: 'The comments could not be loaded.',
  loadOffline: 'You are offline. The comments will appear when you are back.',
  retry: 'Try again',
  newer: (count) => (count === 1 ? '1 new comment' : `${number(count)} new comments`),

  guest: 'Guest',
  held: 'Waiting for approval. Only you can see this.',
  accepted: 'Received. It may take a while to appear for everyone.',
  removed: 'This comment was removed.',

  pages: 'Pages of comments',
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
  page: (n) => `Page ${number(n)}`,
  pageOf: (n, count) => `Page ${number(n)} of ${number(count)}`,
  pageSize: 'Comments per page',

  guestForm: 'Add contribution as a guest',
  signIn: 'Sign in',
};
