import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorCodes } from '../../src/contract/index.ts';
import { leavesOpen, longestRetryAfter, pauseBefore, pauseUntil, verdictOn } from '../../src/state/retry.ts';

const fresh = { maybeStored: false, attempts: 1 };

describe('a failed attempt', () => {
  it('is judged by its code', () => {
    const verdicts = Object.fromEntries(errorCodes.map((code) => [code, verdictOn(code, true, fresh)]));
    assert.deepEqual(verdicts, {
      offline: 'waiting',
      timeout: 'waiting',
      unavailable: 'waiting',
      'rate-limited': 'waiting',
      unauthenticated: 'waiting',
      forbidden: 'refused',
      'not-found': 'refused',
      closed: 'refused',
      conflict: 'refused',
      invalid: 'refused',
      'invalid-cursor': 'waiting',
      challenge: 'refused',
      'outcome-unknown': 'waiting',
      unsupported: 'refused',
      protocol: 'waiting',
    });
  });

  it('is not repeated where it may have stored what a repetition would store again', () => {
    for (const code of errorCodes) if (leavesOpen(code)) assert.equal(verdictOn(code, false, fresh), 'unsure', code);
    for (const code of ['offline', 'unavailable', 'rate-limited'] as const) assert.equal(verdictOn(code, false, fresh), 'waiting');
  });

  it('is repeated four times where the answer cannot be read', () => {
    assert.equal(verdictOn('protocol', true, { ...fresh, attempts: 4 }), 'waiting');
    assert.equal(verdictOn('protocol', true, { ...fresh, attempts: 5 }), 'unsure');
  });
});

describe('the pause before the next attempt', () => {
  it('is a random part of 1 s, doubled up to 60 s, and never less than a half', () => {
    assert.equal(pauseBefore(1, null, 0), 500);
    assert.equal(pauseBefore(1, null, 0.5), 750);
    assert.equal(pauseBefore(4, null, 1), 8000);
    assert.equal(pauseBefore(500, null, 1), 60_000);
  });

  it('is as long as the backend says, within an hour', () => {
    assert.equal(pauseBefore(1, 300, 0), 300_000);
    assert.equal(pauseBefore(5, 1, 0), 8000);
    assert.equal(pauseBefore(1, 1e9, 0), longestRetryAfter);
  });

  it('is over when its time has come or its clock is not to be believed', () => {
    assert.equal(pauseUntil(5000, 2000), 3000);
    assert.deepEqual([pauseUntil(5000, 4999), pauseUntil(5000, 5000), pauseUntil(null, 0), pauseUntil(1e15, 0)], [1, 0, 0, 0]);
  });
});
