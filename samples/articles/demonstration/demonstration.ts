import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { EventStream } from './event-stream';
import type { RequestWatch } from './request-watch';

/** The files of the page, made by `npm run compile`. */
const FOLDER = join(__dirname, '../page');

const FILES: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};

const EVENTS = '/events';

/** Serves the demonstration page before an application: its files, and the application's requests as events. */
export class Demonstration {
  readonly #stream: EventStream;

  constructor(readonly watch: RequestWatch) {
    this.#stream = new EventStream(watch);
  }

  around(application: RequestListener): RequestListener {
    const watched = this.watch.around(application);
    return (request, response) => {
      const [path = ''] = (request.url ?? '').split('?');
      if (request.method !== 'GET' || !(path in FILES || path === EVENTS)) watched(request, response);
      else if (path === EVENTS) this.#stream.open(response, lastEventId(request));
      else sendFile(path, response);
    };
  }

  /** Ends the event streams, which would keep the server open. */
  close(): void {
    this.#stream.close();
    this.watch.close();
  }
}

/** The last event that a browser received before its stream broke. */
function lastEventId({ headers }: IncomingMessage): number {
  return Number(headers['last-event-id']) || 0;
}

function sendFile(path: string, response: ServerResponse): void {
  const [name, type] = FILES[path] as (typeof FILES)[string];
  try {
    const content = readFileSync(join(FOLDER, name));
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(content);
  } catch {
    response.writeHead(503, { 'Content-Type': 'text/plain' }).end(`${name} is missing: run npm run compile\n`);
  }
}
