import type { MemberRow } from '../../store/members.ts';

/** Whether a member wants mails about replies. */
export function wantsReplies(member: Pick<MemberRow, 'settings'>): boolean {
  return settingsOf(member)['mailsReplies'] === true;
}

/** The language a member chose, or `null`. */
export function languageOf(member: Pick<MemberRow, 'settings'>): string | null {
  const { language } = settingsOf(member);
  return typeof language === 'string' ? language : null;
}

/** A member's settings with some of them other, as they are stored. */
export function settingsWith(member: Pick<MemberRow, 'settings'>, change: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...settingsOf(member), ...change });
}

function settingsOf({ settings }: Pick<MemberRow, 'settings'>): Readonly<Record<string, unknown>> {
  return JSON.parse(settings) as Readonly<Record<string, unknown>>;
}
