import type { CommentsAdapter, CountsFacet, LocatingFacet, OwnFacet, OwnOptions } from '../adapters/adapter.ts';
import {
  codeForm, isCommentsError, newCommentId, wireComment, wireCounts, wireLocatedPage, wireOwnComments, wirePage, wireRemoved, wireReplies, type AdapterFacts,
  type CommentId, type CommentView, type Cursor, type Guard, type GuestKey, type LocatedPage, type NewComment, type Page, type PageQuery,
  type Sort, type ThreadPage, type ThreadQuery, type ThreadRef,
} from '../contract/index.ts';
import type { ModerationMeans, Subject } from './backend.ts';
import { BrokenRule, demand } from './verdict.ts';

/** The most parts a list may fall into before the kit gives up following it. */
const maxParts = 200;

/**
 * What a rule works with: an adapter of its own, threads that nobody else writes in, and calls
 * whose every answer has passed the contract's guards before the rule sees it.
 */
export class Trial {
  readonly adapter: CommentsAdapter;
  /** The adapter of another reader's device, or the same one where the backend offers no second. */
  readonly another: CommentsAdapter;
  readonly facts: AdapterFacts;
  readonly site: string;
  readonly #subject: Subject;
  readonly #ruleId: string;
  /** What `backend.create` made: whatever the backend is asked by, it knows it. */
  readonly #made: CommentsAdapter;

  constructor(subject: Subject, ruleId: string, adapter: CommentsAdapter, another: CommentsAdapter, made = adapter) {
    this.adapter = adapter;
    this.another = another;
    this.facts = subject.facts;
    this.site = subject.backend.site;
    this.#subject = subject;
    this.#ruleId = ruleId;
    this.#made = made;
  }

