/**
 * Everything that can go wrong between a reader and a backend, from the reader's side.
 *
 * - `offline`: the device has no network. `timeout`: no answer in time. `unavailable`: the backend failed or cannot be reached.
 * - `rate-limited`: too much in too short a time; `retryAfter` says how long to wait.
 * - `unauthenticated`: a sign-in is needed. `forbidden`: not allowed. `challenge`: a proof is asked for first.
 * - `not-found`: no such comment. `closed`: the thread takes no comments. `conflict`: the id is taken by something else.
 * - `invalid`: the backend refuses what was written; `faults` says where. `invalid-cursor`: a place that is no longer there.
 * - `outcome-unknown`: it was sent, and whether it was stored cannot be known.
 * - `unsupported`: this backend cannot do that. `protocol`: the answer is not what the contract says.
 */
export const errorCodes = [
  'offline',
  'timeout',
  'unavailable',
  'rate-limited',
  'unauthenticated',
  'forbidden',
  'not-found',
  'closed',
  'conflict',
  'invalid',
  'invalid-cursor',
  'challenge',
  'outcome-unknown',
  'unsupported',
  'protocol',
] as const;

/** One of {@link errorCodes}. Every locale has a text for each. */
export type ErrorCode = (typeof errorCodes)[number];
