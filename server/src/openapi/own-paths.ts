import { paths } from 'diwan/contract';
import type { Config } from '../config.ts';
import { maxBodyBytes } from '../routes/body.ts';
import { json, problems, type Operation, type Parameter, type PathItem } from './operation.ts';
import { idSchema } from './schemas.ts';

const minute = 60_000;

const id: Parameter = { name: 'id', in: 'path', required: true, description: 'The comment.', schema: idSchema };

const refusals = [
  [400, 'Not JSON in UTF-8.'],
  [413, 'Too large.'],
  [415, 'Not sent as JSON.'],
  [422, 'Fields that cannot be taken, named in `faults`.'],
] as const;

const missing = [404, 'No such comment on the site, or one that waits for approval and is another’s.'] as const;

/** The paths by which guests find, edit and remove what is theirs. */
export function ownPaths(windows: Config['windows']): Readonly<Record<string, PathItem>> {
  return {
    [paths.own]: { post: readOwn() },
    [`${paths.comments}/{id}`]: { patch: edit(windows) },
    [`${paths.comments}/{id}/removal`]: { post: remove(windows) },
  };
}

function readOwn(): Operation {
  return {
    operationId: 'readOwn',
    summary: 'Those of the comments that came with the guest’s key, held ones too, with what may be done to them now. What was removed is not among them.',
    requestBody: bodyOf('Own'),
    responses: {
      200: { description: 'The guest’s own, in no order.', ...json('OwnComments') },
      ...problems(...refusals, [403, 'No site of this server, or a page of another site.']),
    },
  };
}

function edit(windows: Config['windows']): Operation {
  return {
    operationId: 'edit',
    summary: `Gives a comment another text: ${spanOf(windows.edit / minute, 'minutes')}. The text it has already is no edit.`,
    parameters: [id],
    requestBody: bodyOf('Edit'),
    responses: {
      200: { description: 'The comment as it is now.', ...json('Comment') },
      ...problems(
        ...refusals,
        missing,
        [403, 'No site of this server, a page of another site, another guest’s comment, its time is over, or a closed thread (`closed`).'],
        [410, 'It was removed.'],
      ),
    },
  };
}

function remove(windows: Config['windows']): Operation {
  return {
    operationId: 'remove',
    summary: `Removes a comment: ${spanOf(windows.remove / minute / 60, 'hours')}. One that was removed before is answered the same to its writer.`,
    parameters: [id],
    requestBody: bodyOf('Removal'),
    responses: {
      200: { description: 'What is left of it.', ...json('Removed') },
      ...problems(
        ...refusals,
        missing,
        [403, 'No site of this server, a page of another site, another guest’s comment, or its time is over.'],
        [410, 'It was removed, and is another’s.'],
      ),
    },
  };
}

function bodyOf(name: string): Operation['requestBody'] & object {
  return { required: true, description: `At most ${maxBodyBytes} bytes.`, ...json(name) };
}

function spanOf(length: number, unit: string): string {
  return length === 0 ? 'never on this server' : `for ${length} ${unit} after it was stored`;
}
