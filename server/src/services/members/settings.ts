import type { MemberSettings } from 'diwan/contract';
import type { MemberRow } from '../../store/members.ts';
import { placeOf, type Secrets } from '../secrets.ts';

/** What holds for a member who chose nothing: nobody gets a mail unasked. */
export const usualSettings: MemberSettings = {
  visible: { about: true, count: true, since: true },
  mailsReplies: false,
  language: null,
  theme: 'auto',
};

/** What a member chose, and the usual where they did not. */
export function settingsOf({ settings }: Pick<MemberRow, 'settings'>): MemberSettings {
  const chosen = JSON.parse(settings || '{}') as Partial<MemberSettings>;
  return { ...usualSettings, ...chosen, visible: { ...usualSettings.visible, ...chosen.visible } };
}

/** The member's whole address: for mails to them, and what only they are answered. */
export function addressOf(secrets: Secrets, { site, id, email }: Pick<MemberRow, 'site' | 'id' | 'email'>): string | null {
  return email === null ? null : secrets.open(email, placeOf(site, id));
}

/** An address with all hidden but its first letter and its domain: `z…@example.org`. */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = Array.from(address.slice(0, at));
  return `${first}…${address.slice(at)}`;
}

/** What a member is known again by who is known elsewhere. */
export function subjectMark(secrets: Secrets, { site, issuer, subject }: { readonly site: string; readonly issuer: string; readonly subject: string }): string {
  return Buffer.from(secrets.tokenMark(subject, `identity\n${site}\n${issuer}`)).toString('base64url');
}
