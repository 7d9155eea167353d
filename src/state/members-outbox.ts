import type { ThreadRef } from '../contract/thread.ts';
import type { Outbox } from './outbox.ts';
import type { Session } from './session.ts';

/** Ties an outbox to who is signed in: what a member wrote goes out while the backend says that they are, and a refusal raises a doubt. */
export class MembersOutbox {
  readonly #session: Session;
  readonly #thread: () => ThreadRef | null;
  /** The comments that are being sent as the member. */
  readonly #sending = new Set<string>();
  #outbox: Outbox | null = null;
  /** Who it was told last to be signed in; `undefined` before it was told anything. */
  #told: string | null | undefined;
  #unfollow = (): void => undefined;

  /** @param thread answers which one is shown. */
  constructor(session: Session, thread: () => ThreadRef | null) {
    this.#session = session;
    this.#thread = thread;
  }

  /** Looks after an outbox instead of the one before, or after none. */
  attend(outbox: Outbox | null): void {
    if (outbox === this.#outbox) return;
    this.#unfollow();
    this.#unfollow = outbox?.subscribe(() => this.#watch(outbox)) ?? (() => undefined);
    this.#outbox = outbox;
    this.#told = undefined;
    this.#sending.clear();
    this.tell();
  }

  /** Tells it who is signed in, where that is another than before. */
  tell(): void {
    const { presence, viewer } = this.#session;
    const id = presence === 'member' ? viewer!.id : null;
    if (!this.#outbox || id === this.#told) return;
    this.#told = id;
    this.#outbox.viewer = id;
  }

  /** Where the backend refuses what was sent as the member, the session may have ended. */
  #watch(outbox: Outbox): void {
    const thread = this.#thread();
    for (const { id, state, code, viewer } of thread ? outbox.entries(thread) : []) {
      if (viewer && state === 'sending') this.#sending.add(id);
      else if (this.#sending.delete(id) && code === 'unauthenticated') void this.#session.check();
    }
  }
}
