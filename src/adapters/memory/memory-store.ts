import type { Timestamp } from '../../contract/comment.ts';
import { CommentsError, type FieldFault } from '../../contract/errors.ts';
import type { AdapterFacts } from '../../contract/facts.ts';
import { newCommentId, type CommentId } from '../../contract/ids.ts';
import { textFault } from '../../contract/rules.ts';
import type { ThreadRef } from '../../contract/thread.ts';
import type { MemberMail } from './member-mail.ts';
import { noMembers, SiteMembers, type MemberRecords } from './members.ts';
import type { MemoryOptions, MemorySeed, ThreadName } from './memory-options.ts';
import { enter, erase, isSeen, type StoredComment, type StoredThread } from './stored-comments.ts';

/** A comment to be stored, with no more than its own. */
export type Written = Omit<StoredComment, 'number' | 'replies'>;

/** What a memory adapter holds, and those beside it on other devices share: threads, comments, members. */
export class MemoryStore {
  readonly facts: AdapterFacts;
  readonly options: MemoryOptions;
  readonly #threads = new Map<string, StoredThread>();
  /** Every comment by its site and id, so that an id stands for one comment in all threads of a site. */
  readonly #comments = new Map<string, StoredComment>();
  readonly #members = new Map<string, SiteMembers>();

  /** @param members what is kept of the members of one site. */
  constructor(options: MemoryOptions = {}, members?: { readonly site: string; readonly records: MemberRecords }) {
    this.facts = {
      sorts: ['oldest', 'newest'],
      bodyFormats: ['text'],
      maxLength: 5000,
      maxDepth: 3,
      maxPageSize: 100,
      paging: 'numbered',
      idempotentWrites: true,
      guest: { name: 'required', email: 'required' },
      ...options.facts,
    };
    this.options = options;
    if (members) this.#members.set(members.site, new SiteMembers(members.records, () => this.now));
    const seeds = (options.seeds ?? []).map((seed) => ({ createdAt: this.timestamp(), ...seed }));
    seeds.sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
    for (const seed of seeds) this.#sow(seed);
  }

  #sow({ thread: page, id = newCommentId(), parentId = null, name = 'Guest', state = 'published', ...said }: MemorySeed & { readonly createdAt: Timestamp }): void {
    const parent = parentId === null ? null : this.comment(page.site, parentId);
    if (parent === undefined) throw new Error(`the seed ${id} answers ${String(parentId)}, which is not there yet`);
    const unsaid = { original: said.text, editedAt: null, guestKey: null, member: null, former: false, emailHash: null };
    const comment = this.add(page.site, { ...unsaid, ...said, id, thread: this.thread(page), parent, name, state });
    if (state === 'removed') erase(comment);
  }

  /** A site's comments as seeds that make the same store again, in the order they came. */
  seedsOf(site: string): MemorySeed[] {
    return this.commentsOf(site).map(({ thread: { key, url, title }, parent, number, replies, emailHash, state, ...said }) => {
      if (state === 'accepted') throw new Error('nothing is stored as accepted');
      return { ...said, thread: { site, key, url, title }, parentId: parent?.id ?? null, state };
    });
  }

  thread(page: ThreadName & Partial<ThreadRef>): StoredThread {
    const name = keyOf(page.site, page.key);
    const thread = this.#threads.get(name) ?? { key: page.key, url: null, title: null, closed: this.options.closed ?? false, top: [] };
    this.#threads.set(name, thread);
    thread.url ??= page.url ?? null;
    thread.title ??= page.title ?? null;
    return thread;
  }

  comment(site: string, id: CommentId): StoredComment | undefined {
    return this.#comments.get(keyOf(site, id));
  }

  /** All comments of a site in the order they came, whatever their state. */
  commentsOf(site: string): StoredComment[] {
    return [...this.#comments].filter(([key]) => (JSON.parse(key) as string[])[0] === site).map(([, comment]) => comment);
  }

  /** A comment that everyone may know of. One that is held is not there for anybody else, nor one that left no trace. */
  find(ref: ThreadRef, id: CommentId): StoredComment {
    const comment = this.comment(ref.site, id);
    if (!comment || comment.thread !== this.thread(ref) || !isSeen(comment)) throw new CommentsError('not-found', `there is no comment ${id}`);
    return comment;
  }

  add(site: string, written: Written): StoredComment {
    const comment = { ...written, number: this.#comments.size + 1, replies: [] };
    this.#comments.set(keyOf(site, comment.id), comment);
    if (comment.state !== 'held') enter(comment, comment.state);
    return comment;
  }

  /** Refuses a text that cannot be taken, with what else is wrong. */
  judge(text: string, others: readonly FieldFault[] = []): void {
    const fault = textFault(text, this.facts.maxLength);
    const faults = [...others, ...(fault ? [{ field: 'body.text', reason: fault }] : [])];
    if (faults.length) throw new CommentsError('invalid', 'the comment cannot be taken as it is', { faults });
  }

  members(site: string): SiteMembers {
    const members = this.#members.get(site) ?? new SiteMembers(noMembers(), () => this.now);
    this.#members.set(site, members);
    return members;
  }

  mail(mail: MemberMail): void {
    this.options.onMail?.(mail);
  }

  get now(): number {
    return this.options.now?.() ?? Date.now();
  }

  timestamp(): Timestamp {
    return new Date(this.now).toISOString();
  }
}

/** Two words as one that no other two words make. */
const keyOf = (site: string, word: string): string => JSON.stringify([site, word]);
