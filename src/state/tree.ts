import type { ThreadPage } from '../contract/thread.ts';
import type { OutboxEntry } from './outbox.ts';

/** What this reader sent and the shown page does not hold: drawn apart from it, so that nothing is seen twice. */
export function beside(page: ThreadPage | null | undefined, entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const shown = new Set(page?.items.map((comment) => comment.id));
  return entries.filter((entry) => !shown.has(entry.id));
}
