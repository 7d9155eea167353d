/** One of the servers that bench/server.mjs compares, in a process of its own. */
import { createServer } from 'node:http';
import { newCommentId } from 'diwan/contract';

const [kind, ...given] = process.argv.slice(2);

process.on('message', () => {
  globalThis.gc?.();
  process.send({ megabytes: Math.round(process.memoryUsage().rss / 1024 / 1024), cpu: process.cpuUsage() });
});

if (kind === 'bare') {
  const [body, headers] = given.map((text) => Buffer.from(text, 'base64'));
  const sent = JSON.parse(headers);
  const server = createServer((_, response) => {
    response.writeHead(200, sent);
    response.end(body);
  }).listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
} else {
  const { jsonLog, readConfig, seedThread, startServer } = await import('../server/src/app.ts');
  const [folder, cacheBytes, total] = given;
  // The log is written as in production, to nowhere.
  const options = { log: jsonLog(() => {}), ...(cacheBytes === 'usual' ? {} : { cacheBytes: Number(cacheBytes) }) };
  const server = await startServer(readConfig({ PORT: '0', DIWAN_DATA: folder }), options);
  const start = performance.now();
  if (total) await seedThread(server.store, { site: 'local', key: '/many' }, comments(Number(total)));
  process.send({ url: server.url, ms: Math.round(performance.now() - start) });
}

function* comments(total) {
  const words = 'the house of guests has many rooms and every one of them a word for the other'.split(' ');
  for (let index = 0; index < total; index++) {
    const text = Array.from({ length: 20 + (index % 40) }, (_, word) => words[(index + word * 7) % words.length]).join(' ');
    const createdAt = new Date(1.7e12 + index * 1000).toISOString();
    yield { id: newCommentId(), name: `Reader ${index % 977}`, text, createdAt };
  }
}
