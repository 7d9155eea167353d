/** A server's clock that goes with the machine's, and can be moved ahead of it. */
export class MovedClock {
  #ahead = 0;
  readonly now = (): number => Date.now() + this.#ahead;

  /** Lets so many minutes pass. */
  pass(minutes: number): void {
    this.#ahead += minutes * 60_000;
  }
}
