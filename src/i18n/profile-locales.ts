import { profile } from './en/profile.ts';
import { languagesOfMembers } from './membership-loaders.ts';
import type { ProfileMessages } from './membership-messages.ts';

/** What a member's profile says to others, in a language that `Messages` has, by its `lang`; English in any other, and where its file cannot be fetched. */
export async function loadProfileMessages(language: string): Promise<ProfileMessages> {
  const load = Object.hasOwn(languagesOfMembers, language) ? languagesOfMembers[language] : undefined;
  return (await load?.().catch(() => null))?.membership ?? profile;
}
