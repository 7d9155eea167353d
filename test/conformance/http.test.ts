import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { approveComment, readConfig, removeComment, setState, startServer } from '../../server/src/app.ts';
import type { HttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import type { ConformanceBackend } from '../../src/conformance/index.ts';
import { mailSinkFor } from '../e2e/support/mail.ts';
import { describeConformance } from '../support/conformance.ts';
import { visiting } from '../support/visiting.ts';

const site = 'https://news.example';

const kinds: Readonly<Record<string, Record<string, string>>> = {
  'the http adapter on SQLite': {},
  'the http adapter on SQLite, with comments held': { DIWAN_HOLD: 'hold' },
  'the http adapter on SQLite, for short texts without e-mails': { DIWAN_MAX_LENGTH: '200', DIWAN_GUEST_NAME: 'optional', DIWAN_GUEST_EMAIL: 'none' },
};

const sink = await mailSinkFor({ after });
/** How many mails to each address were read. */
const read = new Map<string, number>();

/** The code in the next mail to the address that has one. */
async function nextCode(address: string): Promise<string> {
  const number = (read.get(address) ?? 0) + 1;
  read.set(address, number);
  const { text } = await sink.mailTo(address, number);
  return /\b\d{8}\b/.test(text) ? sink.codeTo(address, number) : nextCode(address);
}

for (const [name, environment] of Object.entries(kinds)) {
  const folder = mkdtempSync(join(tmpdir(), 'diwan-conformance-'));
  const server = await startServer(readConfig({ PORT: '0', DIWAN_DATA: folder, DIWAN_SITES: site, DIWAN_PROXIES: '1', ...sink.env, ...environment }));
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const connect = (): HttpAdapter => visiting(server.url, site);
  const { database } = server.store;
  const backend: ConformanceBackend<HttpAdapter> = {
    create: connect,
    another: connect,
    again: (adapter) => visiting(server.url, site, adapter),
    mailbox: {
      codeSentTo: (_adapter, address) => nextCode(address),
    },
    site,
    moderation: {
      publish: (_adapter, _ref, comment) => approveComment(server.store, site, comment),
      remove: (_adapter, _ref, comment) => removeComment(database, site, comment),
      closeThread: (_adapter, { key }) => setState(database, site, key, 'closed'),
    },
  };
  await describeConformance(name, backend, { describe, it, after });
}
