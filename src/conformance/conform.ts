import type { CommentsAdapter } from '../adapters/adapter.ts';
import { newGuestKey, type AdapterFacts } from '../contract/index.ts';
import type { ConformanceBackend, Subject } from './backend.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { Trial } from './trial.ts';
import { BrokenRule, described } from './verdict.ts';

/** What came of one rule. */
export interface RuleResult {
  readonly id: string;
  readonly sentence: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it does not apply, where it was skipped. */
  readonly reason: string | null;
  /** What should have come and what came, where it failed. */
  readonly expected: string | null;
  readonly got: string | null;
  readonly milliseconds: number;
}

/** What came of a whole examination. */
export interface Report {
  readonly adapter: string;
  readonly facts: AdapterFacts;
  readonly results: readonly RuleResult[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** How {@link conform} goes about it. */
export interface ConformOptions {
  /** The rules to check; all of them where left out. */
  readonly rules?: readonly Rule[];
  /** Milliseconds until a rule that has not ended has failed; 20 seconds where left out. */
  readonly timeLimit?: number;
  /** Told of each result as it comes. */
  readonly onResult?: (result: RuleResult) => void;
}

/** A backend that has been looked at and can be checked rule by rule, as a test runner wants it. */
export interface Examination {
  readonly subject: Subject;
  /** Checks one rule. Never rejects: what goes wrong is in the result. */
  check(rule: Rule): Promise<RuleResult>;
  /** Lets go of the adapter that was looked at. */
  close(): Promise<void>;
}

/** Tells whether a backend keeps the contract: checks rule after rule and answers what came of it. Rejects only where no adapter can be made. */
export async function conform(backend: ConformanceBackend, options: ConformOptions = {}): Promise<Report> {
  const { subject, check, close } = await examine(backend, options.timeLimit);
  const results: RuleResult[] = [];
  for (const rule of options.rules ?? allRules) {
    const result = await check(rule);
    options.onResult?.(result);
    results.push(result);
  }
  await close();
  const count = (outcome: RuleResult['outcome']): number => results.filter((result) => result.outcome === outcome).length;
  return {
    adapter: subject.adapter.name,
    facts: subject.facts,
    results,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
  };
}

/** Looks at a backend before any rule: what its facts are once it has answered, and what becomes of a comment written. */
export async function examine(backend: ConformanceBackend, timeLimit = 20_000): Promise<Examination> {
  const subject = await lookAt(backend, await backend.create(), timeLimit);
  return {
    subject,
    check: (rule) => checkRule(rule, subject, timeLimit),
    close: () => subject.adapter.close().catch(() => {}), // lifecycle.close is the rule that tells
  };
}

async function lookAt(backend: ConformanceBackend, adapter: CommentsAdapter, timeLimit: number): Promise<Subject> {
  const usual = (): Subject => ({ backend, adapter, facts: adapter.facts, holds: false, lists: true, freezes: true, edits: true, removes: true, types: true });
  try {
    return await within(timeLimit, async () => {
      const guess = new Trial(usual(), 'probe', adapter, adapter);
      const ref = guess.thread();
      const { asOf } = await guess.page(ref);
      const trial = new Trial(usual(), 'probe', adapter, adapter);
      const guestKey = newGuestKey();
      const { id, state } = await trial.send(ref, trial.draft(), adapter.own && { guestKey });
      const holds = state === 'held' || (state === 'accepted' && !(await trial.page(ref)).items.some((item) => item.id === id));
      if (holds) await backend.moderation?.publish(adapter, ref, id);
      // An owner who finds nothing of theirs is examined as one who may do everything: then the rules say what is wrong.
      const can = (await adapter.own?.loadOwn(ref, [id], { guestKey }).catch(() => []))?.[0]?.can ?? { edit: true, remove: true };
      const ways = await adapter.session?.loadWays(backend.site).catch(() => null);
      const types = !ways || ways.password === 'here';
      return { ...usual(), types, holds, lists: !holds || backend.moderation !== undefined, freezes: asOf !== null, edits: can.edit, removes: can.remove };
    });
  } catch {
    // A backend that fails here is examined as if it were an ordinary one: then the rules say what is wrong, each for itself.
    return usual();
  }
}

async function checkRule(rule: Rule, subject: Subject, timeLimit: number): Promise<RuleResult> {
  const { id, sentence } = rule;
  const start = Date.now();
  const result = { id, sentence, reason: null, expected: null, got: null };
  const missing = rule.needs.find((need) => !need.isMet(subject));
  if (missing) return { ...result, outcome: 'skipped', reason: `needs ${missing.what}`, milliseconds: 0 };
  try {
    const adapter = await subject.backend.create();
    try {
      const another = (await subject.backend.another?.(adapter)) ?? adapter;
      await within(timeLimit, () => rule.check(new Trial(subject, id, adapter, another)));
      if (another !== adapter) await another.close();
    } finally {
      await adapter.close();
    }
    return { ...result, outcome: 'passed', milliseconds: Date.now() - start };
  } catch (thrown) {
    const { expected, got } = thrown instanceof BrokenRule ? thrown : { expected: 'an answer', got: described(thrown) };
    return { ...result, outcome: 'failed', expected, got, milliseconds: Date.now() - start };
  }
}

async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BrokenRule(`an end within ${milliseconds} ms`, 'none')), milliseconds);
  });
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
