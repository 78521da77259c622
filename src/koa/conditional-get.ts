import { requireFactoryCall } from '../application/factory-call';
import { answerFromResponse, isSuccessfulRetrieval } from '../web/answer-from-response';
import { requestOf } from './koa-exchange';
import type { KoaMiddleware } from './koa-middleware';

/**
 * Middleware that answers conditional GET, HEAD and QUERY requests from the `ETag` and `Last-Modified` that the routes
 * behind it have set: 304, or 412 for a failed `If-Match`. Only 2xx responses are changed, and never the response to a
 * write, because it is too late to refuse the write then. Use {@link conditionalWrite} in the route instead.
 *
 * @see RFC 9110, section 13.2
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalGet } from 'routing-controllers-etag/koa';
 *
 * const app = new Koa();
 * app.use(conditionalGet());
 * app.use((ctx) => {
 *   ctx.set('ETag', '"v1"');
 *   ctx.body = { hello: 'world' };
 * });
 * app.listen(3000);
 * ```
 */
export function conditionalGet(): KoaMiddleware;
export function conditionalGet(...args: readonly unknown[]): KoaMiddleware {
  requireFactoryCall('conditionalGet', args);
  return async (ctx, next) => {
    await next();
    const { check, exchange } = requestOf(ctx);
    if (ctx.respond !== false && isSuccessfulRetrieval(exchange)) answerFromResponse(check);
    else check.observer?.leftAlone();
  };
}
