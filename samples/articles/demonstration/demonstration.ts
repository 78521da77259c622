import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { EventStream } from './event-stream';
import type { RequestWatch } from './request-watch';

/** The files of the page; `npm run compile` puts them there. */
const FOLDER = join(__dirname, '../page');

const FILES: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};

const EVENTS = '/events';

/** The page in front of an application: its files, and the requests of the application as events. */
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

  /** Ends the streams of events, which would keep the server open. */
  close(): void {
    this.#stream.close();
    this.watch.close();
  }
}

/** What a browser has got of a stream that broke. */
function lastEventId({ headers }: IncomingMessage): number {
  return Number(headers['last-event-id']) || 0;
}

function sendFile(path: string, response: ServerResponse): void {
  const [name, type] = FILES[path] as (typeof FILES)[string];
  try {
    const content = readFileSync(join(FOLDER, name));
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(content);
  } catch {
    response.writeHead(503, { 'Content-Type': 'text/plain' }).end(`${name} is not there: npm run compile makes it\n`);
  }
}
