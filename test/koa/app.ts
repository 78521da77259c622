import type Koa from 'koa';
import { koaVersions } from '../koa-versions';
import { type Answer, type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';

/** A plain Koa application on a server of its own. */
export class App {
  /** What reached the application as an error. */
  readonly errors: unknown[] = [];
  readonly #koa: Koa;
  #server: RunningServer | undefined;

  constructor(
    version: typeof Koa,
    readonly setUp: (koa: Koa) => void,
  ) {
    this.#koa = new version();
    this.#koa.on('error', (error) => this.errors.push(error));
  }

  async start(): Promise<void> {
    this.setUp(this.#koa);
    this.#server = await listen(this.#koa.callback());
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  send(method: string, path: string, fields?: Fields, body?: string): Promise<Answer> {
    if (this.#server === undefined) throw new Error('the application has not been started');
    return request(this.#server.port, method, path, fields, body);
  }
}

/** Describes the same behaviour on each version of Koa. */
export function onEachKoa(setUp: (koa: Koa) => void, behaviour: (app: App) => void): void {
  for (const { name, Koa } of koaVersions) {
    describe(`on ${name}`, () => {
      const app = new App(Koa, setUp);
      before(() => app.start());
      after(() => app.stop());
      behaviour(app);
    });
  }
}
