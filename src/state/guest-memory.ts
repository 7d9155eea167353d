import type { GuestIdentity } from '../contract/comment.ts';
import type { Records } from '../storage/records.ts';

const key = 'v1:guest';

/**
 * Who the guest says they are: what they typed, for as long as the page lives and whatever thread it
 * shows, and beyond that, on this device and for this site only, what they asked to be remembered.
 */
export class GuestMemory {
  /** What stands in the forms. */
  guest: GuestIdentity = { name: null, email: null };
  /** Whether it is remembered on this device. */
  isKept = false;
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Fills in what was remembered, unless that is known already: then it might be forgotten while it is read. */
  async load(): Promise<void> {
    if (this.isKept) return;
    const [held] = await this.#records.read(key);
    const { version, name, email } = { ...(held?.[1] as Record<string, unknown> | undefined) };
    if (version !== 1) return;
    this.isKept = true;
    this.fill({ name: textOrNull(name), email: textOrNull(email) });
  }

  /** Fills in what the guest left empty. */
  fill(known: GuestIdentity | null): void {
    const { name, email } = this.guest;
    this.guest = { name: name || known?.name || null, email: email || known?.email || null };
  }

  /** Remembers what stands in the forms, instead of what was kept before; whoever calls it was asked to. */
  keep(): Promise<void> {
    this.isKept = true;
    return this.#records.set(key, { version: 1, ...this.guest });
  }

  /** Keeps nothing any more; resolves once nothing is kept. What stands in the forms stays. */
  forget(): Promise<void> {
    this.isKept = false;
    return this.#records.set(key, undefined);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
