import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { accountView, pendingCode, profileView, wireClaimed, wireComment, wireCounts, wireEarlier, wireGrant, wireLink, wireLocatedPage, wireOwnComments, wireOwnList, wirePage, wireProblem, wireProviderProof, wireRemoved, wireReplies, wireWays, type Guard } from 'diwan/contract';
import { readConfig } from '../../src/app.ts';
import { openapiDocument } from '../../src/openapi/document.ts';

/** The document, as a server with the usual configuration serves it. */
export const document = openapiDocument(readConfig({}));

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } });
ajv.addKeyword('components');
ajv.addSchema({ $id: 'document', components: document.components });
const validators = new Map<string, ValidateFunction>();

/** Every answer that was held against the document: `get /v1/comments 200`. */
export const seen = new Set<string>();

const guards: Readonly<Record<string, Guard<unknown>>> = {
  Account: accountView,
  Claimed: wireClaimed,
  Comment: wireComment,
  Counts: wireCounts,
  Earlier: wireEarlier,
  Grant: wireGrant,
  Link: wireLink,
  OwnComments: wireOwnComments,
  OwnList: wireOwnList,
  PendingCode: pendingCode,
  Problem: wireProblem,
  Profile: profileView,
  ProviderProof: wireProviderProof,
  Removed: wireRemoved,
  Replies: wireReplies,
  ThreadPage: wirePage,
  Ways: wireWays,
};

/** Fails unless the document has the answer, its body fits the schema, and the client's guard lets it through. */
export function requireDocumented(
  method: string,
  address: string,
  reply: { readonly status: number; readonly headers: Headers; readonly body: unknown; readonly text: string },
): void {
  const path = pathOf(address.replace(/\?.*$/s, ''));
  const operation = document.paths[path]?.[method.toLowerCase() as 'get' | 'post' | 'patch' | 'put'];
  if (!operation) return;
  const described = operation.responses[String(reply.status)];
  assert.ok(described, `the document has no ${reply.status} for ${method} ${path}`);
  seen.add(`${method.toLowerCase()} ${path} ${reply.status}`);
  const [[type, media] = []] = Object.entries(described.content ?? {});
  if (type === undefined || media === undefined) return assert.equal(reply.text, '');
  assert.equal(reply.headers.get('content-type'), type);
  if (media.schema.type === 'string') return assert.notEqual(reply.text, '');
  const name = media.schema.$ref?.split('/').at(-1);
  // A picture.
  if (name === undefined) return;
  requireSchema(name, reply.body);
  guards[name]?.(reply.body, '');
  if (address.includes('around=') && reply.status === 200) wireLocatedPage(reply.body, '');
}

/** The document's path that an address is of. */
function pathOf(path: string): string {
  return document.paths[path] ? path : path.replace(/^(\/v1\/(?:comments|members|pictures|providers|account\/(?:devices|passkeys|providers)))\/[^/]+/, '$1/{id}');
}

/** Fails unless the value fits a schema of the document. */
export function requireSchema(name: string, value: unknown): void {
  let validate = validators.get(name);
  if (!validate) validators.set(name, (validate = ajv.compile({ $ref: `document#/components/schemas/${name}` })));
  assert.ok(validate(value), `${name}: ${ajv.errorsText(validate.errors)}`);
}
