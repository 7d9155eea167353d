import type { Clock } from '../../src/storage/clock.ts';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #time: number;
  readonly #timers = new Set<{ readonly time: number; readonly callback: () => void }>();

  constructor(time = Date.parse('2026-11-22T12:00:00Z')) {
    this.#time = time;
  }

  /** How far a changed clock differs from the time that timers run by. */
  offset = 0;

  readonly now = (): number => this.#time + this.offset;

  readonly after = (milliseconds: number, callback: () => void): (() => void) => {
    const timer = { time: this.#time + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** How long until the next timer, or `null`. */
  get next(): number | null {
    return this.#timers.size ? Math.min(...[...this.#timers].map(({ time }) => time)) - this.#time : null;
  }

  /** Lets the time pass, timer by timer. */
  advance(milliseconds: number): void {
    const end = this.#time + milliseconds;
    for (;;) {
      const [timer] = [...this.#timers].filter(({ time }) => time <= end).sort((one, other) => one.time - other.time);
      if (!timer) break;
      this.#timers.delete(timer);
      this.#time = Math.max(this.#time, timer.time);
      timer.callback();
    }
    this.#time = end;
  }
}
