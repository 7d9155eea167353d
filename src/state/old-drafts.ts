import type { Clock } from '../storage/clock.ts';
import type { Change, Records } from '../storage/records.ts';
import { draftsPrefix, storedDrafts } from './draft-records.ts';

const day = 24 * 60 * 60 * 1000;

/** How long an untouched draft is kept, in milliseconds. */
export const draftLife = 30 * day;

/** Says when drafts were last looked through. */
const sweptKey = `${draftsPrefix}swept`;

/**
 * Drops the drafts that were not touched for {@link draftLife}. Whether one was, only the device's clock
 * says, and a draft saved before a wrong clock was set right looks years old. So it goes only where it
 * was too old already at the last sweep, at least a day before: the reader has seen it since, and
 * any edit makes it young. The note of the sweep is also the first thing written, so that the
 * reader learns before typing that nothing lasts here.
 */
export async function sweepDrafts({ records, clock }: { readonly records: Records; readonly clock: Clock }): Promise<void> {
  const now = clock.now();
  await records.transact(draftsPrefix, (held) => {
    const last = (held.find(([key]) => key === sweptKey)?.[1] as { readonly at?: number } | undefined)?.at ?? NaN;
    if (Math.abs(now - last) < day) return [];
    const old = storedDrafts(held).filter(({ savedAt }) => [last, now].every((time) => Math.abs(time - savedAt) > draftLife));
    return [[sweptKey, { at: now }], ...old.map(({ key }): Change => [key, undefined])];
  });
}
