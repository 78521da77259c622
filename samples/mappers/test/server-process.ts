import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { GateMessage, Place } from './gate';

export interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: unknown;
}

/** A server in a process of its own, whose writes can be held. */
export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.#port = port;
  }

  static async start(recipe: string, url: URL): Promise<ServerProcess> {
    const child = fork(join(__dirname, 'gated-server.js'), [recipe, url.href]);
    const failed = once(child, 'exit').then(() => Promise.reject(new Error(`The server of ${recipe} has not started`)));
    const [{ port }] = await Promise.race([once(child, 'message'), failed]);
    failed.catch(() => undefined);
    return new ServerProcess(child, port);
  }

  /** Holds the writes that come from now on. */
  async hold(place: Place): Promise<void> {
    const holding = once(this.#process, 'message');
    this.#send({ hold: place });
    await holding;
  }

  /** Resolves when a write is held. */
  async arrival(): Promise<void> {
    await once(this.#process, 'message');
  }

  release(): void {
    this.#send({ release: true });
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.disconnect();
    await exited;
  }

  get(slug: string, fields: Record<string, string> = {}): Promise<Answer> {
    return this.#ask('GET', slug, fields);
  }

  put(slug: string, title: string, fields: Record<string, string>): Promise<Answer> {
    return this.#ask('PUT', slug, { ...fields, 'Content-Type': 'application/json' }, JSON.stringify({ title }));
  }

  delete(slug: string, fields: Record<string, string>): Promise<Answer> {
    return this.#ask('DELETE', slug, fields);
  }

  async #ask(method: string, slug: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const url = `http://127.0.0.1:${this.#port}/articles/${slug}`;
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    const { status } = response;
    return { status, etag: response.headers.get('etag'), body: text === '' ? undefined : JSON.parse(text) };
  }

  #send(message: GateMessage): void {
    this.#process.send(message);
  }
}
