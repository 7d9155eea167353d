import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import { conform, rules, type Need, type Rule } from '../../src/conformance/index.ts';
import { needs } from '../../src/conformance/rule.ts';
import { memoryBackend } from '../support/memory-backend.ts';
import { mutants } from './mutants.ts';

const memberNeeds: readonly Need[] = [needs.session, needs.typing, needs.account];
const isOfMembers = (rule: Rule): boolean => rule.needs.some((need) => memberNeeds.includes(need));

describe('the conformance kit', () => {
  const noticing = new Set<string>();

  for (const { bug, make, beside } of mutants) {
    it(`notices that ${bug}`, async (test) => {
      // A bug in what members do is looked for where members are, and nowhere else: it would take minutes.
      const backend = { ...memoryBackend(make), ...(beside && { another: (adapter: MemoryAdapter) => beside(adapter, 'another'), again: (adapter: MemoryAdapter) => beside(adapter, 'same') }) };
      const { results } = await conform(backend, { timeLimit: 2000, rules: rules.filter((rule) => isOfMembers(rule) === (beside !== undefined)) });
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
