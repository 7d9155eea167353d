/** What can be told what to do when it has ended: a test, or `after` of a whole file. */
export interface Ending {
  after(end: () => Promise<void>): void;
}

const ends = new WeakMap<Ending, (() => unknown)[]>();

/** Does something when a test has ended: what was begun last ends first, so that nothing loses what it stands on. One failure spares none. */
export function atEnd(test: Ending, end: () => unknown): void {
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
