import { expect } from '@open-wc/testing';
import type { UseStore } from 'idb-keyval';
import { newCommentId } from '../../src/contract/index.ts';
import { systemClock } from '../../src/storage/clock.ts';
import { databaseStore } from '../../src/storage/database.ts';
import { Records, type Held } from '../../src/storage/records.ts';

const name = `records-${newCommentId()}`;
const database = () => databaseStore({ name, factory: () => indexedDB, clock: systemClock });
const open = () => new Records(database(), () => localStorage);
const key = () => `v1:test:${newCommentId()}`;

/** A database that fails in every transaction that writes, as a full disk makes it. */
function full(store: UseStore): UseStore {
  return (mode, callback) =>
    store(mode, (objects) => {
      if (mode === 'readwrite') queueMicrotask(() => objects.transaction.abort());
      return callback(objects);
    });
}

const refused: UseStore = () => Promise.reject(new DOMException('blocked', 'SecurityError'));

const blocked = (): never => {
  throw new DOMException('blocked', 'SecurityError');
};

/** The newest value held under the key, or `undefined`. */
const valueIn = async (records: Records, key: string): Promise<unknown> => (await records.read(key)).find(([name]) => name === key)?.[1];

describe('records in a browser', () => {
  it('are there for the next life', async () => {
    const at = key();
    const records = open();
    await records.set(at, { text: 'Silav 👋🏽', list: [1, null] });
    expect(await valueIn(open(), at)).to.deep.equal({ text: 'Silav 👋🏽', list: [1, null] });
    expect(localStorage.getItem(`diwan/${at}`)).to.equal(null);
    expect(records.isFleeting).to.equal(false);
    await records.set(at, undefined);
    expect(await valueIn(open(), at)).to.equal(undefined);
  });

  it('are changed together or not at all', async () => {
    const [one, other] = [key(), key()];
    const records = open();
    await records.transact('', () => [[one, { n: 1 }]]);
    // A function cannot be stored, so the second change of the transaction fails, and with it the first.
    const broken = new Records(database(), blocked);
    await broken.transact('', () => [[one, undefined], [other, { n: () => 2 }]]);
    expect(await valueIn(open(), one)).to.deep.equal({ n: 1 });
    expect(await valueIn(open(), other)).to.equal(undefined);
  });

  it('are updated one after the other though several tabs do so at once', async () => {
    const at = key();
    const tabs = [open(), open(), open()];
    const increment = ([held]: readonly Held[]) => [[at, { n: ((held?.[1] as { n: number } | undefined)?.n ?? 0) + 1 }]] as const;
    await Promise.all(Array.from({ length: 30 }, (_, index) => tabs[index % 3]!.transact(at, increment)));
    expect(await valueIn(open(), at)).to.deep.equal({ n: 30 });
  });

  it('go to localStorage when the disk is full, and come back from there', async () => {
    const at = key();
    await open().set(at, { text: 'old' });
    const records = new Records(full(database()), () => localStorage);
    await records.set(at, { text: 'new' });
    expect(localStorage.getItem(`diwan/${at}`)).to.equal('{"text":"new"}');
    expect(records.isFleeting).to.equal(false);
    expect(await valueIn(records, at)).to.deep.equal({ text: 'new' });
    const later = open();
    expect(await valueIn(later, at)).to.deep.equal({ text: 'new' });
    await later.set(at, { text: 'newer' });
    expect(localStorage.getItem(`diwan/${at}`)).to.equal(null);
    expect(await open().read(at)).to.deep.equal([[at, { text: 'newer' }]]);
  });

  it('stay in memory where everything is refused, and the reader can be told', async () => {
    const at = key();
    const records = new Records(refused, blocked);
    await records.set(at, { text: 'one' });
    await records.transact(at, ([held]) => [[at, { ...(held?.[1] as object), more: 1 }]]);
    expect(await valueIn(records, at)).to.deep.equal({ text: 'one', more: 1 });
    expect(records.isFleeting).to.equal(true);
  });
});
