import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;
const stampLength = 9;

/**
 * Everything that needs the server's secret, each with a key of its own (HKDF, RFC 5869):
 * enciphering e-mail addresses (AES-256-GCM), finding them again, knowing guests, first texts and tokens again, and
 * stamping the cursors we give.
 */
export class Secrets {
  readonly #cipherKey: Buffer;
  readonly #lookupKey: Buffer;
  readonly #guestKey: Buffer;
  readonly #textKey: Buffer;
  readonly #stampKey: Buffer;
  readonly #tokenKey: Buffer;
  /** Tells whether a database was written with this secret, and nothing else about it. */
  readonly mark: string;

  /** @param secret at least 32 characters, kept outside the database. */
  constructor(secret: string) {
    const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'diwan', purpose, 32));
    this.#cipherKey = derive('email');
    this.#lookupKey = derive('email look-up');
    this.#guestKey = derive('guest keys');
    this.#textKey = derive('first texts');
    this.#stampKey = derive('cursors');
    this.#tokenKey = derive('tokens');
    this.mark = derive('mark').toString('base64url');
  }

  /**
   * An address made unreadable without the secret.
   *
   * @param place where it will be stored; it cannot be opened anywhere else.
   */
  seal(address: string, place: string): Uint8Array {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.#cipherKey, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(address, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** The address again. Throws when it was changed, moved, or sealed with another secret. */
  open(sealed: Uint8Array, place: string): string {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv('aes-256-gcm', this.#cipherKey, bytes.subarray(0, nonceLength))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8');
  }

  /**
   * What a sealed address is found again by: the same for the same address on the same site, in any case of the letters A to Z. Of others `toLowerCase`
   * makes one out of several that belong to different mailboxes, as of `K` and the sign for kelvin.
   */
  lookup(address: string, site: string): Uint8Array {
    const folded = address.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    return createHmac('sha256', this.#lookupKey).update(`${site}\n${folded}`).digest();
  }

  /**
   * What a guest's key is known again by where it was sent to. Another comment's tells nothing of it: not
   * even two of one guest, on one site, can be seen to belong together.
   *
   * @param place where it will be stored: {@link placeOf} the comment.
   */
  guestMark(key: string, place: string): Uint8Array {
    return markWith(this.#guestKey, key, place);
  }

  /** Whether that was made from this key for this place. Takes as long for a wrong key as for the right one. */
  isGuestMark(mark: Uint8Array, key: string, place: string): boolean {
    const expected = this.guestMark(key, place);
    return mark.byteLength === expected.byteLength && timingSafeEqual(mark, expected);
  }

  /** What a text is known again by that is not kept: nobody without the secret can try texts against it. Otherwise as {@link guestMark}. */
  textMark(text: string, place: string): Uint8Array {
    return markWith(this.#textKey, text, place);
  }

  /**
   * What a secret that was given away (a cookie's token, the id of a flow, a code) is known again by.
   *
   * @param place what it is good for and where: the mark of another place is another one.
   */
  tokenMark(token: string, place: string): Uint8Array {
    return markWith(this.#tokenKey, token, place);
  }

  /** Something to be given away and recognised when it comes back, as text fit for an address. `context` says where it is good. */
  stamp(content: string, context: string): string {
    return Buffer.concat([this.#stampOf(content, context), Buffer.from(content)]).toString('base64url');
  }

  /** What was stamped for this context, or `null` for anything else. */
  unstamp(stamped: string, context: string): string | null {
    const bytes = Buffer.from(stamped, 'base64url');
    if (bytes.length <= stampLength || bytes.toString('base64url') !== stamped) return null;
    const content = bytes.subarray(stampLength).toString();
    return timingSafeEqual(bytes.subarray(0, stampLength), this.#stampOf(content, context)) ? content : null;
  }

  #stampOf(content: string, context: string): Buffer {
    return createHmac('sha256', this.#stampKey).update(`${context}\n${content}`).digest().subarray(0, stampLength);
  }
}

/** What is sealed or marked for a comment is good for that one alone. */
export function placeOf(site: string, id: string): string {
  return `${site}\n${id}`;
}

/** The length of the place goes before it, so that what is marked cannot begin in it. */
function markWith(key: Buffer, content: string, place: string): Uint8Array {
  return createHmac('sha256', key).update(`${place.length}\n${place}\n${content}`).digest();
}
