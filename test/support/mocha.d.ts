/** What Web Test Runner's mocha puts into the page. Only what the browser tests use, so that no package has to say it. */
type MochaBody = (this: MochaContext) => void | Promise<void>;

interface MochaContext {
  /** Sets how long this test or hook may take, in milliseconds. */
  timeout(ms: number): void;
  /** Ends this test as skipped, for an engine that lacks what it needs. */
  skip(): never;
}

interface MochaSuite {
  (title: string, body: (this: MochaContext) => void): void;
}

interface MochaTest {
  (title: string, body: MochaBody): void;
}

declare const describe: MochaSuite;
declare const it: MochaTest;
declare const before: (body: MochaBody) => void;
declare const after: (body: MochaBody) => void;
declare const beforeEach: (body: MochaBody) => void;
declare const afterEach: (body: MochaBody) => void;
