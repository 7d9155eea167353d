import { CommentsError, normalizeText, textFault, type CommentView, type WireEdit, type WireOwn, type WireRemoval } from 'diwan/contract';
import { changeText, findComment, isShown, ownedComments } from '../store/comments.ts';
import type { Connection, Database } from '../store/database.ts';
import type { CommentRow } from '../store/tables.ts';
import { changeThread, findThread, threadById } from '../store/threads.ts';
import { GoneError, neverThere } from './gone.ts';
import { takeAway } from './moderation.ts';
import type { Ownership, Writer } from './ownership.ts';
import { placeOf, type Secrets } from './secrets.ts';
import { viewOf, type Showing } from './view.ts';

/** What changing one's own goes by. */
export interface OwnOptions {
  readonly showing: Showing;
  readonly ownership: Ownership;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Lets guests edit and remove what came with their key, and members what is theirs. What is decided is decided in the write itself, by the server's clock. */
export class Own {
  readonly #database: Database;
  readonly #secrets: Secrets;
  readonly #showing: Showing;
  readonly #ownership: Ownership;
  readonly #now: () => number;

  constructor(database: Database, secrets: Secrets, { showing, ownership, now }: OwnOptions) {
    this.#database = database;
    this.#secrets = secrets;
    this.#showing = showing;
    this.#ownership = ownership;
    this.#now = now;
  }

  /**
   * Those of the comments that are the writer's, held ones too, with what may be done to them now.
   *
   * @param site the id of the site that `asked.thread.site` belongs to.
   * @param member the id of whoever is signed in there, or `null`: likewise in the methods that follow.
   */
  async load(site: string, { thread: { key }, ids, guestKey }: WireOwn, member: string | null): Promise<readonly CommentView[]> {
    return await this.#database.read(async (connection) => {
      const thread = await findThread(connection, site, key);
      if (!thread) return [];
      const rows = await ownedComments(connection, thread, ids);
      return rows
        .filter((row) => row.state !== 'removed' && this.#ownership.isOwner(row, { guestKey, member }))
        .map((row) => viewOf(row, thread, this.#showing, this.#ownership.permissionsOf(row, thread)));
    });
  }

  /**
   * Gives a comment another text. The text it has already is no edit, and answered at any time: when this
   * answers, the text is on disk.
   *
   * @throws CommentsError `invalid`; `not-found` for a comment that is not to be seen, as {@link GoneError} when it was
   *   removed; `forbidden` for another's, or when its time is over; `closed` in a closed thread.
   */
  async edit(site: string, id: string, { body, guestKey }: WireEdit, member: string | null): Promise<CommentView> {
    const fault = textFault(body.text, this.#showing.facts.maxLength);
    if (fault) throw new CommentsError('invalid', 'The text cannot be taken as it is.', { faults: [{ field: 'body.text', reason: fault }] });
    const text = normalizeText(body.text);
    return await this.#database.write(async (connection) => {
      const comment = await this.#ownComment(connection, site, id, { guestKey, member });
      if (comment.state === 'removed') throw isShown(comment) ? new CommentsError('forbidden', 'A tombstone has no text.') : removed();
      const thread = await threadById(connection, comment.thread_id);
      const own = this.#ownership.permissionsOf(comment, thread);
      if (comment.text === text) return viewOf(comment, thread, this.#showing, own);
      if (thread.state === 'closed') throw new CommentsError('closed', 'Nothing is edited in a closed thread.');
      if (!own.edit) throw new CommentsError('forbidden', 'The comment can no longer be edited.');
      const change = {
        text,
        first_text: comment.first_text ?? this.#secrets.textMark(comment.text, placeOf(site, id)),
        edited_at: this.#now(),
      };
      await changeText(connection, site, id, change);
      if (comment.state === 'published') await changeThread(connection, thread.id, { positions: 0, visible: 0 });
      return viewOf({ ...comment, ...change }, thread, this.#showing, own);
    });
  }

  /**
   * Takes a comment away as a moderator does, and answers what is left of it. Whoever removed it: its owner is
   * answered the same at any time.
   *
   * @throws CommentsError `not-found`, `forbidden` as {@link edit}.
   */
  async remove(site: string, id: string, { guestKey }: WireRemoval, member: string | null): Promise<CommentView | null> {
    return await this.#database.write(async (connection) => {
      const comment = await this.#ownComment(connection, site, id, { guestKey, member });
      const thread = await threadById(connection, comment.thread_id);
      if (comment.state !== 'removed') {
        if (!this.#ownership.permissionsOf(comment, thread).remove) throw new CommentsError('forbidden', 'The comment can no longer be removed by its writer.');
        await takeAway(connection, comment);
      }
      const left = await findComment(connection, site, id);
      return left && isShown(left) ? viewOf(left, thread, this.#showing) : null;
    });
  }

  /** The comment, in whatever state, if it is this writer's. Anybody else is told no more than a page tells. */
  async #ownComment(connection: Connection, site: string, id: string, writer: Writer): Promise<CommentRow> {
    const comment = await findComment(connection, site, id);
    if (!comment) throw neverThere();
    if (this.#ownership.isOwner(comment, writer)) return comment;
    // Without a position it never was on a page.
    if (comment.position === null) throw neverThere();
    if (!isShown(comment)) throw removed();
    throw new CommentsError('forbidden', 'The comment is another’s.');
  }
}

function removed(): GoneError {
  return new GoneError('The comment was removed.');
}
