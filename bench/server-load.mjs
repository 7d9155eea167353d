/**
 * As much load as one process can make: requests written ready-made to kept-alive sockets, one
 * under way on each, and answers counted without being parsed further than their length. Node's
 * own HTTP client costs several times what the servers do and would measure itself.
 */
import { connect } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/**
 * Requests a second.
 *
 * @param {string} url the server's address
 * @param {readonly string[]} paths asked for in turn
 * @param {{ encoding: string, connections: number, duration: number }} options duration in milliseconds
 * @returns {Promise<number>}
 */
export async function rateOf(url, paths, { encoding, connections, duration }) {
  const { hostname, port, host } = new URL(url);
  const requests = paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept-encoding: ${encoding}\r\n\r\n`),
  );
  let turn = 0;
  let done = 0;
  const start = performance.now();
  const lane = () =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let pending = Buffer.alloc(0);
      let missing = -1;
      const ask = () => socket.write(requests[turn++ % requests.length]);
      const answered = () => {
        done++;
        missing = -1;
        pending = Buffer.alloc(0);
        if (performance.now() - start < duration) return void ask();
        socket.destroy();
        resolve();
      };
      socket.setNoDelay(true).on('error', reject).on('connect', ask);
      socket.on('data', (chunk) => {
        if (missing < 0) {
          pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
          const end = pending.indexOf(headEnd);
          if (end < 0) return;
          const head = pending.latin1Slice(0, end);
          if (!head.startsWith('HTTP/1.1 200 ')) return void reject(new Error(`Answered ${head.slice(0, 40)}`));
          missing = Number(/\r\ncontent-length: (\d+)/i.exec(head)[1]) - (pending.length - end - headEnd.length);
        } else {
          missing -= chunk.length;
        }
        if (missing === 0) answered();
      });
    });
  await Promise.all(Array.from({ length: connections }, lane));
  return (done * 1000) / (performance.now() - start);
}
