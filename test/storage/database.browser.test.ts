import { expect, waitUntil } from '@open-wc/testing';
import { clear, get, set } from 'idb-keyval';
import { newCommentId } from '../../src/contract/index.ts';
import { systemClock } from '../../src/storage/clock.ts';
import { databaseStore } from '../../src/storage/database.ts';
import { ManualClock } from '../support/manual-clock.ts';

const nameOf = () => `database-${newCommentId()}`;
const storeOf = (name: string) => databaseStore({ name, factory: () => indexedDB, clock: systemClock });

const opened = (name: string, version?: number, upgrade?: (database: IDBDatabase) => void) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('it does not open', { cause: request.error }));
  });

/** An IndexedDB whose opened databases the test gets hold of, and whose openings it may hold back. */
function watched() {
  const databases: IDBDatabase[] = [];
  let release = (): void => undefined;
  let openings = 0;
  const factory = (held: boolean) =>
    ({
      open(name: string) {
        openings++;
        const request = indexedDB.open(name);
        const outer: Partial<IDBOpenDBRequest> = {};
        const gate = held ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
        request.onupgradeneeded = () => {
          Object.assign(outer, { result: request.result });
          (outer.onupgradeneeded as () => void)();
        };
        request.onsuccess = () => {
          databases.push(request.result);
          Object.assign(outer, { result: request.result });
          void gate.then(() => (outer.onsuccess as () => void)());
        };
        return outer;
      },
    }) as IDBFactory;
  return { databases, factory, release: () => release(), openings: () => openings };
}

describe('the database store', () => {
  it('keeps what is set for whoever opens it next', async () => {
    const name = nameOf();
    await set('a', { text: 'one' }, storeOf(name));
    expect(await get('a', storeOf(name))).to.deep.equal({ text: 'one' });
  });

  it('writes with strict durability', async () => {
    const durabilities = new Set<string>();
    await storeOf(nameOf())('readwrite', ({ transaction }) => durabilities.add((transaction as { durability?: string }).durability ?? 'strict'));
    expect([...durabilities]).to.deep.equal(['strict']);
  });

  it('does not block a newer version in another tab, and neither meets a VersionError', async () => {
    const name = nameOf();
    const old = storeOf(name);
    await set('a', 'old', old);
    const newer = await opened(name, 7, (database) => database.createObjectStore('more'));
    expect(newer.version).to.equal(7);
    newer.onversionchange = () => newer.close();
    await set('a', 'still here', old);
    expect(await get('a', storeOf(name))).to.equal('still here');
    newer.close();
  });

  it('opens again when its connection was closed', async () => {
    const { databases, factory, openings } = watched();
    const store = databaseStore({ name: nameOf(), factory: () => factory(false), clock: systemClock });
    await set('a', 'one', store);
    databases[0]!.close();
    expect(await get('a', store)).to.equal('one');
    databases[1]!.close();
    await Promise.all([set('b', 1, store), set('c', 2, store)]);
    expect(await get('c', store)).to.equal(2);
    // Each of the two may have opened for itself.
    expect(openings()).to.be.within(3, 4);
  });

  it('opens again after the browser deleted it', async () => {
    const name = nameOf();
    const store = storeOf(name);
    await set('a', 'one', store);
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
    expect(await get('a', store)).to.equal(undefined);
    await set('a', 'two', store);
    expect(await get('a', store)).to.equal('two');
  });

  it('refuses after a second while opening hangs, later calls at once, and works when it opens after all', async () => {
    const clock = new ManualClock();
    const { factory, release, openings } = watched();
    const store = databaseStore({ name: nameOf(), factory: () => factory(true), clock });
    const outcome = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error as Error).message);
    const first = outcome(set('a', 'one', store));
    clock.advance(999);
    const second = outcome(set('a', 'two', store));
    clock.advance(1);
    expect(await first).to.contain('hangs');
    expect(await second).to.contain('hangs');
    expect(await outcome(get('a', store))).to.contain('hangs');
    release();
    for (;;) {
      // Opening takes as long as it takes; the mocha timeout ends this loop if it never does.
      if ((await outcome(set('a', 'three', store))) === 'done') break;
      release();
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(await get('a', store)).to.equal('three');
    expect(openings()).to.equal(1);
    expect(clock.next).to.equal(null);
  });

  it('refuses after a second what waits for a transaction, and does not do it later', async () => {
    const name = nameOf();
    const clock = new ManualClock();
    const store = databaseStore({ name, factory: () => indexedDB, clock });
    await set('a', 'one', store);
    const blocking = (await opened(name)).transaction('records', 'readwrite');
    const ended = new Promise((resolve) => (blocking.oncomplete = resolve));
    let blocks = true;
    const block = () => blocks && (blocking.objectStore('records').get('a').onsuccess = block);
    block();
    const late = set('a', 'two', store).then(() => 'done', (error: unknown) => (error as Error).message);
    await waitUntil(() => clock.next !== null);
    clock.advance(1000);
    expect(await late).to.contain('hangs');
    blocks = false;
    await ended;
    expect([await get('a', store), clock.next]).to.deep.equal(['one', null]);
  });

  it('rejects where the browser refuses, and works when it does no more', async () => {
    let refuses = true;
    const store = databaseStore({
      name: nameOf(),
      clock: systemClock,
      factory: () => {
        if (refuses) throw new DOMException('blocked', 'SecurityError');
        return indexedDB;
      },
    });
    const outcome: unknown = await set('a', 1, store).catch((error: unknown) => error);
    expect(outcome).to.have.property('name', 'SecurityError');
    refuses = false;
    await set('a', 1, store);
    expect(await get('a', store)).to.equal(1);
  });

  it('is a store for all of idb-keyval', async () => {
    const store = storeOf(nameOf());
    await set('a', 1, store);
    await clear(store);
    expect(await get('a', store)).to.equal(undefined);
  });
});
