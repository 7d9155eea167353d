import type { CommentsAdapter } from '../../src/adapters/adapter.ts';
import { examine, rules, type ConformanceBackend, type Rule } from '../../src/conformance/index.ts';

/** The words of a test runner: those of `node:test` and of mocha are alike enough. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
  after(body: () => Promise<void>): unknown;
}

/**
 * Looks at a backend and examines it as one test for each rule of the conformance kit that applies
 * to it. What a backend does not have is no test that was left out.
 */
export async function describeConformance<A extends CommentsAdapter>(name: string, backend: ConformanceBackend<A>, { describe, it, after }: TestRunner): Promise<void> {
  const { subject, check, close } = await examine(backend);
  const applicable = rules.filter((rule) => rule.needs.every((need) => need.isMet(subject)));
  if (applicable.length < 60) throw new Error(`only ${applicable.length} rules apply to ${name}`);
  describe(`${name} keeps the contract`, () => {
    after(close);
    for (const [group, ofGroup] of groups(applicable)) {
      describe(group, () => {
        for (const rule of ofGroup) {
          it(`${rule.id}: ${rule.sentence}`, async () => {
            const { outcome, expected, got } = await check(rule);
            if (outcome !== 'passed') throw new Error(`${outcome}: expected ${expected}\n     got ${got}`);
          });
        }
      });
    }
  });
}

function groups(all: readonly Rule[]): Map<string, Rule[]> {
  const grouped = new Map<string, Rule[]>();
  for (const rule of all) {
    const group = rule.id.slice(0, rule.id.indexOf('.'));
    grouped.set(group, [...(grouped.get(group) ?? []), rule]);
  }
  return grouped;
}
