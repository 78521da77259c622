import 'reflect-metadata';
import type Koa from 'koa';
import { type Action, All, Controller, Ctx, Get, Method, UseInterceptor, useKoaServer } from 'routing-controllers';
import { ShallowEtag, type ShallowEtagOptions } from 'routing-controllers-etag';
import { shallowEtag } from 'routing-controllers-etag/koa';
import { type KoaVersion, koaVersions } from '../koa-versions';
import { listen, type RunningServer } from '../server';

/** Answers a path: returns the body, or the context where that is complete. */
export type Route = (ctx: Koa.Context) => unknown;

/** Routes by their paths, each of one segment. */
export type Routes = Readonly<Record<string, Route>>;

/** What a server is made of. */
export interface Parts {
  readonly Koa: typeof Koa;
  readonly routes: Routes;
  /** How bodies are tagged; not at all if it is missing. */
  readonly tagging?: ShallowEtagOptions | undefined;
  /** Middleware outside of all that the library does. */
  readonly outside: readonly Koa.Middleware[];
}

/** One of the ways to have bodies tagged, in all of which the same rules hold. */
export interface Way {
  readonly name: string;
  readonly Koa: typeof Koa;
  serve(
    routes: Routes,
    tagging: ShallowEtagOptions | undefined,
    outside?: readonly Koa.Middleware[],
  ): Promise<RunningServer>;
}

const unchanged = (_action: Action, result: unknown): unknown => result;

const [koa3, koa2] = koaVersions as [KoaVersion, KoaVersion];

/** Each way, the middleware on each Koa, and a way with controllers on one of them. */
export const ways: readonly Way[] = [
  way('shallowEtag()', koa3, withMiddleware),
  way('interceptors: [ShallowEtag()]', koa3, withListedInterceptor),
  way('shallowEtag()', koa2, withMiddleware),
  way('@UseInterceptor(ShallowEtag())', koa2, withUsedInterceptor),
];

function way(name: string, version: KoaVersion, serve: (parts: Parts) => Promise<RunningServer>): Way {
  const { Koa } = version;
  return {
    name: `${name} on ${version.name}`,
    Koa,
    serve: (routes, tagging, outside = []) => serve({ Koa, routes, tagging, outside }),
  };
}

/** Describes the same behaviour for each of the ways. */
export function inEachWay(behaviour: (way: Way) => void, applies: (way: Way) => boolean = () => true): void {
  for (const way of ways.filter(applies)) describe(way.name, () => behaviour(way));
}

export function isOnKoa3({ name }: Way): boolean {
  return name.endsWith('koa 3');
}

function application({ Koa, outside }: Parts): Koa {
  const koa = new Koa();
  koa.silent = true;
  for (const middleware of outside) koa.use(middleware);
  return koa;
}

function withMiddleware(parts: Parts): Promise<RunningServer> {
  const koa = application(parts);
  if (parts.tagging !== undefined) koa.use(shallowEtag(parts.tagging));
  koa.use(async (ctx) => {
    const body = await parts.routes[ctx.path]?.(ctx);
    if (body !== undefined && body !== ctx) ctx.body = body;
  });
  return listen(koa.callback());
}

function withListedInterceptor(parts: Parts): Promise<RunningServer> {
  @Controller()
  class ListedRoutes {
    @Get('/:route')
    @Method('query' as 'get', '/:route')
    @All('/:route')
    answer(@Ctx() ctx: Koa.Context): unknown {
      return parts.routes[ctx.path]?.(ctx);
    }
  }
  const interceptors = parts.tagging === undefined ? [] : [ShallowEtag(parts.tagging)];
  return withControllers(parts, ListedRoutes, interceptors);
}

function withUsedInterceptor(parts: Parts): Promise<RunningServer> {
  const interceptor = parts.tagging === undefined ? unchanged : ShallowEtag(parts.tagging);

  @Controller()
  class UsedRoutes {
    @Get('/:route')
    @Method('query' as 'get', '/:route')
    @All('/:route')
    @UseInterceptor(interceptor)
    answer(@Ctx() ctx: Koa.Context): unknown {
      return parts.routes[ctx.path]?.(ctx);
    }
  }
  return withControllers(parts, UsedRoutes, []);
}

/** class-transformer would make other bodies of some results. */
function withControllers(parts: Parts, controller: Function, interceptors: Function[]): Promise<RunningServer> {
  const koa = application(parts);
  useKoaServer(koa, {
    controllers: [controller],
    interceptors,
    classTransformer: false,
    defaultErrorHandler: false,
  });
  return listen(koa.callback());
}
