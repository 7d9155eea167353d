import type { Messages, ReadingMessages, WritingMessages } from '../messages.ts';
import { turning, withTurning } from './turning.ts';

const number = (value: number) => value.toLocaleString('en');
const characters = (count: number) => (count === 1 ? '1 character' : `${number(count)} characters`);

const offline = 'You are offline.';
const notAllowed = 'This is not allowed here.';
const noAnswer = 'No answer came.';
const unreadable = 'The server’s answer cannot be read.';

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
  forgotten: 'Your name and e-mail are no longer kept on this device.',
  submit: 'Post comment',
  left: (count) => `${characters(count)} left`,
  over: (count) => `${characters(count)} too many`,

  draftRestored: 'We kept what you were writing.',
  draftDiscard: 'Discard it',
  draftDiscarded: 'Draft discarded.',
  undo: 'Undo',
  draftElsewhere: 'You wrote something else in another tab:',
  takeOther: 'Use that text',
  keepMine: 'Keep this text',
  notLasting: 'This browser does not let us keep drafts: your text is lost when you close the page.',

  yours: 'What you just wrote',
  sending: 'Sending',
  waiting: 'Not sent yet. We keep trying.',
  waitingOffline: `${offline} It is kept here and will be sent when you are back.`,
  waitingSignIn: 'Waiting for you to sign in.',
  unsure: 'No answer came, so it may already be posted. Look before you send it again.',
  refused: 'Not posted.',
  sent: 'Your comment is published.',
  sentHeld: 'Thank you. Your comment will appear once it is approved.',
  sentAccepted: 'Thank you. Your comment was received.',
  sendAgain: 'Send again',
  takeBack: 'Edit the text',

  problems: (count) => (count === 1 ? 'One field needs another look.' : `${number(count)} fields need another look.`),
  nameRequired: 'Please enter a name.',
  nameCharacters: 'Please use letters, digits and ordinary signs only.',
  nameTooLong: 'This name is too long.',
  emailRequired: 'Please enter your e-mail address.',
  emailMalformed: 'This does not look like an e-mail address, such as name@example.org.',
  textRequired: 'Please write something first.',
  textCharacters: 'Some of its characters cannot be published.',
  textTooLong: (max) => `The text is longer than ${characters(max)}.`,

  errors: {
    offline,
    timeout: noAnswer,
    unavailable: 'The server cannot be reached.',
    'rate-limited': 'That was a lot in a short time.',
    unauthenticated: 'Please sign in first.',
    forbidden: notAllowed,
    'not-found': 'This is no longer there.',
    closed: turning.closed,
    conflict: 'Something else was already posted in its place.',
    invalid: 'The server did not accept this.',
    'invalid-cursor': unreadable,
    challenge: 'Please confirm first that you are not a robot.',
    'outcome-unknown': noAnswer,
    unsupported: notAllowed,
    protocol: unreadable,
  },
};

/** Completes what was loaded so far: other languages come whole, English in parts. */
export function withWriting(messages: ReadingMessages): Messages {
  return { ...writing, ...withTurning(messages) };
}
