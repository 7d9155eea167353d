import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { isCommentsError, listOf, maybe, oneOf, record, refuse, text, type Guard } from 'diwan/contract';

/** What a browser answered, and what it says of the page that asked. */
interface Answer<Response> {
  readonly response: Response;
  /** The challenge that it answers, in base64url. */
  readonly challenge: string;
  readonly origin: string;
}

/** An answer of a passkey that was used. */
export interface SignInAnswer extends Answer<AuthenticationResponseJSON> {
  /** The member it says it is of; `null` where it says nobody. */
  readonly userHandle: string | null;
}

/** An answer of a passkey that was made. */
export interface RegistrationAnswer extends Answer<RegistrationResponseJSON> {
  readonly transports: readonly string[];
}

const encoded: Guard<string> = (value, path) => (/^[\w-]+$/.test(text(50_000, 1)(value, path)) ? (value as string) : refuse(path));
const id: Guard<string> = (value, path) => (encoded(value, path).length <= 2000 ? (value as string) : refuse(path));

const plain = { id, rawId: id, type: oneOf('public-key') };
const used = record({ ...plain, response: record({ clientDataJSON: encoded, authenticatorData: encoded, signature: encoded, userHandle: maybe(encoded) }) });
const made = record({ ...plain, response: record({ clientDataJSON: encoded, attestationObject: encoded, transports: maybe(listOf(text(50, 1), 10)) }) });
const clientData = record({ challenge: encoded, origin: text(2000, 1) });

/** The parts of a browser's answer that are looked at, or `null` for what is none. That it is right is still to be seen. */
export function credentialIn(answer: object, deed: 'get'): SignInAnswer | null;
export function credentialIn(answer: object, deed: 'create'): RegistrationAnswer | null;
export function credentialIn(answer: object, deed: 'get' | 'create'): SignInAnswer | RegistrationAnswer | null {
  try {
    if (deed === 'get') {
      const { response, ...rest } = used(answer, '');
      const { userHandle, ...parts } = response;
      return { response: { ...rest, response: parts, clientExtensionResults: {} }, userHandle, ...clientDataIn(parts.clientDataJSON) };
    }
    const { response, ...rest } = made(answer, '');
    const { transports, ...parts } = response;
    return { response: { ...rest, response: parts, clientExtensionResults: {} }, transports: transports ?? [], ...clientDataIn(parts.clientDataJSON) };
  } catch (thrown) {
    if (isCommentsError(thrown) || thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function clientDataIn(json: string): { readonly challenge: string; readonly origin: string } {
  return clientData(JSON.parse(Buffer.from(json, 'base64url').toString()), '');
}
