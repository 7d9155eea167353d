import type { TestContext } from 'node:test';

const ends = new WeakMap<TestContext, (() => unknown)[]>();

/** Does something when a test has ended: what was begun last ends first, so that nothing loses what it stands on. One failure spares none. */
export function atEnd(test: TestContext, end: () => unknown): void {
  const known = ends.get(test);
  if (known) return void known.push(end);
  const all = [end];
  ends.set(test, all);
  test.after(async () => {
    const failures: unknown[] = [];
    for (const each of all.reverse()) {
      try {
        await each();
      } catch (failed) {
        failures.push(failed);
      }
    }
    if (failures.length > 0) throw failures[0];
  });
}
