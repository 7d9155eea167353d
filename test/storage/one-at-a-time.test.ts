import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oneAtATime } from '../../src/storage/one-at-a-time.ts';
import { Device, turn, until } from '../support/device.ts';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function work() {
  let begun = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { run: () => ((begun = true), ended), end: () => end(), hasBegun: () => begun };
}

describe('one at a time', () => {
  it('lets one work and then the next', async () => {
    const device = new Device();
    const [first, second] = [work(), work()];
    const one = oneAtATime('x', device.tab().locks, never, first.run);
    await until(first.hasBegun);
    const two = oneAtATime('x', device.tab().locks, never, second.run);
    for (let turns = 0; turns < 100; turns++) await turn();
    assert.equal(second.hasBegun(), false);
    first.end();
    await one;
    await until(second.hasBegun);
    second.end();
    await two;
  });

  it('lets works of different names go side by side', async () => {
    const device = new Device();
    const [first, second] = [work(), work()];
    void oneAtATime('x', device.tab().locks, never, first.run);
    void oneAtATime('y', device.tab().locks, never, second.run);
    await until(() => first.hasBegun() && second.hasBegun());
  });

  it('does not wait for ever for a tab that died', async () => {
    const device = new Device();
    const dying = device.tab();
    const [first, second] = [work(), work()];
    void oneAtATime('x', dying.locks, never, first.run);
    await until(first.hasBegun);
    dying.kill();
    void oneAtATime('x', device.tab().locks, never, second.run);
    await until(second.hasBegun);
  });

  it('rejects with the reason when it is aborted before its turn', async () => {
    const device = new Device();
    const first = work();
    const one = oneAtATime('x', device.tab().locks, never, first.run);
    await until(first.hasBegun);
    const waiting = new AbortController();
    const two = oneAtATime('x', device.tab().locks, waiting.signal, async () => assert.fail('it must not begin'));
    const refused = assert.rejects(two, /changed my mind/);
    for (let turns = 0; turns < 10; turns++) await turn();
    waiting.abort(new Error('changed my mind'));
    first.end();
    await Promise.all([one, refused]);
  });

  const refusing = { request: () => Promise.reject(new DOMException('blocked', 'SecurityError')) };
  for (const [kind, locks] of [['with locks', new Device().tab().locks], ['without locks', undefined], ['where locks are refused', refusing]] as const) {
    it(`passes on what the work throws, having done it once, and lets the next one work, ${kind}`, async () => {
      let count = 0;
      const mistake = async (): Promise<void> => {
        count++;
        throw new RangeError('mistake');
      };
      await assert.rejects(oneAtATime('x', locks, never, mistake), RangeError);
      assert.equal(count, 1);
      const next = work();
      void oneAtATime('x', locks, never, next.run);
      await until(next.hasBegun);
    });
  }
});
