import type { CommentsAdapter } from '../adapters/adapter.ts';
import type { ProfileView } from '../contract/account.ts';
import { codeOf } from '../contract/errors.ts';
import { Listeners } from './listeners.ts';

/** A look at a member's profile. */
export class Visit extends Listeners {
  /** As it stands beside the comment. */
  readonly name: string;
  /** `loading` until it is there; `gone` where there is no such member any more. */
  profile: ProfileView | 'loading' | 'failed' | 'gone' = 'loading';
  readonly #ending = new AbortController();

  constructor(name: string) {
    super();
    this.name = name;
  }

  /** Asks for it. Never rejects. */
  async load(adapter: CommentsAdapter, site: string, member: string): Promise<void> {
    const { signal } = this.#ending;
    try {
      this.profile = await adapter.account!.loadProfile(site, member, { signal });
    } catch (thrown) {
      if (signal.aborted) return;
      this.profile = codeOf(thrown) === 'not-found' ? 'gone' : 'failed';
    }
    this.notify();
  }

  close(): void {
    this.#ending.abort();
  }
}
