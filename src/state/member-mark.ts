import type { ViewerView } from '../contract/thread.ts';
import { loadPreferences, type TextStore } from './preferences.ts';

/** Who was signed in with a backend when this device was last here, or `null`. No more is kept than can be drawn before the backend is asked. */
export function memberIn(texts: TextStore | null, backend: string): ViewerView | null {
  const { backend: marked, id, name } = Object(loadPreferences(texts).member) as Record<string, unknown>;
  return marked === backend && typeof id === 'string' && typeof name === 'string' ? { id, name, picture: null } : null;
}
