/** What the browser's own conversions are, where it has them (WebAuthn Level 3, since 2025). */
interface Conversions {
  parseRequestOptionsFromJSON?(options: object): PublicKeyCredentialRequestOptions;
  parseCreationOptionsFromJSON?(options: object): PublicKeyCredentialCreationOptions;
}

/** A credential as it may come: with `toJSON` or without. */
type Answer = Omit<PublicKeyCredential, 'toJSON'> & { toJSON?(): object };

/** Whether this browser knows passkeys, and the page may ask for them. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && isSecureContext;
}

/** Has the reader show a passkey: `PasskeyCeremony` for signing in. @throws the browser's own error, `NotAllowedError` where the reader changed their mind. */
export async function showPasskey(options: object): Promise<object> {
  const { parseRequestOptionsFromJSON: parse } = PublicKeyCredential as unknown as Conversions;
  const publicKey = parse ? parse.call(PublicKeyCredential, options) : (withBytes(options) as PublicKeyCredentialRequestOptions);
  return inJson(await navigator.credentials.get({ publicKey }));
}

/** Has the reader's device make a passkey: `PasskeyCeremony` for adding one. @throws as {@link showPasskey}; `InvalidStateError` where it has one already. */
export async function makePasskey(options: object): Promise<object> {
  const { parseCreationOptionsFromJSON: parse } = PublicKeyCredential as unknown as Conversions;
  const publicKey = parse ? parse.call(PublicKeyCredential, options) : (withBytes(options) as PublicKeyCredentialCreationOptions);
  return inJson(await navigator.credentials.create({ publicKey }));
}

/** Where bytes stand in WebAuthn's options. */
interface OptionsInJson {
  readonly challenge: string;
  readonly user?: { readonly id: string };
  readonly allowCredentials?: readonly { readonly id: string }[];
  readonly excludeCredentials?: readonly { readonly id: string }[];
}

function withBytes(options: object): object {
  const { challenge, user, allowCredentials, excludeCredentials } = options as OptionsInJson;
  const ids = (list: readonly { readonly id: string }[]) => list.map((each) => ({ ...each, id: bytesOf(each.id) }));
  return {
    ...options,
    challenge: bytesOf(challenge),
    ...(user && { user: { ...user, id: bytesOf(user.id) } }),
    ...(allowCredentials && { allowCredentials: ids(allowCredentials) }),
    ...(excludeCredentials && { excludeCredentials: ids(excludeCredentials) }),
  };
}

/** A credential as WebAuthn writes it in JSON. */
function inJson(credential: Credential | null): object {
  if (!credential) throw new DOMException('no passkey', 'NotAllowedError');
  const answer = credential as unknown as Answer;
  try {
    // Some password managers put objects of their own here, whose method is there and throws.
    if (answer.toJSON) return answer.toJSON();
  } catch {
    // Then it is written by hand.
  }
  const { id, rawId, type, authenticatorAttachment, response } = answer;
  const fields = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'] as const;
  const buffers = response as unknown as Readonly<Record<(typeof fields)[number], ArrayBuffer | null | undefined>>;
  const written = fields.flatMap((field) => (buffers[field] ? [[field, textOf(buffers[field])] as const] : []));
  const transports = (response as Partial<AuthenticatorAttestationResponse>).getTransports?.();
  return {
    id,
    rawId: textOf(rawId),
    type,
    authenticatorAttachment: authenticatorAttachment ?? undefined,
    clientExtensionResults: answer.getClientExtensionResults(),
    response: { ...Object.fromEntries(written), ...(transports && { transports }) },
  };
}

function bytesOf(base64url: string): ArrayBuffer {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;
}

function textOf(bytes: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
