/**
 * Tells whether an adapter keeps the contract. Published as `diwan/conformance`; brings no test
 * runner and no assertion library, and runs wherever the adapter runs: in Node, a page, a worker.
 */
export type { ConformanceBackend, MailboxMeans, ModerationMeans, Subject } from './backend.ts';
export { conform, examine, type ConformOptions, type Examination, type Report, type RuleResult } from './conform.ts';
export { MemberTrial, newPerson, type Person } from './member-trial.ts';
export type { Need, Rule } from './rule.ts';
export { rules } from './rules/index.ts';
export { Trial } from './trial.ts';
export { BrokenRule } from './verdict.ts';
