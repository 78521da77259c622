import type { RequestListener } from 'node:http';
import type Express from 'express';
import Koa from 'koa';
import { HttpError, type RoutingControllersOptions, useExpressServer, useKoaServer } from 'routing-controllers';
import type { CacheRulesByPath, RangesOptions } from 'routing-controllers-etag/koa';

/** What an application has, whatever the framework. */
export interface Application {
  readonly options: RoutingControllersOptions;
  /** Middleware outside of routing-controllers: of the framework, or for each of them by `middleware()`. */
  readonly use: readonly Function[];
  /** The same, behind the controllers. */
  readonly useBehind: readonly Function[];
  /** What `@Session` finds. */
  readonly session: object | undefined;
  /** What `@Render` renders by. */
  readonly render: ((template: string, locals: Record<string, unknown>) => string) | undefined;
  /** Whether it answers errors itself, where the default error handler does not. */
  readonly answersErrors: boolean;
  /** Told each error that reaches the application. */
  readonly onError: (error: unknown) => void;
}

/** A framework that routing-controllers runs on. */
export interface Driver {
  readonly name: string;
  readonly kind: 'koa' | 'express';
  create(application: Application): RequestListener;
  /** Our middleware for applications of this framework. */
  middleware(): PlainMiddleware;
  /** The framework's usual middleware. */
  compression(options?: { readonly threshold: number }): Function;
  cors(fields: CorsFields): Function;
  files(directory: string): Function;
  /** Serves files without answering ranges or making tags itself. */
  wholeFiles(directory: string): Function;
}

/** What scripts of other origins may read and send. */
export interface CorsFields {
  readonly exposed: string[];
  readonly allowed: string[];
}

/** What `routing-controllers-etag/koa` and `/express` have in common. */
export interface PlainMiddleware {
  cacheControl(rules: CacheRulesByPath): Function;
  ranges(options?: RangesOptions): Function;
  conditionalGet(): Function;
  shallowEtag(options?: { readonly digest?: () => string }): Function;
}

function koaDriver(name: string, version: typeof Koa): Driver {
  return {
    name,
    kind: 'koa',
    create,
    middleware: () => require('routing-controllers-etag/koa'),
    compression: (options) => require('koa-compress')(options),
    cors: ({ exposed, allowed }) => require('@koa/cors')({ exposeHeaders: exposed, allowHeaders: allowed }),
    files: (directory) => require('koa-static')(directory),
    wholeFiles: (directory) => require('koa-static')(directory),
  };

  function create({ options, use, useBehind, session, render, answersErrors, onError }: Application): RequestListener {
    const koa = new version();
    koa.on('error', onError);
    if (!options.defaultErrorHandler && answersErrors) koa.use(answer);
    koa.use((ctx, next) => {
      if (session !== undefined) ctx.session = session;
      if (render !== undefined)
        ctx.render = async (template: string, locals: Record<string, unknown>) => {
          ctx.body = render(template, locals);
        };
      return next();
    });
    for (const middleware of use) koa.use(middleware as Koa.Middleware);
    useKoaServer(koa, options);
    for (const middleware of useBehind) koa.use(middleware as Koa.Middleware);
    return koa.callback();

    async function answer(ctx: Koa.Context, next: Koa.Next): Promise<void> {
      try {
        await next();
      } catch (error) {
        onError(error);
        ctx.status = statusOf(error);
        ctx.body = describe(error);
      }
    }
  }
}

function expressDriver(name: string, load: () => typeof Express): Driver {
  return {
    name,
    kind: 'express',
    create,
    middleware: () => require('routing-controllers-etag/express'),
    compression: (options) => require('compression')(options),
    cors: ({ exposed, allowed }) => require('cors')({ exposedHeaders: exposed, allowedHeaders: allowed }),
    files: (directory) => load().static(directory),
    wholeFiles: (directory) => load().static(directory, { acceptRanges: false, etag: false }),
  };

  function create({ options, use, useBehind, session, render, answersErrors, onError }: Application): RequestListener {
    const app = load()();
    app.set('env', 'test');
    if (render !== undefined) app.set('view', templateEngine(render));
    app.use((request, _response, next) => {
      if (session !== undefined) Object.assign(request, { session });
      next();
    });
    for (const middleware of use) app.use(middleware as Express.RequestHandler);
    useExpressServer(app, options);
    for (const middleware of useBehind) app.use(middleware as Express.RequestHandler);
    app.use(answer);
    return app;

    /** Behind the default error handler the response has been sent, and Express would close its connection. */
    function answer(
      error: unknown,
      _request: Express.Request,
      response: Express.Response,
      next: Express.NextFunction,
    ): void {
      onError(error);
      if (response.headersSent) return;
      if (!answersErrors) next(error);
      else response.status(statusOf(error)).json(describe(error));
    }
  }
}

/** What an application without the default error handler has: like it, this keeps the fields that are set. */
function statusOf(error: unknown): number {
  return error instanceof HttpError ? error.httpCode : ((error as { status?: number } | null)?.status ?? 500);
}

function describe(error: unknown): object {
  return error instanceof Error ? { name: error.name, message: error.message } : { thrown: String(error) };
}

/** Express looks its templates up in files; this class is what it makes of a name instead. */
function templateEngine(render: NonNullable<Application['render']>): Function {
  return class Template {
    readonly path: string;

    constructor(readonly name: string) {
      this.path = name;
    }

    render(locals: Record<string, unknown>, done: (error: unknown, text: string) => void): void {
      done(null, render(this.name, locals));
    }
  };
}

export const koa3 = koaDriver('Koa 3', Koa);
export const koa2 = koaDriver('Koa 2.16', require('koa2'));
export const express5 = expressDriver('Express 5', () => require('express'));
export const express4 = expressDriver('Express 4', () => require('express4'));
