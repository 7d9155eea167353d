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
  const time = hex(Math.max(0, Math.floor(now) % 2 ** 48 || 0), 12);
  const [first = 0, second = 0, ...chance] = crypto.getRandomValues(new Uint16Array(5));
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex(0x7000 | (first & 0xfff))}-${hex(0x8000 | (second & 0x3fff))}-${chance.map((part) => hex(part)).join('')}`;
}

function hex(value: number, digits = 4): string {
  return value.toString(16).padStart(digits, '0');
}
