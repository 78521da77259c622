import { createServer } from 'node:http';
import Koa, { type Context, type Next } from 'koa';
import xxhash from 'xxhash-wasm';
import { announce } from './announce';
import { serveArticles } from './koa-articles';

/**
 * The responses of `koa-shallow` with Koa's own methods and nothing else: one serialization, one digest, two fields,
 * one comparison.
 */
void xxhash().then(({ h64 }) => {
  const tag = async (ctx: Context, next: Next) => {
    await next();
    const json = JSON.stringify(ctx.body);
    const etag = `"${h64(json).toString(16).padStart(16, '0')}"`;
    ctx.set('ETag', etag);
    ctx.set('Cache-Control', 'max-age=0');
    if (ctx.get('If-None-Match') === etag) {
      ctx.status = 304;
    } else {
      ctx.body = json;
      ctx.type = 'json';
    }
  };
  announce(createServer(new Koa().use(tag).use(serveArticles).callback()));
});
