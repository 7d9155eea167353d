import type { Connection } from '../../store/database.ts';
import { changeMember, findMember } from '../../store/members.ts';
import type { Secrets } from '../secrets.ts';
import { settingsWith, wantsReplies } from './wishes.ts';

/** Where mails about replies are ended, below the server's address. */
export const unsubscribePath = '/v1/mail/unsubscribe';

/** Whose mails an address ends. */
export interface Subscriber {
  readonly site: string;
  readonly member: string;
}

const context = 'unsubscribe';

/** The address by which a member ends mails about replies. It is good for nothing else, and for as long as the server's secret. */
export function unsubscribeAddress(base: string, secrets: Secrets, { site, member }: Subscriber): string {
  return `${base}${unsubscribePath}?token=${secrets.stamp(`${member}\n${site}`, context)}`;
}

/** Whose address it is, or `null` for one that was not given by us. */
export function subscriberIn(token: string, secrets: Secrets): Subscriber | null {
  const [, member, site] = /^([^\n]+)\n([^\n]+)$/.exec(secrets.unstamp(token, context) ?? '') ?? [];
  return member === undefined || site === undefined ? null : { site, member };
}

/** Ends mails about replies; ending them again changes nothing. */
export async function unsubscribe(connection: Connection, { site, member: id }: Subscriber): Promise<void> {
  const member = await findMember(connection, site, id);
  if (member && wantsReplies(member)) await changeMember(connection, site, id, { settings: settingsWith(member, { mailsReplies: false }) });
}
