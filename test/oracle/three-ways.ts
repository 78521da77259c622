import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { All, JsonController, Param, useKoaServer } from 'routing-controllers';
import {
  ETag,
  entityTag,
  LastModified,
  type ValidatorSources,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { formatEntityTag, formatHttpDate } from 'routing-controllers-etag/http';
import { checkNotModified, conditionalGet } from 'routing-controllers-etag/koa';

/** The current representation of a resource, by the resource's name. */
export type Current = (resource: string) => ValidatorSources | null;

/** A server with the same resources behind each way into the library: `/{way}/{resource}/{request}`. */
export interface ThreeWays {
  readonly port: number;
  /** The paths of the requests whose action has run. */
  readonly ran: Set<string>;
  close(): void;
}

export async function listen(current: Current): Promise<ThreeWays> {
  const ran = new Set<string>();
  const app = new Koa();
  app.use(koaRoutes(current, ran));
  useKoaServer(app, { controllers: [controller(current, ran)] });
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, ran, close: () => close(server) };
}

function close(server: Server): void {
  server.close();
  server.closeAllConnections();
}

function controller(current: Current, ran: Set<string>) {
  @JsonController()
  class Resources {
    @All('/decorated/:resource/:request')
    @ETag((resource: string) => current(resource)?.etag)
    @LastModified((resource: string) => current(resource)?.lastModified)
    decorated(@Param('resource') resource: string, @Param('request') request: string) {
      ran.add(`/decorated/${resource}/${request}`);
      return current(resource) === null ? undefined : 'content';
    }

    @All('/injected/:resource/:request')
    injected(@Param('resource') resource: string, @Param('request') request: string, @WebReq() web: WebRequest) {
      if (web.checkNotModified(current(resource))) return null;
      ran.add(`/injected/${resource}/${request}`);
      return current(resource) === null ? undefined : 'content';
    }
  }
  return Resources;
}

function koaRoutes(current: Current, ran: Set<string>): Koa.Middleware {
  const revalidate = conditionalGet();
  return (ctx, next) => {
    const [, way, resource = ''] = ctx.path.split('/');
    const representation = current(resource);
    if (way === 'koa') {
      if (checkNotModified(ctx, representation)) return;
      ran.add(ctx.path);
      if (representation !== null) ctx.body = 'content';
      return;
    }
    if (way !== 'conditional-get') return next();
    return revalidate(ctx, async () => {
      ran.add(ctx.path);
      if (representation === null) return;
      const { etag, lastModified } = representation;
      if (etag !== undefined) ctx.set('ETag', formatEntityTag(entityTag(etag)));
      if (lastModified !== undefined) ctx.set('Last-Modified', formatHttpDate(lastModified));
      ctx.body = 'content';
    });
  };
}
