/**
 * Two origins on the loopback, as with every embedded widget: one with the article pages, one with the widgets' scripts
 * and comments. Everything is compressed beforehand and sent from memory, to all contestants alike.
 */
import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.html': 'text/html' };

/**
 * Opens both origins.
 *
 * @param {(widgets: string) => readonly import('./contestants.mjs').Contestant[]} gather the contestants, for the address of the widgets' origin
 * @param {{ answer(path: string): Promise<string> }} thread what `/v1/` answers
 */
export async function openHost(gather, thread) {
  const files = new Map();
  /** @type {Map<string, (request: { query: URLSearchParams, body: string }) => unknown>} */
  const answers = new Map();
  const widgets = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const send = (status, { type, bytes }) => {
      const headers = { 'content-type': `${type}; charset=utf-8`, 'content-encoding': 'gzip', 'content-length': bytes.length };
      response.writeHead(status, { ...headers, ...open, 'cache-control': 'max-age=3600' }).end(bytes);
    };
    const sendJson = (text) => send(200, { type: 'application/json', bytes: gzipSync(text) });
    const failed = (error) => response.writeHead(500, open).end(`${error}`);
    if (request.method === 'OPTIONS') return void response.writeHead(204, { ...open, 'access-control-max-age': '600' }).end();
    if (files.has(pathname)) return void send(200, files.get(pathname));
    if (pathname.startsWith('/v1/')) return void thread.answer(request.url).then(sendJson).catch(failed);
    const stub = [...answers.keys()].find((prefix) => pathname.startsWith(prefix));
    if (!stub) return void response.writeHead(404, open).end();
    request.toArray().then((parts) => {
      const body = Buffer.concat(parts).toString();
      sendJson(JSON.stringify(answers.get(stub)({ query: searchParams, body })));
    }).catch(failed);
  });
  const origin = await listen(widgets);
  const contestants = gather(origin);
  for (const contestant of contestants) {
    for (const [path, content] of Object.entries(contestant.files)) files.set(path, compressed(path, content));
    for (const [prefix, answer] of Object.entries(contestant.answers ?? {})) answers.set(prefix, answer);
  }
  const pages = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const contestant = contestants.find(({ name }) => pathname === `/${name}`);
    if (!contestant) return void response.writeHead(404).end();
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(article(contestant.markup(searchParams.get('thread') ?? 'paged'), searchParams.has('reserved') ? contestant.reserve : undefined));
  });
  const site = await listen(pages);
  return {
    contestants,
    /** Where a contestant's article is, with its comments in pages or all on one, and with its room reserved by the page or not. */
    addressOf: (name, thread = 'paged', isReserved = false) => `${site}/${name}?thread=${thread}${isReserved ? '&reserved' : ''}`,
    close() {
      for (const server of [widgets, pages]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** The files of a folder by their path below `prefix`. */
export function folder(path, prefix, wanted = /\.(?:js|css)$/) {
  const found = {};
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !wanted.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    found[prefix + relative(path, file)] = readFileSync(file);
  }
  return found;
}

/** What a stranger's page may read, sizes included. */
const open = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'timing-allow-origin': '*',
};

function compressed(path, content) {
  return { type: types[extname(path)], bytes: gzipSync(content, { level: 9 }) };
}

/** The article around the comments: something before them, something after them that they may push about. */
function article(comments, css) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>An article</title>
<link rel="icon" href="data:,">
<style>body { max-width: 44em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 system-ui, sans-serif }${css ? ` ${css}` : ''}</style>
<h1>An article</h1>
<p>It has one paragraph, and then what its readers say.</p>
${comments}
<footer><p>More articles of today, and who made this page.</p></footer>
</html>
`;
}

function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}
