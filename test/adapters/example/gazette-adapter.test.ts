import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { MemoryAdapter } from '../../../src/adapters/memory/memory-adapter.ts';
import { errorCodes } from '../../../src/contract/index.ts';
import { describeConformance } from '../../support/conformance.ts';
import { GazetteAdapter } from './gazette-adapter.ts';
import { startGazette } from './gazette-server.ts';

const site = 'https://news.example';
const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'adapters.md'), 'utf8');
const ref = { site, key: '/one', url: null, title: null };

const gazette = await startGazette();
after(() => {
  gazette.server.close();
  gazette.server.closeAllConnections();
});
const connect = (): GazetteAdapter => new GazetteAdapter({ server: gazette.url });
await describeConformance('the Gazette', { create: connect, another: connect, site }, { describe, it, after });

describe('the adapter of docs/adapters.md', () => {
  it('says how long to wait where the Gazette does', async () => {
    const comment = { id: 'one', parentId: null, body: { format: 'text', text: 'SPAM and more' }, guest: { name: 'Ali', email: null } } as const;
    await assert.rejects(connect().createComment(ref, comment, { key: 'one' }), { name: 'CommentsError', code: 'rate-limited', retryAfter: 30 });
  });

  it('does not know what became of a comment that got no answer', async () => {
    const nobody = new GazetteAdapter({ server: 'http://127.0.0.1:9' });
    const comment = { id: 'one', parentId: null, body: { format: 'text', text: 'Hello' }, guest: { name: 'Ali', email: null } } as const;
    await assert.rejects(nobody.createComment(ref, comment, { key: 'one' }), { code: 'outcome-unknown' });
    await assert.rejects(nobody.loadThread(ref, { sort: 'oldest', size: 10, at: { page: 1 }, asOf: null }), { code: 'unavailable' });
  });

  it('is printed in docs/adapters.md as it is here', () => {
    const blocks = Array.from(page.matchAll(/^```ts gazette-adapter\.ts\n(.*?)\n```$/gms), ([, code]) => code);
    const file = readFileSync(join(import.meta.dirname, 'gazette-adapter.ts'), 'utf8');
    assert.equal(`${blocks.join('\n\n')}\n`, file);
  });
});

describe('docs/adapters.md', () => {
  const codesIn = (heading: string): string[] => {
    const [, section = ''] = new RegExp(`^## ${heading}\\n(.*?)(?=^## |(?![^]))`, 'ms').exec(page) ?? [];
    return Array.from(section.matchAll(/^\| `([^`]+)` \|/gm), ([, name]) => name!);
  };

  it('has a row for each fact, each facet and each error', () => {
    const { facts, ...adapter } = new MemoryAdapter({ siteUsers: {} });
    const facets = Object.entries(adapter).filter(([, value]) => typeof value === 'object').map(([name]) => name);
    assert.deepEqual(codesIn('Facts'), Object.keys(facts));
    assert.deepEqual(codesIn('Facets'), [...facets, 'signInPages', 'passkeys']);
    assert.deepEqual(codesIn('Errors'), [...errorCodes]);
  });

  it('has a row for each adapter', () => {
    const folders = readdirSync(join(import.meta.dirname, '..', '..', '..', 'src', 'adapters'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).filter((name) => !page.includes(`\`diwan/adapters/${name}\` |`)), []);
  });
});
