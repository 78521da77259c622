import { ReadStream } from 'node:fs';
import { requireFactoryCall } from '../application/factory-call';
import { byteSource, hasRanges } from '../body/byte-source';
import { rangedContent } from '../body/ranged-content';
import { wholeFile } from '../body/whole-file';
import {
  acceptRanges,
  answerRange,
  asksForRanges,
  lengthOfAnswer,
  type RangesOptions,
  requireRangesOptions,
  takesRanges,
} from '../web/range-answer';
import { type KoaContext, requestOf } from './koa-exchange';
import type { KoaMiddleware } from './koa-middleware';

/**
 * Middleware that sends the parts of a representation that the `Range` of a GET names: 206, in several parts if there are
 * several ranges, or 416 where there is no such part. So an interrupted download goes on, and a player seeks. Parts of two
 * versions are never joined: a part is sent only if `If-Range` names the current version by its strong tag or date.
 *
 * Strings, Buffers and JSON values are answered so, and whole files of `fs.ReadStream`, such as those of koa-static, of which the
 * part alone is read. It acts on the 200 of a route whose content is not coded. It is used after the middleware that compresses
 * and in front of {@link shallowEtag}, {@link conditionalGet} and the routes, as preconditions come first.
 *
 * @param options - `maxRanges`
 * @throws TypeError for options that are not what their types say
 * @see RFC 9110, sections 13.1.5, 14 and 15.3.7
 * @example
 * ```ts
 * import Koa from 'koa';
 * import serve from 'koa-static';
 * import { ranges, shallowEtag } from 'routing-controllers-etag/koa';
 *
 * const app = new Koa();
 * app.use(ranges());
 * app.use(shallowEtag());
 * app.use(serve('media'));
 * app.listen(3000);
 * ```
 */
export function ranges(options?: RangesOptions): KoaMiddleware;
export function ranges(options: RangesOptions = {}, ...others: readonly unknown[]): KoaMiddleware {
  requireFactoryCall('ranges', [options, ...others]);
  requireRangesOptions(options);
  return async (ctx, next) => {
    await next();
    const { exchange } = requestOf(ctx);
    if (ctx.respond === false || !takesRanges(exchange) || !hasRanges(ctx.response.body)) return;
    acceptRanges(exchange);
    if (asksForRanges(exchange)) await answer(ctx, options);
  };
}

async function answer(ctx: KoaContext, options: RangesOptions): Promise<void> {
  const { exchange } = requestOf(ctx);
  const { response, res } = ctx;
  const { body } = response;
  if (body instanceof ReadStream) await wholeFile(body);
  const source = byteSource(body);
  const told = source && answerRange(exchange, source.length, options);
  if (source === undefined || told === undefined) {
    source?.close();
    return;
  }
  exchange.discardBody();
  if (told.ranges.length === 0) {
    source.close();
    response.body = '';
    exchange.removeResponseField('content-type');
    return;
  }
  // Koa 2 leaves a connection open whose content breaks off.
  response.body = rangedContent(source, told.ranges, told.multipart).once('error', () => res.destroy());
  exchange.setResponseField('Content-Length', String(lengthOfAnswer(told)));
}
