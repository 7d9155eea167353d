import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * What closes a server: no connection is taken any more, every request that has begun is answered,
 * and then it ends. Called before the server listens.
 *
 * Node's own `close` waits for connections that were opened and never used, as browsers open them
 * beforehand, and for those kept for a next request that fell idle after it was called.
 */
export function gracefulClose(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const letGo = (): void => {
      server.closeIdleConnections();
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    };
    letGo();
    const sweep = setInterval(letGo, 20);
    await closed;
    clearInterval(sweep);
  };
}
