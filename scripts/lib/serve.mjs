/** The server as a child of `npm start`: begun, told of, ended. */
import { spawn } from 'node:child_process';
import { endGroup, whenToldToEnd } from './child.mjs';
import { inRoot, ROOT } from './paths.mjs';

/** How long the server may take to answer what is under way when it is told to end. */
const PATIENCE_MS = 10_000;

/**
 * Runs the server until it ends or this process is told to.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env added to this process's own
 * @param {(origin: string) => void} onReady called once with the server's address, without a slash at its end
 * @returns {Promise<number>} 0 when it was told to end and did, 1 when it ended by itself
 */
export function serve(node, env, onReady) {
  return new Promise((resolve) => {
    const server = spawn(node, [inRoot('server', 'dist', 'main.js')], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      // Ctrl-C reaches every process of a terminal's group; the server should hear it once, from here.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let isTold = false;
    whenToldToEnd(() => {
      isTold = true;
      endGroup(server, 'SIGTERM');
      setTimeout(() => { endGroup(server, 'SIGKILL'); }, PATIENCE_MS).unref();
    });

    const lines = readLines(server.stdout);
    void (async () => {
      let isReady = false;
      for await (const line of lines) {
        const origin = isReady ? null : /https?:\/\/[^\s"]+/.exec(line)?.[0];
        if (origin) {
          isReady = true;
          onReady(origin.replace(/\/$/, ''));
        } else if (!isRequest(line)) {
          console.log(line);
        }
      }
    })();
    // However this process ends, as when what reads its output is closed: the server does not outlive it.
    process.once('exit', () => { endGroup(server, 'SIGTERM'); });
    server.once('error', (error) => { console.error(`The server could not be started: ${error.message}`); });
    server.once('close', () => { resolve(isTold ? 0 : 1); });
  });
}

/** The log has a line for each request, which would push the demo's address off the screen. @param {string} line */
function isRequest(line) {
  return line.startsWith('{') && !line.includes('"level":');
}

/** @param {NodeJS.ReadableStream} stream */
async function* readLines(stream) {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
