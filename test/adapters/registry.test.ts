import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommentsAdapter } from '../../src/adapters/adapter.ts';
import { borrowAdapter, isRegistered, registerAdapter } from '../../src/adapters/registry.ts';
import { turn } from '../support/device.ts';
import { defer, FakeAdapter } from '../support/fake-adapter.ts';

let count = 0;

/** Registers adapters under a name of their own, and says which were made for which server. */
function register(make: () => CommentsAdapter | Promise<CommentsAdapter> = () => new FakeAdapter()) {
  const name = `test-${++count}`;
  const servers: string[] = [];
  registerAdapter(name, (server) => {
    servers.push(server);
    return make();
  });
  return { name, servers, borrow: (server = 'https://a.example/') => borrowAdapter(name, server) };
}

describe('borrowAdapter', () => {
  it('makes an adapter for the server, at once', () => {
    const { borrow, servers } = register();
    const lease = borrow();
    assert.ok(lease.adapter instanceof FakeAdapter);
    assert.deepEqual(servers, ['https://a.example/']);
    lease.release();
  });

  it('shares it among those who name the same, and with nobody else', () => {
    const [one, another] = [register(), register()];
    const leases = [one.borrow(), one.borrow(), one.borrow('https://b.example/'), another.borrow()];
    const [first, second, otherServer, otherName] = leases.map(({ adapter }) => adapter);
    assert.equal(first, second);
    assert.equal(new Set([first, otherServer, otherName]).size, 3);
    for (const lease of leases) lease.release();
  });

  it('closes it when the last one gives it back, once, however often each gives it back', async () => {
    const adapter = new FakeAdapter();
    const { borrow } = register(() => adapter);
    const [one, other] = [borrow(), borrow()];
    one.release();
    one.release();
    await turn();
    assert.equal(adapter.closings, 0);
    other.release();
    other.release();
    await turn();
    assert.equal(adapter.closings, 1);
  });

  it('makes a new one after the last was given back', async () => {
    const { borrow, servers } = register();
    const first = borrow();
    first.release();
    const second = borrow();
    await turn();
    assert.notEqual(second.adapter, first.adapter);
    assert.equal((second.adapter as FakeAdapter).closings, 0);
    assert.equal(servers.length, 2);
    second.release();
  });

  it('throws for a name that nobody registered, and knows those that are', () => {
    const { name } = register();
    assert.deepEqual([isRegistered(name), isRegistered('nobody')], [true, false]);
    assert.throws(() => borrowAdapter('nobody', 'https://a.example/'), /"nobody"/);
    for (const strange of ['__proto__', 'constructor', '', 'toString']) assert.throws(() => borrowAdapter(strange, ''), Error);
  });

  it('takes a later one of the same name for those who come later', () => {
    const { name, borrow } = register();
    const later = new FakeAdapter();
    registerAdapter(name, () => later);
    const lease = borrow();
    assert.equal(lease.adapter, later);
    lease.release();
  });

  it('closes one that was fetched, also when it is given back before it came', async () => {
    const adapter = new FakeAdapter();
    const { promise, resolve } = defer<CommentsAdapter>();
    const lease = register(() => promise).borrow();
    lease.release();
    resolve(adapter);
    await turn();
    assert.equal(adapter.closings, 1);
  });

  it('fetches again after one that could not be fetched was given back', async () => {
    const answers: Promise<CommentsAdapter>[] = [Promise.reject(new Error('not there')), Promise.resolve(new FakeAdapter())];
    const { borrow } = register(() => answers.shift()!);
    const [one, other] = [borrow(), borrow()];
    await assert.rejects(async () => one.adapter, /not there/);
    assert.equal(one.adapter, other.adapter);
    one.release();
    other.release();
    const again = borrow();
    assert.ok((await again.adapter) instanceof FakeAdapter);
    again.release();
    await turn();
  });

  it('keeps nothing of an adapter that could not be made', () => {
    const makers: (() => CommentsAdapter)[] = [() => { throw new Error('broken'); }, () => new FakeAdapter()];
    const { borrow } = register(() => makers.shift()!());
    assert.throws(() => borrow(), /broken/);
    const lease = borrow();
    assert.ok(lease.adapter instanceof FakeAdapter);
    lease.release();
  });
});
