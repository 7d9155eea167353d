import { blankComment, findComment, publishComment } from '../store/comments.ts';
import type { Connection, Database } from '../store/database.ts';
import type { CommentRow, ThreadRow } from '../store/tables.ts';
import { createThread, findThread, setThreadState, threadById } from '../store/threads.ts';
import { queueReplyMail } from './mail/replies.ts';
import { countIn, countOut } from './publishing.ts';
import type { Secrets } from './secrets.ts';

/** What was asked for cannot be done, said in one sentence. */
export class ModerationError extends Error {
  override readonly name = 'ModerationError';
}

/** Opens or closes a thread for writing; one that nobody has written in yet, too. */
export async function setState(database: Database, site: string, key: string, state: ThreadRow['state']): Promise<void> {
  await database.write(async (connection) => {
    const created = { site, key, url: null, title: null, created_at: Date.now() };
    const thread = (await findThread(connection, site, key)) ?? (await createThread(connection, created));
    await setThreadState(connection, thread.id, state);
  });
}

/**
 * Takes a comment away for good, text, name and address; where replies hang on it, a tombstone
 * stays. Removing it again changes nothing.
 *
 * @throws ModerationError when there is no such comment.
 */
export async function removeComment(database: Database, site: string, id: string): Promise<void> {
  await database.write(async (connection) => {
    const comment = await commentOf(connection, site, id);
    if (comment.state !== 'removed') await takeAway(connection, comment);
  });
}

/** Takes a comment away that has not been removed yet, within a write of whoever removes it. */
export async function takeAway(connection: Connection, comment: CommentRow): Promise<void> {
  await blankComment(connection, comment.site, comment.id);
  if (comment.state === 'published') await countOut(connection, { ...comment, state: 'removed' });
}

/**
 * Publishes a comment that was held, in the next position of its list, and tells the member it answers. Approving it again changes nothing.
 *
 * @param store what `openStore` gave; a server that runs on the same files sends the mail.
 * @param now milliseconds since 1970, as that server counts them.
 *
 * @throws ModerationError when there is no such comment, or it was removed, or what it answers was.
 */
export async function approveComment({ database, secrets }: { readonly database: Database; readonly secrets: Secrets }, site: string, id: string, now: () => number = Date.now): Promise<void> {
  await database.write(async (connection) => {
    const comment = await commentOf(connection, site, id);
    if (comment.state === 'published') return;
    if (comment.state === 'removed') throw new ModerationError('The comment was removed, and its text with it.');
    const parent = comment.parent_id === null ? null : await findComment(connection, site, comment.parent_id);
    if (parent && parent.state !== 'published') throw new ModerationError('The comment it answers was removed.');
    const siblings = parent ? parent.last_reply : (await threadById(connection, comment.thread_id)).last_position;
    await publishComment(connection, site, id, siblings + 1);
    await countIn(connection, comment);
    await queueReplyMail(connection, secrets, comment, now());
  });
}

/**
 * The site of a comment among these, for a moderator who has only the id.
 *
 * @throws ModerationError when none has it, or several.
 */
export async function siteOfComment(database: Database, sites: readonly string[], id: string): Promise<string> {
  const found: string[] = [];
  for (const site of sites) if (await findComment(database.reader, site, id)) found.push(site);
  if (found.length > 1) throw new ModerationError('Several sites have a comment of this id: name the site before it.');
  if (found[0] === undefined) throw new ModerationError('There is no such comment.');
  return found[0];
}

async function commentOf(connection: Connection, site: string, id: string): Promise<CommentRow> {
  const comment = await findComment(connection, site, id);
  if (!comment) throw new ModerationError('There is no such comment.');
  return comment;
}
