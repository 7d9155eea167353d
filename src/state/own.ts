import type { CommentView } from '../contract/comment.ts';
import type { GuestKey } from '../contract/guest-key.ts';
import type { CommentId } from '../contract/ids.ts';
import { normalizeText } from '../contract/rules.ts';
import { amend, originOf } from './amending.ts';
import type { Keepsakes } from './keepsakes.ts';
import type { ThreadStore } from './thread.ts';

/**
 * The reader's own comments of one thread, as the backend shows them to their writer: what they may do with each is in there. They stand in
 * place of what the page says of them to everybody; the thread's listeners are told of every change.
 */
export class OwnComments {
  readonly #thread: ThreadStore;
  readonly #keepsakes: Keepsakes;
  /** `null` for what is gone. */
  readonly #views = new Map<CommentId, CommentView | null>();
  #ending = new AbortController();

  constructor(thread: ThreadStore, keepsakes: Keepsakes) {
    this.#thread = thread;
    this.#keepsakes = keepsakes;
  }

  /** Asks the backend for them, where this device has any in the thread. A failure leaves them as they are. */
  async load(): Promise<void> {
    const { adapter, ref } = this.#thread;
    const kept = await this.#keepsakes.find(ref);
    if (!kept || !adapter.own) return;
    const { signal } = this.#ending;
    // The newest, of which alone something may be changed.
    const views = await adapter.own.loadOwn(ref, kept.ids.slice(-100), { guestKey: kept.guestKey, signal });
    for (const view of views) this.#views.set(view.id, view);
    this.#show();
  }

  /** Notes that a comment which is about to be sent is the reader's own. Answers the key to send it with; `undefined` where the backend knows no keys. */
  async sign(id: CommentId): Promise<GuestKey | undefined> {
    const { adapter, ref } = this.#thread;
    return adapter.own && this.#keepsakes.sign(ref, id);
  }

  /** Takes note of a comment as its writer was answered it. */
  confirm(view: CommentView): void {
    this.#views.set(view.id, view);
    this.#show();
  }

  /** What the backend says of a comment to its writer; `undefined` where it is not the reader's, `null` where it is gone. */
  find(id: CommentId): CommentView | null | undefined {
    return this.#views.get(id);
  }

  /** Whether the reader has removed a comment. */
  isRemoved(id: CommentId): boolean {
    const view = this.#views.get(id);
    return view === null || view?.state === 'removed';
  }

  /** Gives a comment another text. Resolves once the backend has it. @throws what `OwnFacet.editComment` throws. */
  async edit({ id, body }: CommentView, text: string): Promise<void> {
    const { adapter, ref } = this.#thread;
    this.confirm(await adapter.own!.editComment(ref, id, { ...body, text: normalizeText(text) }, await this.#options(`${id} edit`)));
  }

  /** Removes a comment. Resolves once the backend has done so. @throws what `OwnFacet.removeComment` throws. */
  async remove({ id }: CommentView): Promise<void> {
    const { adapter, ref } = this.#thread;
    const left = await adapter.own!.removeComment(ref, id, await this.#options(`${id} removal`));
    this.#views.set(id, left);
    this.#show();
  }

  /** Shows them in place of what the present page says, without telling anybody: for who is about to draw. */
  apply(): void {
    const { page } = this.#thread;
    if (page && page === originOf(page)) amend(this.#thread, this.#views);
  }

  /** Ends what is under way. */
  close(): void {
    this.#ending.abort();
  }

  #show(): void {
    amend(this.#thread, this.#views);
    this.#thread.notify();
  }

  async #options(key: string): Promise<{ key: string; guestKey: string | undefined; signal: AbortSignal }> {
    const kept = await this.#keepsakes.find(this.#thread.ref);
    return { key, guestKey: kept?.guestKey, signal: this.#ending.signal };
  }
}
