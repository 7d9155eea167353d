import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import type { GuestIdentity } from '../../src/contract/index.ts';
import { GuestMemory } from '../../src/state/guest-memory.ts';
import { pageEnvironment } from '../../src/state/environment.ts';
import { preferencesKey } from '../../src/state/preferences.ts';

const address = location.href;

const { records } = pageEnvironment(window);

/** What the reader's device keeps of them, seen from beside the widget; `null` for nothing. */
export async function keptGuest(): Promise<GuestIdentity | null> {
  const memory = new GuestMemory(records);
  await memory.load();
  return memory.isKept ? memory.guest : null;
}

/** Has the reader's device keep this, from an earlier life of the page. */
export async function keepGuest(guest: GuestIdentity): Promise<void> {
  await Object.assign(new GuestMemory(records), { guest }).keep();
}

/** The page's forms forget who typed into them, as with a new life of the page. */
async function forgetTyped(): Promise<void> {
  await new GuestMemory(records).forget();
  // Where no form was ever there, none is to be fetched.
  if (!customElements.get('diwan-form')) return;
  const { openWriting } = await import('../../src/entries/writing.ts');
  const { guestMemory, close } = await openWriting(new MemoryAdapter(), 'a fresh reader');
  Object.assign(guestMemory, new GuestMemory(records));
  close();
}

let forgotten: Promise<void> | undefined;

/** The device forgets, once for a file, all that other files' tests left: where every draft of it is shown, those are too many. */
export function forgetDevice(): Promise<void> {
  return (forgotten ??= new Promise((resolve) => {
    const request = indexedDB.deleteDatabase('diwan');
    // Blocked or refused: then the tests begin with what is there.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  }));
}

/** Begins each test of a file with a reader who was never here, and ends it at the address it began at. */
export function freshReader(): void {
  beforeEach(async () => {
    localStorage.removeItem(preferencesKey);
    await forgetTyped();
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
