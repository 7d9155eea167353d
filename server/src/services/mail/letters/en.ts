import type { LetterTexts, Occasion } from './letter.ts';
import { writing } from './moments.ts';

const { moment, number } = writing('en');

const validity = ({ minutes }: Occasion): string => `It is good for ${minutes === 1 ? 'one minute' : `${number(minutes)} minutes`} and for one use.`;
const when = (at: number, device: string | null): string => (device === null ? `It was done on ${moment(at)}.` : `It was done on ${moment(at)}, with ${device}.`);
const ignore = 'If that was not you, ignore this mail: nothing happens without the code. Give it to nobody, whoever asks.';
const react = (site: string): string =>
  `If that was not you, go to ${site}, choose “Forgot password” and set a new one at once. That signs every other device out. Then look through your account.`;

/** English. */
export const texts: LetterTexts = {
  lang: 'en',
  dir: 'ltr',
  orOpen: 'Or open this address:',
  foot: (site) => `This mail comes from the comments of ${site}.`,
  unsubscribe: 'No more mails about replies',
  unsubscribing: {
    title: 'Mails about replies',
    ask: (site) => `Do you want no more mails about replies to your comments on ${site}?`,
    button: 'No more of them, please',
    done: (site) => `You get no more mails about replies to your comments on ${site}. You can have them again in the settings of your account there.`,
    unknown: 'This address is not complete, or it is not one of ours. Please use the link in a mail as it stands there.',
  },
  letters: {
    'confirm-sign-up': (_, occasion) => ({
      subject: `Your code for ${occasion.site}`,
      before: [`Somebody, hopefully you, wants to join ${occasion.site} with this address. This code confirms it:`],
      button: 'Confirm the address',
      after: [validity(occasion), ignore],
    }),
    'sign-up-known': (_, occasion) => ({
      subject: `You already have an account on ${occasion.site}`,
      before: [`Somebody, hopefully you, wanted to join ${occasion.site} with this address. It has an account there already. This code signs you in:`],
      button: 'Sign in',
      after: [validity(occasion), ignore],
    }),
    'sign-in': (_, occasion) => ({
      subject: `Your code for ${occasion.site}`,
      before: [`This code signs you in to ${occasion.site}:`],
      button: 'Sign in',
      after: [validity(occasion), ignore],
    }),
    'sign-in-unknown': (_, { site }) => ({
      subject: `No account on ${site}`,
      before: [
        `Somebody, hopefully you, wanted to sign in to ${site} with this address. There is no account with it.`,
        'Perhaps you joined with another address. If you would like an account, choose “Sign up” there.',
      ],
      button: null,
      after: ['If that was not you, ignore this mail.'],
    }),
    reset: (_, occasion) => ({
      subject: `A new password for ${occasion.site}`,
      before: [`With this code you can set a new password for ${occasion.site}:`],
      button: 'Set a new password',
      after: [validity(occasion), ignore],
    }),
    'reset-unknown': (_, { site }) => ({
      subject: `No account on ${site}`,
      before: [
        `Somebody, hopefully you, asked for a new password for ${site} with this address. There is no account with it.`,
        'Perhaps you joined with another address. If you would like an account, choose “Sign up” there.',
      ],
      button: null,
      after: ['If that was not you, ignore this mail.'],
    }),
    'password-changed': ({ at, device }, { site }) => ({
      subject: `Your password for ${site} was changed`,
      before: [`The password of your account on ${site} was changed.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    deletion: (_, occasion) => ({
      subject: `Delete your account on ${occasion.site}?`,
      before: [`With this code you confirm that your account on ${occasion.site} shall be deleted, for good:`],
      button: 'Delete the account',
      after: [validity(occasion), `If you do not want that, ignore this mail: your account stays. If it was not you who asked, somebody else is signed in as you: set a new password on ${occasion.site}, by “Forgot password”.`],
    }),
    'account-deleted': ({ comments }, { site }) => ({
      subject: `Your account on ${site} was deleted`,
      before: [
        `Your account on ${site} was deleted, and with it your address, your password, your picture and your settings.`,
        comments === 'keep' ? 'Your comments stay, as those of a former member.' : 'Your comments were removed.',
      ],
      button: null,
      after: ['This is the last mail about it. Goodbye, and thank you.'],
    }),
    'provider-connected': ({ provider, at, device }, { site }) => ({
      subject: `Your account on ${site} was connected with ${provider}`,
      before: [`One can now sign in to your account on ${site} with ${provider}.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    'passkey-added': ({ passkey, at, device }, { site }) => ({
      subject: `A new passkey for ${site}`,
      before: [`One can now sign in to your account on ${site} with the passkey “${passkey}”.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    reply: ({ who, title }, { site }) => ({
      subject: `${who ?? 'A guest'} replied to you on ${site}`,
      before: [title === null ? `${who ?? 'A guest'} replied to your comment on ${site}:` : `${who ?? 'A guest'} replied to your comment under “${title}” on ${site}:`],
      button: 'Read the reply',
      after: [],
    }),
  },
};
