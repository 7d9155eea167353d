import { unsubscribePath } from '../routes/mail.ts';
import { problems, type Media, type Operation, type Parameter, type PathItem } from './operation.ts';

const token: Parameter = { name: 'token', in: 'query', required: true, description: 'As it stands in the mail.', schema: { type: 'string', minLength: 1, maxLength: 1600 } };

const page: Media = { content: { 'text/html; charset=utf-8': { schema: { description: 'A page for people, in the member’s language.', type: 'string' } } } };

/** The path that ends mails about replies. */
export function mailPaths(): Readonly<Record<string, PathItem>> {
  return { [unsubscribePath]: { get: ask(), post: end() } };
}

function ask(): Operation {
  return {
    operationId: 'askToUnsubscribe',
    summary: 'A page with a button that ends mails about replies. Changes nothing.',
    parameters: [token],
    responses: { 200: { description: 'The page.', ...page }, 404: { description: 'An address that was not given by this server.', ...page }, ...problems() },
  };
}

function end(): Operation {
  return {
    operationId: 'unsubscribe',
    summary: 'Ends mails about replies to a member, whoever asks and with whatever body (RFC 8058: `List-Unsubscribe=One-Click`). Asked again it changes nothing.',
    parameters: [token],
    responses: { 200: { description: 'They are ended.', ...page }, 404: { description: 'An address that was not given by this server.', ...page }, ...problems() },
  };
}
