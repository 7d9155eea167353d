import { accountPaths, maxIdLength, maxPictureBytes } from 'diwan/contract';
import type { Config } from '../config.ts';
import { maxBodyBytes } from '../routes/body.ts';
import { json, problems, type Operation, type Parameter, type PathItem } from './operation.ts';

const site: Parameter = { name: 'site', in: 'query', required: true, description: 'Any origin of one of the server’s sites.', schema: { type: 'string', minLength: 1, maxLength: 500 } };

const guarded = [
  [401, 'Nobody is signed in on the site.'],
  [403, 'No site of this server, a page of another site, or a password sent from one.'],
  [422, 'Fields that cannot be taken, named in `faults`.'],
] as const;

const refusals = [...guarded, [400, 'Not JSON in UTF-8.'], [413, 'Too large.'], [415, 'Not sent as it must be.']] as const;

const limited = [429, 'Too many attempts.'] as const;

/** The paths of accounts, profiles and pictures. All but the last two need a session: a cookie, or `Authorization: Bearer`. */
export function accountPathItems({ facts }: Pick<Config, 'facts'>): Readonly<Record<string, PathItem>> {
  return {
    [accountPaths.account]: {
      get: { ...account('readAccount', 'The account of whoever is signed in.'), parameters: [site], responses: { 200: ok('Account'), ...problems(...guarded) } },
      patch: { ...account('changeAccount', 'Gives it another name, another text, other settings.'), requestBody: bodyOf('AccountChange'), responses: { 200: ok('Account'), ...problems(...refusals, limited) } },
    },
    [accountPaths.picture]: {
      put: {
        ...account('changePicture', 'Takes another picture. What is kept is made anew from its pixels: small, square, and without what the camera wrote into it.'),
        parameters: [site],
        requestBody: {
          required: true,
          description: `JPEG, PNG, GIF, WebP or AVIF of at most ${maxPictureBytes} bytes.`,
          content: { 'image/*': { schema: {} } },
        },
        responses: { 200: ok('Account'), ...problems(...refusals, limited) },
      },
    },
    [accountPaths.pictureRemoval]: { post: { ...account('removePicture', 'Takes the picture away.'), requestBody: bodyOf('Site') } },
    [accountPaths.password]: {
      post: { ...account('changePassword', 'Sets a password and ends every other session.'), requestBody: bodyOf('PasswordChange'), responses: { 200: ok('Account'), ...problems(...refusals, limited) } },
    },
    [removalOf('devices')]: { post: { ...account('endSession', 'Signs out one device.'), parameters: [idOf('The device.')], requestBody: bodyOf('Site') } },
    [removalOf('providers')]: { post: { ...account('disconnect', 'Disconnects the account from a provider.'), parameters: [idOf('The connection, from the account.')], requestBody: bodyOf('Site') } },
    [accountPaths.comments]: {
      get: {
        operationId: 'readOwnComments',
        summary: 'The member’s comments in all threads.',
        parameters: [
          site,
          { name: 'size', in: 'query', description: `How many at most; more than ${facts.maxPageSize} is answered as ${facts.maxPageSize}.`, schema: { type: 'integer', minimum: 1, default: Math.min(25, facts.maxPageSize) } },
          { name: 'cursor', in: 'query', description: '`previous` or `next` of an earlier part.', schema: { type: 'string', minLength: 1, maxLength: maxIdLength } },
        ],
        responses: { 200: ok('OwnList'), ...problems(...guarded, [400, 'A cursor that was not given for this list.']) },
      },
    },
    [accountPaths.earlier]: {
      get: { operationId: 'readEarlier', summary: 'Comments of guests under the member’s address.', parameters: [site], responses: { 200: ok('Earlier'), ...problems(...guarded) } },
    },
    [accountPaths.claims]: {
      post: { operationId: 'claim', summary: 'Makes some of them the member’s own; what is not among them is passed over.', requestBody: bodyOf('Claim'), responses: { 200: ok('Claimed'), ...problems(...refusals) } },
    },
    [accountPaths.download]: {
      post: { operationId: 'download', summary: 'Everything about the member, as a file.', requestBody: bodyOf('Site'), responses: { 200: ok('Download'), ...problems(...refusals) } },
    },
    [accountPaths.deletion]: {
      post: { operationId: 'deleteAccount', summary: 'Deletes the account and ends all its sessions.', requestBody: bodyOf('Deletion'), responses: { 200: ok('Nothing'), ...problems(...refusals, limited) } },
    },
    '/v1/members/{id}': {
      get: {
        operationId: 'readProfile',
        summary: 'What everybody may see of a member.',
        parameters: [idOf('The member.'), site],
        responses: { 200: ok('Profile'), 304: { description: 'The client has it.' }, ...problems([403, 'No site of this server.'], [404, 'No such member.'], [422, 'A parameter that cannot be, named in `faults`.']) },
      },
    },
    '/v1/pictures/{id}': {
      get: {
        operationId: 'readPicture',
        summary: 'A member’s picture.',
        parameters: [idOf('The picture.')],
        responses: { 200: { description: 'It.', content: { 'image/webp': { schema: {} } } }, ...problems([404, 'No such picture, or no more.'], [422, 'An id that cannot be.']) },
      },
    },
  };
}

/** What is answered with the account as it is then. */
function account(operationId: string, summary: string): Operation {
  return { operationId, summary, responses: { 200: ok('Account'), ...problems(...refusals) } };
}

function ok(name: string): Operation['responses'][string] {
  return { description: 'It.', ...json(name) };
}

function bodyOf(name: string): Operation['requestBody'] & object {
  return { required: true, description: `At most ${maxBodyBytes} bytes.`, ...json(name) };
}

function idOf(description: string): Parameter {
  return { name: 'id', in: 'path', required: true, description, schema: { type: 'string', minLength: 1, maxLength: maxIdLength } };
}

function removalOf(folder: string): string {
  return `/v1/account/${folder}/{id}/removal`;
}
