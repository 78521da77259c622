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
 * Middleware that answers the `Range` of a GET: with a 206, which is a multipart response for several ranges, or with a
 * 416 if no requested range exists. Clients can resume downloads and seek in media. If the request has an `If-Range`,
 * parts are sent only if it has the current strong tag or date, so that parts of two versions are never joined.
 *
 * It applies to 200 responses with a string, a Buffer, a JSON value or an `fs.ReadStream` of a whole file, such as
 * those of koa-static, from which only the part is read. Compressed content is always sent whole. Register it after
 * compression middleware, and before {@link shallowEtag}, {@link conditionalGet} and the routes, because other
 * preconditions come first.
 *
 * @param options - `maxRanges`: a `Range` with more ranges is ignored. Default: 100
 * @throws TypeError for invalid options
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
  const part = source && answerRange(exchange, source.length, options);
  if (source === undefined || part === undefined) {
    source?.close();
    return;
  }
  exchange.discardBody();
  if (part.ranges.length === 0) {
    source.close();
    response.body = '';
    exchange.removeResponseField('content-type');
    return;
  }
  // Koa 2 leaves the connection open if the content fails.
  response.body = rangedContent(source, part.ranges, part.multipart).once('error', () => res.destroy());
  exchange.setResponseField('Content-Length', String(lengthOfAnswer(part)));
}
