import type { NewComment } from '../../src/contract/comment.ts';
import { newCommentId } from '../../src/contract/ids.ts';
import type { ThreadRef } from '../../src/contract/thread.ts';
import { Outbox } from '../../src/state/outbox.ts';
import { Backend, type Fate } from './backend.ts';
import { Device, turn, type Tab } from './device.ts';

/** The thread that outbox tests write in. */
export const ref: ThreadRef = { site: 'https://news.example', key: '/a', url: null, title: null };

/** A comment to send. */
export const write = (text: string, parentId: string | null = null): NewComment => ({
  id: newCommentId(),
  parentId,
  body: { format: 'text', text },
  guest: { name: 'Ann', email: 'ann@example.org' },
});

/** The outbox of one tab; its pauses are the shortest that chance allows unless told otherwise. */
export function outboxIn(tab: Tab, backend: Backend, random = () => 0): Outbox {
  const { records, clock, channel, network, locks } = tab;
  return new Outbox({ records, clock, channel, network, locks, random, backend: 'https://comments.example', adapter: backend.adapter });
}

/** A started outbox whose attempts fare so, one after the other, and are answered from then on. */
export function started(fates: readonly Fate[], idempotentWrites = true) {
  const left = [...fates];
  const device = new Device();
  const backend = new Backend(idempotentWrites);
  backend.fate = () => left.shift() ?? 'answered';
  const outbox = outboxIn(device.tab(), backend);
  outbox.start();
  return { device, backend, outbox, state: () => outbox.entries(ref)[0]?.state, entry: () => outbox.entries(ref)[0] };
}

/** Long enough for whatever was begun without a timer to end, before a test says that nothing came of it. */
export async function calm(): Promise<void> {
  for (let turns = 0; turns < 100; turns++) await turn();
}

/** Whether nothing waits on the device. */
export const isEmpty = (device: Device): boolean => ![...device.database.keys()].some((key) => key.startsWith('v1:outbox:'));
