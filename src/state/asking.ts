import { codeOf, isCommentsError, type ErrorCode, type FieldFault } from '../contract/errors.ts';
import type { FaultReason } from '../contract/faults.ts';

/** What an {@link Asking} needs of where it belongs to. */
export interface AskingHouse {
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** Something is to be drawn anew. */
  notify(): void;
  /** The backend says that nobody is signed in any more. */
  lose(): void;
}

/** What one form asks of the backend, one thing at a time, and what became of it. */
export class Asking {
  /** Whether the backend was asked and has not answered. */
  isBusy = false;
  /** What is wrong with which field. */
  faults: readonly FieldFault[] = [];
  /** What went wrong otherwise, or `null`. */
  failure: ErrorCode | null = null;
  /** How many minutes to wait, with `rate-limited`; at least 1. */
  minutes = 1;
  readonly #house: AskingHouse;

  constructor(house: AskingHouse) {
    this.#house = house;
  }

  /** Why a field was refused, by the end of its path; `null` where it was not. */
  reasonOf(field: string): FaultReason | null {
    return this.faults.find((fault) => fault.field === field)?.reason ?? null;
  }

  /** Takes note of what is wrong before anything is asked. Answers whether nothing is. */
  check(...faults: readonly (FieldFault | null)[]): boolean {
    this.faults = faults.filter((fault) => fault !== null);
    this.failure = null;
    this.#house.notify();
    return this.faults.length === 0;
  }

  /** What is wrong with a field is no longer said once it is being mended; without one, nothing is said any more. */
  forgive(field?: string): void {
    this.faults = field ? this.faults.filter((fault) => fault.field !== field) : [];
    this.failure = null;
    this.#house.notify();
  }

  /** Asks, and takes note of what went wrong. Answers whether it was done; `false` too while something else is asked. Never rejects. */
  async ask(deed: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const { signal } = this.#house;
    if (this.isBusy || signal.aborted) return false;
    this.isBusy = true;
    this.forgive();
    try {
      await deed(signal);
      return true;
    } catch (thrown) {
      if (signal.aborted) return false;
      if (!isCommentsError(thrown)) console.error('Dîwan:', thrown);
      const code = codeOf(thrown);
      const faults = isCommentsError(thrown) ? thrown.faults : [];
      if (code === 'invalid' && faults.length) this.faults = faults;
      else this.failure = code;
      this.minutes = Math.max(1, Math.ceil(((isCommentsError(thrown) && thrown.retryAfter) || 0) / 60));
      if (code === 'unauthenticated') this.#house.lose();
      return false;
    } finally {
      this.isBusy = false;
      if (!signal.aborted) this.#house.notify();
    }
  }
}
