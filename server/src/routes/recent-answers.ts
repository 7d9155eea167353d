import type { IncomingMessage } from 'node:http';
import { negotiated } from './encoding.ts';
import type { Answers } from './rendered.ts';

/** Longer requests are not worth remembering. */
const maxKeyLength = 1000;

/**
 * What was answered to exactly the same request while nobody has written anything since: the page
 * that everybody reads needs neither parsing nor a query. All are forgotten together, with the next
 * write or when they outgrow their bytes, so that no request costs a search for what to forget.
 */
export class RecentAnswers {
  readonly #limit: number;
  #revision = NaN;
  #answers = new Map<string, Answers>();
  #bytes = 0;

  /** @param limit how many bytes of answers are kept at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What was answered to the same request at this revision of the database. */
  get(request: IncomingMessage, revision: number): Answers | undefined {
    return revision === this.#revision ? this.#answers.get(keyOf(request)) : undefined;
  }

  /** Keeps what was answered, given the revision from before the answer was read. */
  set(request: IncomingMessage, revision: number, answers: Answers, bytes: number): void {
    const key = keyOf(request);
    const size = bytes + 2 * key.length;
    if (key.length > maxKeyLength || size > this.#limit / 8) return;
    if (revision !== this.#revision || this.#bytes + size > this.#limit) {
      this.#answers = new Map();
      this.#bytes = 0;
      this.#revision = revision;
    }
    this.#answers.set(key, answers);
    this.#bytes += size;
  }
}

/** All of a request that its body depends on. What stands in other headers only chooses among the answers. */
function keyOf({ url, headers }: IncomingMessage): string {
  return `${negotiated(headers['accept-encoding'])} ${url}`;
}
