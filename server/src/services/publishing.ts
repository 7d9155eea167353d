import {
  CommentsError,
  guestFaults,
  isUuid,
  normalizeName,
  normalizeText,
  textFault,
  type CommentView,
  type FieldFault,
  type WireNewComment,
} from 'diwan/contract';
import type { Sites } from '../sites.ts';
import { changeBranch, findComment, insertComment, isShown } from '../store/comments.ts';
import type { Connection, Database } from '../store/database.ts';
import { countMember, findMember, memberByName, type MemberRow } from '../store/members.ts';
import type { CommentRow, ThreadRow } from '../store/tables.ts';
import { nameKey } from '../store/name-key.ts';
import { changeThread, createThread, findThread, threadById } from '../store/threads.ts';
import { GoneError } from './gone.ts';
import type { Ownership, Writer } from './ownership.ts';
import type { Reader } from './members/sessions.ts';
import { placeOf, type Secrets } from './secrets.ts';
import { viewOf, type Showing } from './view.ts';

/** What became of a comment that was sent: new and shown, new and waiting, or here already. */
export interface Receipt {
  readonly outcome: 'published' | 'held' | 'known';
  readonly comment: CommentView;
}

/** What publishing goes by. */
export interface PublishingOptions {
  readonly showing: Showing;
  readonly sites: Sites;
  readonly ownership: Ownership;
  /** Whether a new comment waits for approval. */
  readonly holdsNew: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called within the write that publishes a comment. */
  readonly onPublished: (connection: Connection, comment: CommentRow) => Promise<void>;
}

/** A comment as it was sent, in the form it is stored in. */
interface Sent {
  readonly id: string;
  readonly parentId: string | null;
  readonly text: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly guestKey: string | null;
  /** Who sends it, where it is a member. */
  readonly member: MemberRow | null;
}

/** What is unfit for a thread's name or title: controls, broken surrogates, ends of lines. */
const unfitForLines = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Takes new comments in. */
export class Publishing {
  readonly #database: Database;
  readonly #secrets: Secrets;
  readonly #showing: Showing;
  readonly #sites: Sites;
  readonly #ownership: Ownership;
  readonly #holdsNew: boolean;
  readonly #now: () => number;
  readonly #onPublished: PublishingOptions['onPublished'];

  constructor(database: Database, secrets: Secrets, options: PublishingOptions) {
    this.#database = database;
    this.#secrets = secrets;
    this.#sites = options.sites;
    this.#showing = options.showing;
    this.#ownership = options.ownership;
    this.#holdsNew = options.holdsNew;
    this.#now = options.now;
    this.#onPublished = options.onPublished;
  }

