import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { newCommentId, type CommentView, type WireCount, type WireLocatedPage, type WireNewComment, type WirePage, type WireProblem, type WireRemoved } from 'diwan/contract';
import { readConfig, startServer, type RunningServer, type SeedComment, type StartOptions } from '../../src/app.ts';
import { requireDocumented } from './conformity.ts';

/** The two sites of the servers in tests: one with two origins. */
export const news = 'https://news.example';
export const newsToo = 'https://www.news.example';
export const blog = 'https://blog.example';

/** Whatever a server answers. */
type AnyBody = WirePage & CommentView & WireProblem & Pick<WireLocatedPage, 'located'> & { readonly counts: readonly WireCount[]; readonly comments: readonly CommentView[] } & WireRemoved;

/** An answer, read whole and held against the document. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is JSON: which of them it is, was checked on its way here. */
  readonly body: AnyBody;
}

/** A server of a test's own, gone with the test. */
export interface TestServer extends RunningServer {
  readonly folder: string;
  /** Every answer is held against the OpenAPI document and the client's guards. */
  ask(path: string, init?: RequestInit): Promise<Reply>;
  page(parameters: Record<string, string | number>): Promise<Reply>;
  post(comment: object, headers?: Record<string, string>): Promise<Reply>;
  /** Sends any body in JSON. */
  send(method: 'POST' | 'PATCH', path: string, body: object, headers?: Record<string, string>): Promise<Reply>;
  /** Posts a comment that must be taken. */
  say(text: string, more?: Partial<WireNewComment>): Promise<CommentView>;
}

/** A folder that is removed with the test. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'diwan-server-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment of a server in a test. */
export function environmentFor(folder: string, more: Record<string, string> = {}): Record<string, string> {
  return { PORT: '0', DIWAN_DATA: folder, DIWAN_SITES: `${news} ${newsToo}, ${blog}`, ...more };
}

/** Starts a server for the test. */
export async function serverFor(context: TestContext, environment: Record<string, string> = {}, options: StartOptions = {}): Promise<TestServer> {
  const folder = environment['DIWAN_DATA'] ?? temporaryFolder(context);
  const server = await startServer(readConfig(environmentFor(folder, environment)), options);
  context.after(() => server.close());
  const ask = async (path: string, init?: RequestInit): Promise<Reply> => {
    const response = await fetch(server.url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    const reply: Reply = { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : null) as AnyBody };
    requireDocumented(init?.method ?? 'GET', path, reply);
    return reply;
  };
  const send: TestServer['send'] = (method, path, body, headers = {}) =>
    ask(path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const post: TestServer['post'] = (comment, headers) => send('POST', '/v1/comments', comment, headers);
  return {
    ...server,
    folder,
    ask,
    send,
    post,
    page: (parameters) => ask(`/v1/comments?${query({ site: news, thread: '/a', ...parameters })}`),
    async say(text, more = {}) {
      const reply = await post(newComment({ body: { format: 'text', text }, ...more }));
      if (reply.status !== 201) throw new Error(`Answered ${reply.status}: ${reply.text}`);
      return reply.body;
    },
  };
}

/** A comment that any server takes, unless told otherwise. */
export function newComment(more: Partial<WireNewComment> = {}): WireNewComment {
  return {
    id: newCommentId(),
    parentId: null,
    body: { format: 'text', text: 'Rojbaş.' },
    guest: { name: 'Zîn', email: null },
    thread: { site: news, key: '/a', url: `${news}/a`, title: 'A' },
    guestKey: null,
    ...more,
  };
}

/** Parameters as they stand in an address. */
export function query(parameters: Record<string, string | number>): string {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(texts).toString();
}

/** Comments of former times, `1` to `count`. */
export function formerComments(count: number, more: (index: number) => Partial<SeedComment> = () => ({})): SeedComment[] {
  return Array.from({ length: count }, (_, index) => ({
    id: newCommentId(),
    name: 'Mem',
    text: String(index + 1),
    createdAt: new Date(1.7e12 + index * 60_000).toISOString(),
    ...more(index + 1),
  }));
}

/** The texts of a page. */
export function textsOf(reply: Reply): string[] {
  return reply.body.items.map((item) => item.body.text);
}
