import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conform, rules } from '../../src/conformance/index.ts';
import { memoryBackend } from '../support/memory-backend.ts';
import { mutants } from './mutants.ts';

describe('the conformance kit', () => {
  const noticing = new Set<string>();

  for (const { bug, make } of mutants) {
    it(`notices that ${bug}`, async (test) => {
      const { results } = await conform(memoryBackend(make), { timeLimit: 2000 });
      const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
      for (const id of failed) noticing.add(id);
      test.diagnostic(`${bug}: ${failed.join(', ') || 'SURVIVED'}`);
      assert.notEqual(failed.length, 0, 'no rule noticed it');
    });
  }

  it('has no two mutants of the same bug', () => {
    assert.equal(new Set(mutants.map(({ bug }) => bug)).size, mutants.length);
  });

  it('has no rule that no mutant could break', () => {
    assert.deepEqual(rules.map(({ id }) => id).filter((id) => !noticing.has(id)), []);
  });
});
