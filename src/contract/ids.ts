/**
 * What names a comment within its backend. Opaque: our own are UUIDs, another backend's may be a
 * number written as text. 1 to 200 characters (`maxIdLength`).
 */
export type CommentId = string;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in its canonical lower-case form (RFC 9562), as every id made by {@link newCommentId} is. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/**
 * Makes the id of a new comment on the device, before anything else happens to it, so that sending
 * it again is safe for ever: a UUIDv7 (RFC 9562 §5.7), 48 bits of time and 74 of chance.
 *
 * @param now milliseconds since 1970; a wrong clock spoils nothing but the sorting of ids, which nobody relies on.
 */
export function newCommentId(now: number = Date.now()): CommentId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Math.max(0, Math.floor(now)) % 2 ** 48;
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(time / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
