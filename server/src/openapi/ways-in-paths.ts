import { accountPaths, maxIdLength, sessionPaths } from 'diwan/contract';
import { maxBodyBytes } from '../routes/body.ts';
import { json, problems, type Media, type Operation, type Parameter, type PathItem } from './operation.ts';

const refusals = [[400, 'Not JSON in UTF-8.'], [413, 'Too large.'], [415, 'Not sent as JSON.'], [422, 'Fields that cannot be taken, named in `faults`.']] as const;
const strangers = [403, 'No site of this server, a page of another site, or a way to hold a session that does not last there.'] as const;
const elsewhere = [403, 'A page that is not the server’s own.'] as const;
const nobody = [401, 'Nobody is signed in on the site.'] as const;
const over = [422, '`flow` `expired`: over, used, or begun in another browser.'] as const;
const managed = [403, 'No site of this server, a page of another site, or a member whom the site signs in.'] as const;

const htmlPage: Media = { content: { 'text/html; charset=utf-8': { schema: { type: 'string' } } } };
const provider: Parameter = { name: 'id', in: 'path', required: true, description: 'The provider, from `ways`.', schema: { type: 'string', minLength: 1, maxLength: 40 } };
const passkey: Parameter = { name: 'id', in: 'path', required: true, description: 'The passkey.', schema: { type: 'string', minLength: 1, maxLength: maxIdLength } };

/** The paths of providers, passkeys and single sign-on. */
export const waysInPaths: Readonly<Record<string, PathItem>> = {
  '/v1/providers/{id}': { get: leadToProvider() },
  '/v1/providers/{id}/callback': { get: comeBack() },
  [sessionPaths.providerLook]: { post: asked('lookAtProvider', 'What is missing to somebody whom a provider knows. This and the next two are for the server’s own page.', 'ProviderFlow', 'ProviderProof', elsewhere, over) },
  [sessionPaths.providerJoin]: { post: asked('joinByProvider', 'Makes them a member, and leads back to the site.', 'ProviderJoin', 'Grant', elsewhere, over, [409, 'An account has to be signed in to.']) },
  [sessionPaths.providerLink]: { post: asked('linkProvider', 'Links the provider with the account that was just signed in to, and leads back to the site.', 'ProviderLink', 'Grant', [403, 'A page that is not the server’s own, or the account of another address.'], over, [409, 'It is connected with another account.']) },
  [accountPaths.providers]: { post: asked('connectProvider', 'Connects the account with a provider.', 'Connection', 'Account', nobody, managed, [409, 'It is connected with another account.']) },
  [sessionPaths.passkeyChallenge]: { post: asked('askPasskey', 'What to ask the device with. To add one, somebody must be signed in.', 'PasskeyWish', 'PasskeyOptions', nobody, managed, [409, 'There are enough.'], [429, 'Too much was begun from this network: `retryAfter` says when to come again.']) },
  [sessionPaths.passkeySignIn]: { post: asked('signInByPasskey', 'Signs in with a passkey.', 'PasskeySignIn', 'Grant', [401, 'No passkey of the site, or not a right answer of it.'], strangers) },
  [accountPaths.passkeys]: { post: asked('addPasskey', 'Adds a passkey.', 'NewPasskey', 'Account', nobody, managed, [409, 'It is known already, or there are enough.']) },
  '/v1/account/passkeys/{id}/removal': { post: { ...asked('removePasskey', 'Removes a passkey.', 'Site', 'Account', nobody, strangers), parameters: [passkey] } },
  [sessionPaths.singleSignOn]: { post: asked('signOn', 'Signs in one of the site’s own users.', 'SignOn', 'Grant', [401, 'A token that is not the site’s, not for this, too old, or was used before.'], strangers) },
};

function leadToProvider(): Operation {
  const text = (name: string, description: string, required = true): Parameter => ({ name, in: 'query', required, description, schema: { type: 'string', minLength: 1 } });
  return {
    operationId: 'leadToProvider',
    summary: 'Leads to a provider, for a browser to open. Afterwards it leads to `return` with `#diwan={code}&state={state}`, or with `#diwan-failed=cancelled|failed&state={state}`.',
    parameters: [
      provider,
      text('site', 'Any origin of one of the server’s sites.'),
      text('challenge', 'Base64url of the SHA-256 of the verifier.'),
      text('state', 'What the device knows by what came back.'),
      text('return', 'An address on one of the site’s origins.'),
      text('lang', 'A BCP 47 tag.', false),
      text('connect', '`1`: what comes back connects the account of whoever is signed in, and lets nobody in.', false),
    ],
    responses: {
      302: { description: 'The provider, or, where it cannot be reached, the site.' },
      404: { description: 'No such provider.', ...htmlPage },
      422: { description: 'A parameter that cannot be.', ...htmlPage },
      429: { description: 'Too much was begun from this network.', ...htmlPage },
      ...problems(),
    },
  };
}

function comeBack(): Operation {
  return {
    operationId: 'comeBackFromProvider',
    summary: 'Where a provider leads back to; the address to register there.',
    parameters: [provider],
    responses: {
      302: { description: 'The site, or the server’s own page, where something is still to be done.' },
      400: { description: 'Nothing that this browser began a little while ago.', ...htmlPage },
      ...problems(),
    },
  };
}

function asked(operationId: string, summary: string, body: string, answer: string, ...further: readonly (readonly [number, string])[]): Operation {
  return {
    operationId,
    summary,
    requestBody: { required: true, description: `At most ${maxBodyBytes} bytes.`, ...json(body) },
    responses: { 200: { description: 'It.', ...json(answer) }, ...problems(...refusals, ...further) },
  };
}
