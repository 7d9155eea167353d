import type { Rendered } from './rendered.ts';

/** Roughly what a map's entry takes beside its key and its bytes. */
const entryOverhead = 300;

/**
 * Bodies that were sent lately, the least lately used dropped first once they outgrow a number of
 * bytes. Keys carry the thread's version, so nothing in here is ever wrong; what is old is only
 * never asked for again.
 */
export class PageCache {
  readonly #limit: number;
  readonly #entries = new Map<string, Rendered>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many bytes are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Rendered | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /** Keeps a body, unless it alone would crowd out much of the rest. */
  set(key: string, entry: Rendered): void {
    const size = sizeOf(key, entry);
    if (size > this.#limit / 8) return;
    this.#drop(key);
    this.#entries.set(key, entry);
    this.#bytes += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= sizeOf(key, entry);
  }
}

function sizeOf(key: string, { bytes, tag }: Rendered): number {
  return bytes.byteLength + 2 * (key.length + tag.length) + entryOverhead;
}
