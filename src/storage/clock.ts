/** The time, passed in so that tests never wait. */
export interface Clock {
  /** Milliseconds since 1970 by the device's clock, which may be years off and may jump either way. */
  now(): number;
  /** Calls back once, after so many milliseconds, unless the function it answers is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The device's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
