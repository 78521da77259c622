import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import {
  type Action,
  getMetadataArgsStorage,
  type InterceptorInterface,
  type RoutingControllersOptions,
} from 'routing-controllers';
import { type ConditionalRequestsOptions, conditionalRequests } from 'routing-controllers-etag';
import { type Answer, type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';
import { type Application, type Driver, express4, express5, koa2, koa3 } from './drivers';

/** One of the ways to set an application up, in all of which the library behaves the same. */
export interface Setup {
  readonly name: string;
  readonly driver: Driver;
  readonly defaultErrorHandler: boolean;
  /** Whether an interceptor puts each result into an envelope. */
  readonly envelope: boolean;
}

/** Each pair of two properties occurs: each driver with each error handler and each envelope, and these two together. */
export const setups: readonly Setup[] = [
  setup(koa3, { defaultErrorHandler: true, envelope: false }),
  setup(koa3, { defaultErrorHandler: false, envelope: true }),
  setup(koa2, { defaultErrorHandler: true, envelope: true }),
  setup(koa2, { defaultErrorHandler: false, envelope: false }),
  setup(express5, { defaultErrorHandler: true, envelope: false }),
  setup(express5, { defaultErrorHandler: false, envelope: true }),
  setup(express4, { defaultErrorHandler: true, envelope: true }),
  setup(express4, { defaultErrorHandler: false, envelope: false }),
];

/** One for each kind of driver: for what is the same in all set-ups of it. */
export const plainSetups: readonly Setup[] = setups.filter(
  ({ driver }, index) => index === setups.findIndex((setup) => setup.driver.kind === driver.kind),
);

/** For behaviour that does not depend on the application. */
export const plainSetup = setups[0] as Setup;

export function setup(driver: Driver, options: Pick<Setup, 'defaultErrorHandler' | 'envelope'>): Setup {
  const errorHandler = options.defaultErrorHandler ? 'the default' : 'its own';
  return {
    name: `${driver.name}, ${errorHandler} error handler, ${options.envelope ? 'an' : 'no'} envelope`,
    driver,
    ...options,
  };
}

/** Where a behaviour applies, and why nowhere else. */
export interface Restriction {
  readonly reason: string;
  applies(setup: Setup): boolean;
}

/** What only one framework can have. */
export function onlyOn(kind: Driver['kind'], reason: string): Restriction {
  return { reason: `on ${kind} alone: ${reason}`, applies: ({ driver }) => driver.kind === kind };
}

/** For results that an envelope would make JSON of. */
export const withoutEnvelope: Restriction = {
  reason: 'without an envelope',
  applies: ({ envelope }) => !envelope,
};

export class Envelope implements InterceptorInterface {
  intercept(_action: Action, result: unknown): unknown {
    return { data: result };
  }
}

/** Registered only while an application is set up: a registered interceptor runs in each that passes no list. */
function whileRegistered<T>(interceptor: Function, setUp: () => T): T {
  const { interceptors } = getMetadataArgsStorage();
  interceptors.push({ target: interceptor, global: true, priority: 0 });
  try {
    return setUp();
  } finally {
    interceptors.pop();
  }
}

export interface AppOptions
  extends RoutingControllersOptions,
    Partial<Pick<Application, 'use' | 'useBehind' | 'session' | 'render' | 'answersErrors'>> {
  readonly controllers: Function[];
  /** What concerns the whole application; without it `conditionalRequests()` is not registered. */
  readonly conditionalRequests?: ConditionalRequestsOptions;
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

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.#server = await listen(this.create());
    return this;
  }

  /** The application without a server. */
  create(): RequestListener {
    const { driver, defaultErrorHandler, envelope } = this.setup;
    const {
      conditionalRequests: told,
      use = [],
      useBehind = [],
      session,
      render,
      answersErrors = true,
      ...options
    } = this.options;
    const onError = (error: unknown) => void this.errors.push(error);
    const create = () =>
      driver.create({
        options: { defaultErrorHandler, ...options },
        use: [...(told ? [conditionalRequests(told)] : []), ...use],
        useBehind,
        session,
        render,
        answersErrors,
        onError,
      });
    return envelope ? whileRegistered(Envelope, create) : create();
  }

  async connections(): Promise<number> {
    return this.#server?.connections() ?? 0;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  send(method: string, path: string, fields?: Fields, body?: string | Buffer): Promise<Answer> {
    return request(this.port, method, path, fields, body);
  }

  /** Describes what applies to some set-ups alone. */
  where({ reason, applies }: Restriction, behaviour: () => void): void {
    if (applies(this.setup)) describe(reason, behaviour);
  }
}

/** Describes the same behaviour for each way to set an application up; options may depend on the framework. */
export function inEachSetup(
  options: AppOptions | ((driver: Driver) => AppOptions),
  behaviour: (app: App) => void,
  restriction?: Restriction,
): void {
  for (const setup of setups) {
    if (restriction?.applies(setup) === false) continue;
    describe(`on ${setup.name}`, () =>
      inSetup(setup, typeof options === 'function' ? options(setup.driver) : options, behaviour));
  }
}

/** The same in one of them. */
export function inSetup(setup: Setup, options: AppOptions, behaviour: (app: App) => void): void {
  const app = new App(setup, options);
  before(() => app.start());
  after(() => app.stop());
  behaviour(app);
}
