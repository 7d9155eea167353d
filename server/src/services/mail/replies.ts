import { findBucket, setBucket } from '../../store/buckets.ts';
import { findComment } from '../../store/comments.ts';
import type { Connection } from '../../store/database.ts';
import { findMember } from '../../store/members.ts';
import type { CommentRow } from '../../store/tables.ts';
import { threadById } from '../../store/threads.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import type { Address } from './address.ts';
import type { ReplyLetter } from './letters/letter.ts';
import { keepOrder, type ReplyOrder } from './order.ts';
import { unsubscribeAddress } from './unsubscribing.ts';
import { languageOf, wantsReplies } from './wishes.ts';

/** The longest beginning of a reply in a mail, in code points. */
const maxExcerpt = 300;

/** How many mails about replies a member gets in an hour: of those that come faster none is told. */
export const repliesInHour = 20;
const hour = 3_600_000;

/**
 * Queues a mail to the member whose comment was answered, where they want one, did not answer themselves, and had not many just now. Call it once,
 * in the write that publishes the reply.
 */
export async function queueReplyMail(connection: Connection, secrets: Secrets, comment: Pick<CommentRow, 'site' | 'id' | 'parent_id' | 'member_id'>, now: number): Promise<boolean> {
  if (comment.parent_id === null) return false;
  const { site, id } = comment;
  const parent = await findComment(connection, site, comment.parent_id);
  if (!parent || parent.member_id === null || parent.member_id === comment.member_id) return false;
  const member = await findMember(connection, site, parent.member_id);
  if (!member || member.email === null || !wantsReplies(member)) return false;
  if (!(await hasRoom(connection, secrets.tokenMark(`replies\n${site}\n${member.id}`, 'limits'), now))) return false;
  await keepOrder(connection, secrets, { site, member: member.id, comment: id }, now);
  return true;
}

/** Counts a mail in a bucket that drains within an hour, if it still fits. */
async function hasRoom(connection: Connection, key: Uint8Array, now: number): Promise<boolean> {
  const bucket = await findBucket(connection, key);
  const level = bucket ? Math.max(0, bucket.level - (Math.max(0, now - bucket.at) * repliesInHour) / hour) : 0;
  if (level + 1 > repliesInHour) return false;
  await setBucket(connection, key, { level: level + 1, at: now });
  return true;
}

/** What is told of a reply now, and to whom; `null` where either is gone, or the member wants no such mails any more. */
export async function replyLetter(
  connection: Connection,
  order: ReplyOrder,
  { secrets, base }: { readonly secrets: Secrets; readonly base: () => string },
): Promise<{ readonly to: Address; readonly language: string | null; readonly letter: ReplyLetter } | null> {
  const { site } = order;
  const member = await findMember(connection, site, order.member);
  const comment = await findComment(connection, site, order.comment);
  if (!member || member.email === null || !wantsReplies(member) || comment?.state !== 'published') return null;
  const { url, title } = await threadById(connection, comment.thread_id);
  return {
    to: { address: secrets.open(member.email, placeOf(site, member.id)), name: null },
    language: languageOf(member),
    letter: {
      kind: 'reply',
      who: comment.name,
      excerpt: excerptOf(comment.text),
      title,
      // The page: an address of the comment itself the widget does not follow yet.
      link: url?.replace(/#.*/s, '') ?? null,
      unsubscribe: unsubscribeAddress(base(), secrets, { site, member: member.id }),
    },
  };
}

function excerptOf(text: string): string {
  const points = Array.from(text.trim());
  return points.length <= maxExcerpt ? points.join('') : `${points.slice(0, maxExcerpt).join('').trimEnd()} …`;
}
