import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { CommentsError } from 'diwan/contract';

/** How much work a hash is. */
export interface HashWork {
  /** KiB of memory. */
  readonly memory: number;
  readonly passes: number;
}

/** What passwords are hashed with unless a test says less: about a tenth of a second of one processor. */
export const usualWork: HashWork = { memory: 64 * 1024, passes: 3 };

/** How many hashes are made at once, and how many may wait for it. */
const mostAtOnce = 2;
export const longestQueue = 32;

/** Seconds after which it makes sense to try again. */
const recovery = 5;

/** Argon2id, never more at once than a machine can do beside its other work. */
export class Hashing {
  readonly #work: HashWork;
  /** A hash that no password has, as it would have been made here: to look at one takes as long as at another. */
  readonly nobodys: string;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #done = 0;

  constructor(work: HashWork = usualWork) {
    this.#work = work;
    const random = (bytes: number): string => randomBytes(bytes).toString('base64').replace(/=+$/, '');
    this.nobodys = `$argon2id$v=19$m=${work.memory},t=${work.passes},p=1$${random(16)}$${random(32)}`;
  }

  /** How often the work of a hash was done since the start. */
  get done(): number {
    return this.#done;
  }

  /** A PHC string, salted. @throws CommentsError `unavailable` when too many wait. */
  async hash(password: string): Promise<string> {
    const { memory, passes } = this.#work;
    return await this.#inTurn(() => hash(password, { memoryCost: memory, timeCost: passes, parallelism: 1 }));
  }

  /** Whether the string was made from this password. @throws CommentsError as {@link hash} */
  async isHashOf(phc: string, password: string): Promise<boolean> {
    return await this.#inTurn(() => verify(phc, password));
  }

  /** Whether a string was made with less work than is done now. */
  isDated(phc: string): boolean {
    const { memoryCost, timeCost } = parseOptions(phc);
    return memoryCost < this.#work.memory || timeCost < this.#work.passes;
  }

  async #inTurn<T>(job: () => Promise<T>): Promise<T> {
    if (this.#running >= mostAtOnce) {
      if (this.#waiting.length >= longestQueue) throw new CommentsError('unavailable', 'Too many passwords are being looked at just now.', { retryAfter: recovery });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running++;
    }
    try {
      this.#done++;
      return await job();
    } finally {
      // Whoever waits takes over the place: nobody who comes between gets it.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
