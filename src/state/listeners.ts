/** Whoever wants to know that something changed. */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  /** Calls back after each change until the function it answers is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells everyone. */
  readonly notify = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}
