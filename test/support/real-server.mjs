/**
 * A plugin for Web Test Runner that gives browser tests a Dîwan server of another origin: `GET /__server` answers its
 * address. One server serves a whole run, on a database of its own, begun when it is first asked for; a test takes a
 * thread that no other test has. Needs a build, since the server knows the contract by the package's name.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @returns {import('@web/dev-server-core').Plugin} */
export function realServer() {
  /** @type {Promise<{ url: string, end(): Promise<void> }> | undefined} */
  let running;
  return {
    name: 'real-server',
    async serve({ path }) {
      if (path !== '/__server') return undefined;
      running ??= begin();
      return { body: (await running).url, type: 'text' };
    },
    async serverStop() {
      await (await running)?.end();
    },
  };
}

async function begin() {
  const { readConfig, startServer } = await import('../../server/src/app.ts');
  const folder = mkdtempSync(join(tmpdir(), 'diwan-browser-'));
  const server = await startServer(readConfig({ PORT: '0', DIWAN_DATA: folder }));
  return {
    url: server.url,
    async end() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
