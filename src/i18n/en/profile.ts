import type { ProfileMessages } from '../membership-messages.ts';

let format: Intl.DateTimeFormat | undefined;

/** English, as the profile of a member says it: loaded when the first one is looked at. */
export const profile: ProfileMessages = {
  close: 'Close',
  aboutMember: (name) => `About ${name}`,
  memberSince: (date) => `Member since ${date}`,
  memberComments: (count) => (count === 1 ? '1 comment' : `${count.toLocaleString('en')} comments`),
  profileLoading: 'One moment',
  profileFailed: 'The profile could not be loaded.',
  profileGone: 'This member is no longer here.',
  day: (then) => (format ??= new Intl.DateTimeFormat('en', { dateStyle: 'long' })).format(then),
};
