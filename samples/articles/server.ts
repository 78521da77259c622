import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How long running requests may take when the server is closed, in milliseconds. */
const GRACE = 2000;

/** A server that accepts requests. */
export interface RunningServer {
  /** The URL, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /**
   * Accepts no new requests, answers the running ones, and closes connections when they are idle, at the latest after a
   * grace period.
   */
  close(): Promise<void>;
}

/**
 * Starts a server for programs on this machine.
 *
 * @param port - 0 for any free port
 */
export async function listen(handle: RequestListener, port: number): Promise<RunningServer> {
  const connections = new Set<Socket>();
  const server = createServer((request, response) => {
    response.once('close', () => {
      if (!server.listening) request.socket.end();
    });
    handle(request, response);
  });
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(startError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const { address, port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        const deadline = setTimeout(() => {
          console.error('Cutting off requests that take too long');
          server.closeAllConnections();
        }, GRACE);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
        // Node closes connections that have had a request; browsers also open unused ones.
        for (const connection of connections) if (connection.bytesRead === 0) connection.destroy();
      }),
  };
}

function startError(error: NodeJS.ErrnoException, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} is in use. Choose another one: PORT=${port + 1}`);
    case 'EACCES':
      return new Error(`Port ${port} is not allowed for this user. Choose another one: PORT=3000`);
    default:
      return error;
  }
}
