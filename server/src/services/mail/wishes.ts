import type { MemberSettings } from 'diwan/contract';
import type { MemberRow } from '../../store/members.ts';
import { settingsOf } from '../members/settings.ts';

/** Whether a member wants mails about replies. */
export function wantsReplies(member: Pick<MemberRow, 'settings'>): boolean {
  return settingsOf(member).mailsReplies;
}

/** The language a member chose, or `null`. */
export function languageOf(member: Pick<MemberRow, 'settings'>): string | null {
  return settingsOf(member).language;
}

/** A member's settings with some of them other, as they are stored. */
export function settingsWith(member: Pick<MemberRow, 'settings'>, change: Partial<MemberSettings>): string {
  return JSON.stringify({ ...settingsOf(member), ...change });
}
