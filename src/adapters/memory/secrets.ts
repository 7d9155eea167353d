/** What members are known by: passwords, codes and ids. By WebCrypto, which is there in secure contexts only. */

/** A password as it is kept: PBKDF2 with SHA-256, in base64. */
export interface StoredPassword {
  readonly salt: string;
  readonly rounds: number;
  readonly hash: string;
}

/** Whether members can be kept safe here at all. */
export const hasWebCrypto = (): boolean => globalThis.crypto?.subtle !== undefined;

/** A password as it is to be kept. */
export async function sealed(password: string, rounds: number): Promise<StoredPassword> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt: inBase64(salt), rounds, hash: await derived(password, salt, rounds) };
}

/** Whether it is the password. The same work is done where there is none, so that the time tells nothing. */
export async function opens(password: string, stored: StoredPassword | null, rounds: number): Promise<boolean> {
  const { salt, hash } = stored ?? { salt: inBase64(new Uint8Array(16)), hash: null };
  return (await derived(password, fromBase64(salt), stored?.rounds ?? rounds)) === hash;
}

/** SHA-256 of an address, however it is spelled; `null` where it cannot be had. */
export async function hashOfAddress(email: string): Promise<string | null> {
  if (!hasWebCrypto()) return null;
  return inBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(`diwan ${addressKey(email)}`))));
}

/** What an address is recognised by. */
export const addressKey = (email: string): string => email.trim().toLowerCase();

/** 128 random bits in base64url. */
export function newId(): string {
  return inBase64(crypto.getRandomValues(new Uint8Array(16))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/** Eight random digits. */
export function newCode(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(number % 1e8).padStart(8, '0');
}

/** Bytes in base64. */
export function inBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Not of the bare password: WebKit refuses an empty key. */
async function derived(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytesOf(`diwan ${password}`), 'PBKDF2', false, ['deriveBits']);
  return inBase64(new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256)));
}
