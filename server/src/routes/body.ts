import type { Guard } from 'diwan/contract';
import { HttpRefusal, refuseField } from './refusals.ts';

/** The largest body of a request, in bytes. */
export const maxBodyBytes = 64 * 1024;

/** How deep a body may be nested. */
const maxDepth = 8;

/** A name that may be told back: one that looks like a field and not like something personal. */
const tellable = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/**
 * What a request carries, through a guard, and refused when it holds a field that the guard does not know.
 *
 * @throws CommentsError `invalid`: 413 too large, 415 not sent as JSON, 400 not JSON, 422 naming the field.
 */
export async function readBody<T extends object>(request: Request, guard: Guard<T>): Promise<T> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new HttpRefusal(415, 'invalid', 'The body must be sent as application/json.');
  }
  if (/^(?!identity$)./i.test(request.headers.get('content-encoding') ?? '')) {
    throw new HttpRefusal(415, 'invalid', 'The body must not be compressed.');
  }
  const value = parsed(await bytesOf(request, maxBodyBytes, () => new HttpRefusal(413, 'invalid', `The body must be at most ${maxBodyBytes} bytes.`)));
  refuseDeep(value, '', 0);
  const guarded = guard(value, '');
  refuseUnknown(value, guarded, '');
  return guarded;
}

/** The bytes of a body, of which no more than `most` are read. */
export async function bytesOf(request: Request, most: number, tooLarge: () => HttpRefusal): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (!request.body) return new Uint8Array();
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    // Not `cause`'s own message: V8's repeats a piece of the body.
    throw Object.assign(new HttpRefusal(400, 'invalid', 'The body is not JSON in UTF-8.'), { cause });
  }
}

function refuseDeep(value: unknown, path: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === maxDepth) refuseField(path, `nested at most ${maxDepth} deep`);
  for (const [name, inner] of Object.entries(value)) refuseDeep(inner, below(path, name), depth + 1);
}

/** A guard leaves unknown fields behind; what it rebuilt tells which those are. */
function refuseUnknown(value: unknown, guarded: unknown, path: string): void {
  if (typeof value !== 'object' || value === null || typeof guarded !== 'object' || guarded === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!Object.hasOwn(guarded, name)) refuseField(below(path, name), 'left out', 'unknown');
    refuseUnknown(inner, (guarded as Record<string, unknown>)[name], below(path, name));
  }
}

function below(path: string, name: string): string {
  if (!tellable.test(name)) return path;
  return path ? `${path}.${name}` : name;
}
