/** How long something may take at all, in milliseconds: a busy machine is slow, and only a failure waits so long. */
export const patience = 20_000;
const pause = 20;

/**
 * Tries an assertion until it holds, and throws what it said last when it does not within twenty
 * seconds. For what comes about by itself; that something does *not* happen is asserted after the event that would have brought it.
 */
export async function eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await assertion();
    } catch (failed) {
      if (performance.now() > end) throw failed;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
