import { loadPreferences, preferencesKey, type Preferences, type TextStore } from './preferences.ts';

/** Remembers a choice beside the earlier ones. Where storage is refused it lasts as long as the page. */
export function savePreferences(store: TextStore | null, chosen: Preferences): void {
  try {
    store?.setItem(preferencesKey, JSON.stringify({ ...loadPreferences(store), ...chosen }));
  } catch {
    // Full or refused: the choice holds for this page and is asked for again on the next.
  }
}
