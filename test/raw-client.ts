import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which a test writes what it likes, and leaves when it likes. */
export class RawClient {
  /** What was received. */
  received = '';
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text) => {
      this.received += text;
    });
    socket.on('error', () => {});
  }

  static async connect(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Sends requests without content, at once. */
  send(...requests: readonly { readonly target: string; readonly fields: Readonly<Record<string, string>> }[]): void {
    this.#socket.write(
      requests
        .map(({ target, fields }) => {
          const lines = Object.entries({ Host: 'localhost', 'Content-Length': '0', ...fields });
          return `${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
        })
        .join(''),
    );
  }

  /** Closes the connection without reading on. */
  leave(): void {
    this.#socket.destroy();
  }
}
