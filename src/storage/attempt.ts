/** What a function answers, or `undefined` where it throws: for the browser's stores and channels, any of which a reader may block. */
export function attempt<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
