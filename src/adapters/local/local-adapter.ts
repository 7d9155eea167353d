import type { UseStore } from 'idb-keyval';
import type { CommentView, NewComment } from '../../contract/comment.ts';
import { CommentsError } from '../../contract/errors.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import type { CommentId } from '../../contract/ids.ts';
import type { Page, PageQuery } from '../../contract/page.ts';
import type { ThreadPage, ThreadQuery, ThreadRef } from '../../contract/thread.ts';
import { systemClock } from '../../storage/clock.ts';
import { databaseStore } from '../../storage/database.ts';
import type { AccountFacet, CallOptions, CommentsAdapter, CountsFacet, LocatingFacet, OwnFacet, SessionFacet, WriteOptions } from '../adapter.ts';
import { MemoryAdapter, type MemberMail } from '../memory/memory-adapter.ts';
import { MemoryStore } from '../memory/memory-store.ts';
import { noMembers } from '../memory/members.ts';
import { orAbort } from '../memory/turn.ts';
import { accountFacet, sessionFacet, type Deed } from './member-facets.ts';
import { readRecords, writeComments, writeRecords, type SiteRecords } from './site-records.ts';

export type { MailKind, MemberMail } from '../memory/member-mail.ts';

/** How a {@link LocalAdapter} differs from the usual one. */
export interface LocalOptions {
  /** Where comments are kept, in place of the database `diwan-comments` of the page's origin. */
  readonly store?: UseStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Whose session it holds. All tabs are one device, unless a test says that they are several. */
  readonly device?: string;
  /** Told of every mail that a server would send, once what it tells of is kept. Where left out, the codes are nowhere to be seen. */
  readonly onMail?: (mail: MemberMail) => void;
}

/** A memory adapter with what is kept of a site, and what it comes to. */
interface Filled {
  readonly memory: MemoryAdapter;
  readonly mails: readonly MemberMail[];
  left(): SiteRecords;
}

/** The rounds of work that a password is kept with. */
const passwordRounds = 100_000;

/**
 * Comments in the reader's own IndexedDB, for trying Dîwan on a page without any server. Nobody
 * else sees them. A guest gives a name and no e-mail, which would serve for nothing here; a member's address is kept on this device.
 *
 * The rules are the memory adapter's: each call fills one with what is kept and asks it. Any number
 * of tabs may write at once. Where the database fails, calls reject with `unavailable`.
 */
export class LocalAdapter implements CommentsAdapter {
  readonly name = 'local';
  readonly facts: AdapterFacts;
  readonly session: SessionFacet | undefined;
  readonly account: AccountFacet | undefined;
  readonly #store: UseStore;
  readonly #now: () => number;
  readonly #device: string;
  readonly #onMail: ((mail: MemberMail) => void) | undefined;

