import { maxAboutLength, maxIdLength, maxNameLength, maxOwnPerRequest } from 'diwan/contract';
import { object, orNull, ref, type JsonSchema } from './json-schema.ts';

const flag: JsonSchema = { type: 'boolean' };
const text: JsonSchema = { type: 'string' };
const textOrNull: JsonSchema = { type: ['string', 'null'] };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const moment: JsonSchema = { type: 'string', format: 'date-time', pattern: 'Z$' };
const id: JsonSchema = { type: 'string', minLength: 1, maxLength: maxIdLength };
const site: JsonSchema = { description: 'The origin of the page.', type: 'string', minLength: 1, maxLength: 500 };
const password: JsonSchema = { type: 'string', maxLength: 1000 };

const thread = object('Where it stands.', { key: text, url: textOrNull, title: textOrNull });
const state: JsonSchema = { enum: ['published', 'held'] };

const settings = object('What a member chose.', {
  visible: object('What others see of them beside name and picture.', { about: flag, count: flag, since: flag }),
  mailsReplies: flag,
  language: { description: 'A BCP 47 tag.', type: ['string', 'null'], minLength: 1, maxLength: 35 },
  theme: { enum: ['auto', 'light', 'dark'] },
});

const about: JsonSchema = { description: `At most ${maxAboutLength} code points.`, ...text };

/** The bodies of accounts by their names. */
export const accountSchemas: Readonly<Record<string, JsonSchema>> = {
  Site: object('The site that is meant.', { site }),
  Viewer: object('A member as everybody sees them.', { id: text, name: text, picture: textOrNull }),
  Settings: settings,
  Account: object('A member’s account, as only they see it.', {
    viewer: ref('Viewer'),
    email: { description: 'All but its first letter and its domain hidden.', type: ['string', 'null'], pattern: '^[^@]{0,2}…@' },
    hasPassword: flag,
    about,
    settings: ref('Settings'),
    createdAt: moment,
    devices: { type: 'array', items: object('A device that is signed in.', { id, name: textOrNull, createdAt: moment, seenAt: moment, isThis: flag }) },
    passkeys: { type: 'array', items: object('A passkey.', { id: text, name: text, createdAt: moment }) },
    providers: { description: 'Whom they are connected with, one for each account there.', type: 'array', items: object('A connection.', { id, name: text }) },
  }),
  AccountChange: object(
    'What of the account is to be other. What is null or left out stays.',
    {
      site,
      name: { description: `At most ${maxNameLength} code points.`, type: ['string', 'null'] },
      about: orNull(about),
      settings: orNull(ref('Settings')),
    },
    ['name', 'about', 'settings'],
  ),
  PasswordChange: object('A new password. `current` is null for an account without one.', { site, current: orNull(password), password }, ['current']),
  Profile: object('What everybody may see of a member; what they hide is null.', {
    viewer: ref('Viewer'),
    about: textOrNull,
    comments: { description: 'How many published comments are theirs.', type: ['integer', 'null'], minimum: 0 },
    since: orNull(moment),
  }),
  OwnList: object('A part of the member’s own comments, the newest first, held ones too.', {
    items: { type: 'array', items: object('A comment and where it stands.', { comment: ref('Comment'), thread }) },
    previous: orNull(id),
    next: orNull(id),
    total: { description: 'How many of them others see.', ...count },
  }),
  Earlier: object('What was posted by guests under the member’s address, the newest first.', {
    comments: { type: 'array', maxItems: 100, items: object('A comment and where it stands.', { comment: ref('Comment'), thread }) },
  }),
  Claim: object('Which of them are to be the member’s own.', { site, ids: { type: 'array', maxItems: maxOwnPerRequest, items: id } }),
  Claimed: object('How many are so now.', { claimed: count }),
  Download: object('Everything that is known of a member, but hashes and keys.', {
    site: text,
    madeAt: moment,
    account: object('The account.', { id: text, name: text, email: { description: 'The whole address, here alone.', ...textOrNull }, about: text, createdAt: moment, hasPassword: flag, settings: ref('Settings') }),
    picture: orNull(object('The picture.', { type: { const: 'image/webp' }, base64: text })),
    sessions: { type: 'array', items: object('A device that is signed in.', { device: textOrNull, createdAt: moment, seenAt: moment, expiresAt: moment }) },
    identities: { type: 'array', items: object('Who they are elsewhere.', { provider: text, issuer: text, createdAt: moment }) },
    passkeys: { type: 'array', items: object('A passkey.', { name: text, createdAt: moment }) },
    comments: { type: 'array', items: object('A comment.', { id, parentId: orNull(id), thread, state, text, createdAt: moment, editedAt: orNull(moment) }) },
  }),
  Deletion: object('The end of an account.', {
    site,
    comments: { description: '`keep`: they stay, and no name with them. `remove`: as if each had been removed.', enum: ['keep', 'remove'] },
    proof: object('The password; or a mailed code and the flow it belongs to; or, where the account has neither password nor address, `isFresh`: the session is younger than ten minutes.', { password, flow: id, code: { type: 'string', maxLength: 100 }, isFresh: flag }, ['password', 'flow', 'code', 'isFresh']),
  }),
  Nothing: object('It is done.', {}),
};
