import { errorCodes, faultReasons, maxCountsPerRequest, maxEmailLength, maxIdLength, maxNameLength, maxOwnPerRequest } from 'diwan/contract';
import type { Config } from '../config.ts';
import { accountSchemas } from './account-schemas.ts';
import { object, orNull, ref, type JsonSchema } from './json-schema.ts';
import { sessionSchemas } from './session-schemas.ts';
import { waysInSchemas } from './ways-in-schemas.ts';

const count: JsonSchema = { type: 'integer', minimum: 0 };
const flag: JsonSchema = { type: 'boolean' };
const wanted: JsonSchema = { enum: ['required', 'optional', 'none'] };
const sorts: JsonSchema = { enum: ['oldest', 'newest'] };
const cursor: JsonSchema = { description: 'Opaque; good only for the list it came with.', type: 'string', minLength: 1, maxLength: maxIdLength };

/** A comment's id. */
export const idSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: maxIdLength };

/** An id as it is made for a new comment. */
const newId: JsonSchema = {
  description: 'A UUID in lower case, made on the device; version 7 recommended. Sending the same comment again with it is safe for ever.',
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
};

const threadKey: JsonSchema = { type: 'string', minLength: 1, maxLength: 500 };

/** Which site is meant, in a body. */
const site: JsonSchema = { description: 'The origin of the page.', type: 'string', minLength: 1, maxLength: 500 };

const guestKey: JsonSchema = {
  description: 'By what a guest is known again: 256 random bits in base64url, made on the device. Kept as a hash, and in no answer.',
  type: ['string', 'null'],
  pattern: '^[A-Za-z0-9_-]{43}$',
};

const body = object('What a comment says: characters and line breaks, no markup.', { format: { const: 'text' }, text: { type: 'string' } });

const page = {
  items: { type: 'array', items: ref('Comment') },
  previous: orNull(cursor),
  next: orNull(cursor),
  total: { description: 'How many published comments there are; of a thread, replies included.', ...count },
} satisfies Record<string, JsonSchema>;

const comment = object('A comment as a reader sees it. There is no e-mail address in it, nor anything made from one.', {
  id: idSchema,
  parentId: orNull(idSchema),
  author: object('Who wrote it. `namesake`: a guest under a name that belongs to a member. `former`: a member who left.', {
    id: { description: 'Names the member.', type: ['string', 'null'] },
    name: { type: ['string', 'null'] },
    kind: { enum: ['guest', 'namesake', 'member', 'former'] },
    picture: { description: 'Its address, on this server.', type: ['string', 'null'] },
  }),
  body,
  state: {
    description: '`held` waits for approval and is shown to its writer alone; `removed` stands only because replies hang on it.',
    enum: ['published', 'held', 'removed'],
  },
  createdAt: { type: 'string', format: 'date-time', pattern: 'Z$' },
  editedAt: orNull({ description: 'When its text was last replaced.', type: 'string', format: 'date-time', pattern: 'Z$' }),
  replyCount: { description: 'Published direct replies.', ...count },
  can: object('What may be done with it now. `edit` and `remove` are true only in what is answered to its writer.', { reply: flag, edit: flag, remove: flag }),
});

const facts = object('What holds for the whole server.', {
  sorts: { type: 'array', minItems: 1, items: sorts },
  bodyFormats: { type: 'array', minItems: 1, items: { const: 'text' } },
  maxLength: { description: 'The longest text in code points.', type: 'integer', minimum: 1 },
  maxDepth: { description: 'Levels of replies below the top.', ...count },
  maxPageSize: { type: 'integer', minimum: 1, maximum: 100 },
  paging: { const: 'numbered' },
  idempotentWrites: flag,
  guest: object('What a guest must give.', { name: wanted, email: wanted }),
});

