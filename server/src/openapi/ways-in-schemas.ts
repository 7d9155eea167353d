import { maxIdLength, maxNameLength } from 'diwan/contract';
import { object, ref, type JsonSchema } from './json-schema.ts';

const text: JsonSchema = { type: 'string' };
const opaque: JsonSchema = { type: 'string', minLength: 1, maxLength: maxIdLength };
const site: JsonSchema = { description: 'The origin of the page.', type: 'string', minLength: 1, maxLength: 500 };
const hold = ref('Hold');
const flow: JsonSchema = { description: 'From the fragment of `/members/`.', ...opaque };
const code: JsonSchema = { description: 'From the fragment that was come back to.', ...opaque };
const verifier: JsonSchema = { description: 'What the challenge was made from (RFC 7636).', type: 'string', minLength: 43, maxLength: 128 };
const credential: JsonSchema = { description: 'What the browser answered, in JSON (WebAuthn Level 3).', type: 'object' };

/** The bodies of ways in beside passwords and codes, by their names. */
export const waysInSchemas: Readonly<Record<string, JsonSchema>> = {
  SignOn: object('A token of the site’s own.', { site, token: { type: 'string', minLength: 1, maxLength: 10_000 }, hold }),
  PasskeyWish: object('To sign in, or to add a passkey.', { site, purpose: { enum: ['sign-in', 'add'] } }),
  PasskeyOptions: object('What to ask the device with, in JSON.', { options: { type: 'object' } }),
  PasskeySignIn: object('A passkey’s answer.', { site, answer: credential, hold }),
  NewPasskey: object('A passkey that the device made.', { site, name: { description: 'At most 80 code points.', ...text }, answer: credential }),
  ProviderFlow: object('Somebody whom a provider knows.', { flow }),
  ProviderProof: object('What is missing to somebody whom a provider knows.', {
    site: text,
    provider: { description: 'Its name.', ...text },
    needs: { description: '`name`: a name. `account`: to be signed in to the one with the address, or, without one, to any.', enum: ['name', 'account'] },
    name: { description: 'As the provider has it.', type: ['string', 'null'] },
    email: { description: 'As the provider confirmed it, all but its first letter and its domain hidden.', type: ['string', 'null'] },
    returnTo: text,
  }),
  ProviderJoin: object('A name for somebody whom a provider knows.', { flow, name: { description: `At most ${maxNameLength} code points.`, ...text } }),
  ProviderLink: object('The account that a provider is linked with: what a sign-in on the server’s own page came back with.', { flow, code, verifier }),
  Connection: object('A provider to be connected with the account of whoever is signed in.', { site, code, verifier }),
};
