import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { environmentFor, news, newComment, query, temporaryFolder } from './support/server.ts';

const main = join(import.meta.dirname, '../src/main.ts');

interface Program {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Everything written so far. */
  readonly output: { out: string; error: string };
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

function program(context: TestContext, environment: Record<string, string>, ...words: string[]): Program {
  const child = spawn(process.execPath, [main, ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  context.after(() => void child.kill('SIGKILL'));
  const output = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.error += text));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  return { child, output, ended };
}

async function addressOf({ child, output, ended }: Program): Promise<string> {
  for (;;) {
    const [, url] = /listens on (http\S+)\n/.exec(output.out) ?? [];
    if (url !== undefined) return url;
    const code = await Promise.race([once(child.stdout, 'data').then(() => null), ended]);
    if (code !== null) throw new Error(`It ended with ${code}: ${output.error}`);
  }
}

function post(url: string, body: string): Promise<Response> {
  return fetch(`${url}/v1/comments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

async function totalOf(url: string): Promise<{ total: number; ids: string[]; state: string }> {
  const response = await fetch(`${url}/v1/comments?${query({ site: news, thread: '/a', size: 100 })}`);
  const { total, items, thread } = (await response.json()) as { total: number; items: { id: string }[]; thread: { state: string } };
  return { total, ids: items.map(({ id }) => id), state: thread.state };
}

test('every comment that was answered 201 is there after kill -9, once', async (context) => {
  const environment = environmentFor(temporaryFolder(context));
  const acknowledged: string[] = [];
  const sent = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const running = program(context, environment);
    const url = await addressOf(running);
    const target = acknowledged.length + 15;
    const client = async (): Promise<void> => {
      for (;;) {
        const comment = newComment();
        sent.add(comment.id);
        const status = await post(url, JSON.stringify(comment)).then((response) => response.status, () => null);
        if (status === null) return;
        assert.equal(status, 201);
        acknowledged.push(comment.id);
        if (acknowledged.length === target) running.child.kill('SIGKILL');
      }
    };
    await Promise.all([client(), client(), client(), client()]);
    assert.equal(await running.ended, 'SIGKILL');
  }
  const running = program(context, environment);
  const { total, ids } = await totalOf(await addressOf(running));
  assert.ok(acknowledged.length >= 45);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of acknowledged) assert.ok(ids.includes(id), 'acknowledged and lost');
  for (const id of ids) assert.ok(sent.has(id));
  assert.equal(total, ids.length);
});

test('SIGTERM ends what is under way, takes nothing new, and exits with 0', async (context) => {
  const environment = environmentFor(temporaryFolder(context));
  const running = program(context, environment);
  const url = await addressOf(running);
  const { hostname, port } = new URL(url);
  const body = Buffer.from(JSON.stringify(newComment()));
  const idle = connect(Number(port), hostname);
  const slow = connect(Number(port), hostname);
  let answer = '';
  slow.setEncoding('utf8').on('data', (text) => (answer += String(text)));
  idle.on('error', () => {});
  await Promise.all([once(slow, 'connect'), once(idle, 'connect')]);
  slow.write(`POST /v1/comments HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`);
  while (!answer.includes('100 Continue')) await once(slow, 'data');
  slow.write(body.subarray(0, 50));
  running.child.kill('SIGTERM');
  await refused(Number(port), hostname);
  assert.equal(running.child.exitCode, null, 'it waits for the request');
  slow.write(body.subarray(50));
  assert.equal(await running.ended, 0);
  assert.match(answer, /HTTP\/1\.1 201 Created/);
  assert.equal(running.output.error, '');
  assert.match(running.output.out, /"method":"POST","route":"\/v1\/comments","status":201/, 'the log is written to its end');
  const again = program(context, environment);
  assert.equal((await totalOf(await addressOf(again))).total, 1);
});

/** Until the port takes no connection. */
async function refused(port: number, hostname: string): Promise<void> {
  for (;;) {
    const socket = connect(port, hostname);
    const isRefused = await new Promise((resolve) => socket.on('connect', () => resolve(false)).on('error', () => resolve(true)));
    socket.destroy();
    if (isRefused) return;
  }
}

test('two servers run side by side, each with its own comments', async (context) => {
  const [one, two] = [program(context, environmentFor(temporaryFolder(context))), program(context, environmentFor(temporaryFolder(context)))];
  const urls = [await addressOf(one), await addressOf(two)] as const;
  assert.equal((await post(urls[0], JSON.stringify(newComment()))).status, 201);
  assert.deepEqual([(await totalOf(urls[0])).total, (await totalOf(urls[1])).total], [1, 0]);
});

test('what keeps it from starting is one clear sentence and exit 1', async (context) => {
  const folder = temporaryFolder(context);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  context.after(() => void taken.close());
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'damaged'));
  writeFileSync(join(folder, 'damaged/comments.sqlite'), 'this is no database at all, but long enough to be looked at'.repeat(20));
  const table: (readonly [environment: Record<string, string>, sentence: RegExp])[] = [
    [environmentFor(join(folder, 'a'), { PORT: String((taken.address() as AddressInfo).port) }), /^The port is taken by another program: set PORT .*\n$/],
    [environmentFor(join(folder, 'file/sub')), /^The folder .* cannot be used .*DIWAN_DATA.*\n$/],
    [environmentFor(join(folder, 'damaged')), /^The folder .* cannot be used .*\n$/],
    [environmentFor(join(folder, 'b'), { HOST: '203.0.113.7' }), /^HOST is not an address of this machine\.\n$/],
    [environmentFor(join(folder, 'c'), { PORT: 'x', DIWAN_HOLD: 'y' }), /^PORT .*\nDIWAN_HOLD .*\n$/],
  ];
  for (const [environment, sentence] of table) {
    const { ended, output } = program(context, environment);
    assert.equal(await ended, 1);
    assert.match(output.error, sentence);
  }
});

test('a database does not open with another secret', async (context) => {
  const folder = temporaryFolder(context);
  const first = program(context, environmentFor(folder, { DIWAN_SECRET: 'a'.repeat(32) }));
  await addressOf(first);
  first.child.kill('SIGINT');
  assert.equal(await first.ended, 0);
  const second = program(context, environmentFor(folder, { DIWAN_SECRET: 'b'.repeat(32) }));
  assert.equal(await second.ended, 1);
  assert.match(second.output.error, /another secret/);
});

test('threads are closed and opened, comments removed and approved, while the server runs', async (context) => {
  const environment = environmentFor(temporaryFolder(context), { DIWAN_HOLD: 'hold' });
  const url = await addressOf(program(context, environment));
  const comment = newComment();
  assert.equal((await post(url, JSON.stringify(comment))).status, 202);
  const command = async (...words: string[]): Promise<string> => {
    const { ended, output } = program(context, environment, ...words);
    return `${await ended} ${output.out}${output.error}`;
  };
  /** Until the running server has noticed. */
  const until = async (holds: (page: Awaited<ReturnType<typeof totalOf>>) => boolean): Promise<void> => {
    while (!holds(await totalOf(url))) await new Promise(setImmediate);
  };
  assert.match(await command('approve', comment.id), /^0 .* is published\.\n$/);
  await until(({ total }) => total === 1);
  assert.match(await command('close', news, '/a'), /^0 .* is closed\.\n$/);
  await until(({ state }) => state === 'closed');
  assert.equal((await post(url, JSON.stringify(newComment()))).status, 403);
  assert.match(await command('open', news, '/a'), /^0 .* is open\.\n$/);
  await until(({ state }) => state === 'open');
  assert.match(await command('remove', news, comment.id), /^0 .* is removed\.\n$/);
  await until(({ total }) => total === 0);
  assert.match(await command('remove', 'nobody'), /^1 There is no such comment\.\n$/);
  assert.match(await command('close', '/a'), /^1 It is: diwan-server close <site> <thread>\n$/);
  assert.match(await command('close', 'https://evil.example', '/a'), /^1 .*DIWAN_SITES\.\n$/);
  assert.match(await command('burn', 'x'), /^1 There is no command burn\./);
});

test('the log has one line for each request, and nothing personal', async (context) => {
  const running = program(context, environmentFor(temporaryFolder(context)));
  const url = await addressOf(running);
  await post(url, JSON.stringify(newComment({ guest: { name: 'Zîn', email: 'zin@reader.example' } })));
  await fetch(`${url}/v1/comments?${query({ site: news, thread: '/very-private', page: 'x' })}`, { headers: { 'user-agent': 'Telling/1.0' } });
  await fetch(`${url}/v1/comments/abc/replies?${query({ site: news })}`);
  running.child.kill('SIGTERM');
  assert.equal(await running.ended, 0);
  const lines = running.output.out.trim().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(lines.map(({ method, route, status }) => [method, route, status]), [
    ['POST', '/v1/comments', 201],
    ['GET', '/v1/comments', 422],
    ['GET', '/v1/comments/:id/replies', 404],
  ]);
  for (const line of lines) assert.deepEqual(Object.keys(line), ['time', 'method', 'route', 'status', 'ms', 'bytes']);
  assert.doesNotMatch(running.output.out, /private|Telling|Zîn|reader\.example|abc/);
});
