import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { atEnd } from './at-end.ts';
import { thread } from './server.ts';

/** What stands on a page beside the widget. */
export interface Article {
  /** The address of the server. */
  readonly server: string;
  /** The widget's attributes, `server` and `thread` aside. */
  readonly attributes?: string;
  readonly thread?: string;
  /** Attributes of `<html>`. */
  readonly html?: string;
  readonly head?: string;
  /** Instead of the article's text, and after the widget. */
  readonly above?: string;
  readonly below?: string;
}

/** A page as a site has it: an article, and under it what an owner pastes. */
export function article({ server, attributes = '', thread: key = thread, html = 'lang="en"', head = '', above = story, below = '' }: Article): string {
  return `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>An article</title>${head}<script type="module" src="${server}/diwan.js"></script></head>
<body><main><h1>An article</h1>${above}
<diwan-comments server="${server}" thread="${key}" ${attributes}><p>The comments need JavaScript.</p></diwan-comments></main>${below}</body></html>`;
}

const story = '<p>It was a quiet day in the valley, and nobody wrote anything about it.</p>';

/** A site that knows nothing of Dîwan: it sends files. */
export interface Site {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** Lays a page under a path, whatever its query, and answers its address. */
  put(path: string, html: string, headers?: Readonly<Record<string, string>>): string;
}

/** Starts a site on any free port of this machine, under a name that leads there. */
export async function siteFor(test: TestContext, host = '127.0.0.1'): Promise<Site> {
  const files = new Map<string, { readonly html: string; readonly headers: Readonly<Record<string, string>> }>();
  const port = await listen(test, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = files.get(pathname);
    // Every browser asks for the icon by itself.
    if (!file) response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...file.headers }).end(file.html);
  });
  const url = `http://${host}:${port}`;
  return {
    url,
    put(path, html, headers = {}) {
      files.set(path, { html, headers });
      return url + path;
    },
  };
}

/** Starts a server of whatever kind on any free port, ends it with the test, and answers the port. */
export async function listen(test: TestContext, handle: RequestListener): Promise<number> {
  const server: Server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(test, () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
