import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { HttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import type { CommentView, NewComment } from '../../src/contract/comment.ts';
import type { ThreadQuery } from '../../src/contract/thread.ts';
import type { WirePage } from '../../src/contract/wire.ts';
import { comments } from './fake-adapter.ts';

const name = { site: 'https://news.example', key: '/one' };
export const ref = { ...name, url: null, title: null };
export const query: ThreadQuery = { sort: 'oldest', size: 10, at: { page: 1 }, asOf: null };
export const comment: NewComment = { id: 'mine', parentId: null, body: { format: 'text', text: 'Hello' }, guest: { name: 'Ann', email: 'ann@news.example' } };

/** A page as a good server answers it. */
export async function wirePageOf(count: number): Promise<WirePage> {
  const memory = new MemoryAdapter({ seeds: comments(name, count) });
  return { ...(await memory.loadThread(ref, query)), facts: memory.facts, facets: [] };
}

/** A comment as a good server answers it. */
export const stored: CommentView = {
  id: 'mine',
  parentId: null,
  author: { id: null, name: 'Ann', kind: 'guest', picture: null },
  body: { format: 'text', text: 'Hello' },
  state: 'published',
  createdAt: '2026-11-22T11:43:44.000Z',
  editedAt: null,
  replyCount: 0,
  can: { reply: true, edit: false, remove: false },
};

/** An adapter whose requests never leave the test: all are answered so, and written down. */
export function adapterAnswered(answer: () => Response | Promise<Response>, server = 'https://comments.example') {
  const requests: { readonly url: URL; readonly init: RequestInit }[] = [];
  const fetch = (url: URL | RequestInfo, init: RequestInit = {}) => {
    requests.push({ url: new URL(url as string), init });
    return Promise.resolve(answer());
  };
  return { adapter: new HttpAdapter({ server, fetch }), requests };
}

/** A real server on this machine, until the test is over. */
export async function serverThat(context: TestContext, does: RequestListener): Promise<string> {
  const server = createServer(does);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Lets the device believe it has no network, until the test is over. */
export function goOffline(context: TestContext): void {
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  context.after(() => Reflect.deleteProperty(navigator, 'onLine'));
}
