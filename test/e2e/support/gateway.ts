import { request as ask, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { TestContext } from 'node:test';
import { listen } from './site.ts';

/** What becomes of one request: `cut` lets it through and drops the connection in place of the answer; a promise holds the answer back, and decides when it is kept. */
export type Fate = 'pass' | 'cut' | Promise<unknown>;

/** What stands between a reader and a server, and can fail. */
export interface Gateway {
  readonly url: string;
  /** Decides each request from now on. */
  decide(fateOf: (method: string, path: string) => Fate): void;
}

/** Starts a gateway before a server. */
export async function gatewayFor(test: TestContext, server: string): Promise<Gateway> {
  let fateOf: (method: string, path: string) => Fate = () => 'pass';
  const port = await listen(test, (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const fate = fateOf(method, url);
    void forward(server + url, method, headers, request).then(
      async ({ status, headers, body }) => {
        if ((await fate) === 'cut') {
          request.socket.destroy();
          return;
        }
        response.writeHead(status, headers).end(body);
      },
      () => void request.socket.destroy(),
    );
  });
  return {
    url: `http://127.0.0.1:${port}`,
    decide(next) {
      fateOf = next;
    },
  };
}

interface Answered {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** The whole answer: when it is here, whatever the server did is done. */
function forward(url: string, method: string, headers: IncomingMessage['headers'], body: IncomingMessage): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = ask(url, { method, headers: { ...headers, connection: 'close' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const { connection: _, 'transfer-encoding': __, ...kept } = answer.headers;
        resolve({ status: answer.statusCode ?? 502, headers: kept, body: Buffer.concat(chunks) });
      });
    });
    asked.once('error', reject);
    body.pipe(asked);
  });
}

/** A promise that is kept when the test says so: for an answer that is held back until then. */
export function latch(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
