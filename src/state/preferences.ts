import type { Sort } from '../contract/thread.ts';

/** The little of `localStorage` that is used; access to it may throw, and so may each call. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What a reader chose on this site, read at once so that the first request already knows it. */
export interface Preferences {
  readonly sort?: Sort;
  readonly size?: number;
  /** Something waits in the outbox, which must be opened even if the form is not. */
  readonly unsent?: boolean;
  /** When the reader last posted a comment, in milliseconds since 1970: for a while they may be able to change it. */
  readonly own?: number;
  /** Who was signed in last, and with which backend: drawn until that is asked, and a reason to ask. `undefined` once they signed out. */
  readonly member?: { readonly backend: string; readonly id: string; readonly name: string } | undefined;
  /** What a member chose who was signed in here; holds while they are. */
  readonly choices?: { readonly member: string; readonly language: string | null; readonly theme: string };
  /** Which user of the site was signed in last by the site itself: another one is signed in anew. `undefined` once they signed out. */
  readonly user?: string | undefined;
}

/** Where the choices stand in `localStorage`. */
export const preferencesKey = 'diwan:v1';

/** What was chosen earlier, unproven; nothing where storage is refused or holds something else. */
export function loadPreferences(store: TextStore | null): Partial<Record<keyof Preferences, unknown>> {
  try {
    return Object(JSON.parse(store!.getItem(preferencesKey)!)) as ReturnType<typeof loadPreferences>;
  } catch {
    return {};
  }
}
