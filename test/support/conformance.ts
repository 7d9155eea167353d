import { examine, rules, type ConformanceBackend, type Examination, type Rule } from '../../src/conformance/index.ts';

/** The words of a test runner: those of `node:test` and of mocha are alike enough. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: (this: unknown, context?: unknown) => Promise<void>): unknown;
  after(body: () => Promise<void>): unknown;
}

/** Something with a `skip`: `node:test` hands it to the test, mocha makes it the test's `this`. */
interface Skippable {
  skip(reason?: string): void;
}

/**
 * Examines a backend as one test for each rule of the conformance kit. The backend is looked at when
 * the first test runs, so that one that needs a server can be started in a `before` of the caller's.
 */
export function describeConformance(name: string, backend: ConformanceBackend | (() => ConformanceBackend), { describe, it, after }: TestRunner): void {
  describe(`${name} keeps the contract`, () => {
    let examination: Promise<Examination> | undefined;
    const examined = (): Promise<Examination> => (examination ??= examine(typeof backend === 'function' ? backend() : backend));

    after(async () => (await examination)?.close());

    for (const [group, ofGroup] of groups(rules)) {
      describe(group, () => {
        for (const rule of ofGroup) {
          // A named parameter would make mocha wait for a callback.
          it(`${rule.id}: ${rule.sentence}`, async function (...[context]) {
            const { outcome, reason, expected, got } = await (await examined()).check(rule);
            if (outcome === 'skipped') return (isSkippable(context) ? context : (this as Skippable)).skip(reason ?? undefined);
            if (outcome === 'failed') throw new Error(`expected ${expected}\n     got ${got}`);
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

function isSkippable(context: unknown): context is Skippable {
  return typeof context === 'object' && context !== null && 'skip' in context;
}
