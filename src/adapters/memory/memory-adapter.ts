import type { CommentView, NewComment } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import { newCommentId, type CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import { guestFaults, normalizeName, normalizeText } from '../../contract/rules.ts';
import type { LocatedPage, ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import type { AccountFacet, CallOptions, CommentsAdapter, CountsFacet, LocatingFacet, OwnFacet, SessionFacet, SingleSignOnFacet, WriteOptions } from '../adapter.ts';
import { pageAround, pageOf, partOf } from '../paging.ts';
import { accountFacet } from './account-facet.ts';
import { CommentViews } from './comment-views.ts';
import { SignedIn, type Device } from './device.ts';
import type { MemoryOptions, ThreadName } from './memory-options.ts';
import { MemoryStore } from './memory-store.ts';
import { ownFacet } from './own-facet.ts';
import { hashOfAddress, hasWebCrypto } from './secrets.ts';
import { sessionFacet, singleSignOnFacet } from './session-facet.ts';
import { ancestorsOf, countAll, enter, erase, isPublished, seen } from './stored-comments.ts';
import { turn } from './turn.ts';

export type { MailKind, MemberMail } from './member-mail.ts';
export type { MemoryOptions, MemorySeed, SiteUser, ThreadName } from './memory-options.ts';

/**
 * Comments in memory, gone with the page: for tests, for trying out, and to copy from. It is the
 * shortest adapter that does everything the contract knows, so a new one can start as this file. An adapter is
 * one device: who is signed in on it is nobody else's affair ({@link beside}).
 */
export class MemoryAdapter implements CommentsAdapter {
  readonly name = 'memory';
  readonly facts: AdapterFacts;
  readonly #store: MemoryStore;
  readonly #device: Device;
  readonly #signedIn: SignedIn;
  readonly #views: CommentViews;

  /** @param store what is held already, in place of what the options say. @param device whose sessions are held already. */
  constructor(options: MemoryOptions = {}, store: MemoryStore = new MemoryStore(options), device: Device = new Map()) {
    this.#store = store;
    this.#device = device;
    this.#signedIn = new SignedIn(store, device);
    this.#views = new CommentViews(store);
    this.facts = store.facts;
    this.own = ownFacet(store, this.#views, (site) => this.#memberId(site));
    if (store.options.members === false || !hasWebCrypto()) return;
    this.session = sessionFacet(this.#signedIn);
    this.account = accountFacet(this.#signedIn, this.#views);
    if (store.options.siteUsers) this.singleSignOn = singleSignOnFacet(this.#signedIn, store.options.siteUsers);
  }

  /** An adapter on the same stored comments and members: on another device, or on the same one, as after a reload of its page. */
  beside(device: 'another' | 'same'): MemoryAdapter {
    return new MemoryAdapter(this.#store.options, this.#store, device === 'same' ? this.#device : new Map<string, string>());
  }

  async loadThread(ref: ThreadRef, query: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    await turn(options?.signal);
    const thread = this.#store.thread(ref);
    return this.#views.page(ref.site, thread, pageOf(seen(thread.top), query, this.facts));
  }

  async loadReplies(ref: ThreadRef, parent: CommentId, query: PageQuery, options?: CallOptions): Promise<Page<CommentView>> {
    await turn(options?.signal);
    const { replies } = this.#store.find(ref, parent);
    const part = partOf(seen(replies), query, this.facts);
    return { ...part, items: part.items.map((comment) => this.#views.view(ref.site, comment)), total: replies.filter(isPublished).length };
  }

  async createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
    await turn(options.signal);
    const { guest } = comment;
    const thread = this.#store.thread(ref);
    const member = guest ? null : this.#memberId(ref.site);
    const reader = { guestKey: options.guestKey, member };
    if (!guest && member === null) throw new CommentsError('unauthenticated', 'nobody is signed in');
    const name = guest && this.facts.guest.name !== 'none' ? normalizeName(guest.name ?? '') || null : null;
    const text = normalizeText(comment.body.text);

    // What is stored is answered before anything is judged: a retry must not fail because the thread was closed meanwhile.
    const known = this.facts.idempotentWrites && this.#store.comment(ref.site, comment.id);
    if (known) {
      if (known.state === 'removed') throw new CommentsError('not-found', `the comment ${comment.id} was removed`);
      const isSame = known.thread === thread && (known.parent?.id ?? null) === comment.parentId && known.original === text;
      if (!isSame || known.name !== name || known.member !== member) throw new CommentsError('conflict', `the id ${comment.id} stands for another comment`);
      return this.#views.view(ref.site, known, reader);
    }

    if (thread.closed) throw new CommentsError('closed', 'the thread takes no comments');
    this.#store.judge(text, guest ? guestFaults(guest, this.facts.guest) : []);
    const parent = comment.parentId === null ? null : this.#store.find(ref, comment.parentId);
    if (parent && !this.#views.takesReplies(parent)) throw new CommentsError('forbidden', 'this comment takes no replies');

    // The e-mail ends here: nobody may ever ask for it, so that nothing is kept but what a member with this address is known by.
    const emailHash = guest?.email && this.facts.guest.email !== 'none' && this.session ? hashOfAddress(guest.email) : null;
    const id = this.facts.idempotentWrites ? comment.id : newCommentId();
    const state = this.#store.options.hold ? 'held' : 'published';
    const written = { createdAt: this.#store.timestamp(), editedAt: null, guestKey: member === null ? (options.guestKey ?? null) : null, member, former: false, emailHash };
    return this.#views.view(ref.site, this.#store.add(ref.site, { ...written, id, thread, parent, name, text, original: text, state }), reader);
  }

  readonly locating: LocatingFacet = {
    loadThreadAround: async (ref, id, query, options): Promise<LocatedPage> => {
      await turn(options?.signal);
      const thread = this.#store.thread(ref);
      const comment = this.#store.find(ref, id);
      const above = ancestorsOf(comment);
      const page = pageAround(seen(thread.top), thread.top.indexOf(above[0] ?? comment), query, this.facts);
      return { ...this.#views.page(ref.site, thread, page), located: { id, ancestors: above.map((ancestor) => ancestor.id) } };
    },
  };

  readonly counts: CountsFacet = {
    loadCounts: async (site, keys, options) => {
      await turn(options?.signal);
      return new Map(keys.map((key) => [key, countAll(this.#store.thread({ site, key }).top)]));
    },
  };

  readonly own: OwnFacet;
  readonly session: SessionFacet | undefined;
  readonly account: AccountFacet | undefined;
  readonly singleSignOn: SingleSignOnFacet | undefined;

  async close(): Promise<void> {
    // Nothing is held open.
  }

  /** Publishes a held comment, as a moderator would: it takes the next place of its list now. */
  publish(site: string, id: CommentId): void {
    const comment = this.#store.comment(site, id);
    if (comment?.state === 'held') enter(comment, 'published');
  }

  /** Removes a comment, as a moderator would: a tombstone where replies hang on it, else nothing to be seen. */
  remove(site: string, id: CommentId): void {
    const comment = this.#store.comment(site, id);
    if (comment) erase(comment);
  }

  /** Closes a thread: it can be read and nobody can write. */
  closeThread(thread: ThreadName): void {
    this.#store.thread(thread).closed = true;
  }

  #memberId(site: string): string | null {
    return this.#signedIn.member(site)?.id ?? null;
  }
}
