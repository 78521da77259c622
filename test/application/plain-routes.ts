import type { Readable } from 'node:stream';
import Router from '@koa/router';
import type express from 'express';
import type Koa from 'koa';
import type { WebRequest } from 'routing-controllers-etag';
import * as forExpress from 'routing-controllers-etag/express';
import * as forKoa from 'routing-controllers-etag/koa';

/** A request to a plain route, whatever the framework. */
export interface Exchange {
  check: WebRequest['checkNotModified'];
  web(): WebRequest;
  set(fields: Readonly<Record<string, string>>): void;
  /** Varies by Accept, and sets a cookie. */
  varyAndSetCookie(): void;
  send(body: string | object, status?: number): void;
  stream(body: Readable): void;
  end(status: number): void;
  fail(status: number): never;
}

/** What routes do, by their methods and paths. */
export type Routes = Readonly<Record<string, (exchange: Exchange) => void>>;

export function onKoa(routes: Routes) {
  return (koa: Koa): void => {
    const router = new Router();
    for (const [send, route] of Object.entries(routes)) {
      const [method, path] = send.split(' ') as [string, string];
      router.register(path, [method], (ctx) =>
        route({
          check: (...args: readonly unknown[]) => (forKoa.checkNotModified as Function)(ctx, ...args),
          web: () => forKoa.webRequest(ctx),
          set: (fields) => ctx.set(fields),
          varyAndSetCookie() {
            ctx.vary('Accept');
            ctx.cookies.set('seen', 'yes');
          },
          send(body, status) {
            ctx.body = body;
            if (status !== undefined) ctx.status = status;
          },
          stream(body) {
            ctx.body = body;
          },
          end(status) {
            ctx.status = status;
          },
          fail: (status) => ctx.throw(status, 'conflict'),
        }),
      );
    }
    koa.use(router.routes());
  };
}

export function onExpress(routes: Routes) {
  return (app: express.Express): void => {
    for (const [send, route] of Object.entries(routes)) {
      const [method, path] = send.split(' ') as [string, string];
      app[method.toLowerCase() as 'get'](path, (req, res) =>
        route({
          check: (...args: readonly unknown[]) => (forExpress.checkNotModified as Function)(req, res, ...args),
          web: () => forExpress.webRequest(req, res),
          set: (fields) => void res.set(fields),
          varyAndSetCookie: () => void res.vary('Accept').cookie('seen', 'yes'),
          send(body, status) {
            if (status !== undefined) res.status(status);
            res.send(body);
          },
          stream: (body) => void body.pipe(res),
          end: (status) => void res.sendStatus(status),
          fail(status) {
            throw Object.assign(new Error('conflict'), { status });
          },
        }),
      );
    }
  };
}
