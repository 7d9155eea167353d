import { GuestMemory } from '../../src/state/guest-memory.ts';
import { pageEnvironment } from '../../src/state/environment.ts';
import { preferencesKey } from '../../src/state/preferences.ts';

const address = location.href;

/** What the reader's device keeps of them, seen from beside the widget. */
export const guestMemory = new GuestMemory(pageEnvironment(window).records);

/** Begins each test of a file with a reader who was never here, and ends it at the address it began at. */
export function freshReader(): void {
  beforeEach(async () => {
    localStorage.removeItem(preferencesKey);
    await guestMemory.forget();
  });
  afterEach(() => {
    history.replaceState(null, '', address);
    localStorage.removeItem(preferencesKey);
  });
}

/** Writes down what the console is told in each test of a file, and keeps it from there. */
export function heardConsole(): { readonly warnings: string[]; readonly errors: string[] } {
  const heard = { warnings: [] as string[], errors: [] as string[] };
  const { warn, error } = console;
  beforeEach(() => {
    heard.warnings.length = heard.errors.length = 0;
    console.warn = (...said: readonly unknown[]) => heard.warnings.push(said.join(' '));
    console.error = (...said: readonly unknown[]) => heard.errors.push(said.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    console.error = error;
  });
  return heard;
}
