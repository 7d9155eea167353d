import { Drafts, type Draft, type DraftKey } from '../../src/state/drafts.ts';
import type { Device, Tab } from './device.ts';

/** What the drafts of tests belong to. */
export const key: DraftKey = { backend: 'http', site: 'https://news.example', thread: '/a', parent: null, viewer: null };

/** The draft of a form in a tab, as a page that was just loaded opens it. */
export const open = (tab: Tab, at: DraftKey = key): Draft => new Drafts(tab).open(at);

/** What is stored of drafts on the device, without the note of when they were last looked through. */
export const records = (device: Device): unknown[] => [...device.database].filter(([key]) => key.startsWith('v1:draft:') && key !== 'v1:draft:swept').map(([, record]) => record);

/** The texts that are stored on the device. */
export const stored = (device: Device): string[] => records(device).map((record) => (record as { text: string }).text);
