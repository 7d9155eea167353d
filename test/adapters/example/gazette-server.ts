import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Entry {
  readonly id: number;
  readonly page: string;
  readonly who: string;
  readonly html: string;
  readonly t: number;
  readonly pic: string;
}

/**
 * The backend of `docs/adapters.md`: an invented newspaper's old comments API, with habits of real
 * ones. Everything is HTTP 200, errors too; bodies are HTML; ids are its own; it has no replies, no
 * totals and no page numbers; and its pictures give a hash of the address away.
 */
export async function startGazette(): Promise<{ readonly url: string; readonly server: Server }> {
  const entries: Entry[] = [];
  const server = createServer((request, response) => {
    void answerTo(request, entries).then((answer) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function answerTo(request: IncomingMessage, entries: Entry[]): Promise<object> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gazette.example');
  if (pathname === '/api/list') return list(searchParams, entries);
  if (pathname === '/api/counts') {
    const { pages } = JSON.parse(await bodyOf(request)) as { pages: string[] };
    return { ok: 1, counts: pages.map((page) => entries.filter((entry) => entry.page === page).length) };
  }
  if (pathname === '/api/add') return add(JSON.parse(await bodyOf(request)) as Record<string, string>, entries);
  return { ok: 0, err: 'WHAT' };
}

/** `after=7`: those behind number 7, the nearest first; `before=7`: those ahead of it, in the same order. */
function list(query: URLSearchParams, entries: readonly Entry[]): object {
  const ofPage = entries.filter(({ page }) => page === query.get('page'));
  if (!ofPage.length) return { ok: 0, err: 'NO_PAGE' };
  const limit = Math.min(Number(query.get('limit')), 50);
  const before = query.get('before');
  const found = ofPage.filter(({ id }) => (before === null ? id > Number(query.get('after') ?? 0) : id < Number(before)));
  const comments = before === null ? found.slice(0, limit) : found.slice(-limit);
  return { ok: 1, comments, more: found.length > comments.length };
}

function add({ page = '', who = '', mail = '', text = '' }: Record<string, string>, entries: Entry[]): object {
  if (!text.trim()) return { ok: 0, err: 'TEXT_EMPTY' };
  if (text.startsWith('SPAM')) return { ok: 0, err: 'SLOW_DOWN', wait: 30 };
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
  const pic = `/pics/${createHash('md5').update(mail.trim().toLowerCase()).digest('hex')}`;
  const entry = { id: entries.length + 1, page, who, html, t: Math.floor(Date.now() / 1000), pic };
  entries.push(entry);
  return { ok: 1, id: entry.id, t: entry.t };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
