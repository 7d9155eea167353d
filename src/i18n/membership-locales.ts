import { membership } from './en/membership.ts';
import { languagesOfMembers } from './membership-loaders.ts';
import type { MembershipMessages } from './membership-messages.ts';

/** The languages that the widget speaks, with their own names for themselves: for who chooses one. */
export const languages: readonly (readonly [tag: string, name: string])[] = [
  ['en', 'English'],
  ['ku', 'Kurdî (Kurmancî)'],
  ['ckb', 'کوردی (سۆرانی)'],
  ['ar', 'العربية'],
  ['tr', 'Türkçe'],
];

/** What members' pages say in a language that `Messages` has, by its `lang`; English in any other, and where its file cannot be fetched. */
export async function loadMembershipMessages(language: string): Promise<MembershipMessages> {
  const load = Object.hasOwn(languagesOfMembers, language) ? languagesOfMembers[language] : undefined;
  return (await load?.().catch(() => null))?.membership ?? membership;
}
