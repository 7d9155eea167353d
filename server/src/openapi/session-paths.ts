import { sessionPaths } from 'diwan/contract';
import { maxBodyBytes } from '../routes/body.ts';
import { json, problems, type Operation, type Parameter, type PathItem } from './operation.ts';

const site: Parameter = { name: 'site', in: 'query', required: true, description: 'Any origin of one of the server’s sites.', schema: { type: 'string', minLength: 1, maxLength: 500 } };

const refusals = [
  [400, 'Not JSON in UTF-8.'],
  [403, 'No site of this server, a page of another site, or a password or a cookie where page and server are not of one site.'],
  [413, 'Too large.'],
  [415, 'Not sent as JSON.'],
  [422, 'Fields that cannot be taken, named in `faults`.'],
] as const;

const limited = [429, 'Too many attempts or mails: `retryAfter` says when to come again.'] as const;
const nobody = [401, 'Nobody is signed in, or what was shown is not right.'] as const;

/** The paths of sessions. Answers do not tell whether an address is known. */
export function sessionPathItems(): Readonly<Record<string, PathItem>> {
  return {
    [sessionPaths.ways]: {
      get: {
        operationId: 'readWays',
        summary: 'How readers can sign in on the page that asks.',
        parameters: [site],
        responses: { 200: { description: 'The ways.', ...json('Ways') }, ...problems([403, 'No site of this server.'], [422, 'A parameter that cannot be.']) },
      },
    },
    [sessionPaths.session]: { post: granting('readSession', 'Who is signed in; a cookie is renewed.', 'Site') },
    [sessionPaths.signUp]: { post: asking('signUp', 'Asks for an account, and mails a code and a link. Nothing is reserved until the code comes back.', 'SignUp') },
    [sessionPaths.password]: { post: granting('signIn', 'Signs in by password.', 'SignIn', nobody, limited) },
    [sessionPaths.code]: { post: asking('requestCode', 'Mails a code and a link. One for a deletion needs a session, and goes to its member.', 'CodeRequest', nobody) },
    [sessionPaths.confirm]: { post: granting('confirm', 'Ends what was begun with a mail, by its code.', 'Confirmation') },
    [sessionPaths.redeem]: { post: granting('redeem', 'A session for what a sign-in on another page came back with.', 'Redemption') },
    [sessionPaths.refresh]: { post: granting('refresh', 'New tokens for old ones.', 'Refresh', nobody) },
    [sessionPaths.end]: {
      post: { operationId: 'endSessions', summary: 'Signs out, here or elsewhere.', requestBody: bodyOf('End'), responses: { 200: { description: 'Done.', ...json('Nothing') }, ...problems(...refusals) } },
    },
    [sessionPaths.linkLook]: {
      post: { operationId: 'lookAtLink', summary: 'What a mailed link is for. Changes nothing; for the server’s own page.', requestBody: bodyOf('LinkLook'), responses: { 200: { description: 'What it is for.', ...json('Link') }, ...problems(...refusals) } },
    },
    [sessionPaths.linkUse]: { post: granting('useLink', 'Uses a mailed link, and leads back. For the server’s own page.', 'LinkUse') },
  };
}

type Refusal = readonly [status: number, description: string];

function granting(operationId: string, summary: string, body: string, ...more: readonly Refusal[]): Operation {
  return {
    operationId,
    summary,
    requestBody: bodyOf(body),
    responses: { 200: { description: 'Who is signed in now.', ...json('Grant') }, ...problems(...refusals, ...more) },
  };
}

function asking(operationId: string, summary: string, body: string, ...more: readonly Refusal[]): Operation {
  return {
    operationId,
    summary,
    requestBody: bodyOf(body),
    responses: { 202: { description: 'A mail goes out.', ...json('PendingCode') }, ...problems(...refusals, limited, ...more) },
  };
}

function bodyOf(name: string): Operation['requestBody'] & object {
  return { required: true, description: `At most ${maxBodyBytes} bytes.`, ...json(name) };
}
