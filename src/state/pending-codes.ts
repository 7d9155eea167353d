import type { PendingCode } from '../contract/session.ts';
import type { Clock } from '../storage/clock.ts';
import type { Records } from '../storage/records.ts';

/** A mailed code that the reader has not typed yet. */
export interface Pending extends PendingCode {
  readonly purpose: 'sign-up' | 'sign-in' | 'reset';
  /** Where it was sent. */
  readonly email: string;
  /** The name of who joins; empty otherwise. */
  readonly name: string;
  /** Whether they chose a password, which is not kept here. */
  readonly withPassword: boolean;
  /** When it was asked for, in milliseconds by the device's clock. */
  readonly askedAt: number;
}

/** How long one is kept, in milliseconds: longer than any code is good for, since only the backend knows how long that is. */
const pendingLife = 60 * 60_000;

/** What this device waits for, one for each backend and site, so that a reload while the reader looks for the mail loses nothing. No passwords. */
export class PendingCodes {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #key: string;

  constructor(records: Records, clock: Clock, backend: string, site: string) {
    this.#records = records;
    this.#clock = clock;
    this.#key = `v1:code:${JSON.stringify([backend, site])}`;
  }

  /** The one that is waited for, or `null`. */
  async find(): Promise<Pending | null> {
    const held = (await this.#records.read(this.#key)).find(([key]) => key === this.#key)?.[1] as (Pending & { readonly version?: number }) | undefined;
    if (held?.version !== 1) return null;
    if (Math.abs(this.#clock.now() - held.askedAt) < pendingLife) return held;
    await this.keep(null);
    return null;
  }

  /** Remembers one instead of what was kept before, or none. */
  keep(pending: Pending | null): Promise<void> {
    return this.#records.set(this.#key, pending ? { version: 1, ...pending } : undefined);
  }
}
