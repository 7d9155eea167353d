import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { newCommentId, type CommentView, type WireNewComment, type WirePage } from 'diwan/contract';
import { approveComment, readConfig, seedThread, setState, startServer, type RunningServer } from 'diwan-server';
import { atEnd } from './at-end.ts';

/** The thread that pages of tests show, unless they name another. */
export const thread = 'an-article';

/** A server of a test's own, with a folder that goes with it. */
export interface CommentsServer {
  readonly url: string;
  /** Another guest posts. */
  say(text: string, more?: Partial<WireNewComment>): Promise<CommentView>;
  /** The texts of everything published in the thread, oldest first. */
  texts(): Promise<string[]>;
  /** The same, whole. */
  views(): Promise<CommentView[]>;
  /** Makes every comment so many milliseconds older. */
  age(by: number): Promise<void>;
  close(thread: string): Promise<void>;
  approveAll(): Promise<void>;
  /** Ends it; `start` begins it again at the same address, with the same comments. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** What a server is told beside its environment. */
export interface ServerOptions {
  /** How many comments the thread has: "Comment 1" and so on. */
  readonly comments?: number;
  /** The origin of the site, where the server is told its sites; pages of this machine otherwise. */
  readonly site?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The server's clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** A name by which browsers know this machine, for what needs one: the server's own address has a number. */
  readonly host?: string;
}

/** Starts a server on any free port. */
export async function serverFor(test: TestContext, { comments = 0, site = 'local', env = {}, now = Date.now, host = '127.0.0.1' }: ServerOptions = {}): Promise<CommentsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'diwan-e2e-'));
  const environment = { DIWAN_DATA: folder, ...(site === 'local' ? {} : { DIWAN_SITES: site }), ...env };
  let url = '';
  const options = { now, base: () => env['DIWAN_PUBLIC_URL'] ?? url };
  let running: RunningServer | null = await startServer(readConfig({ ...environment, PORT: '0' }), options);
  url = running.url.replace('127.0.0.1', host);
  atEnd(test, async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  if (comments > 0) await seedThread(running.store, { site, key: thread }, former(comments));

  async function answer(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetch(url + path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async function views(): Promise<CommentView[]> {
    const found: CommentView[] = [];
    for (let page = 1, count = 1; page <= count; page++) {
      const query = new URLSearchParams({ site, thread, sort: 'oldest', size: '100', page: String(page) });
      const answered = (await (await answer(`/v1/comments?${query.toString()}`)).json()) as WirePage;
      found.push(...answered.items);
      count = answered.pageCount ?? 1;
    }
    return found;
  }

  return {
    url,
    async say(text, more = {}) {
      const comment: WireNewComment = {
        id: newCommentId(),
        parentId: null,
        body: { format: 'text', text },
        guest: { name: 'Zîn', email: null },
        thread: { site, key: thread, url: null, title: null },
        guestKey: null,
        ...more,
      };
      const headers = { 'content-type': 'application/json' };
      return (await answer('/v1/comments', { method: 'POST', headers, body: JSON.stringify(comment) })).json() as Promise<CommentView>;
    },
    texts: async () => (await views()).map(({ body }) => body.text),
    views,
    async age(by) {
      await running!.store.database.write((connection) => connection.updateTable('comments').set(({ eb }) => ({ created_at: eb('created_at', '-', by) })).execute());
    },
    close: (key) => setState(running!.store.database, site, key, 'closed'),
    async approveAll() {
      const { store } = running!;
      const { database } = store;
      const held = await database.reader.selectFrom('comments').select('id').where('state', '=', 'held').execute();
      for (const { id } of held) await approveComment(store, site, id);
    },
    async stop() {
      await running?.close();
      running = null;
    },
    async start() {
      running = await startServer(readConfig({ ...environment, PORT: new URL(url).port }), options);
    },
  };
}

function* former(count: number) {
  for (let number = 1; number <= count; number++) {
    const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
    yield { id: newCommentId(), name: number % 2 ? 'Mem' : 'Zîn', text: `Comment ${number}`, createdAt };
  }
}

/** "Comment 3", "Comment 4", "Comment 5". */
export function commentsFrom(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `Comment ${first + index}`);
}
