/** What `navigator.locks` offers. */
export interface Locks {
  request(name: string, options: { readonly signal: AbortSignal }, work: () => Promise<void>): Promise<unknown>;
}

/**
 * Does the work while no other tab does work of that name, waiting for its turn. Without locks (a
 * page without https has none, and a reader may block them) it is done at once, so nothing may depend on being alone.
 *
 * @throws the signal's reason when it aborts before the turn comes, and whatever the work throws.
 */
export async function oneAtATime(name: string, locks: Locks | undefined, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  let begun = false;
  try {
    await locks?.request(name, { signal }, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun || signal.aborted) throw error;
  }
  if (!begun) await work();
}
