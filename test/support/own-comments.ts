import { newCommentId } from '../../src/contract/ids.ts';
import { Drafts } from '../../src/state/drafts.ts';
import { Keepsakes } from '../../src/state/keepsakes.ts';
import { OwnComments } from '../../src/state/own.ts';
import { ThreadStore } from '../../src/state/thread.ts';
import type { Tab } from './device.ts';
import type { FakeAdapter } from './fake-adapter.ts';

/** The thread that they stand in. */
export const ref = { site: 'https://news.example', key: '/a', url: null, title: null };

/** The reader's own comments as a page in this tab has them, its first page read, and nothing asked for yet. */
export async function ownOf(tab: Tab, adapter: FakeAdapter) {
  const thread = new ThreadStore(adapter, ref, { sort: 'oldest', size: 25 });
  await thread.turnTo({ page: 1 });
  const keepsakes = new Keepsakes(tab.records, 'fake');
  const { channel } = tab;
  const own = new OwnComments({ viewer: () => null, doubt: () => undefined, thread, backend: 'fake', keepsakes, drafts: new Drafts(tab), channel });
  thread.subscribe(() => own.apply());
  return { own, thread };
}

/** This tab's reader writes a comment. */
export async function written(tab: Tab, adapter: FakeAdapter, text: string): Promise<string> {
  const id = newCommentId();
  const guestKey = await new Keepsakes(tab.records, 'fake').sign(ref, id);
  const guest = { name: 'Ann', email: 'ann@news.example' };
  await adapter.createComment(ref, { id, parentId: null, body: { format: 'text', text }, guest }, { key: id, guestKey });
  return id;
}