  /**
   * Stores a comment once, however often it is sent: when this answers, it is on disk.
   *
   * @param site the id of the site that `comment.thread.site` belongs to.
   * @param reader who is signed in there, or `null`: what names no guest is theirs. They may have been signed out meanwhile, and can send it again.
   * @throws CommentsError `unauthenticated` for what names no guest, where nobody is signed in; `invalid` with every fault; `conflict` when the id stands for another
   *   content; `closed`; `not-found` for a parent that is not there. {@link GoneError} when the
   *   comment or its parent was removed.
   */
  async publish(site: string, comment: WireNewComment, reader: Reader | null): Promise<Receipt> {
    const member = comment.guest === null && reader ? reader.member : null;
    if (comment.guest === null && !member) throw new CommentsError('unauthenticated', 'It names no guest, and nobody is signed in.');
    const faults = this.#faultsOf(comment, member);
    if (faults.length > 0) throw new CommentsError('invalid', 'Some fields cannot be taken as they are.', { faults });
    const { guest: wants } = this.#showing.facts;
    const sent: Sent = {
      id: comment.id,
      parentId: comment.parentId,
      text: normalizeText(comment.body.text),
      name: member ? member.name : wants.name === 'none' ? null : normalizeName(comment.guest?.name ?? '') || null,
      email: member || wants.email === 'none' ? null : (comment.guest?.email ?? '').trim() || null,
      guestKey: member ? null : comment.guestKey,
      member,
    };
    return await this.#database.write(async (connection) => {
      const stored = await findComment(connection, site, sent.id);
      if (stored) return await this.#known(connection, stored, sent, comment.thread.key);
      return await this.#store(connection, site, sent, comment.thread);
    });
  }

  #faultsOf(comment: WireNewComment, member: MemberRow | null): readonly FieldFault[] {
    const { thread } = comment;
    const text = textFault(comment.body.text, this.#showing.facts.maxLength);
    const faults: FieldFault[] = member ? [] : [...guestFaults(comment.guest ?? { name: null, email: null }, this.#showing.facts.guest)];
    if (text) faults.push({ field: 'body.text', reason: text });
    if (!isUuid(comment.id)) faults.push({ field: 'id', reason: 'malformed' });
    if (unfitForLines.test(thread.key)) faults.push({ field: 'thread.key', reason: 'characters' });
    if (thread.title !== null && unfitForLines.test(thread.title)) faults.push({ field: 'thread.title', reason: 'characters' });
    if (thread.url !== null && !/^(?:https?|file):$/.test(URL.parse(thread.url)?.protocol ?? '')) {
      faults.push({ field: 'thread.url', reason: 'malformed' });
    }
    return faults;
  }

  async #known(connection: Connection, stored: CommentRow, sent: Sent, key: string): Promise<Receipt> {
    if (stored.state === 'removed') throw new GoneError('The comment was stored, and removed since.');
    const thread = await threadById(connection, stored.thread_id);
    const isSame =
      thread.key === key &&
      stored.parent_id === sent.parentId &&
      this.#isFirstTextOf(stored, sent.text) &&
      (this.#isBySender(stored, sent) || this.#wasClaimed(stored, sent));
    if (!isSame) throw new CommentsError('conflict', 'Another comment was stored under this id.');
    const own = this.#ownership.permissionsFor(stored, thread, writerOf(sent));
    return { outcome: 'known', comment: viewOf(stored, thread, this.#showing, own) };
  }

  #isBySender(stored: CommentRow, { member, name, email }: Sent): boolean {
    if (stored.member_id !== (member?.id ?? null)) return false;
    // A member's name is another when they changed it.
    return member !== null || (stored.name === name && this.#isAddressOf(stored, email));
  }

  /** Whether a guest sends what has become a member's since: the mark of the guest's key is all that is left of them. */
  #wasClaimed({ site, id, member_id, guest_key }: CommentRow, { member, guestKey }: Sent): boolean {
    if (member !== null || member_id === null || guest_key === null || guestKey === null) return false;
    return this.#secrets.isGuestMark(guest_key, guestKey, placeOf(site, id));
  }

  /** What was sent is sent again as it was, whatever became of its text since. */
  #isFirstTextOf(stored: CommentRow, text: string): boolean {
    if (stored.first_text === null) return stored.text === text;
    return Buffer.from(stored.first_text).equals(this.#secrets.textMark(text, placeOf(stored.site, stored.id)));
  }

  #isAddressOf(stored: CommentRow, email: string | null): boolean {
    if (stored.email_key === null || email === null) return stored.email_key === null && email === null;
    return Buffer.from(stored.email_key).equals(this.#secrets.lookup(email, stored.site));
  }

  async #store(connection: Connection, site: string, sent: Sent, ref: WireNewComment['thread']): Promise<Receipt> {
    const found = await findThread(connection, site, ref.key);
    if (found?.state === 'closed') throw new CommentsError('closed', 'The thread takes no comments.');
    const parent = sent.parentId === null ? null : await this.#parentOf(connection, site, sent.parentId, found);
    const now = this.#now();
    const thread = found ?? (await createThread(connection, { site, ...this.#threadOf(site, ref), created_at: now }));
    const row: CommentRow = {
      site,
      id: sent.id,
      thread_id: thread.id,
      parent_id: sent.parentId,
      depth: parent ? parent.depth + 1 : 0,
      position: this.#holdsNew ? null : (parent?.last_reply ?? thread.last_position) + 1,
      state: this.#holdsNew ? 'held' : 'published',
      ...(await authorOf(connection, site, sent)),
      email: sent.email === null ? null : this.#secrets.seal(sent.email, placeOf(site, sent.id)),
      email_key: sent.email === null ? null : this.#secrets.lookup(sent.email, site),
      text: sent.text,
      guest_key: this.#ownership.markOf(sent.guestKey, site, sent.id),
      first_text: null,
      edited_at: null,
      created_at: now,
      reply_count: 0,
      standing_count: 0,
      last_reply: 0,
    };
    await insertComment(connection, row);
    if (!this.#holdsNew) {
      await countIn(connection, row);
      await this.#onPublished(connection, row);
    }
    const own = this.#ownership.permissionsFor(row, thread, writerOf(sent));
    return { outcome: this.#holdsNew ? 'held' : 'published', comment: viewOf(row, thread, this.#showing, own) };
  }

  /** An address elsewhere is not kept: a stranger would choose where the site's own lists of articles lead. */
  #threadOf(site: string, { key, url, title }: WireNewComment['thread']): Pick<ThreadRow, 'key' | 'url' | 'title'> {
    const isOwn = url !== null && this.#sites.idOf(new URL(url).origin) === site;
    return { key, title, url: isOwn ? url : null };
  }

  async #parentOf(connection: Connection, site: string, id: string, thread: ThreadRow | null): Promise<CommentRow> {
    const parent = await findComment(connection, site, id);
    if (!parent || parent.thread_id !== thread?.id || parent.state === 'held') {
      throw new CommentsError('not-found', 'The comment to answer is not in this thread.');
    }
    if (parent.state === 'removed') throw new GoneError('The comment to answer was removed.');
    if (parent.depth >= this.#showing.facts.maxDepth) {
      throw new CommentsError('invalid', `Replies go ${this.#showing.facts.maxDepth} levels deep.`, {
        faults: [{ field: 'parentId', reason: 'malformed' }],
      });
    }
    return parent;
  }
}

function writerOf({ guestKey, member }: Sent): Writer {
  return { guestKey, member: member?.id ?? null };
}

/** What a new comment says of its author. A guest under a name that is a member's is marked. */
async function authorOf(connection: Connection, site: string, { name, member }: Sent): Promise<Pick<CommentRow, 'name' | 'name_key' | 'author_kind' | 'member_id' | 'picture'>> {
  if (member) {
    // As they are now, within the write: they may have changed it meanwhile, or left.
    const still = await findMember(connection, site, member.id);
    if (!still) throw new CommentsError('unauthenticated', 'The account is gone.');
    return { name: still.name, name_key: null, author_kind: 'member', member_id: still.id, picture: still.picture };
  }
  const key = name === null ? null : nameKey(name);
  const isTaken = key !== null && (await memberByName(connection, site, key)) !== null;
  return { name, name_key: key, author_kind: isTaken ? 'namesake' : 'guest', member_id: null, picture: null };
}

/** Counts a comment in that has just got its position: in its thread, and in what it hangs on. */
export async function countIn(connection: Connection, comment: CommentRow): Promise<void> {
  const isTop = comment.parent_id === null;
  await changeThread(connection, comment.thread_id, { positions: isTop ? 1 : 0, visible: 1 });
  if (comment.member_id !== null) await countMember(connection, comment.site, comment.member_id, 1);
  if (comment.parent_id !== null) {
    await changeBranch(connection, comment.site, comment.parent_id, { replies: 1, standing: 1, positions: 1 });
  }
}

/**
 * Counts a comment out that has just been removed. One that something hangs on stays as a
 * tombstone; with the last that hung on it a tombstone goes, too, and so on upwards.
 */
export async function countOut(connection: Connection, removed: CommentRow): Promise<void> {
  await changeThread(connection, removed.thread_id, { positions: 0, visible: -1 });
  if (removed.member_id !== null) await countMember(connection, removed.site, removed.member_id, -1);
  let child = removed;
  let replies = -1;
  while (child.parent_id !== null) {
    const standing = isShown(child) ? 0 : -1;
    await changeBranch(connection, child.site, child.parent_id, { replies, standing, positions: 0 });
    const parent = await findComment(connection, child.site, child.parent_id);
    if (!parent || parent.state !== 'removed' || isShown(parent) || standing === 0) return;
    child = parent;
    replies = 0;
  }
}
