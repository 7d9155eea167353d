import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What an authenticator may do other than it should. */
export interface Misdeed {
  /** The page that asks, as the browser names it. */
  readonly origin?: string;
  /** The host that it thinks it is for. */
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** Present 1, verified 4, attested 64. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string | null;
  readonly id?: string;
  /** Signs with another key than its own. */
  readonly isForged?: boolean;
  readonly algorithm?: number;
}

interface AskedOptions {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
}

/** A passkey in software: P-256, as WebAuthn has it (Level 3 §6). It keeps one credential. */
export class Authenticator {
  readonly id = randomBytes(32).toString('base64url');
  counter = 0;
  userHandle: string | null = null;
  readonly #origin: string;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #other = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  /** @param origin of the page it is used on. */
  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Makes the credential: what `navigator.credentials.create` answers, in JSON. */
  make({ challenge, rp, user }: AskedOptions, misdeed: Misdeed = {}): object {
    this.userHandle = user?.id ?? null;
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' }) as { x: string; y: string };
    const key = cborMap([[1, 2], [3, misdeed.algorithm ?? -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]);
    const id = Buffer.from(misdeed.id ?? this.id, 'base64url');
    const attested = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, key]);
    const authData = Buffer.concat([this.#authenticatorData(misdeed.rpId ?? rp?.id ?? '', misdeed.flags ?? 0x45, misdeed.counter ?? this.counter), attested]);
    const attestationObject = cborMap([['fmt', 'none'], ['attStmt', []], ['authData', authData]]);
    return this.#credential({ clientDataJSON: this.#clientData('webauthn.create', challenge, misdeed), attestationObject: attestationObject.toString('base64url'), transports: ['internal'] }, misdeed);
  }

  /** Uses it: what `navigator.credentials.get` answers, in JSON. */
  use({ challenge, rpId }: AskedOptions, misdeed: Misdeed = {}): object {
    this.counter++;
    const authenticatorData = this.#authenticatorData(misdeed.rpId ?? rpId ?? '', misdeed.flags ?? 0x05, misdeed.counter ?? this.counter);
    const clientDataJSON = this.#clientData('webauthn.get', challenge, misdeed);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()]);
    const signature = sign('sha256', signed, (misdeed.isForged ? this.#other : this.#keys).privateKey).toString('base64url');
    const userHandle = misdeed.userHandle === undefined ? this.userHandle : misdeed.userHandle;
    return this.#credential({ clientDataJSON, authenticatorData: authenticatorData.toString('base64url'), signature, userHandle }, misdeed);
  }

  #credential(response: object, { id = this.id }: Misdeed): object {
    return { id, rawId: id, type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: { credProps: { rk: true } }, response };
  }

  #clientData(type: string, challenge: string, misdeed: Misdeed): string {
    return Buffer.from(JSON.stringify({ type: misdeed.type ?? type, challenge: misdeed.challenge ?? challenge, origin: misdeed.origin ?? this.#origin, crossOrigin: false })).toString('base64url');
  }

  #authenticatorData(rpId: string, flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
  }
}

/** As much of CBOR (RFC 8949) as an authenticator says. An empty list stands for an empty map. */
function cborMap(entries: readonly (readonly [string | number, string | number | Buffer | readonly never[]])[]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flatMap(([name, value]) => [cbor(name), cbor(value)])]);
}

function cbor(value: string | number | Buffer | readonly never[]): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  return Buffer.isBuffer(value) ? Buffer.concat([cborHead(2, value.length), value]) : cborHead(5, 0);
}

function cborHead(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(size)]);
}

function uint16(number: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(number);
  return bytes;
}
