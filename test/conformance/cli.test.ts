import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import type { CommentsAdapter } from '../../src/adapters/adapter.ts';
import { runCommand, type CommandHost } from '../../src/conformance/cli.ts';
import { rules, type Report } from '../../src/conformance/index.ts';
import { CommentsError } from '../../src/contract/index.ts';

const url = 'https://comments.example';

/** Runs the command, on the memory adapter unless told otherwise. */
async function run(args: readonly string[], host: Partial<CommandHost> = {}) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const adapter = new MemoryAdapter();
  const code = await runCommand({
    args,
    isColoured: false,
    print: (line) => void printed.push(line),
    complain: (line) => void complaints.push(line),
    connect: () => adapter,
    ...host,
  });
  return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
}

/** An adapter that breaks one rule. */
function flawed(): CommentsAdapter {
  return Object.assign(new MemoryAdapter(), { name: '' });
}

describe('diwan conform', () => {
  it('prints each rule under its group, sums up, and ends with 0 where the contract is kept', async () => {
    const { code, printed, complaints } = await run(['conform', url]);
    assert.equal(complaints, '');
    assert.match(printed, /^Paging$/m);
    assert.match(printed, /^ {2}✓ The pages by number hold every comment once, in order\. paging\.by-number$/m);
    assert.match(printed, /^ {2}– .* moderation\.tombstone\n {6}needs a moderator/m);
    assert.match(printed, /\n\d+ passed, 0 failed, \d+ skipped\. It keeps the contract\.$/);
    assert.equal(code, 0);
  });

  it('shows what was expected and what came, and ends with 1 where a rule is broken', async () => {
    const adapter = flawed();
    const { code, printed } = await run(['conform', url], { connect: () => adapter });
    assert.match(printed, /✗ The adapter has a name that does not change\. lifecycle\.name\n {6}expected a name\n {6}got {6}""/);
    assert.match(printed, /\d+ passed, 1 failed, \d+ skipped\. It does not keep the contract\.$/);
    assert.equal(code, 1);
  });

  it('says once more below the list what failed, and why only once where rules fail alike', async () => {
    const adapter = flawed();
    let calls = 0;
    adapter.createComment = () => Promise.reject(new CommentsError('unsupported', ++calls % 2 ? 'no writing here' : 'nor here'));
    const { printed } = await run(['conform', url], { connect: () => adapter });
    const [list = '', again = ''] = printed.split('\nFailed\n');
    const failed = (text: string) => [...text.matchAll(/^ {2}✗ .* (\S+)$/gm)].map(([, id]) => id).sort();
    assert.ok(failed(list).length > 10, 'without writing much fails');
    assert.deepEqual(failed(again), failed(list));

    const reasons = again.match(/^ {6}expected .*\n {6}got .*$/gm) ?? [];
    assert.equal(new Set(reasons).size, reasons.length, 'no reason stands there twice');
    assert.deepEqual(new Set(reasons), new Set(list.match(/^ {6}expected .*\n {6}got .*$/gm)), 'and none is missing');
    assert.match(again, /^ {2}✗ .*\n {2}✗ .*\n(?: {2}✗ .*\n)* {6}expected an answer\n {6}got {6}CommentsError unsupported: no writing here$/m);
    assert.match(again, /lifecycle\.name\n {6}expected a name\n {6}got {6}""$/m, 'what failed for a reason of its own keeps it');
  });

  it('prints the whole report as JSON where that is asked for', async () => {
    const { code, printed } = await run(['conform', url, '--json', '--site', 'https://news.example']);
    const report = JSON.parse(printed) as Report & { readonly site: string; readonly server: string };
    assert.equal(report.site, 'https://news.example');
    assert.equal(report.server, `${url}/`);
    assert.deepEqual(report.results.map(({ id }) => id), rules.map(({ id }) => id));
    assert.equal(report.passed + report.skipped, rules.length);
    assert.equal(code, 0);
  });

  it('writes in the site it is given, else in that of the address itself', async () => {
    const sites = new Set<string>();
    const adapter = new MemoryAdapter();
    const load = adapter.loadThread.bind(adapter);
    adapter.loadThread = (ref, query, options) => (sites.add(ref.site), load(ref, query, options));
    await run(['conform', `${url}/below/`], { connect: () => adapter });
    assert.ok(sites.has(url));
    await run(['conform', '--site=https://news.example', url], { connect: () => adapter });
    assert.ok(sites.has('https://news.example'));
  });

  it('colours only where colours are welcome, and never in JSON', async () => {
    assert.doesNotMatch((await run(['conform', url])).printed, /\u001b/);
    assert.match((await run(['conform', url], { isColoured: true })).printed, /\u001b\[32m✓/);
    assert.doesNotMatch((await run(['conform', url, '--json'], { isColoured: true })).printed, /\u001b/);
  });

  it('makes visible what a hostile server would have the terminal do', async () => {
    const adapter = new MemoryAdapter();
    adapter.createComment = () => Promise.reject(new CommentsError('invalid', '\u001b[2Jgone\u202e'));
    const { printed } = await run(['conform', url], { connect: () => adapter });
    assert.match(printed, /\\u001b\[2Jgone\\u202e/);
    assert.doesNotMatch(printed, /[\u001b\u202e]/);
  });

  for (const [args, problem] of [
    [[], /^Say what to do\./],
    [['confirm', url], /^There is no command "confirm"\./],
    [['conform'], /^Give the server's address\./],
    [['conform', 'comments.example'], /^"comments\.example" is no address: it must begin with https?:/],
    [['conform', 'ftp://comments.example'], /is no address/],
    [['conform', url, url], /is too many/],
    [['conform', url, '--site', 'news.example'], /^"news\.example" is no origin/],
    [['conform', url, '--site', 'https://news.example/path'], /is no origin/],
    [['conform', url, '--site'], /is no origin/],
    [['conform', url, '--yaml'], /^There is no option "--yaml"\./],
  ] as const) {
    it(`ends with 2 and says what is wrong: diwan ${args.join(' ')}`, async () => {
      const { code, printed, complaints } = await run(args);
      assert.match(complaints, problem);
      assert.match(complaints, /diwan conform <url>/);
      assert.equal(printed, '');
      assert.equal(code, 2);
    });
  }

  it('ends with 2 and says so where nothing answers', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve)); // now surely nobody listens there
    const complaints: string[] = [];
    const code = await runCommand({
      args: ['conform', `http://127.0.0.1:${port}`],
      isColoured: false,
      print: (line) => assert.fail(`printed ${line}`),
      complain: (line) => void complaints.push(line),
    });
    assert.match(complaints.join('\n'), new RegExp(`^http://127\\.0\\.0\\.1:${port}/ does not answer: .*ECONNREFUSED.*Is it running there\\?$`));
    assert.equal(code, 2);
  });

  it('ends with 2 and says so where the server does not serve the site', async () => {
    const adapter = new MemoryAdapter();
    adapter.loadThread = () => Promise.reject(new CommentsError('forbidden', 'not your site'));
    const { code, complaints } = await run(['conform', url], { connect: () => adapter });
    assert.equal(complaints, `${url}/ does not serve the site ${url}: name one that it does with --site.`);
    assert.equal(code, 2);
  });

  it('explains itself', async () => {
    const { code, printed } = await run(['--help']);
    assert.match(printed, /Exit code: 0 /);
    assert.equal(code, 0);
  });

  it('is what the package calls diwan', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, '..', '..', 'bin', 'diwan.mjs'), 'conform', 'nowhere'], { encoding: 'utf8' });
    assert.match(stderr, /^"nowhere" is no address/);
    assert.equal(stdout, '');
    assert.equal(status, 2);
  });
});
