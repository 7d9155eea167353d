import type { CommentView } from '../contract/comment.ts';
import { codeOf } from '../contract/errors.ts';
import type { GuestKey } from '../contract/guest-key.ts';
import type { CommentId } from '../contract/ids.ts';
import type { Channel } from '../storage/channel.ts';
import { amend, countOneLess, originOf } from './amending.ts';
import { Deed, type DeedHouse } from './deed.ts';
import type { Drafts } from './drafts.ts';
import type { Keepsakes } from './keepsakes.ts';
import type { OutboxEntry } from './outbox.ts';
import { Revision } from './revision.ts';
import type { ThreadStore } from './thread.ts';

/** What {@link OwnComments} work with. */
export interface OwnOptions {
  readonly thread: ThreadStore;
  /** Names the backend on this device. */
  readonly backend: string;
  readonly keepsakes: Keepsakes;
  readonly drafts: Drafts;
  /** The id of the member who is signed in, by the backend's own word; `null` for a guest. */
  readonly viewer: () => string | null;
  /** Is called where the backend says that nobody is signed in, and somebody was. */
  readonly doubt: () => void;
  /** Without it, tabs learn of each other's changes when they are loaded anew. */
  readonly channel?: Channel | undefined;
}

/** What tabs tell each other. */
interface Message {
  /** The backend, the site and the thread. */
  readonly own: string;
  readonly id: CommentId;
  readonly view: CommentView | null;
}

/**
 * The reader's own comments of one thread, as the backend shows them to their writer: what they may do with each is in there. They stand in
 * place of what the page says of them to everybody; the thread's listeners are told of every change.
 */
export class OwnComments implements DeedHouse {
  readonly #options: OwnOptions;
  readonly #place: string;
  /** `null` for what is gone. */
  readonly #views = new Map<CommentId, CommentView | null>();
  /** What a comment is called by a backend that gives ids of its own, by the id it was sent with. */
  readonly #names = new Map<CommentId, CommentId>();
  readonly #deeds = new Map<CommentId, Deed>();
  readonly #ending = new AbortController();