const threadPage = object('A page of a thread’s top-level comments, with all that the first paint needs.', {
  ...page,
  thread: object('The thread itself.', {
    state: { enum: ['open', 'closed'] },
    can: object('What a reader may do here now.', { comment: flag }),
  }),
  viewer: { description: 'Pages are the same for everybody: who is signed in, `POST /v1/session` says.', type: 'null' },
  number: { description: 'This page, from 1.', type: 'integer', minimum: 1 },
  pageCount: { type: 'integer', minimum: 1 },
  asOf: { description: 'Freezes the set for the pages asked for next.', type: 'string', minLength: 1, maxLength: maxIdLength },
  newer: { description: 'Top-level comments published after `asOf`.', ...count },
  facts: ref('Facts'),
  facets: {
    description: 'What else there is. `own`: writers may change what is theirs, and guests send their key. The others are ways of members.',
    type: 'array',
    items: { enum: ['own', 'session', 'signInPages', 'account', 'passkeys', 'singleSignOn'] },
  },
  located: object('With `around` only: the comment, and what it hangs on from the top down.', {
    id: idSchema,
    ancestors: { type: 'array', items: idSchema },
  }),
}, ['located']);

const problem = object('A failure (RFC 9457) with the contract’s code.', {
  type: { const: 'about:blank' },
  title: { type: 'string' },
  status: { type: 'integer', minimum: 400, maximum: 599 },
  detail: { description: 'For the log; never shown to a reader, and repeats nothing that was sent.', type: 'string' },
  code: { enum: errorCodes },
  faults: orNull({
    type: 'array',
    minItems: 1,
    items: object('One field and what is wrong with it. The empty field is the whole body.', {
      field: { type: 'string', maxLength: 500 },
      reason: { enum: faultReasons },
    }),
  }),
  retryAfter: { description: 'Seconds.', type: ['integer', 'null'], minimum: 0 },
});

/** Every body of the wire by its name, as this server's configuration makes it. */
export function schemasOf({ facts: own }: Pick<Config, 'facts'>): Readonly<Record<string, JsonSchema>> {
  const limitedBody: JsonSchema = { ...body, description: `What it says: at most ${own.maxLength} code points, not blank.` };
  const guest = object(
    'Who the guest says they are.',
    {
      name: { description: `At most ${maxNameLength} code points, no control or direction-changing characters.`, type: ['string', 'null'] },
      email: { description: `Goes in and never comes out. At most ${maxEmailLength} characters.`, type: ['string', 'null'] },
    },
    ['name', 'email'],
  );
  const newComment = object(
    'A comment as it is sent.',
    {
      id: newId,
      parentId: orNull(idSchema),
      body: limitedBody,
      guest: orNull(guest),
      thread: object(
        'Which discussion is meant.',
        {
          site,
          key: threadKey,
          url: { description: 'Kept only where it is on the site.', type: ['string', 'null'], maxLength: 2000 },
          title: { type: ['string', 'null'], maxLength: 500 },
        },
        ['url', 'title'],
      ),
      guestKey,
    },
    ['parentId', 'guest', 'guestKey'],
  );
  return {
    NewComment: newComment,
    Own: object('Which comments are asked for as one’s own.', {
      thread: object('Where they stand.', { site, key: threadKey }),
      ids: { type: 'array', maxItems: maxOwnPerRequest, items: idSchema },
      guestKey,
    }, ['guestKey']),
    OwnComments: object('Those that are.', { comments: { type: 'array', maxItems: maxOwnPerRequest, items: ref('Comment') } }),
    Edit: object('Another text for a comment.', { site, body: limitedBody, guestKey }, ['guestKey']),
    Removal: object('The removal of a comment.', { site, guestKey }, ['guestKey']),
    Removed: object('What is left of a comment: a tombstone where replies hang on it.', { comment: orNull(ref('Comment')) }),
    Comment: comment,
    Facts: facts,
    ThreadPage: threadPage,
    Replies: object('A part of the direct replies to a comment, the oldest first.', page),
    Counts: object('How many comments each thread shows, replies included.', {
      counts: {
        type: 'array',
        maxItems: maxCountsPerRequest,
        items: object('One thread.', { thread: threadKey, total: count }),
      },
    }),
    ...accountSchemas,
    ...waysInSchemas,
    ...sessionSchemas,
    Health: object('The server can read its database.', { status: { const: 'ok' } }),
    Problem: problem,
  };
}
