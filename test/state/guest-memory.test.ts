import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GuestMemory } from '../../src/state/guest-memory.ts';
import { Device } from '../support/device.ts';

describe('the memory of a guest', () => {
  it('is empty until it is asked to remember', async () => {
    assert.equal(await new GuestMemory(new Device().tab().records).load(), null);
  });

  it('remembers for the next life, and forgets without a trace', async () => {
    const device = new Device();
    await new GuestMemory(device.tab().records).remember({ name: 'Ann', email: null });
    const memory = new GuestMemory(device.tab().records);
    assert.deepEqual(await memory.load(), { name: 'Ann', email: null });
    await memory.forget();
    assert.equal(await memory.load(), null);
    assert.equal(device.database.size, 0);
  });

  it('passes over what it does not understand', async () => {
    const device = new Device();
    device.database.set('v1:guest', { version: 2, name: 'Ann' });
    assert.equal(await new GuestMemory(device.tab().records).load(), null);
    device.database.set('v1:guest', { version: 1, name: 7, email: 'ann@example.org' });
    assert.deepEqual(await new GuestMemory(device.tab().records).load(), { name: null, email: 'ann@example.org' });
  });
});
