import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isGuestKey } from '../../src/contract/guest-key.ts';
import { Keepsakes, mostKept } from '../../src/state/keepsakes.ts';
import { Device } from '../support/device.ts';

const here = { site: 'https://news.example', key: '/a' };
const there = { ...here, key: '/b' };

const keepsakesOf = (device: Device, backend = 'http') => new Keepsakes(device.tab().records, backend);

describe('keepsakes', () => {
  it('are none before anything was written', async () => {
    assert.equal(await keepsakesOf(new Device()).find(here), null);
  });

  it('are the key and the comments of a thread, and outlast the page', async () => {
    const device = new Device();
    const guestKey = await keepsakesOf(device).sign(here, 'one');
    assert.ok(isGuestKey(guestKey));
    await keepsakesOf(device).sign(there, 'two');
    await keepsakesOf(device).sign(here, 'three');
    assert.deepEqual(await keepsakesOf(device).find(here), { guestKey, ids: ['one', 'three'] });
    assert.deepEqual(await keepsakesOf(device).find(there), { guestKey, ids: ['two'] });
    assert.equal(await keepsakesOf(device).find({ ...here, key: '/c' }), null);
  });

  it('hold one key, also when two tabs write at once', async () => {
    const device = new Device();
    const [one, other] = await Promise.all([keepsakesOf(device).sign(here, 'one'), keepsakesOf(device).sign(here, 'two')]);
    assert.equal(one, other);
    assert.deepEqual((await keepsakesOf(device).find(here))?.ids, ['one', 'two']);
  });

  it('name a comment once, however often it is signed', async () => {
    const device = new Device();
    const guestKey = await keepsakesOf(device).sign(here, 'one');
    assert.equal(await keepsakesOf(device).sign(here, 'one'), guestKey);
    assert.deepEqual((await keepsakesOf(device).find(here))?.ids, ['one']);
  });

  it('of one backend and site are nobody else’s', async () => {
    const device = new Device();
    const guestKey = await keepsakesOf(device).sign(here, 'one');
    const elsewhere = { ...here, site: 'https://other.example' };
    assert.equal(await keepsakesOf(device, 'another').find(here), null);
    assert.equal(await keepsakesOf(device).find(elsewhere), null);
    assert.notEqual(await keepsakesOf(device, 'another').sign(here, 'one'), guestKey);
    assert.notEqual(await keepsakesOf(device).sign(elsewhere, 'one'), guestKey);
  });

  it('are the newest, and no more than so many', async () => {
    const device = new Device();
    const keepsakes = keepsakesOf(device);
    for (let number = 0; number <= mostKept; number++) await keepsakes.sign(here, `c${number}`);
    const ids = (await keepsakes.find(here))?.ids ?? [];
    assert.deepEqual([ids.length, ids[0], ids.at(-1)], [mostKept, 'c1', `c${mostKept}`]);
  });

  it('hold no name, no address and no text', async () => {
    const device = new Device();
    const guestKey = await keepsakesOf(device).sign(here, 'one');
    assert.deepEqual([...device.database.values()], [{ version: 1, guestKey, comments: [['one', '/a']] }]);
  });

  it('last as long as the page where nothing is stored', async () => {
    const device = new Device();
    device.databaseFault = device.textFault = 'refused';
    const keepsakes = keepsakesOf(device);
    const guestKey = await keepsakes.sign(here, 'one');
    assert.deepEqual(await keepsakes.find(here), { guestKey, ids: ['one'] });
    assert.equal(await keepsakesOf(device).find(here), null);
  });
});
