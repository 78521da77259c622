import 'reflect-metadata';
import type Koa from 'koa';
import {
  type Action,
  getMetadataArgsStorage,
  HttpError,
  type InterceptorInterface,
  type RoutingControllersOptions,
  useKoaServer,
} from 'routing-controllers';
import { koaVersions } from '../koa-versions';
import { type Answer, type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';

/** One of the ways to set an application up, in all of which the library behaves the same. */
export interface Setup {
  readonly name: string;
  readonly Koa: typeof Koa;
  readonly defaultErrorHandler: boolean;
  /** Whether an interceptor puts each result into an envelope. */
  readonly envelope: boolean;
}

export const setups: readonly Setup[] = koaVersions.flatMap(({ name, Koa }) =>
  [true, false].flatMap((defaultErrorHandler) =>
    [false, true].map((envelope) => ({
      name: `${name}, ${defaultErrorHandler ? 'the default' : 'its own'} error handler, ${envelope ? 'an' : 'no'} envelope`,
      Koa,
      defaultErrorHandler,
      envelope,
    })),
  ),
);

/** For behaviour that does not depend on the application. */
export const plainSetup = setups[0] as Setup;

class Envelope implements InterceptorInterface {
  intercept(_action: Action, result: unknown): unknown {
    return { data: result };
  }
}

/** Registered only while an application is set up: a registered interceptor runs in each that passes no list. */
function whileRegistered(interceptor: Function, setUp: () => void): void {
  const { interceptors } = getMetadataArgsStorage();
  interceptors.push({ target: interceptor, global: true, priority: 0 });
  setUp();
  interceptors.pop();
}

export interface AppOptions extends RoutingControllersOptions {
  readonly controllers: Function[];
  /** Middleware outside of routing-controllers. */
  readonly use?: readonly Koa.Middleware[];
}

/** An application with controllers, on a server of its own. */
export class App {
  /** What reached the application as an error. */
  readonly errors: unknown[] = [];
  #server: RunningServer | undefined;

  constructor(
    readonly setup: Setup,
    readonly options: AppOptions,
  ) {}

  get port(): number {
    if (this.#server === undefined) throw new Error('the application has not been started');
    return this.#server.port;
  }

  async start(): Promise<this> {
    const { Koa, defaultErrorHandler, envelope } = this.setup;
    const { use = [], ...options } = this.options;
    const koa = new Koa();
    koa.on('error', (error) => this.errors.push(error));
    if (!defaultErrorHandler) koa.use((ctx, next) => this.#answerErrors(ctx, next));
    for (const middleware of use) koa.use(middleware);
    const setUp = () => useKoaServer(koa, { defaultErrorHandler, ...options });
    if (envelope) whileRegistered(Envelope, setUp);
    else setUp();
    this.#server = await listen(koa.callback());
    return this;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  send(method: string, path: string, fields?: Fields, body?: string | Buffer): Promise<Answer> {
    return request(this.port, method, path, fields, body);
  }

  /** What an application without the default error handler has: like it, this keeps the fields that are set. */
  async #answerErrors(ctx: Koa.Context, next: Koa.Next): Promise<void> {
    try {
      await next();
    } catch (error) {
      this.errors.push(error);
      ctx.status = error instanceof HttpError ? error.httpCode : 500;
      ctx.body = error instanceof Error ? { name: error.name, message: error.message } : { thrown: String(error) };
    }
  }
}

/** Describes the same behaviour for each way to set an application up. */
export function inEachSetup(
  options: AppOptions,
  behaviour: (app: App) => void,
  applies: (setup: Setup) => boolean = () => true,
): void {
  for (const setup of setups.filter(applies)) {
    describe(`on ${setup.name}`, () => inSetup(setup, options, behaviour));
  }
}

/** The same in one of them. */
export function inSetup(setup: Setup, options: AppOptions, behaviour: (app: App) => void): void {
  const app = new App(setup, options);
  before(() => app.start());
  after(() => app.stop());
  behaviour(app);
}
