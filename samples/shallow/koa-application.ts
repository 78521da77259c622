import type { RequestListener } from 'node:http';
import Koa from 'koa';
import compress from 'koa-compress';
import serve from 'koa-static';
import { useKoaServer } from 'routing-controllers';
import { ShallowEtag } from 'routing-controllers-etag';
import { cacheControl, ranges, shallowEtag } from 'routing-controllers-etag/koa';
import { cacheRules } from './cache-rules';
import { QuoteController } from './quote-controller';
import type { Releases } from './releases';
import type { Site } from './site';

/** A server on Koa with static files and an API. */
export function koaApplication(site: Site, { seen, deploy, changed }: Releases): RequestListener {
  const app = new Koa();
  app.on('error', (error: NodeJS.ErrnoException) => {
    // A client may close the connection after the last byte of a file, before the server has noticed the end.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') console.error(error);
  });
  // Compression comes first: the tag is made from the plain bytes, and marked when they are compressed.
  app.use(compress({ threshold: 512 }));
  app.use(cacheControl(cacheRules));
  app.use(ranges());
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
  return app.callback();
}

/** Tags the files in the folder and passes all other requests to the controllers. */
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
