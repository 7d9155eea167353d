import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Records, type Held } from '../../src/storage/records.ts';
import { Device } from '../support/device.ts';

const one = { text: 'one' };
const two = { text: 'two' };

const absent = (): never => {
  throw new Error('there is no such store');
};

/** The newest value held under the key, or `undefined`. */
const valueIn = async (records: Records, key: string): Promise<unknown> => (await records.read(key)).find(([name]) => name === key)?.[1];

describe('records', () => {
  it('gives back what was set, and nothing once it is deleted', async () => {
    const device = new Device();
    const { records } = device.tab();
    await records.set('v1:a', one);
    assert.deepEqual(await valueIn(records, 'v1:a'), one);
    assert.deepEqual([device.database.size, device.text.size, records.isFleeting], [1, 0, false]);
    await records.set('v1:a', undefined);
    assert.equal(await valueIn(records, 'v1:a'), undefined);
  });

  it('lists what begins with a prefix and nothing else', async () => {
    const { records } = new Device().tab();
    await records.transact('', () => [['a:1', one], ['a:2', two], ['b:1', one]]);
    assert.deepEqual(await records.read('a:'), [['a:1', one], ['a:2', two]]);
  });

  it('updates one record atomically though two tabs do so at once', async () => {
    const device = new Device();
    const tabs = [device.tab(), device.tab()] as const;
    const increment = ([held]: readonly Held[]) => [['n', { count: ((held?.[1] as { count: number } | undefined)?.count ?? 0) + 1 }]] as const;
    await Promise.all(Array.from({ length: 20 }, (_, index) => tabs[index % 2 ? 1 : 0].records.transact('n', increment)));
    assert.deepEqual(device.database.get('n'), { count: 20 });
  });

  it('changes all or nothing when the tab dies in the middle', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const device = new Device();
      await device.tab().records.set('draft', one);
      const tab = device.tab();
      void tab.records.transact('', () => [['outbox', one], ['draft', undefined]]);
      for (let passed = 0; passed < turns; passed++) await new Promise((resolve) => setImmediate(resolve));
      tab.kill();
      await device.tab().records.read('x');
      assert.notEqual(device.database.has('outbox'), device.database.has('draft'), `killed after ${turns} turns`);
    }
  });

  it('writes to localStorage where the database is refused', async () => {
    const device = new Device();
    device.databaseFault = 'refused';
    const { records } = device.tab();
    await records.set('a', one);
    assert.deepEqual([device.text.size, records.isFleeting], [1, false]);
    assert.deepEqual(await valueIn(device.tab().records, 'a'), one, 'another tab reads it');
  });

  it('keeps in memory what neither store takes, without losing what they hold', async () => {
    const device = new Device();
    const { records } = device.tab();
    await records.set('a', one);
    device.databaseFault = 'full';
    device.textFault = 'full';
    await records.set('a', two);
    assert.equal(records.isFleeting, true);
    assert.deepEqual(await valueIn(records, 'a'), two, 'while the page lives');
    assert.deepEqual(await valueIn(device.tab().records, 'a'), one, 'and after it, what was held before');
  });

  it('reads the newer value from the weaker store, also in the next life', async () => {
    const device = new Device();
    await device.tab().records.set('a', one);
    device.databaseFault = 'full';
    await device.tab().records.set('a', two);
    device.databaseFault = 'none';
    const { records } = device.tab();
    assert.deepEqual(await valueIn(records, 'a'), two);
    assert.deepEqual(await records.read('a'), [['a', two]]);
  });

  it('takes everything back to the database once that works, and says so', async () => {
    const device = new Device();
    const { records } = device.tab();
    device.databaseFault = 'full';
    await records.set('a', one);
    device.textFault = 'full';
    await records.set('b', two);
    assert.equal(records.isFleeting, true);
    device.databaseFault = device.textFault = 'none';
    await records.set('a', two);
    assert.equal(records.isFleeting, false);
    assert.deepEqual([...device.database].sort(), [['a', two], ['b', two]]);
    assert.equal(device.text.size, 0);
  });

  it('does not bring back what the database could not delete', async () => {
    const device = new Device();
    const { records } = device.tab();
    await records.set('a', one);
    device.databaseFault = 'refused';
    await records.set('a', undefined);
    device.databaseFault = 'none';
    assert.equal(await valueIn(records, 'a'), undefined);
    assert.equal(await valueIn(device.tab().records, 'a'), undefined, 'nor in the next life');
  });

  it('leaves no marks behind where the database never worked', async () => {
    const device = new Device();
    device.databaseFault = 'refused';
    const { records } = device.tab();
    await records.set('a', one);
    await records.set('a', undefined);
    assert.equal(device.text.size, 0);
  });

  it('passes over what the host page keeps in localStorage', async () => {
    const device = new Device();
    device.text.set('theirs', '{"text":"theirs"}').set('diwan/broken', '{').set('diwan:v1', '{"sort":"newest"}');
    const { records } = device.tab();
    assert.deepEqual(await records.read('t'), []);
    assert.deepEqual(await records.read('v'), []);
    assert.equal(await valueIn(records, 'broken'), undefined);
  });

  it('changes localStorage in the order of the plan, which sets before it deletes', async () => {
    const deeds: string[] = [];
    const text = { getItem: () => null, setItem: (key: string) => deeds.push(`set ${key}`), removeItem: (key: string) => deeds.push(`remove ${key}`) };
    await new Records(async () => absent(), () => text).transact('', () => [['outbox', one], ['draft', undefined]]);
    assert.deepEqual(deeds, ['set diwan/outbox', 'remove diwan/draft']);
  });

  it('puts what is being written where it can be put at once, when the page goes', async () => {
    const device = new Device();
    const tab = device.tab();
    await tab.records.set('a', one);
    let text = 'first';
    void tab.records.transact('a', () => [['b', { text }], ['a', undefined]]);
    text = 'last';
    tab.records.rescue();
    tab.kill();
    assert.deepEqual([...device.database.keys()], ['a'], 'the database has not heard of it');
    assert.deepEqual(await device.tab().records.read(''), [['b', { text: 'last' }]]);
  });

  it('leaves nothing elsewhere of what was rescued, once the database has it', async () => {
    const device = new Device();
    const tab = device.tab();
    const writing = tab.records.set('a', one);
    tab.records.rescue();
    assert.equal(device.text.size, 1);
    await writing;
    assert.deepEqual([device.text.size, device.database.get('a')], [0, one]);
    tab.records.rescue();
    assert.equal(device.text.size, 0, 'nothing is being written any more');
  });

  it('moves what an earlier page left elsewhere to the database with the next write, deletions too', async () => {
    const device = new Device();
    const tab = device.tab();
    await tab.records.set('gone', { text: 'with an address in it' });
    void tab.records.set('gone', undefined);
    void tab.records.set('kept', one);
    tab.records.rescue();
    tab.kill();
    assert.deepEqual([[...device.database.keys()], device.text.size], [['gone'], 2]);
    const next = device.tab().records;
    assert.deepEqual(await next.read(''), [['kept', one]]);
    await next.set('other', one);
    assert.deepEqual([[...device.database], device.text.size], [[['kept', one], ['other', one]], 0]);
  });

  it('reads nothing of what the page itself keeps in localStorage', async () => {
    const asked: string[] = [];
    const methods = { getItem: (key: string) => (asked.push(key), '{"text":"one"}'), setItem: () => undefined, removeItem: () => undefined };
    // A getter, since reading the property is reading the store, too.
    const text = Object.create(methods, { host: { enumerable: true, get: () => asked.push('host') }, 'diwan/a': { enumerable: true, value: '' } }) as typeof methods;
    assert.deepEqual(await new Records(async () => absent(), () => text).read(''), [['a', one]]);
    assert.deepEqual(asked, ['diwan/a']);
  });

  it('works without any store, for as long as the page lives', async () => {
    const records = new Records(async () => absent(), absent);
    await records.set('a', one);
    await records.transact('a', ([held]) => [['a', { ...(held?.[1] as object), more: true }]]);
    assert.deepEqual(await valueIn(records, 'a'), { text: 'one', more: true });
    assert.equal(records.isFleeting, true);
  });

  it('rejects when the plan itself is wrong, and writes nothing', async () => {
    const device = new Device();
    const { records } = device.tab();
    await assert.rejects(records.transact('a', () => { throw new RangeError('our own mistake'); }), RangeError);
    assert.equal(device.database.size, 0);
  });
});
