import { promisifyRequest } from 'idb-keyval';
import { CommentsError } from '../../contract/errors.ts';
import type { WireDeviceKey } from '../../contract/wire-session.ts';
import { attempt } from '../../storage/attempt.ts';
import { systemClock } from '../../storage/clock.ts';
import { databaseStore } from '../../storage/database.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';

/** Where the page's drafts are, too. Keys cannot be put into text, so this has no second store: what it refuses lasts as long as the page. */
const store = databaseStore({ name: 'diwan', factory: () => indexedDB, clock: systemClock });

/** What the device's store would not take. */
const fleeting = new Map<string, unknown>();

/** What it held when it was last read: what a change begins with that it does not take. */
const seen = new Map<string, unknown>();

/**
 * What the device keeps under a key; `undefined` where that is nothing, and where the reader lets nothing be stored.
 *
 * @throws CommentsError `unavailable` while the database hangs: what it keeps is not known.
 */
export async function kept<T>(key: string): Promise<T | undefined> {
  if (fleeting.has(key)) return fleeting.get(key) as T;
  try {
    const held = await store('readonly', (records) => promisifyRequest<T | undefined>(records.get(key) as IDBRequest<T | undefined>));
    seen.set(key, held);
    return held;
  } catch (cause) {
    // A refusal is the browser's own error; that it hangs is said by us.
    if ((cause as Error).name === 'Error') throw new CommentsError('unavailable', 'the database hangs', { cause });
    return undefined;
  }
}

/** Keeps something, or with `undefined` nothing any more. */
export async function keep(key: string, value: unknown): Promise<void> {
  await keepChanged(key, () => value);
}

/** Changes what is kept, whole or not at all: no other tab comes in between. Answers whether it outlasts the page. */
export async function keepChanged<T>(key: string, change: (held: T | undefined) => T | undefined): Promise<boolean> {
  try {
    if (fleeting.has(key)) throw new Error('What is fleeting stays so.');
    await store('readwrite', async (records) => {
      const held = await promisifyRequest(records.get(key) as IDBRequest<T | undefined>);
      seen.set(key, held);
      const next = change(held);
      if (next === undefined) records.delete(key);
      else records.put(next, key);
      await promisifyRequest(records.transaction);
    });
    return true;
  } catch {
    fleeting.set(key, change((fleeting.has(key) ? fleeting : seen).get(key) as T | undefined));
    return false;
  }
}

/** Does the work while no other tab does work of that name; at once where the browser has no locks, or refuses them. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  let answer: { readonly value: T } | undefined;
  const locks = attempt(() => navigator.locks);
  await oneAtATime(name, locks, new AbortController().signal, async () => {
    answer = { value: await work() };
  });
  return answer!.value;
}

/** The browser's cryptography, which it withholds from pages without https. */
function subtle(): SubtleCrypto {
  const found = (globalThis.crypto as Partial<Crypto>).subtle;
  if (!found) throw new CommentsError('unsupported', 'Only a page on https can sign in on another site.');
  return found;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Makes the key that a session is bound to: nobody can take it out of the browser, this script included. */
export async function newDeviceKey(): Promise<CryptoKeyPair> {
  return await subtle().generateKey(curve, false, ['sign', 'verify']);
}

/** The half of it that may be told. */
export async function publicHalf({ publicKey }: CryptoKeyPair): Promise<WireDeviceKey> {
  const { x = '', y = '' } = await subtle().exportKey('jwk', publicKey);
  return { x, y };
}

/** A text signed with it, in base64url. */
export async function signatureOf(text: string, { privateKey }: CryptoKeyPair): Promise<string> {
  return base64url(await subtle().sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(text)));
}

/** A secret of 256 bits in base64url, and the SHA-256 of that text. */
export async function newVerifier(): Promise<{ readonly verifier: string; readonly challenge: string }> {
  const verifier = random();
  return { verifier, challenge: base64url(await subtle().digest('SHA-256', new TextEncoder().encode(verifier))) };
}

/** 256 bits of chance in base64url. */
export function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
