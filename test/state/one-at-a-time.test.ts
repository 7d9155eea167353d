import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oneAtATime } from '../../src/state/one-at-a-time.ts';
import { Device, turn, until, type Tab } from '../support/device.ts';

const never = new AbortController().signal;

const withoutLocks = () => {
  const device = new Device();
  device.hasLocks = false;
  return device;
};

/** Work that ends when it is told to. */
function work() {
  let begun = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { run: () => ((begun = true), ended), end: () => end(), hasBegun: () => begun };
}

for (const make of [() => new Device(), withoutLocks]) {
  describe(`one at a time, ${make().hasLocks ? 'with locks' : 'by a lease'}`, () => {
    it('lets one work and then the next', async () => {
      const device = make();
      const [first, second] = [work(), work()];
      const one = oneAtATime('x', device.tab(), never, first.run);
      await until(first.hasBegun);
      const two = oneAtATime('x', device.tab(), never, second.run);
      for (let seconds = 0; seconds < 60; seconds++) {
        device.clock.advance(1000);
        for (let turns = 0; turns < 20; turns++) await turn();
      }
      assert.equal(second.hasBegun(), false);
      first.end();
      await one;
      await until(() => (device.clock.advance(1000), second.hasBegun()));
      second.end();
      await two;
    });

    it('lets works of different names go side by side', async () => {
      const device = make();
      const [first, second] = [work(), work()];
      void oneAtATime('x', device.tab(), never, first.run);
      void oneAtATime('y', device.tab(), never, second.run);
      await until(() => first.hasBegun() && second.hasBegun());
    });

    it('does not wait for ever for a tab that died', async () => {
      const device = make();
      const dying = device.tab();
      const [first, second] = [work(), work()];
      void oneAtATime('x', dying, never, first.run);
      await until(first.hasBegun);
      dying.kill();
      void oneAtATime('x', device.tab(), never, second.run);
      await until(() => (device.clock.advance(500), second.hasBegun()));
    });

    it('rejects with the reason when it is aborted before its turn', async () => {
      const device = make();
      const first = work();
      const one = oneAtATime('x', device.tab(), never, first.run);
      await until(first.hasBegun);
      const waiting = new AbortController();
      const two = oneAtATime('x', device.tab(), waiting.signal, async () => assert.fail('it must not begin'));
      const refused = assert.rejects(two, /changed my mind/);
      for (let turns = 0; turns < 10; turns++) await turn();
      waiting.abort(new Error('changed my mind'));
      first.end();
      await Promise.all([one, refused]);
    });

    it('passes on what the work throws, and lets the next one work', async () => {
      const device = make();
      const tab = device.tab();
      await assert.rejects(oneAtATime('x', tab, never, () => Promise.reject(new RangeError('mistake'))), RangeError);
      const next = work();
      void oneAtATime('x', tab, never, next.run);
      await until(next.hasBegun);
    });
  });
}

describe('one at a time', () => {
  it('uses a lease where locks are there and refused', async () => {
    const device = new Device();
    const refused = { request: () => Promise.reject(new DOMException('blocked', 'SecurityError')) };
    const turns = ({ records, clock }: Tab) => ({ records, clock, locks: refused });
    const [first, second] = [work(), work()];
    void oneAtATime('x', turns(device.tab()), never, first.run);
    await until(first.hasBegun);
    void oneAtATime('x', turns(device.tab()), never, second.run);
    for (let passed = 0; passed < 20; passed++) await turn();
    assert.equal(second.hasBegun(), false);
  });

  it('does not believe a lease from a clock that was changed', async () => {
    const device = withoutLocks();
    device.clock.offset = 10 * 365 * 86_400_000;
    const dying = device.tab();
    const [first, second] = [work(), work()];
    void oneAtATime('x', dying, never, first.run);
    await until(first.hasBegun);
    dying.kill();
    device.clock.offset = 0;
    void oneAtATime('x', device.tab(), never, second.run);
    await until(second.hasBegun);
  });
});
