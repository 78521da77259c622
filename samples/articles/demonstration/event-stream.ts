import type { ServerResponse } from 'node:http';
import type { RequestLine } from './request-line';
import type { RequestWatch } from './request-watch';

/**
 * Server-sent events: the earlier lines as `past`, and each new line as a message.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream {
  readonly #responses = new Set<ServerResponse>();

  constructor(readonly watch: RequestWatch) {}

  open(response: ServerResponse, lastId: number): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 1000\n\n');
    const send = (line: RequestLine, event: string) =>
      response.write(`event: ${event}\nid: ${line.id}\ndata: ${JSON.stringify(line)}\n\n`);
    // Lines that a browser missed while its stream was broken are new to it.
    const event = lastId > 0 ? 'message' : 'past';
    for (const line of this.watch.lines) if (line.id > lastId) send(line, event);
    const stop = this.watch.listen((line) => send(line, 'message'));
    this.#responses.add(response);
    response.once('close', () => {
      stop();
      this.#responses.delete(response);
    });
  }

  close(): void {
    for (const response of this.#responses) response.end();
  }
}
