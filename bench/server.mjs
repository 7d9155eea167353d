/** Measures the reference server; `bench/server.md` says what, how and why. `npm run bench:server`, Node 22.18 or newer. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rateOf } from './server-load.mjs';

const total = 100_000;
const size = 25;
const pages = total / size;
const connections = 16;
const warmUp = 3000;
const duration = 900;
const rounds = 5;

const folder = mkdtempSync(join(tmpdir(), 'diwan-bench-'));
const children = new Set();
try {
  await measure();
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const started = performance.now();
  const seeding = await start('diwan', folder, 'usual', String(total));
  console.log(`${total} comments written in ${seeding.ms} ms.`);
  stop(seeding);

  const hot = await start('diwan', folder, 'usual');
  const idle = (await ask(hot)).megabytes;
  for (const encoding of ['identity', 'gzip', 'br']) await hotPage(hot, encoding);
  const { megabytes } = await ask(hot);
  console.log(`Memory: ${idle} MB after the start, ${megabytes} MB after the load.`);
  stop(hot);

  const cold = await start('diwan', folder, '0');
  const early = Array.from({ length: 100 }, (_, index) => pagePath(index + 1));
  const late = Array.from({ length: 100 }, (_, index) => pagePath(pages - 99 + index));
  const [first, last] = await alternate(
    [
      { server: cold, paths: early },
      { server: cold, paths: late },
    ],
    'identity',
  );
  console.log(
    `Each page rendered anew: pages 1 to 100 ${shown(first)}, pages ${pages - 99} to ${pages} ${shown(last)}, ratio ${(first.rate / last.rate).toFixed(2)} (at most 1.20).`,
  );
  const most = await start('diwan', folder, 'usual');
  const mixed = Array.from({ length: pages }, (_, index) => pagePath(((index * 1597) % pages) + 1));
  const [spread] = await alternate([{ server: most, paths: mixed }], 'gzip');
  console.log(`Any page of the ${pages}, gzip, with the usual memory: ${shown(spread)}; memory then ${(await ask(most)).megabytes} MB.`);
  console.log(`${Math.round((performance.now() - started) / 1000)} s in all.`);
}

/** One page that everybody reads, against a handler that sends the same bytes and knows nothing. */
async function hotPage(server, encoding) {
  const response = await fetch(server.url + pagePath(7), { headers: { 'accept-encoding': encoding } });
  const raw = await rawBody(server.url + pagePath(7), encoding);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !/^(?:date|connection|keep-alive)$/.test(name)));
  const bare = await start('bare', raw.toString('base64'), Buffer.from(JSON.stringify(headers)).toString('base64'));
  const [own, peer] = await alternate(
    [
      { server, paths: [pagePath(7)] },
      { server: bare, paths: ['/'] },
    ],
    encoding,
  );
  stop(bare);
  console.log(
    `One page, ${encoding}, ${raw.length} bytes: diwan-server ${shown(own)}, bare node:http ${shown(peer)}, ratio ${(own.rate / peer.rate).toFixed(2)} (at least 0.50).`,
  );
}

function pagePath(page) {
  return `/v1/comments?site=local&thread=%2Fmany&sort=oldest&size=${size}&page=${page}`;
}

/** The middle of several rounds for each, the rounds taken in turn so that a busy moment of the machine meets all. */
async function alternate(contenders, encoding) {
  const results = contenders.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { server, paths }] of contenders.entries()) {
      const before = await ask(server);
      const rate = await rateOf(server.url, paths, { encoding, connections, duration: round === 0 ? warmUp : duration });
      const after = await ask(server);
      const busy = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1000 / duration;
      if (round > 0) results[index].push({ rate, busy });
    }
  }
  return results.map((each) => each.sort((one, other) => one.rate - other.rate)[Math.floor(each.length / 2)]);
}

function shown({ rate, busy }) {
  return `${Math.round(rate)} requests/s (its process ${Math.round(busy * 100)} % busy, ${Math.round((busy / rate) * 1e6)} µs each)`;
}

/** The body as it travels, not decoded. */
async function rawBody(url, encoding) {
  const { get } = await import('node:http');
  const response = await new Promise((resolve, reject) =>
    get(url, { headers: { 'accept-encoding': encoding } }, resolve).on('error', reject),
  );
  return Buffer.concat(await response.toArray());
}

async function start(...given) {
  const child = fork(fileURLToPath(new URL('./server-peer.mjs', import.meta.url)), given, { execArgv: ['--expose-gc'] });
  children.add(child);
  const told = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The server to measure ended with ${code}.`)));
  });
  return { ...told, child };
}

function stop({ child }) {
  children.delete(child);
  child.kill('SIGKILL');
}

function ask({ child }) {
  return new Promise((resolve) => {
    child.once('message', resolve);
    child.send('status');
  });
}