  constructor(options: OwnOptions) {
    const { thread, backend, channel } = (this.#options = options);
    const { signal } = this.#ending;
    this.#place = JSON.stringify([backend, thread.ref.site, thread.ref.key]);
    channel?.addEventListener('message', ({ data }) => this.#hear({ ...(data as Partial<Message> | null) }), { signal });
  }

  get maxLength(): number {
    return this.#options.thread.adapter.facts.maxLength;
  }

  get isClosed(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Asks the backend for them, where this device has any in the thread. @throws as `OwnFacet.loadOwn`, and then they stay as they are. */
  async load(): Promise<void> {
    const { keepsakes, thread: { ref } } = this.#options;
    const kept = await keepsakes.find(ref);
    // The newest, of which alone something may be changed.
    if (kept) await this.#ask(kept.ids.slice(-100), kept.guestKey);
  }

  /** Asks for those of the page that the member wrote, on whatever device. @throws as {@link load}. */
  async loadMembers(): Promise<void> {
    const { thread: { page }, viewer } = this.#options;
    const member = viewer();
    const ids = (page ? originOf(page).items : []).flatMap(({ id, author, state }) => (member && author.id === member && state !== 'removed' ? id : []));
    if (ids.length) await this.#ask(ids.slice(-100), undefined);
  }

  /** What a member who is signed in no more might have done. Their comments stand there as for everybody. */
  forgetMembers(member: string): void {
    for (const [id, view] of this.#views) if (view?.author.id === member) this.#views.set(id, { ...view, can: { ...view.can, edit: false, remove: false } });
    this.#show();
  }

  async #ask(asked: readonly CommentId[], guestKey: GuestKey | undefined): Promise<void> {
    const { adapter, ref } = this.#options.thread;
    const { signal } = this.#ending;
    if (!adapter.own || this.isClosed) return;
    const before = new Map(this.#views);
    const views = await adapter.own.loadOwn(ref, asked, { guestKey, signal });
    const answers = new Map(views.map((view) => [view.id, view]));
    for (const id of asked) {
      // What was answered meanwhile is newer. What was there and is no more was removed, in another tab for one.
      if (this.#views.get(id) !== before.get(id)) continue;
      const view = answers.get(id) ?? (before.has(id) ? null : undefined);
      if (view !== undefined) this.#views.set(id, view);
    }
    this.#show();
  }

  /** Notes that a comment which is about to be sent is the reader's own. Answers the key to send it with; `undefined` where the backend knows no keys. */
  async sign(id: CommentId): Promise<GuestKey | undefined> {
    const { keepsakes, thread: { adapter, ref } } = this.#options;
    return adapter.own && keepsakes.sign(ref, id);
  }

  /** Takes note of a comment that was sent, as its writer was answered it. */
  confirm(view: CommentView, sentAs: CommentId): void {
    this.#names.set(sentAs, view.id);
    this.#set(view.id, view);
  }

  /** What the backend says of a comment to its writer; `undefined` where it is not known to be the reader's, `null` where it is gone. */
  find(id: CommentId): CommentView | null | undefined {
    return this.#views.get(this.#names.get(id) ?? id);
  }

  /** What stands beside the shown page of what this reader sent: without what they removed again, and with what waits for approval since earlier. */
  complete(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
    const { ref, page } = this.#options.thread;
    const known = new Set([...entries.map(({ id }) => this.#names.get(id) ?? id), ...(page?.items ?? []).map(({ id }) => id)]);
    const waiting = [...this.#views.values()].filter((view) => view?.state === 'held' && !known.has(view.id));
    return [...waiting.map((view) => entryOf(view!, ref)), ...entries.filter(({ id }) => !isGone(this.find(id)))];
  }

  /** What the reader is doing with a comment. */
  deedOf(id: CommentId): Deed {
    const deed = this.#deeds.get(id) ?? new Deed(this);
    this.#deeds.set(id, deed);
    return deed;
  }

  /** For a deed: opens the text of a comment to be changed. */
  async revise({ id, parentId, body }: CommentView): Promise<Revision> {
    const { drafts, backend, viewer, thread: { ref } } = this.#options;
    const draft = drafts.open({ backend, site: ref.site, thread: ref.key, parent: parentId, viewer: viewer(), edited: id });
    await draft.ready;
    return new Revision(draft, body.text);
  }

  /** Gives a comment another text. Resolves once the backend has it. @throws as `OwnFacet.editComment`. */
  async edit({ id, body }: CommentView, text: string, key: string): Promise<void> {
    const { adapter, ref } = this.#options.thread;
    const options = await this.#signed(id, key);
    this.#tell(id, await this.#doubted(adapter.own!.editComment(ref, id, { ...body, text }, options)));
  }

  /** Removes a comment. Resolves once the backend has done so. @throws as `OwnFacet.removeComment`. */
  async remove({ id }: CommentView): Promise<void> {
    const { adapter, ref } = this.#options.thread;
    const options = await this.#signed(id, `${id} removal`);
    this.#tell(id, await this.#doubted(adapter.own!.removeComment(ref, id, options)));
  }

  /** Shows them in place of what the present page says, without telling anybody: for who is about to draw. */
  apply(): void {
    const { page } = this.#options.thread;
    if (page && page === originOf(page)) amend(this.#options.thread, this.#views);
  }

  /** Ends what is under way. What was typed stays stored. */
  close(): void {
    this.#ending.abort();
    for (const { revision } of this.#deeds.values()) revision?.close();
  }

  #set(id: CommentId, view: CommentView | null): void {
    const { thread } = this.#options;
    const isBeside = this.#views.get(id)?.state === 'published' && !thread.page?.items.some((item) => item.id === id);
    this.#views.set(id, view);
    if (view) this.#deeds.get(id)?.revision?.publish(view.body.text);
    if (isGone(view)) {
      if (isBeside) countOneLess(thread);
      // Pages fetched before hold it still.
      if (!thread.isLoading) thread.reset({}, null);
    }
    this.#show();
  }

  #tell(id: CommentId, view: CommentView | null): void {
    this.#set(id, view);
    this.#options.channel?.postMessage({ own: this.#place, id, view } satisfies Message);
  }

  #hear({ own, id, view = null }: Partial<Message>): void {
    if (own === this.#place && id !== undefined) this.#set(id, view);
  }

  #show(): void {
    const { thread } = this.#options;
    amend(thread, this.#views);
    thread.notify();
  }

  /** What was written as a guest goes with the device's key, what was written as a member without. */
  async #signed(id: CommentId, key: string): Promise<{ key: string; guestKey: string | undefined; signal: AbortSignal }> {
    const kept = await this.#options.keepsakes.find(this.#options.thread.ref);
    return { key, guestKey: kept?.ids.includes(id) ? kept.guestKey : undefined, signal: this.#ending.signal };
  }

  async #doubted<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (thrown) {
      if (codeOf(thrown) === 'unauthenticated') this.#options.doubt();
      throw thrown;
    }
  }
}

function isGone(view: CommentView | null | undefined): boolean {
  return view === null || view?.state === 'removed';
}

/** A comment of an earlier page's, as if it had been sent from this one. */
function entryOf(view: CommentView, ref: OutboxEntry['ref']): OutboxEntry {
  const { id, parentId, body, author } = view;
  const comment = { id, parentId, body, guest: { name: author.name, email: null } };
  return { id, ref, comment, state: 'sent', code: null, faults: [], retryAt: null, view };
}
