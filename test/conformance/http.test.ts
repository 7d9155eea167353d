import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { approveComment, readConfig, removeComment, setState, startServer } from '../../server/src/app.ts';
import { HttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import type { ConformanceBackend } from '../../src/conformance/index.ts';
import { describeConformance } from '../support/conformance.ts';

const site = 'https://news.example';

const kinds: Readonly<Record<string, Record<string, string>>> = {
  'the http adapter on SQLite': {},
  'the http adapter on SQLite, with comments held': { DIWAN_HOLD: 'hold' },
  'the http adapter on SQLite, for short texts without e-mails': { DIWAN_MAX_LENGTH: '200', DIWAN_GUEST_NAME: 'optional', DIWAN_GUEST_EMAIL: 'none' },
};

for (const [name, environment] of Object.entries(kinds)) {
  const folder = mkdtempSync(join(tmpdir(), 'diwan-conformance-'));
  const server = await startServer(readConfig({ PORT: '0', DIWAN_DATA: folder, DIWAN_SITES: site, ...environment }));
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const connect = (): HttpAdapter => new HttpAdapter({ server: server.url });
  const { database } = server.store;
  const backend: ConformanceBackend = {
    create: connect,
    another: connect,
    site,
    moderation: {
      publish: (_adapter, _ref, comment) => approveComment(server.store, site, comment),
      remove: (_adapter, _ref, comment) => removeComment(database, site, comment),
      closeThread: (_adapter, { key }) => setState(database, site, key, 'closed'),
    },
  };
  await describeConformance(name, backend, { describe, it, after });
}
