/** What comes when the form is there and nobody waits for it: what readers do with their own comments, and the looking through old drafts. */
import { Keeping } from '../controllers/keeping.ts';
import type { TurningHost } from '../controllers/turning.ts';
import { DiwanDeeds } from '../elements/deeds/deeds.ts';
import { sweepDrafts } from '../state/old-drafts.ts';
import { systemClock } from '../storage/clock.ts';
import { define } from './registration.ts';

const kept = new WeakSet<TurningHost>();
let sweeping: Promise<void> | undefined;

/** Looks after what a widget's reader wrote before. May be called again for the same widget. */
export async function keep(host: TurningHost): Promise<void> {
  if (!kept.has(host)) new Keeping(host);
  kept.add(host);
  const { writing } = host.widget;
  if (writing) await (sweeping ??= sweepDrafts({ records: writing.records, clock: systemClock }));
  // Whether anything lasts here is known now.
  host.widget.notify();
}

define({ 'diwan-deeds': DiwanDeeds });