  constructor({ store, now = Date.now, device = 'this', onMail }: LocalOptions = {}) {
    this.#store = store ?? databaseStore({ name: 'diwan-comments', factory: () => indexedDB, clock: systemClock });
    this.#now = now;
    this.#device = device;
    this.#onMail = onMail;
    const { memory } = this.#filled('', { comments: [], members: noMembers(), session: null });
    this.facts = memory.facts;
    if (!memory.session) return;
    this.session = sessionFacet(this.#deed);
    this.account = accountFacet(this.#deed);
  }

  loadThread(ref: ThreadRef, query: ThreadQuery, options?: CallOptions): Promise<ThreadPage> {
    return this.#ask(ref.site, options, (memory) => memory.loadThread(ref, query, options));
  }

  loadReplies(ref: ThreadRef, parent: CommentId, query: PageQuery, options?: CallOptions): Promise<Page<CommentView>> {
    return this.#ask(ref.site, options, (memory) => memory.loadReplies(ref, parent, query, options));
  }

  createComment(ref: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CommentView> {
    return this.#change(ref.site, options, (memory) => memory.createComment(ref, comment, options));
  }

  readonly locating: LocatingFacet = {
    loadThreadAround: (ref, comment, query, options) =>
      this.#ask(ref.site, options, (memory) => memory.locating.loadThreadAround(ref, comment, query, options)),
  };

  readonly counts: CountsFacet = {
    loadCounts: (site, keys, options) => this.#ask(site, options, (memory) => memory.counts.loadCounts(site, keys, options)),
  };

  readonly own: OwnFacet = {
    loadOwn: (ref, ids, options) => this.#ask(ref.site, options, (memory) => memory.own.loadOwn(ref, ids, options)),
    editComment: (ref, id, body, options) => this.#change(ref.site, options, (memory) => memory.own.editComment(ref, id, body, options)),
    removeComment: (ref, id, options) => this.#change(ref.site, options, (memory) => memory.own.removeComment(ref, id, options)),
  };

  async close(): Promise<void> {
    // The connection closes with the page, or when another tab wants the database for itself.
  }

  async #ask<T>(site: string, options: CallOptions | undefined, question: (memory: MemoryAdapter) => Promise<T>): Promise<T> {
    return question(this.#filled(site, await orAbort(options?.signal, this.#kept(site))).memory);
  }

  /** What the change of comments answers, once they are kept as it leaves them. What it refuses changes nothing. */
  #change<T>(site: string, { signal }: CallOptions, change: (memory: MemoryAdapter) => Promise<T>): Promise<T> {
    return orAbort(signal, reported(this.#store('readwrite', async (objects) => {
      const filled = this.#filled(site, await readRecords(objects, site, this.#device));
      // The memory adapter waits for nothing but its turn, so that the transaction stays open and no other tab comes between.
      const answer = await change(filled.memory);
      await writeComments(objects, site, filled.left().comments);
      return answer;
    })));
  }

  /** What members do waits for WebCrypto, which no transaction outlives. So it is done again where another tab wrote meanwhile. */
  readonly #deed: Deed = (site, options, work) => orAbort(options?.signal, this.#attempt(site, options, work));

  async #attempt<T>(site: string, options: CallOptions | undefined, work: (memory: MemoryAdapter) => Promise<T>): Promise<T> {
    for (;;) {
      options?.signal?.throwIfAborted();
      const kept = await this.#kept(site);
      const before = JSON.stringify(kept);
      const { memory, mails, left } = this.#filled(site, kept);
      // What is refused may leave something too: a wrong code is counted.
      const [outcome] = await Promise.allSettled([work(memory)]);
      options?.signal?.throwIfAborted();
      if (!(await this.#replace(site, before, left()))) continue;
      for (const mail of mails) this.#onMail?.(mail);
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }
  }

  /** Keeps what is left, if what is kept is still what it was; answers whether. */
  async #replace(site: string, before: string, left: SiteRecords): Promise<boolean> {
    if (JSON.stringify(left) === before) return true;
    return reported(this.#store('readwrite', async (objects) => {
      if (JSON.stringify(await readRecords(objects, site, this.#device)) !== before) return false;
      await writeRecords(objects, site, this.#device, left);
      return true;
    }));
  }

  #kept(site: string): Promise<SiteRecords> {
    return reported(this.#store('readonly', (objects) => readRecords(objects, site, this.#device)));
  }

  #filled(site: string, { comments, members: records, session }: SiteRecords): Filled {
    // Comments are read in the order of their times, so a clock set back must not put one before what is there.
    const last = Date.parse(comments.at(-1)?.createdAt ?? '') || 0;
    const mails: MemberMail[] = [];
    const now = (): number => Math.max(this.#now(), last);
    const facts = { guest: { name: 'required', email: 'none' } } as const;
    const store = new MemoryStore({ seeds: comments, now, facts, passwordRounds, onMail: (mail) => mails.push(mail) }, { site, records });
    const device = new Map(session === null ? [] : [[site, session]]);
    const left = (): SiteRecords => ({ comments: store.seedsOf(site), members: records, session: device.get(site) ?? null });
    return { memory: new MemoryAdapter({}, store, device), mails, left };
  }
}

/** What the database answers, its failures as the contract names them. A failed transaction stores nothing. */
async function reported<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw cause instanceof CommentsError ? cause : new CommentsError('unavailable', 'the database of this page fails', { cause });
  }
}
