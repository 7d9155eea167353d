import type { FormMessages, ReadingMessages, WritingMessages } from '../messages.ts';
import { turning, withTurning } from './turning.ts';

const { closed, number } = turning;
const characters = (count: number) => (count === 1 ? '1 character' : `${number(count)} characters`);

const offline = 'You are offline.';
const notAllowed = 'This is not allowed here.';
const noAnswer = 'No answer came.';
const unfit = 'Some of these characters cannot be published.';
const unreadable = 'The answer cannot be read.';

/** English, as the form says it: loaded with the form. */
export const writing: WritingMessages = {
  name: 'Name',
  email: 'E-mail',
  emailNote: 'Never displayed publicly.',
  text: 'Your comment',
  optional: '(optional)',
  remember: 'Remember my name and e-mail on this device',
  rememberNote: 'Remembered on this device.',
  forget: 'Forget them',
  forgotten: 'Your name and e-mail are forgotten.',
  submit: 'Post comment',
  left: (count) => `${characters(count)} left`,
  over: (count) => `${characters(count)} too many`,

  draftRestored: 'We kept what you were writing.',
  draftDiscard: 'Discard it',
  draftDiscarded: 'Draft discarded.',
  undo: 'Undo',
  draftElsewhere: 'Written in another tab:',
  takeOther: 'Use that text',
  keepMine: 'Keep this text',
  notLasting: 'This browser does not let us keep drafts: closing the page loses your text.',

  yours: 'What you just wrote',
  sending: 'Sending',
  waiting: 'Not sent yet. We keep trying.',
  waitingOffline: `${offline} We send it when you are back.`,
  waitingSignIn: 'Waiting for you to sign in.',
  unsure: `${noAnswer} It may already be posted: look before you send it again.`,
  refused: 'Not posted.',
  sent: 'Your comment is published.',
  sentHeld: 'Thank you. It appears once it is approved.',
  sentAccepted: 'Thank you. It was received.',
  sendAgain: 'Send again',
  takeBack: 'Edit the text',

  problems: (count) => (count === 1 ? 'One field needs another look.' : `${number(count)} fields need another look.`),
  nameRequired: 'Please enter a name.',
  nameCharacters: unfit,
  nameTooLong: 'This name is too long.',
  emailRequired: 'Please enter your e-mail address.',
  emailMalformed: 'This does not look like name@example.org.',
  textRequired: 'Please write something first.',
  textCharacters: unfit,
  textTooLong: (max) => `This is longer than ${characters(max)}.`,

  errors: {
    offline,
    timeout: noAnswer,
    unavailable: 'The server cannot be reached.',
    'rate-limited': 'That was too fast.',
    unauthenticated: 'Please sign in first.',
    forbidden: notAllowed,
    'not-found': 'This is no longer there.',
    closed,
    conflict: 'It was already posted with another text.',
    invalid: 'The server did not accept this.',
    'invalid-cursor': unreadable,
    challenge: 'The site takes you for a robot.',
    'outcome-unknown': noAnswer,
    unsupported: notAllowed,
    protocol: unreadable,
  },
};

/** Completes what was loaded so far: other languages come whole, English in parts. */
export function withWriting(messages: ReadingMessages): FormMessages {
  return { ...writing, ...withTurning(messages) };
}
