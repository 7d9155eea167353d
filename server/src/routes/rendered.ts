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

/** The two ways a body is answered. */
export interface Answers {
  readonly tag: string;
  /** 200 with the body. */
  readonly whole: Answer;
  /** 304, for a client that has it. */
  readonly unchanged: Answer;
}

/** What is said of a body beside its encoding and its tag. */
export interface BodyHeaders {
  readonly 'content-type': string;
  readonly 'cache-control': string;
}

/** The answers that a body makes. */
export function answersWith({ bytes, encoding, tag }: Rendered, headers: BodyHeaders): Answers {
  const cached = { 'cache-control': headers['cache-control'], etag: tag };
  const described = { 'content-type': headers['content-type'], ...cached };
  return {
    tag,
    whole: {
      status: 200,
      headers: encoding === 'identity' ? described : { ...described, 'content-encoding': encoding },
      body: bytes,
    },
    unchanged: { status: 304, headers: cached, body: null },
  };
}

/** The one of the two that a client gets, by its `If-None-Match` (RFC 9110 §13.1.2). */
export function chosen({ tag, whole, unchanged }: Answers, ifNoneMatch: string | undefined): Answer {
  if (ifNoneMatch === undefined) return whole;
  const isKnown = ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
  return isKnown ? unchanged : whole;
}

/** A body as a client gets it. */
export function answerWith(body: Rendered, ifNoneMatch: string | undefined, headers: BodyHeaders): Answer {
  return chosen(answersWith(body, headers), ifNoneMatch);
}
