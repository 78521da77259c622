import Koa from 'koa';
import compress from 'koa-compress';
import serve from 'koa-static';
import { useKoaServer } from 'routing-controllers';
import { ShallowEtag } from 'routing-controllers-etag';
import { shallowEtag } from 'routing-controllers-etag/koa';
import { QuoteController } from './quote-controller';
import type { SeenRequests } from './seen-requests';
import type { Site } from './site';

/** What all servers share. */
export interface Releases {
  readonly seen: SeenRequests;
  deploy(): void;
  /** The files that the last release has changed. */
  changed(): readonly string[];
}

/** One server: its static files, and an API beside them. */
export function createApplication(site: Site, { seen, deploy, changed }: Releases): Koa {
  const app = new Koa();
  app.on('error', (error: NodeJS.ErrnoException) => {
    // A client that has read all bytes of a file may close before the server has seen its end.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') console.error(error);
  });
  // Compression stands outside: the tag is made of the plain bytes, and marked when they are coded.
  app.use(compress({ threshold: 512 }));
  app.use(async (ctx, next) => {
    if (ctx.method !== 'POST' || ctx.path !== '/deploy') return next();
    deploy();
    ctx.status = 204;
  });
  app.use(async (ctx, next) => {
    if (ctx.path !== '/requests') return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { changed: changed(), requests: seen.list };
  });
  app.use(onlyFiles(shallowEtag(), serve(site.folder)));
  useKoaServer(app, { controllers: [QuoteController], interceptors: [ShallowEtag()] });
  return app;
}

/** Tags what the folder has; the rest is for the controllers. */
function onlyFiles(tag: ReturnType<typeof shallowEtag>, files: Koa.Middleware): Koa.Middleware {
  return async (ctx, next) => {
    let found = true;
    await tag(ctx, () =>
      files(ctx, async () => {
        found = false;
      }),
    );
    if (!found) await next();
  };
}
