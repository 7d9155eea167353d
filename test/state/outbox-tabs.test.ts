import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backend, failure } from '../support/backend.ts';
import { Device, turn, until } from '../support/device.ts';
import { isEmpty, outboxIn, ref, write } from '../support/outboxes.ts';

describe('the outbox in two tabs', () => {
  for (const hasLocks of [true, false]) {
    it(`draws the same in both, ${hasLocks ? 'with' : 'without'} locks`, async () => {
      const device = new Device();
      device.hasLocks = hasLocks;
      const backend = new Backend();
      const [one, other] = [outboxIn(device.tab(), backend), outboxIn(device.tab(), backend)];
      one.start();
      other.start();
      backend.fate = () => failure('invalid');
      const comment = write('Hello');
      await one.add(ref, comment);
      await until(() => other.entries(ref)[0]?.state === 'refused');
      backend.fate = () => 'answered';
      await other.retry(comment.id);
      await until(() => one.entries(ref)[0]?.state === 'sent' && other.entries(ref)[0]?.state === 'sent');
      assert.deepEqual(one.entries(ref), other.entries(ref));
      assert.equal(one.entries(ref).length, 1);
    });

    it(`sends each comment once, ${hasLocks ? 'one at a time with' : 'without'} locks`, async () => {
      const device = new Device();
      device.hasLocks = hasLocks;
      const backend = new Backend();
      const outboxes = [1, 2, 3].map(() => outboxIn(device.tab(), backend));
      for (const outbox of outboxes) outbox.start();
      await Promise.all(outboxes.flatMap((outbox, index) => [1, 2, 3].map((count) => outbox.add(ref, write(`${index}.${count}`)))));
      for (let rounds = 0; rounds < 500 && !isEmpty(device); rounds++) {
        device.clock.advance(100);
        for (let turns = 0; turns < 20; turns++) await turn();
      }
      assert.deepEqual([backend.stored.length, backend.attempts.length], [9, 9]);
      if (hasLocks) assert.equal(backend.mostAtOnce, 1);
    });
  }

  it('is sent by the tab that is left', async () => {
    const device = new Device();
    const backend = new Backend();
    const tab = device.tab();
    const closing = outboxIn(tab, backend);
    const staying = outboxIn(device.tab(), backend);
    backend.fate = () => 'hangs';
    closing.start();
    await closing.add(ref, write('Hello'));
    await until(() => backend.attempts.length === 1);
    staying.start();
    backend.fate = () => 'answered';
    tab.kill();
    await until(() => staying.entries(ref)[0]?.state === 'sent');
    await until(() => isEmpty(device));
    assert.deepEqual(backend.stored, ['Hello']);
  });
});
