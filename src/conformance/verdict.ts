import { errorCodes, isCommentsError, type CommentsError, type ErrorCode } from '../contract/index.ts';

/** A promise that was not kept: what should have come, and what came. */
export class BrokenRule extends Error {
  readonly expected: string;
  readonly got: string;

  constructor(expected: string, got: string, cause?: unknown) {
    super(`expected ${expected}, got ${got}`, { cause });
    this.name = 'BrokenRule';
    this.expected = expected;
    this.got = got;
  }
}

/** Goes on only where the condition holds. */
export function demand(condition: boolean, expected: string, got: unknown): asserts condition {
  if (!condition) throw new BrokenRule(expected, shown(got));
}

/** Goes on only where both are the same, down to the last field. */
export function same(got: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(got) !== JSON.stringify(expected)) throw new BrokenRule(`${what} ${shown(expected)}`, shown(got));
}

/** Waits for a call to be refused with one of the codes, and answers the error. */
export async function refused(call: Promise<unknown>, what: string, ...codes: readonly ErrorCode[]): Promise<CommentsError> {
  const wanted = `${what} to be refused with ${codes.length < errorCodes.length ? codes.join(' or ') : 'a code of the contract'}`;
  let answer: unknown;
  try {
    answer = await call;
  } catch (thrown) {
    if (isCommentsError(thrown) && codes.includes(thrown.code)) return thrown;
    throw new BrokenRule(wanted, described(thrown), thrown);
  }
  throw new BrokenRule(wanted, `the answer ${shown(answer)}`);
}

/** What was thrown, in words. */
export function described(thrown: unknown): string {
  if (isCommentsError(thrown)) {
    const faults = thrown.faults?.length ? ` ${shown(thrown.faults)}` : '';
    return `CommentsError ${thrown.code}: ${thrown.message}${faults}`;
  }
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : `thrown ${shown(thrown)}`;
}

/** A value as one short line of a report. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : value instanceof Map ? shown([...value]) : inJson(value);
  return text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text;
}

function inJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value); // circular, or a bigint
  }
}
