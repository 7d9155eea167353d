import type { ReadingMessages, TurningMessages } from '../messages.ts';
import { reading } from './reading.ts';

let format: Intl.DateTimeFormat | undefined;

// No page that everybody reads has such comments, and the exact date is there once the first paint is over.
Object.assign(reading, {
  exact: (then) => (format ??= new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' })).format(then),
  held: 'Waiting for approval. Only you can see this.',
  accepted: 'Received. Others may not see it yet.',
} satisfies Partial<ReadingMessages>);

const number = (value: number) => value.toLocaleString('en');

/** English, as the pager and the notices say it: loaded right after the first paint. */
export const turning: TurningMessages = {
  number,
  signIn: 'Sign in',
  benefit: 'Members keep their name, their picture and all their comments.',
  memberForm: (name) => `Comment as ${name}`,
  sort: 'Order',
  oldest: 'Oldest first',
  newest: 'Newest first',

  empty: 'No comments yet.',
  emptyHint: 'Be the first to write one.',
  closed: 'Comments on this article are closed.',
  loadFailed: 'The comments could not be loaded.',
  loadOffline: 'You are offline. The comments will appear when you are back.',
  retry: 'Try again',
  formMissing: 'The form could not be loaded.',
  newer: (count) => (count === 1 ? '1 new comment' : `${number(count)} new comments`),

  pages: 'Pages of comments',
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
  page: (n) => `Page ${number(n)}`,
  pageOf: (n, count) => `Page ${number(n)} of ${number(count)}`,
  pageSize: 'Comments per page',
};

/** Completes what the first paint says: other languages come whole, English in parts. */
export function withTurning(messages: ReadingMessages): ReadingMessages & TurningMessages {
  return { ...turning, ...messages };
}
