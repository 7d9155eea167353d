import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Records } from '../../src/storage/records.ts';
import { Device } from '../support/device.ts';

const one = { text: 'one' };
const two = { text: 'two' };

describe('records', () => {
  it('gives back what was set, and nothing once it is deleted', async () => {
    const { records } = new Device().tab();
    await records.set('v1:a', one);
    assert.deepEqual(await records.get('v1:a'), one);
    assert.equal(records.lasting, 'database');
    await records.delete('v1:a');
    assert.equal(await records.get('v1:a'), undefined);
  });

  it('lists what begins with a prefix and nothing else', async () => {
    const { records } = new Device().tab();
    await records.apply([['a:1', one], ['a:2', two], ['b:1', one]]);
    assert.deepEqual(await records.entries('a:'), [['a:1', one], ['a:2', two]]);
  });

  it('updates one record atomically though two tabs do so at once', async () => {
    const device = new Device();
    const tabs = [device.tab(), device.tab()] as const;
    const increment = (value: unknown) => ({ count: ((value as { count: number } | undefined)?.count ?? 0) + 1 });
    await Promise.all(Array.from({ length: 20 }, (_, index) => tabs[index % 2 ? 1 : 0].records.update('n', increment)));
    assert.deepEqual(device.database.get('n'), { count: 20 });
  });

  it('changes all or nothing when the tab dies in the middle', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const device = new Device();
      await device.tab().records.set('draft', one);
      const tab = device.tab();
      void tab.records.apply([['outbox', one], ['draft', undefined]]);
      for (let passed = 0; passed < turns; passed++) await new Promise((resolve) => setImmediate(resolve));
      tab.kill();
      await device.tab().records.get('x');
      assert.notEqual(device.database.has('outbox'), device.database.has('draft'), `killed after ${turns} turns`);
    }
  });

  it('writes to localStorage where the database is refused, and says so', async () => {
    const device = new Device();
    device.databaseFault = 'refused';
    const { records } = device.tab();
    const told: string[] = [];
    records.subscribe(() => told.push(records.lasting));
    await records.set('a', one);
    assert.deepEqual(told, ['text']);
    assert.deepEqual(await device.tab().records.get('a'), one, 'another tab reads it');
  });

  it('says what lasts as soon as it reads, before anything is typed', async () => {
    const device = new Device();
    device.databaseFault = 'refused';
    device.textFault = 'refused';
    const { records } = device.tab();
    assert.equal(await records.get('a'), undefined);
    assert.equal(records.lasting, 'memory');
  });

  it('keeps in memory what neither store takes, without losing what they hold', async () => {
    const device = new Device();
    const { records } = device.tab();
    await records.set('a', one);
    device.databaseFault = 'full';
    device.textFault = 'full';
    await records.set('a', two);
    assert.equal(records.lasting, 'memory');
    assert.deepEqual(await records.get('a'), two, 'while the page lives');
    assert.deepEqual(await device.tab().records.get('a'), one, 'and after it, what was held before');
  });

  it('reads the newer value from the weaker store, also in the next life', async () => {
    const device = new Device();
    await device.tab().records.set('a', one);
    device.databaseFault = 'full';
    await device.tab().records.set('a', two);
    device.databaseFault = 'none';
    const { records } = device.tab();
    assert.deepEqual(await records.get('a'), two);
    assert.deepEqual(await records.entries('a'), [['a', two], ['a', one]]);
  });

  it('takes everything back to the database once that works, and says so', async () => {
    const device = new Device();
    const { records } = device.tab();
    device.databaseFault = 'full';
    await records.set('a', one);
    device.textFault = 'full';
    await records.set('b', two);
    assert.equal(records.lasting, 'memory');
    device.databaseFault = device.textFault = 'none';
    await records.set('a', two);
    assert.equal(records.lasting, 'database');
    assert.deepEqual([...device.database], [['b', two], ['a', two]]);
    assert.equal(device.text.size, 0);
  });

  it('does not bring back what the database could not delete', async () => {
    const device = new Device();
    const { records } = device.tab();
    await records.set('a', one);
    device.databaseFault = 'refused';
    await records.delete('a');
    device.databaseFault = 'none';
    assert.equal(await records.get('a'), undefined);
    assert.equal(await device.tab().records.get('a'), undefined, 'nor in the next life');
  });

  it('leaves no marks behind where the database never worked', async () => {
    const device = new Device();
    device.databaseFault = 'refused';
    const { records } = device.tab();
    await records.set('a', one);
    await records.delete('a');
    assert.equal(device.text.size, 0);
  });

  it('passes over what the host page keeps in localStorage', async () => {
    const device = new Device();
    device.text.set('theirs', '{"text":"theirs"}').set('diwan/broken', '{').set('diwan:v1', '{"sort":"newest"}');
    const { records } = device.tab();
    assert.deepEqual(await records.entries('t'), []);
    assert.deepEqual(await records.entries('v'), []);
    assert.equal(await records.get('broken'), 'unreadable');
  });

  it('sets before it deletes in localStorage, so that nothing is lost between', async () => {
    const deeds: string[] = [];
    const text = { length: 0, key: () => null, getItem: () => null, setItem: (key: string) => deeds.push(`set ${key}`), removeItem: (key: string) => deeds.push(`remove ${key}`) };
    await new Records({ text: () => text }).apply([['draft', undefined], ['outbox', one]]);
    assert.deepEqual(deeds, ['set diwan/outbox', 'remove diwan/draft']);
  });

  it('works without any store, for as long as the page lives', async () => {
    const records = new Records({});
    await records.set('a', one);
    await records.update('a', (value) => ({ ...(value as object), more: true }));
    assert.deepEqual(await records.get('a'), { text: 'one', more: true });
    assert.equal(records.lasting, 'memory');
  });

  it('rejects when the plan itself is wrong, and writes nothing', async () => {
    const device = new Device();
    const { records } = device.tab();
    await assert.rejects(records.transact('a', () => { throw new RangeError('our own mistake'); }), RangeError);
    assert.equal(device.database.size, 0);
  });
});
