import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/device.ts';
import { calm, isEmpty, outboxIn, ref, started, write } from '../support/outboxes.ts';

const mine = (text: string) => ({ ...write(text), guest: null });

describe('the outbox and members', () => {
  it('sends what a member wrote only while they are signed in, by itself', async () => {
    const { device, backend, outbox, entry } = started([]);
    await outbox.add(ref, mine('Hello'), undefined, undefined, 'ann');
    await calm();
    assert.deepEqual([backend.attempts.length, entry()?.state, entry()?.code], [0, 'waiting', 'unauthenticated']);
    outbox.viewer = 'bob';
    await calm();
    assert.equal(backend.attempts.length, 0, 'nor as another member');
    outbox.viewer = 'ann';
    await until(() => isEmpty(device));
    assert.deepEqual(backend.stored, ['Hello']);
  });

  it('sends what a guest wrote, whoever is signed in', async () => {
    const { device, backend, outbox } = started([]);
    outbox.viewer = 'ann';
    await outbox.add(ref, write('a guest’s'));
    await until(() => isEmpty(device));
    assert.deepEqual(backend.stored, ['a guest’s']);
  });

  it('lets what cannot go out hold nothing else up', async () => {
    const { backend, outbox } = started([]);
    await outbox.add(ref, mine('a member’s'), undefined, undefined, 'ann');
    await outbox.add(ref, write('a guest’s'));
    await until(() => backend.stored.length === 1);
    assert.deepEqual(backend.stored, ['a guest’s']);
  });

  it('remembers over a reload whose it is', async () => {
    const { device, backend, outbox } = started([]);
    await outbox.add(ref, mine('Hello'), undefined, undefined, 'ann');
    outbox.stop();
    const next = outboxIn(device.tab(), backend);
    next.start();
    await calm();
    assert.equal(backend.attempts.length, 0);
    next.viewer = 'ann';
    await until(() => isEmpty(device));
    assert.deepEqual(backend.stored, ['Hello']);
  });

  it('says that it is offline before it says that nobody is signed in', async () => {
    const { device, outbox, entry } = started([]);
    device.goOnline(false);
    await outbox.add(ref, mine('Hello'), undefined, undefined, 'ann');
    await until(() => entry()?.code === 'offline');
  });
});
