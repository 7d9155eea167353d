import type { GuestIdentity } from '../contract/comment.ts';
import type { Records } from '../storage/records.ts';

const key = 'v1:guest';

/**
 * The name and e-mail address of a guest, on this device and for this site only. Nothing is kept
 * unless the reader asks for it; whoever calls {@link remember} has asked.
 */
export class GuestMemory {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** What was remembered, or `null`. */
  async load(): Promise<GuestIdentity | null> {
    const [held] = await this.#records.read(key);
    const { version, name, email } = { ...(held?.[1] as Record<string, unknown> | undefined) };
    return version === 1 ? { name: textOrNull(name), email: textOrNull(email) } : null;
  }

  /** Keeps it, instead of what was kept before. */
  remember(guest: GuestIdentity): Promise<void> {
    return this.#records.set(key, { version: 1, ...guest });
  }

  /** Keeps nothing any more. */
  forget(): Promise<void> {
    return this.#records.set(key, undefined);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
