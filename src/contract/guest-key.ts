/**
 * What a guest is known again by: 256 random bits in base64url, 43 characters, made on the device once for each backend
 * and site and kept there. Whoever has it may change what was written with it, for as long as the backend allows;
 * whoever loses it cannot. A backend keeps nothing of it but a hash, and tells it to nobody.
 */
export type GuestKey = string;

const guestKey = /^[\w-]{43}$/;

/** Whether the text has the form of a {@link GuestKey}. */
export function isGuestKey(text: string): boolean {
  return guestKey.test(text);
}

/** Makes a {@link GuestKey}. */
export function newGuestKey(): GuestKey {
  const bytes = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
  return btoa(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
