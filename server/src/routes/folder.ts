import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { encoded, worthwhile, type Encoding } from './encoding.ts';
import { tagOf, type Rendered } from './rendered.ts';

/** A file to be sent. */
export interface ServedFile {
  readonly type: string;
  rendered(encoding: Encoding): Promise<Rendered>;
}

/** Other files are not served. */
const types: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** What is gained by compressing. */
const compressible = /^(?:text\/|application\/json|image\/svg)/;

/** A path of plain names, none of which starts with a dot: neither leads out of the folder nor to what is hidden in it. */
const plainPath = /^(?:[A-Za-z0-9_~@-][A-Za-z0-9_.~@-]*\/)*[A-Za-z0-9_~@-][A-Za-z0-9_.~@-]*$/;

/** The files of a folder. Each is read and compressed once, and again when it has changed. */
export class Folder {
  readonly #path: string;
  readonly #files = new Map<string, { readonly stamp: string; readonly file: ServedFile }>();

  constructor(path: string) {
    this.#path = path;
  }

  /** The file, or `null` when there is none to be served under this path. */
  async file(path: string): Promise<ServedFile | null> {
    const type = types[extname(path).toLowerCase()];
    if (type === undefined || !plainPath.test(path)) return null;
    const full = join(this.#path, path);
    const found = await stat(full).catch(() => null);
    if (!found?.isFile()) return null;
    const stamp = `${found.mtimeMs} ${found.size}`;
    const known = this.#files.get(path);
    if (known?.stamp === stamp) return known.file;
    const file = servedFile(type, Buffer.from(await readFile(full)));
    this.#files.set(path, { stamp, file });
    return file;
  }
}

function servedFile(type: string, bytes: Uint8Array<ArrayBuffer>): ServedFile {
  const made = new Map<Encoding, Promise<Rendered>>();
  return {
    type,
    rendered(wanted) {
      const encoding = compressible.test(type) ? worthwhile(wanted, bytes.byteLength) : 'identity';
      let rendered = made.get(encoding);
      if (!rendered) {
        rendered = encoded(bytes, encoding, 'once').then((sent) => ({ bytes: sent, encoding, tag: tagOf(bytes, encoding) }));
        made.set(encoding, rendered);
      }
      return rendered;
    },
  };
}
