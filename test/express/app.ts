import type express from 'express';
import { expressVersions } from '../express-versions';
import { type Answer, type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';

/** A plain Express application on a server of its own. */
export class App {
  /** What reached error middleware. */
  readonly errors: unknown[] = [];
  readonly #application: express.Express;
  #server: RunningServer | undefined;

  constructor(
    readonly framework: typeof express,
    readonly setUp: (application: express.Express, framework: typeof express) => void,
  ) {
    this.#application = framework();
    this.#application.set('env', 'test');
  }

  get port(): number {
    if (this.#server === undefined) throw new Error('the application has not been started');
    return this.#server.port;
  }

  async start(): Promise<void> {
    this.setUp(this.#application, this.framework);
    this.#application.use(((error, _req, _res, next) => {
      this.errors.push(error);
      next(error);
    }) satisfies express.ErrorRequestHandler);
    this.#server = await listen(this.#application);
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  send(method: string, path: string, fields?: Fields, body?: string): Promise<Answer> {
    return request(this.port, method, path, fields, body);
  }
}

/** Describes the same behaviour on each version of Express. */
export function onEachExpress(setUp: App['setUp'], behaviour: (app: App) => void): void {
  for (const { name, express } of expressVersions) {
    describe(`on ${name}`, () => {
      const app = new App(express, setUp);
      before(() => app.start());
      after(() => app.stop());
      behaviour(app);
    });
  }
}
