import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { listen, type RunningServer } from '../server';
import type { Note } from './notes-server';

interface StoredNote {
  readonly note: Note;
  readonly version: number;
}

/** How a server behaves; each test says what it changes. */
export interface Behaviour {
  /** The `ETag` of a version. */
  readonly tag: (version: number) => string | undefined;
  /** The status of a write, and whether its answer holds the new value and its tag. */
  readonly write: { readonly status: number; readonly body: boolean; readonly tag: boolean };
  /** What a 412 holds: the current representation, with the `Content-Location` that this makes of the URL. */
  readonly current: ((url: string) => string) | undefined;
  /** What other 412s say. */
  readonly refusal: string;
  /** Whether a write that has failed is answered as if it had not, where what it sends is there already. */
  readonly alreadyApplied: boolean;
  /** More fields of all answers. */
  readonly fields: Readonly<Record<string, string>>;
}

const DEFAULT: Behaviour = {
  tag: (version) => `"v${version}"`,
  write: { status: 200, body: true, tag: true },
  current: undefined,
  refusal: 'changed',
  alreadyApplied: false,
  fields: {},
};

/** A server that knows nothing of this library, and makes its tags by hand. */
export class ForeignServer {
  readonly #notes = new Map<string, StoredNote>();
  #server: RunningServer | undefined;
  #version = 0;
  /** Requests in the order in which they came, as `PUT "v1"`: the method and its precondition. */
  requests: string[] = [];
  /** The last request's fields and content. */
  last: { readonly fields: IncomingMessage['headers']; readonly content: string } = { fields: {}, content: '' };
  behaviour = DEFAULT;
  /** Files that are served, too: their text, by path. */
  readonly files = new Map<string, string>();
  readonly #sockets = new Set<Socket>();

  async start(): Promise<void> {
    this.#server = await listen((request, response) => {
      this.#sockets.add(request.socket);
      void this.#answer(request, response);
    });
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  get origin(): string {
    return this.#server?.origin as string;
  }

  /** How many connections there were. */
  get connections(): number {
    return this.#sockets.size;
  }

  behave(changes: Partial<Behaviour> = {}): void {
    this.behaviour = { ...DEFAULT, ...changes };
    this.requests = [];
  }

  put(path: string, note: Note): void {
    this.#version++;
    this.#notes.set(path, { note, version: this.#version });
  }

  get(path: string): Note | undefined {
    return this.#notes.get(path)?.note;
  }

  tagOf(path: string): string | undefined {
    const stored = this.#notes.get(path);
    return stored && this.behaviour.tag(stored.version);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const file = this.files.get(url);
    if (file !== undefined) {
      response.setHeader('Content-Type', url.endsWith('js') ? 'text/javascript' : 'text/html').end(file);
      return;
    }
    const content = await text(request);
    const precondition = headers['if-match'] ?? headers['if-none-match'];
    this.requests.push(precondition === undefined ? method : `${method} ${precondition}`);
    this.last = { fields: headers, content };
    for (const [name, value] of Object.entries(this.behaviour.fields)) response.setHeader(name, value);
    if (method === 'OPTIONS') response.writeHead(204).end();
    else if (url.startsWith('/moved/')) response.writeHead(307, { Location: url.slice('/moved'.length) }).end();
    else if (!this.#passes(url, headers)) this.#refuse(url, content, response);
    else if (method === 'GET') this.#send(url, response, 200);
    else this.#write(method, url, content, response);
  }

  #passes(path: string, fields: IncomingMessage['headers']): boolean {
    const tag = this.tagOf(path);
    const ifMatch = fields['if-match'];
    if (ifMatch !== undefined) return this.#notes.has(path) && (ifMatch === '*' || ifMatch === tag);
    return fields['if-none-match'] !== '*' || !this.#notes.has(path);
  }

  #refuse(url: string, content: string, response: ServerResponse): void {
    const { current, refusal, alreadyApplied } = this.behaviour;
    if (alreadyApplied && isDeepStrictEqual(this.get(url), JSON.parse(content))) this.#send(url, response, 200);
    else if (current === undefined) response.writeHead(412).end(refusal);
    else this.#send(url, response.setHeader('Content-Location', current(`${this.origin}${url}`)), 412);
  }

  #write(method: string, path: string, content: string, response: ServerResponse): void {
    const { write } = this.behaviour;
    if (method === 'DELETE') {
      this.#notes.delete(path);
      response.writeHead(204).end();
      return;
    }
    this.put(path, { ...(method === 'PATCH' ? this.get(path) : {}), ...JSON.parse(content) });
    const tag = this.tagOf(path);
    if (write.tag && tag !== undefined) response.setHeader('ETag', tag);
    if (write.body) this.#send(path, response, write.status);
    else response.writeHead(write.status).end();
  }

  #send(path: string, response: ServerResponse, status: number): void {
    const stored = this.#notes.get(path);
    if (stored === undefined) {
      response.writeHead(404).end();
      return;
    }
    const tag = this.behaviour.tag(stored.version);
    const mayTag = response.req.method === 'GET' || status === 412 || this.behaviour.write.tag;
    if (mayTag && tag !== undefined) response.setHeader('ETag', tag);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(stored.note));
  }
}
