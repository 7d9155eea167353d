/** The words both sides of the wire share. Published as `diwan/contract`; knows neither page nor server. */
export * from './comment.ts';
export * from './error-codes.ts';
export * from './errors.ts';
export * from './facts.ts';
export * from './faults.ts';
export * from './guards.ts';
export * from './guest-key.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './page.ts';
export * from './rules.ts';
export * from './thread.ts';
export * from './wire.ts';
export * from './wire-further.ts';
export * from './wire-problem.ts';
