import { createHash } from 'node:crypto';
import type { Answer } from './answers.ts';
import { encoded, worthwhile, type Encoding } from './encoding.ts';

/** A body ready to be sent. */
export interface Rendered {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: Encoding;
  /** A strong validator: the same only for the same bytes. */
  readonly tag: string;
}

/** A value as JSON, encoded and tagged. */
export async function rendered(value: unknown, wanted: Encoding): Promise<Rendered> {
  const plain = Buffer.from(JSON.stringify(value));
  const encoding = worthwhile(wanted, plain.byteLength);
  return { bytes: await encoded(plain, encoding, 'often'), encoding, tag: tagOf(plain, encoding) };
}

/**
 * The tag of a body in an encoding. It is made from the bytes and not from a version number, so
 * that it holds even after a backup was restored and versions are given out a second time.
 */
export function tagOf(plain: Uint8Array, encoding: Encoding): string {
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
}

/** 200 with the body, or 304 when the client has it (RFC 9110 §13.1.2). */
export function answerWith(
  { bytes, encoding, tag }: Rendered,
  ifNoneMatch: string | undefined,
  headers: { readonly 'content-type': string; readonly 'cache-control': string },
): Answer {
  const cached = { 'cache-control': headers['cache-control'], etag: tag };
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, tag)) return { status: 304, headers: cached, body: null };
  const described = { 'content-type': headers['content-type'], ...cached };
  return {
    status: 200,
    headers: encoding === 'identity' ? described : { ...described, 'content-encoding': encoding },
    body: bytes,
  };
}

function matches(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}
