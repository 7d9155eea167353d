import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a body travels. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this many bytes compressing costs more than it saves. */
const leastToCompress = 1024;

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** The best encoding that a client takes (RFC 9110 §12.5.3), by its `Accept-Encoding`. */
export function negotiated(accepted: string | undefined): Encoding {
  if (!accepted) return 'identity';
  if (accepts(accepted, 'br')) return 'br';
  return accepts(accepted, 'gzip') ? 'gzip' : 'identity';
}

function accepts(accepted: string, encoding: string): boolean {
  for (const each of accepted.split(',')) {
    const [name, ...parameters] = each.split(';');
    if (name?.trim().toLowerCase() === encoding) return !parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/i.test(parameter));
  }
  return false;
}

/** The encoding a body of this length is sent in. */
export function worthwhile(encoding: Encoding, length: number): Encoding {
  return length < leastToCompress ? 'identity' : encoding;
}

/**
 * The bytes encoded, off the main thread.
 *
 * @param effort `once` for what is compressed once and sent for ever, `often` for a page that changes.
 */
export async function encoded(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
  effort: 'once' | 'often',
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'identity') return bytes;
  if (encoding === 'gzip') return await toGzip(bytes, { level: effort === 'once' ? 9 : 5 });
  const quality = effort === 'once' ? constants.BROTLI_MAX_QUALITY : 4;
  return await toBrotli(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
  });
}
