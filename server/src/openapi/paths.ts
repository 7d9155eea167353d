import { maxCountsPerRequest, maxIdLength, paths } from 'diwan/contract';
import type { Config } from '../config.ts';
import { maxBodyBytes } from '../routes/body.ts';
import { accountPathItems } from './account-paths.ts';
import type { JsonSchema } from './json-schema.ts';
import { mailPaths } from './mail-paths.ts';
import { json, problems, type Operation, type Parameter, type PathItem } from './operation.ts';
import { ownPaths } from './own-paths.ts';
import { idSchema } from './schemas.ts';
import { waysInPaths } from './ways-in-paths.ts';
import { sessionPathItems } from './session-paths.ts';

const key: JsonSchema = { type: 'string', minLength: 1, maxLength: 500 };
const opaque: JsonSchema = { type: 'string', minLength: 1, maxLength: maxIdLength };

const site: Parameter = { name: 'site', in: 'query', required: true, description: 'Any origin of one of the server’s sites.', schema: key };
const validator: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The `ETag` of an earlier answer.',
  schema: { type: 'string' },
};

const reading = [
  [400, 'A cursor or a mark that was not given for this list.'],
  [403, 'No site of this server.'],
  [422, 'A parameter that cannot be, named in `faults`.'],
] as const;

/** Every path with what it takes and answers. */
export function pathsOf({ facts, windows }: Pick<Config, 'facts' | 'windows'>): Readonly<Record<string, PathItem>> {
  const size: Parameter = {
    name: 'size',
    in: 'query',
    description: `How many at most; more than ${facts.maxPageSize} is answered as ${facts.maxPageSize}.`,
    schema: { type: 'integer', minimum: 1, default: Math.min(25, facts.maxPageSize) },
  };
  return {
    [paths.comments]: { get: readThread(size), post: publish() },
    [`${paths.comments}/{id}/replies`]: { get: readReplies(size) },
    ...ownPaths(windows),
    [paths.counts]: { get: readCounts() },
    ...accountPathItems({ facts }),
    ...waysInPaths,
    ...sessionPathItems(),
    ...mailPaths(),
    '/health': {
      get: {
        operationId: 'health',
        summary: 'Whether the server can answer.',
        responses: { 200: { description: 'It can.', ...json('Health') }, ...problems() },
      },
    },
  };
}

function readThread(size: Parameter): Operation {
  return {
    operationId: 'readThread',
    summary: 'A page of a thread: by its number, from a cursor, or around a comment; at most one of the three.',
    parameters: [
      site,
      { name: 'thread', in: 'query', required: true, description: 'The thread’s key. One that nobody has written in is an empty page.', schema: key },
      { name: 'sort', in: 'query', description: 'The order.', schema: { enum: ['oldest', 'newest'], default: 'oldest' } },
      size,
      { name: 'page', in: 'query', description: 'From 1; beyond the last, the last.', schema: { type: 'integer', minimum: 1, default: 1 } },
      { name: 'cursor', in: 'query', description: '`previous` or `next` of a page in the same order.', schema: opaque },
      { name: 'around', in: 'query', description: 'The comment whose page is meant, or the topmost it hangs on.', schema: idSchema },
      { name: 'asOf', in: 'query', description: 'With `page`: the mark of the first page read.', schema: opaque },
      validator,
    ],
    responses: {
      200: { description: 'The page.', ...json('ThreadPage') },
      304: { description: 'The client has it.' },
      ...problems(...reading, [404, 'No such comment to look around.'], [410, 'It was removed.']),
    },
  };
}

function readReplies(size: Parameter): Operation {
  return {
    operationId: 'readReplies',
    summary: 'The direct replies to a comment, the oldest first.',
    parameters: [
      { name: 'id', in: 'path', required: true, description: 'The comment.', schema: idSchema },
      site,
      size,
      { name: 'cursor', in: 'query', description: '`previous` or `next` of an earlier part.', schema: opaque },
      validator,
    ],
    responses: {
      200: { description: 'The replies.', ...json('Replies') },
      304: { description: 'The client has it.' },
      ...problems(...reading, [404, 'No such comment.'], [410, 'It was removed.']),
    },
  };
}

function readCounts(): Operation {
  return {
    operationId: 'readCounts',
    summary: 'How many comments many threads have.',
    parameters: [
      site,
      {
        name: 'thread',
        in: 'query',
        description: `A thread’s key, up to ${maxCountsPerRequest} times.`,
        schema: { type: 'array', items: key, maxItems: maxCountsPerRequest },
      },
      validator,
    ],
    responses: {
      200: { description: 'The counts, in the order asked; a thread that nobody has written in has 0.', ...json('Counts') },
      304: { description: 'The client has it.' },
      ...problems([403, 'No site of this server.'], [422, 'A parameter that cannot be, named in `faults`.']),
    },
  };
}

function publish(): Operation {
  return {
    operationId: 'publish',
    summary: 'Stores a comment once, however often it is sent with its id. Once answered, it is on disk.',
    requestBody: { required: true, description: `At most ${maxBodyBytes} bytes.`, ...json('NewComment') },
    responses: {
      200: { description: 'It was stored before.', ...json('Comment') },
      201: { description: 'Stored, and everyone sees it.', ...json('Comment') },
      202: { description: 'Stored, and held for approval.', ...json('Comment') },
      ...problems(
        [400, 'Not JSON in UTF-8.'],
        [401, 'It names no guest, and nobody is signed in.'],
        [403, 'No site of this server, a page of another site, or a closed thread (`closed`).'],
        [404, 'The comment to answer is not in the thread.'],
        [409, 'The id stands for another content.'],
        [410, 'It, or the comment to answer, was removed.'],
        [413, 'Too large.'],
        [415, 'Not sent as JSON.'],
        [422, 'Fields that cannot be taken, named in `faults`.'],
      ),
    },
  };
}
