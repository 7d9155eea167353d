import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GuestMemory } from '../../src/state/guest-memory.ts';
import { Device } from '../support/device.ts';

/** The memory of a page's next life. */
const next = async (device: Device): Promise<GuestMemory> => {
  const memory = new GuestMemory(device.tab().records);
  await memory.load();
  return memory;
};
const nobody = { name: null, email: null };

describe('the memory of a guest', () => {
  it('is empty until it is asked to keep something', async () => {
    const device = new Device();
    const memory = await next(device);
    assert.deepEqual([memory.guest, memory.isKept], [nobody, false]);
    memory.guest = { name: 'Ann', email: null };
    assert.deepEqual((await next(device)).guest, nobody);
  });

  it('keeps for the next life, and forgets without a trace', async () => {
    const device = new Device();
    const before = await next(device);
    before.guest = { name: 'Ann', email: null };
    await before.keep();
    const memory = await next(device);
    assert.deepEqual([memory.guest, memory.isKept], [{ name: 'Ann', email: null }, true]);
    await memory.forget();
    assert.deepEqual([memory.guest, memory.isKept], [{ name: 'Ann', email: null }, false], 'what stands in the form stays');
    assert.deepEqual((await next(device)).guest, nobody);
    assert.equal(device.database.size, 0);
  });

  it('fills in only what the guest left empty', async () => {
    const device = new Device();
    const before = await next(device);
    before.guest = { name: 'Ann', email: 'ann@news.example' };
    await before.keep();
    const memory = new GuestMemory(device.tab().records);
    memory.guest = { name: 'Eve', email: '' };
    await memory.load();
    assert.deepEqual(memory.guest, { name: 'Eve', email: 'ann@news.example' });
  });

  it('passes over what it does not understand', async () => {
    const device = new Device();
    device.database.set('v1:guest', { version: 2, name: 'Ann' });
    assert.deepEqual((await next(device)).guest, nobody);
    device.database.set('v1:guest', { version: 1, name: 7, email: 'ann@example.org' });
    assert.deepEqual((await next(device)).guest, { name: null, email: 'ann@example.org' });
  });
});
