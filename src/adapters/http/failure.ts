import type { ErrorCode } from '../../contract/error-codes.ts';
import { CommentsError } from '../../contract/errors.ts';
import { wireProblem } from '../../contract/wire-problem.ts';

/** What a failure without a readable body means, by its status. */
const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  413: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
};

/**
 * What a refusal says: the contract's own words where the server speaks them, else what its status means.
 *
 * @param unanswered what it means that the server itself, or something before it, broke down.
 */
export function failure({ status, headers, url }: Response, body: unknown, unanswered: ErrorCode): CommentsError {
  const waits = Number(headers.get('retry-after') ?? NaN);
  try {
    const { code, detail, faults, retryAfter } = wireProblem(body, '');
    const seconds = retryAfter ?? waits;
    return new CommentsError(code, `${detail ?? ''} (${status} from ${url})`, { faults: faults ?? [], ...(seconds >= 0 && { retryAfter: seconds }) });
  } catch (cause) {
    const code = codes[status] ?? (status < 500 ? 'protocol' : unanswered);
    return new CommentsError(code, `${url} answered ${status} and nothing a Dîwan server would say`, { cause, ...(waits >= 0 && { retryAfter: waits }) });
  }
}
