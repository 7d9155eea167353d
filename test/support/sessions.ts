import { MemoryAdapter, type MemberMail, type MemoryOptions } from '../../src/adapters/memory/memory-adapter.ts';
import { Session } from '../../src/state/session.ts';
import type { TextStore } from '../../src/state/preferences.ts';
import { until, type Device, type Tab } from './device.ts';

export const site = 'https://news.example';
export const backend = 'memory';
export const password = 'five blue lamps swim';

/** What a device keeps as `localStorage`. */
export function textsOf(device: Device): TextStore {
  const { text } = device;
  return { getItem: (key) => text.get(key) ?? null, setItem: (key, value) => void text.set(key, value), removeItem: (key) => void text.delete(key) };
}

/** The session of a tab, as a page that was just loaded has it. */
export function sessionIn(tab: Tab, adapter: MemoryAdapter): Session {
  const { network, channel } = tab;
  return new Session({ adapter, backend, site, texts: textsOf(tab.device), network, channel });
}

/** A backend with one member, Ann, who is signed in nowhere; and the mails it sent. */
export async function withAnn(options: MemoryOptions = {}): Promise<{ readonly adapter: MemoryAdapter; readonly mails: MemberMail[] }> {
  const mails: MemberMail[] = [];
  const adapter = new MemoryAdapter({ ...options, onMail: (mail) => mails.push(mail) });
  const { session } = adapter.beside('another');
  const { flow } = await session!.signUp(site, { name: 'Ann', email: 'ann@news.example', password }, { language: 'en' });
  await session!.confirm(site, flow, mails.at(-1)!.code!, null);
  return { adapter, mails };
}

/** Ann signs in, in a tab. */
export async function signedIn(tab: Tab, adapter: MemoryAdapter): Promise<Session> {
  const session = sessionIn(tab, adapter);
  session.take(await adapter.session!.signIn(site, 'ann@news.example', password));
  await until(() => session.presence === 'member');
  return session;
}
