import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backend, failure, type Fate } from '../support/backend.ts';
import { Device, turn, until } from '../support/device.ts';
import { outboxIn, ref, write } from '../support/outboxes.ts';
import { pick, seeded } from '../support/random.ts';

describe('exactly once', () => {
  /** Sends, cuts, crashes and restarts at random; then lets all calm down. Answers what was sent and what arrived. */
  async function history(seed: number, idempotent: boolean) {
    const random = seeded(seed);
    const device = new Device();
    device.hasLocks = random() < 0.7;
    const backend = new Backend(idempotent);
    const fates: [Fate, ...Fate[]] = ['answered', 'never arrives', 'answer lost', 'hangs', failure('rate-limited', { retryAfter: 1 }), failure('protocol')];
    backend.fate = () => pick(random, fates);
    const enter = () => {
      const tab = device.tab();
      const outbox = outboxIn(tab, backend, random);
      outbox.start();
      return { tab, outbox };
    };
    const tabs = [enter(), enter()];
    const added: string[] = [];
    for (let step = 0; step < 30; step++) {
      const index = Number(random() < 0.5);
      const { tab, outbox } = tabs[index]!;
      const deed = pick(random, ['add', 'add', 'crash', 'restart', 'offline', 'wait', 'wait', 'wait'] as const);
      if (deed === 'add') {
        added.push(`${seed}.${step}`);
        await outbox.add(ref, write(`${seed}.${step}`));
      } else if (deed === 'crash') {
        tab.kill();
        tabs[index] = enter();
      } else if (deed === 'restart') {
        outbox.stop();
        outbox.start();
      } else if (deed === 'offline') {
        device.goOnline(!device.online);
      } else {
        device.clock.advance(random() * 3000);
      }
      for (let turns = random() * 20; turns > 1; turns--) await turn();
    }
    backend.fate = () => 'answered';
    device.goOnline(true);
    for (const { tab } of tabs) tab.kill();
    const last = enter();
    const waiting = () => [...device.database].filter(([key, value]) => key.startsWith('v1:outbox:') && (value as { state: string }).state !== 'unsure');
    await until(() => last.outbox.entries(ref).length >= waiting().length);
    for (let rounds = 0; rounds < 200 && (rounds < 2 || waiting().length); rounds++) {
      device.clock.advance(15_000);
      for (let turns = 0; turns < 50; turns++) await turn();
    }
    return { added, stored: backend.stored, unsure: last.outbox.entries(ref).filter(({ state }) => state === 'unsure').map(({ comment }) => comment.body.text) };
  }

  it('holds for a backend with idempotent writes, whatever is cut, crashes or restarts', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { added, stored, unsure } = await history(seed, true);
      // What was unreadable five times is kept and shown to the reader; it may be stored.
      const settled = added.filter((text) => !unsure.includes(text));
      assert.deepEqual(settled.filter((text) => !stored.includes(text)), [], `seed ${seed}: lost`);
      assert.equal(new Set(stored).size, stored.length, `seed ${seed}: twice`);
    }
  });

  it('is at most once, and never lost from sight, for a backend without', async () => {
    for (let seed = 101; seed <= 160; seed++) {
      const { added, stored, unsure } = await history(seed, false);
      assert.equal(new Set(stored).size, stored.length, `seed ${seed}: twice`);
      assert.deepEqual(added.filter((text) => !stored.includes(text) && !unsure.includes(text)), [], `seed ${seed}: lost`);
    }
  });
});
