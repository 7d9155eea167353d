import { randomBytes } from 'node:crypto';
import { commentsOfMember, commentsUnderName, forgetGuest, latest, markNamesake, tellAuthor, type Moment } from '../../store/authorship.ts';
import { isShown } from '../../store/comments.ts';
import { deleteChore, insertChore, nextChore, type Chore } from '../../store/chores.ts';
import type { Connection, Database } from '../../store/database.ts';
import { findMember, memberByName } from '../../store/members.ts';
import type { CommentRow } from '../../store/tables.ts';
import { changeThread } from '../../store/threads.ts';
import { takeAway } from '../moderation.ts';

/** What is to be done to many comments. */
export type Task = Pick<Chore, 'kind' | 'site' | 'subject'>;

/** What a part came to: `null` when nothing is left to do, otherwise where the next begins. */
type Rest = { readonly before: Moment } | null;

/** How many comments one write changes. A removal takes several statements for each. */
const partSize = 100;
const removalPartSize = 25;

/** What is said of the author of a comment whose member left. */
const former = { name: null, name_key: null, author_kind: 'former', member_id: null, picture: null } as const;

/**
 * Changes what comments say of their authors, a few in each write, so that a member with very many keeps nobody waiting. What a part does it
 * does by what is true then: one that is done twice, or after another change, does no harm. What is left at the end of the process is gone
 * on with at the next start.
 */
export class Chores {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #failed: (thrown: unknown) => void;
  #running: Promise<void> | null = null;
  #isWoken = false;
  #isClosed = false;

  /** @param failed is told when the database fails; what is left is gone on with after whatever begins next. */
  constructor(database: Database, now: () => number, failed: (thrown: unknown) => void) {
    this.#database = database;
    this.#now = now;
    this.#failed = failed;
  }

  /**
   * Does the first part, in the write that makes the rest necessary, and notes the rest. Whoever began something calls {@link goOn} after
   * the write.
   */
  async begin(connection: Connection, task: Task): Promise<void> {
    const rest = await doPart(connection, task, latest);
    if (rest) await insertChore(connection, { ...task, id: randomBytes(16).toString('base64url'), created_at: this.#now() });
  }

  /** Goes on with whatever is unfinished. Nobody need wait for it; it never rejects. */
  goOn(): Promise<void> {
    this.#isWoken = true;
    return (this.#running ??= this.#work());
  }

  /** Lets the part under way end, and begins no other. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #work(): Promise<void> {
    try {
      while (this.#isWoken && !this.#isClosed) {
        this.#isWoken = false;
        await this.#finishAll();
      }
    } catch (thrown) {
      this.#failed(thrown);
    }
    // In the same step as the last look at what woke it, so that no call is missed.
    this.#running = null;
  }

  async #finishAll(): Promise<void> {
    for (;;) {
      const chore = this.#isClosed ? null : await nextChore(this.#database.reader);
      if (!chore) return;
      await this.#finish(chore);
    }
  }

  async #finish(chore: Chore): Promise<void> {
    let before = latest;
    while (!this.#isClosed) {
      const rest = await this.#database.write(async (connection) => {
        const left = await doPart(connection, chore, before);
        if (!left) await deleteChore(connection, chore.id);
        return left;
      });
      if (!rest) return;
      before = rest.before;
    }
  }
}

async function doPart(connection: Connection, task: Task, before: Moment): Promise<Rest> {
  return task.kind === 'name' ? await markGuests(connection, task) : await changeAuthors(connection, task, before);
}

/** Marks guests under the name as what they are now: there may be a member of that name, or none any more. */
async function markGuests(connection: Connection, { site, subject }: Task): Promise<Rest> {
  const isTaken = (await memberByName(connection, site, subject)) !== null;
  const [wrong, right] = isTaken ? (['guest', 'namesake'] as const) : (['namesake', 'guest'] as const);
  const comments = await commentsUnderName(connection, site, subject, wrong, partSize);
  for (const { id } of comments) await markNamesake(connection, site, id, right);
  await tellThreads(connection, comments);
  return comments.length < partSize ? null : { before: latest };
}

async function changeAuthors(connection: Connection, { kind, site, subject }: Task, before: Moment): Promise<Rest> {
  const size = kind === 'removal' ? removalPartSize : partSize;
  const member = kind === 'author' ? await findMember(connection, site, subject) : null;
  // Who left meanwhile has a chore of another kind.
  if (kind === 'author' && !member) return null;
  const comments = await commentsOfMember(connection, site, subject, before, size);
  for (const comment of comments) {
    const { id } = comment;
    if (member) {
      if (comment.state !== 'removed') await tellAuthor(connection, site, id, { name: member.name, name_key: null, author_kind: 'member', member_id: member.id, picture: member.picture });
      continue;
    }
    await tellAuthor(connection, site, id, former);
    await forgetGuest(connection, site, id);
    if (kind === 'removal' && comment.state !== 'removed') await takeAway(connection, { ...comment, ...former });
  }
  await tellThreads(connection, comments);
  const last = comments.at(-1);
  return !last || comments.length < size ? null : { before: last };
}

/** Readers of these comments find something else from now on. */
async function tellThreads(connection: Connection, comments: readonly Pick<CommentRow, 'thread_id' | 'state' | 'standing_count'>[]): Promise<void> {
  const threads = new Set(comments.filter(isShown).map((comment) => comment.thread_id));
  for (const thread of threads) await changeThread(connection, thread, { positions: 0, visible: 0 });
}
