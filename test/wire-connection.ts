import { connect, type Socket } from 'node:net';

/** A response as it came over the wire, one byte for each character. */
export interface WireResponse {
  readonly status: number;
  /** The lines between the status line and the content. */
  readonly fieldLines: readonly string[];
  /** The value of a field; `undefined` if it was not sent. */
  field(name: string): string | undefined;
}

/** One TCP connection, on which bytes are written and read as they are. */
export class WireConnection {
  #received = '';
  #ended = false;
  #wake: () => void = () => {};

  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.#received += chunk;
      this.#wake();
    });
    const end = () => {
      this.#ended = true;
      this.#wake();
    };
    socket.on('end', end);
    socket.on('error', end);
    socket.on('close', end);
  }

  static open(port: number): Promise<WireConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new WireConnection(socket)));
      socket.once('error', reject);
    });
  }

  /** Writes a request with the field lines as they are given. */
  send(requestLine: string, fieldLines: readonly string[] = [], content = ''): void {
    this.write([`${requestLine} HTTP/1.1`, 'Host: localhost', ...fieldLines, '', content].join('\r\n'));
  }

  write(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** Reads up to the content of the next response. Interim responses (1xx) are passed over. */
  async readHead(): Promise<WireResponse> {
    const end = '\r\n\r\n';
    await this.#until(() => this.#received.includes(end));
    const length = this.#received.indexOf(end) + end.length;
    const [statusLine = '', ...fieldLines] = this.#take(length).slice(0, -end.length).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) throw new Error(`no status line: ${JSON.stringify(statusLine)}`);
    if (status < 200) return this.readHead();
    const prefixOf = (name: string) => `${name.toLowerCase()}: `;
    return {
      status,
      fieldLines,
      field: (name) =>
        fieldLines.find((line) => line.toLowerCase().startsWith(prefixOf(name)))?.slice(prefixOf(name).length),
    };
  }

  /** Reads the content of a response that has a Content-Length. */
  async readContent({ field }: WireResponse): Promise<string> {
    const length = Number(field('Content-Length'));
    await this.#until(() => this.#received.length >= length);
    return this.#take(length);
  }

  /** Reads a whole response that has a Content-Length or no content. */
  async read(): Promise<WireResponse & { readonly content: string }> {
    const head = await this.readHead();
    return { ...head, content: head.field('Content-Length') === undefined ? '' : await this.readContent(head) };
  }

  /** What has been received and not read. */
  get unread(): string {
    return this.#received;
  }

  close(): void {
    this.socket.destroy();
  }

  async #until(enough: () => boolean): Promise<void> {
    while (!enough()) {
      if (this.#ended) throw new Error(`the connection has ended: ${JSON.stringify(this.#received)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #take(length: number): string {
    const taken = this.#received.slice(0, length);
    this.#received = this.#received.slice(length);
    return taken;
  }
}
