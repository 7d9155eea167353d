import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backend, failure, type Fate } from '../support/backend.ts';
import { Device, turn, until } from '../support/device.ts';
import { calm, isEmpty, outboxIn, ref, started, write } from '../support/outboxes.ts';

describe('a failed attempt', () => {
  it('tries again after 1 s, then twice as long, up to 60 s', async () => {
    const { device, backend, outbox, entry, state } = started([]);
    backend.fate = () => failure('unavailable');
    await outbox.add(ref, write('Hello'));
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await until(() => backend.attempts.length === attempt && state() === 'waiting' && device.clock.next !== null && entry()?.code === 'unavailable');
      pauses.push(device.clock.next!);
      assert.equal(entry()?.retryAt, device.clock.now() + device.clock.next!);
      device.clock.advance(device.clock.next!);
    }
    // The shortest that chance allows is a half.
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });

  it('does not wait for the pause when the network comes back', async () => {
    const { device, outbox, state } = started(['never arrives']);
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.goOnline(true);
    await until(() => state() === 'sent');
  });

  it('leaves a backend alone for as long as it says, network or not', async () => {
    const { device, backend, outbox, state } = started([failure('rate-limited', { retryAfter: 300 })]);
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    assert.equal(device.clock.next, 300_000);
    device.goOnline(true);
    await calm();
    device.clock.advance(299_999);
    await calm();
    assert.equal(backend.attempts.length, 1);
    device.clock.advance(1);
    await until(() => state() === 'sent');
  });

  for (const code of ['invalid', 'closed', 'forbidden', 'not-found', 'unsupported', 'challenge', 'conflict'] as const) {
    it(`keeps what was refused for ${code}, and gives it back`, async () => {
      const faults = [{ field: 'body.text', reason: 'too-long' }] as const;
      const { device, backend, outbox, entry } = started([failure(code, { faults })]);
      const comment = write('Hello');
      await outbox.add(ref, comment);
      await until(() => entry()?.state === 'refused');
      assert.deepEqual([entry()?.code, entry()?.faults, device.clock.next], [code, faults, null]);

      const later = outboxIn(device.tab(), backend);
      later.start();
      await until(() => later.entries(ref)[0]?.state === 'refused');
      assert.deepEqual(await later.takeBack(comment.id), comment);
      await until(() => isEmpty(device) && outbox.entries(ref).length === 0);
      assert.deepEqual([later.entries(ref), backend.stored], [[], []]);
    });
  }

  it('sends what was refused when the reader asks', async () => {
    const { outbox, state } = started([failure('challenge')]);
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'refused');
    await outbox.retry(comment.id);
    await until(() => state() === 'sent');
  });

  it('gives a comment whose id is taken a new one when the reader asks', async () => {
    const { backend, outbox, state, entry } = started([failure('conflict')]);
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'refused');
    await outbox.retry(comment.id);
    await until(() => state() === 'sent');
    assert.equal(outbox.entries(ref).length, 1);
    assert.notEqual(entry()?.id, comment.id);
    assert.equal(entry()?.comment.id, entry()?.id);
    assert.deepEqual(backend.stored, ['Hello']);
  });

  it('is unsure about a conflict where an earlier attempt may have stored the comment', async () => {
    const { device, outbox, state } = started(['answer lost', failure('conflict')]);
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.clock.advance(60_000);
    await until(() => state() === 'unsure');
  });

  it('waits for a sign-in, and tries when asked or in the next life', async () => {
    const { device, backend, outbox, entry, state } = started([failure('unauthenticated'), failure('unauthenticated')]);
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => entry()?.code === 'unauthenticated');
    assert.deepEqual([state(), device.clock.next], ['waiting', null]);
    await outbox.retry(comment.id);
    await until(() => backend.attempts.length === 2 && entry()?.code === 'unauthenticated');
    outbox.stop();
    outbox.start();
    await until(() => state() === 'sent');
  });

  it('asks again, but not for ever, where nobody can read the answer', async () => {
    for (const nonsense of [failure('protocol'), failure('invalid-cursor'), new TypeError('our own mistake')]) {
      const { device, backend, outbox, state } = started([]);
      backend.fate = () => nonsense;
      await outbox.add(ref, write('Hello'));
      for (let attempt = 1; attempt < 5; attempt++) {
        await until(() => backend.attempts.length === attempt && state() === 'waiting' && device.clock.next !== null);
        device.clock.advance(60_000);
      }
      await until(() => state() === 'unsure');
      assert.deepEqual([backend.attempts.length, device.clock.next], [5, null]);
    }
  });
});

describe('the outbox of a backend that cannot tell a repetition', () => {
  const careful = (...fates: Fate[]) => started(fates, false);

  for (const fate of ['answer lost', failure('timeout'), failure('protocol')] as const) {
    it(`does not send again after an attempt that ended in ${String(fate)}`, async () => {
      const { device, backend, outbox, state } = careful(fate);
      const comment = write('Hello');
      await outbox.add(ref, comment);
      await until(() => state() === 'unsure');
      device.goOnline(true);
      outbox.stop();
      outbox.start();
      await turn();
      await device.tab().records.read('x');
      assert.deepEqual([backend.attempts.length, device.clock.next], [1, null]);
      await outbox.retry(comment.id);
      await until(() => state() === 'sent');
    });
  }

  it('sends again what surely did not arrive', async () => {
    const { device, outbox, state } = careful('never arrives');
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.clock.advance(1000);
    await until(() => state() === 'sent');
  });

  it('is unsure about what a crash or a stop cut short', async () => {
    for (const end of ['kill', 'stop'] as const) {
      const device = new Device();
      const backend = new Backend(false);
      backend.fate = () => 'hangs';
      const tab = device.tab();
      const outbox = outboxIn(tab, backend);
      outbox.start();
      await outbox.add(ref, write('Hello'));
      await until(() => outbox.entries(ref)[0]?.state === 'sending');
      end === 'kill' ? tab.kill() : outbox.stop();
      const later = outboxIn(device.tab(), backend);
      later.start();
      await until(() => later.entries(ref)[0]?.state === 'unsure');
      assert.equal(backend.attempts.length, 1);
    }
  });
});
