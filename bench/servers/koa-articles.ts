import type { Context } from 'koa';
import { articles, SIZES } from '../load/articles';
import { nodeStream } from './stream';

const lists = new Map(SIZES.map((kilobytes) => [`/articles/${kilobytes}`, articles(kilobytes)]));

/** The least code with which a Koa application serves the lists and a stream. */
export function serveArticles(ctx: Context): void {
  if (ctx.path === '/stream') {
    ctx.type = 'application/octet-stream';
    ctx.body = nodeStream();
  } else {
    ctx.body = lists.get(ctx.path);
  }
}