  /** The same trial as the other reader's device has it. */
  get elsewhere(): Trial {
    return new Trial(this.#subject, this.#ruleId, this.another, this.adapter, this.#made);
  }

  /** The same trial on the same device, as after a reload of its page. */
  async again(): Promise<Trial> {
    const adapter = await present(this.#subject.backend.again, 'backend.again').call(this.#subject.backend, this.#made);
    return new Trial(this.#subject, this.#ruleId, adapter, this.another, this.#made);
  }

  /** The code in the next mail to the address. */
  async codeSentTo(address: string): Promise<string> {
    const code: unknown = await present(this.#subject.backend.mailbox, 'backend.mailbox').codeSentTo(this.#made, address);
    demand(typeof code === 'string' && codeForm.test(code), 'a mail with a code of 8 digits', code);
    return code;
  }

  /** A thread that nobody has written in. */
  thread(ending = ''): ThreadRef {
    return { site: this.site, key: `/conformance/${this.#ruleId}/${newCommentId()}${ending}`, url: null, title: null };
  }

  /** A comment ready to be sent, by a guest who gives all that the backend takes. */
  draft(said: Partial<Omit<NewComment, 'body'>> & { readonly text?: string } = {}): NewComment {
    const { text = 'A comment', ...rest } = said;
    const { name, email } = this.facts.guest;
    const guest = {
      name: name === 'none' ? null : 'Conformance',
      email: email === 'none' ? null : 'conformance@kit.example',
    };
    return { id: newCommentId(), parentId: null, guest, ...rest, body: { format: this.facts.bodyFormats[0], text } };
  }

  /** Sends a comment and no more: what the backend answers is the answer. */
  async send(ref: ThreadRef, comment: NewComment, options?: OwnOptions): Promise<CommentView> {
    const answer = await this.adapter.createComment(ref, comment, { ...options, key: comment.id });
    guarded(wireComment, answer, 'the answer of createComment');
    return answer;
  }

  /** Writes a comment that all can read afterwards. */
  async post(ref: ThreadRef, said: Parameters<Trial['draft']>[0] = {}, options?: OwnOptions): Promise<CommentView> {
    return this.deliver(ref, this.draft(said), options);
  }

  /** Sends a comment and has it published, so that all can read it afterwards. */
  async deliver(ref: ThreadRef, comment: NewComment, options?: OwnOptions): Promise<CommentView> {
    const answer = await this.send(ref, comment, options);
    if (this.#subject.holds) await this.moderator.publish(this.#made, ref, answer.id);
    return answer;
  }

  /** Writes comments one after the other and answers their ids in that order. */
  async fill(ref: ThreadRef, count: number, said: Parameters<Trial['draft']>[0] = {}): Promise<CommentId[]> {
    const ids: CommentId[] = [];
    for (let number = 1; number <= count; number++) ids.push((await this.post(ref, { text: `Comment ${number}`, ...said })).id);
    return ids;
  }

  /** A page of a thread: the first of 10 in the backend's own order, unless the query says otherwise. */
  async page(ref: ThreadRef, query: Partial<ThreadQuery> = {}, adapter = this.adapter): Promise<ThreadPage> {
    const answer = await adapter.loadThread(ref, { sort: this.facts.sorts[0], size: 10, at: { page: 1 }, asOf: null, ...query });
    guarded(wirePage, { ...answer, facts: adapter.facts }, 'the answer of loadThread');
    return answer;
  }

  /** A part of the replies to a comment: the first of 10, unless the query says otherwise. */
  async replies(ref: ThreadRef, parent: CommentId, query: Partial<PageQuery> = {}): Promise<Page<CommentView>> {
    const answer = await this.adapter.loadReplies(ref, parent, { size: 10, cursor: null, ...query });
    guarded(wireReplies, answer, 'the answer of loadReplies');
    return answer;
  }

  /** The page around a comment. */
  async around(ref: ThreadRef, comment: CommentId, query: { sort?: Sort; size?: number } = {}): Promise<LocatedPage> {
    const answer = await this.locating.loadThreadAround(ref, comment, { sort: this.facts.sorts[0], size: 3, ...query });
    guarded(wireLocatedPage, { ...answer, facts: this.adapter.facts }, 'the answer of loadThreadAround');
    return answer;
  }

  /** How many comments each thread has. */
  async countOf(keys: readonly string[], site = this.site): Promise<ReadonlyMap<string, number>> {
    const answer = await this.counts.loadCounts(site, keys);
    const isMap: boolean = answer instanceof Map; // kept apart: narrowing would make the entries `any`
    demand(isMap, 'a Map from loadCounts', answer);
    guarded(wireCounts, { counts: Array.from(answer, ([thread, total]) => ({ thread, total })) }, 'the answer of loadCounts');
    return answer;
  }

  /** Those of the comments that came with the key. */
  async ownOf(ref: ThreadRef, ids: readonly CommentId[], guestKey?: GuestKey): Promise<readonly CommentView[]> {
    const comments = await (await this.own()).loadOwn(ref, ids, { guestKey });
    guarded(wireOwnComments, { comments }, 'the answer of loadOwn');
    return comments;
  }

  /** Gives a comment another text. */
  async edit(ref: ThreadRef, id: CommentId, text: string, guestKey?: GuestKey): Promise<CommentView> {
    const body = { format: this.facts.bodyFormats[0], text };
    const answer = await (await this.own()).editComment(ref, id, body, { key: newCommentId(), guestKey });
    guarded(wireComment, answer, 'the answer of editComment');
    return answer;
  }

  /** Removes a comment as its writer. */
  async remove(ref: ThreadRef, id: CommentId, guestKey?: GuestKey): Promise<CommentView | null> {
    const comment = await (await this.own()).removeComment(ref, id, { key: newCommentId(), guestKey });
    guarded(wireRemoved, { comment }, 'the answer of removeComment');
    return comment;
  }

  /** Everything in a thread that its pages hold, read from the first part to the last by cursor. */
  async all(ref: ThreadRef, query: { sort?: Sort; size?: number } = {}): Promise<CommentView[]> {
    return (await this.onward(await this.page(ref, query), (cursor) => this.page(ref, { ...query, at: { cursor } }))).flatMap(({ items }) => items);
  }

  /** This part and all that follow it. */
  async onward<P extends Page<CommentView>>(first: P, load: (cursor: Cursor) => Promise<P>): Promise<P[]> {
    return follow('next', first, load);
  }

  /** This part and all that come before it, this one first. */
  async back<P extends Page<CommentView>>(last: P, load: (cursor: Cursor) => Promise<P>): Promise<P[]> {
    return follow('previous', last, load);
  }

  /** The facet, in a rule that needs it. */
  get locating(): LocatingFacet {
    return present(this.adapter.locating, 'the facet locating');
  }

  /** The facet, in a rule that needs it. */
  get counts(): CountsFacet {
    return present(this.adapter.counts, 'the facet counts');
  }

  /** The facet, in a rule that needs it. An adapter may learn of it from its server's first answer. */
  async own(): Promise<OwnFacet> {
    if (this.adapter.own === undefined) await this.page(this.thread());
    return present(this.adapter.own, 'the facet own');
  }

  /** The moderator, in a rule that needs one. */
  get moderator(): ModerationMeans {
    return present(this.#subject.backend.moderation, 'backend.moderation');
  }
}

/** Their ids, in the same order. */
export function idsOf(comments: readonly { readonly id: CommentId }[]): CommentId[] {
  return comments.map(({ id }) => id);
}

async function follow<P extends Page<CommentView>>(way: 'next' | 'previous', first: P, load: (cursor: Cursor) => Promise<P>): Promise<P[]> {
  const parts = [first];
  for (let part = first; part[way] !== null; parts.push(part)) {
    if (parts.length === maxParts) throw new BrokenRule(`${way} cursors that come to an end`, `${maxParts} parts and still a cursor`);
    part = await load(part[way]);
  }
  return parts;
}

/** Goes on only where the answer is of its form. */
export function guarded(guard: Guard<unknown>, answer: unknown, what: string): void {
  try {
    guard(answer, '');
  } catch (thrown) {
    if (!isCommentsError(thrown)) throw thrown;
    throw new BrokenRule(`${what} to be as the contract says`, thrown.message, thrown);
  }
}

/** What a rule needs, which is there where it applies. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new BrokenRule(what, 'none');
  return value;
}
