import { STATUS_CODES } from 'node:http';
import { isCommentsError, type CommentsError, type ErrorCode } from 'diwan/contract';
import { GoneError } from '../services/gone.ts';
import type { Answer } from './answers.ts';
import { HttpRefusal } from './refusals.ts';

/** The status that says a code best. Those a server never throws are there for the compiler's sake. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  offline: 503,
  timeout: 503,
  unavailable: 503,
  'rate-limited': 429,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  closed: 403,
  conflict: 409,
  invalid: 422,
  'invalid-cursor': 400,
  challenge: 403,
  'outcome-unknown': 503,
  unsupported: 422,
  protocol: 422,
};

/** Seconds to wait when the database cannot be used just now. */
const recovery = 5;

/** What SQLite says when it is the disk or another process, and not us: it may work again later. */
const passing = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY)/;

/** A failure as `application/problem+json` (RFC 9457). Nothing of what was sent and nothing of ours is in it. */
export function problemAnswer(thrown: unknown): Answer {
  if (isCommentsError(thrown)) return answerTo(thrown);
  if (isPassing(thrown)) {
    return problem(503, { code: 'unavailable', detail: 'The comments cannot be reached just now.', faults: null, retryAfter: recovery });
  }
  return problem(500, { code: 'unavailable', detail: 'Something went wrong on the server.', faults: null, retryAfter: null });
}

/** Whether a failure is a mistake of ours, to be looked into. */
export function isMistake(thrown: unknown): boolean {
  return !isCommentsError(thrown) && !isPassing(thrown);
}

function isPassing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && passing.test(String(thrown.code));
}

function answerTo(error: CommentsError): Answer {
  // A guard of the contract says `protocol` whoever is guarded; here it is the client that broke it.
  const code = error.code === 'protocol' ? 'invalid' : error.code;
  return problem(statusOf(error), {
    code,
    detail: error.message,
    faults: error.faults.length > 0 ? error.faults : null,
    retryAfter: error.retryAfter,
  });
}

function statusOf(error: CommentsError): number {
  if (error instanceof HttpRefusal) return error.status;
  return error instanceof GoneError ? 410 : statuses[error.code];
}

function problem(status: number, members: { code: ErrorCode; detail: string; faults: CommentsError['faults'] | null; retryAfter: number | null }): Answer {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (members.retryAfter !== null) headers['retry-after'] = String(members.retryAfter);
  const title = STATUS_CODES[status] ?? 'Error';
  return { status, headers, body: JSON.stringify({ type: 'about:blank', title, status, ...members }) };
}
