import type { Messages, OwnMessages, ReadingMessages } from '../messages.ts';
import { withWriting } from './writing.ts';

/** English, as what readers do with their own comments says it: loaded where there are any. */
export const own: OwnMessages = {
  edit: 'Edit',
  remove: 'Remove',
  save: 'Save',
  cancel: 'Cancel',
  saved: 'Your comment was changed.',
  notSaved: 'What you typed is kept.',
  tooLate: 'This can no longer be changed.',
  removeAsk: 'Remove this comment for everyone?',
  removeYes: 'Yes, remove it',
  removeNo: 'No, keep it',
  removedNow: 'Your comment was removed.',
};

/** Completes what was loaded so far: other languages come whole, English in parts. */
export function withOwn(messages: ReadingMessages): Messages {
  return { ...own, ...withWriting(messages) };
}
