import type { MemberSettings } from '../contract/account.ts';
import { loadPreferences, type TextStore } from './preferences.ts';
import { savePreferences } from './save-preferences.ts';

/** What of a member's settings shows in the widget itself. */
export type Choices = Pick<MemberSettings, 'language' | 'theme'>;

const none: Choices = { language: null, theme: 'auto' };

/** Who is signed in on this device, as far as it is remembered; and whether it is known what they chose. */
export function chooser(texts: TextStore | null): { readonly member: string | null; readonly isKnown: boolean } {
  const { member, choices } = loadPreferences(texts);
  const { id } = Object(member) as Record<string, unknown>;
  return { member: typeof id === 'string' ? id : null, isKnown: (Object(choices) as { readonly member?: unknown }).member === id };
}

/** What the member chose who is signed in on this device; the page's own ways for everybody else. */
export function choicesIn(texts: TextStore | null): Choices {
  const { member, isKnown } = chooser(texts);
  const { language, theme } = Object(loadPreferences(texts).choices) as Record<string, unknown>;
  if (!member || !isKnown) return none;
  return { language: typeof language === 'string' ? language : null, theme: theme === 'light' || theme === 'dark' ? theme : 'auto' };
}

/** Remembers on this device what a member chose, so that the next page has it before the backend is asked. */
export function saveChoices(texts: TextStore | null, member: string, { language, theme }: Choices): void {
  savePreferences(texts, { choices: { member, language, theme } });
}
