import { requireFactoryCall } from '../application/factory-call';
import { CacheRules, type CacheRulesByPath, type CheckedCacheRules } from '../web/cache-rules';
import { requestOf } from './koa-exchange';
import type { KoaMiddleware } from './koa-middleware';

/**
 * Middleware that sets the `Cache-Control` of 2xx and 304 responses by their paths: Spring's `WebContentInterceptor`. It is
 * registered in front of the routes and of what serves files.
 *
 * What a route or an action says itself wins: its own `Cache-Control` or `Expires`, and `@CacheControl`. For a request with
 * `Authorization`, and behind `@Authorized`, `@CurrentUser` or `@Session`, `private` is added unless the directives say who
 * may store the response.
 *
 * @param rules - from patterns of paths to directives; the first pattern that matches decides. `*` stands for any text, `/`
 *   included. The path is compared decoded, without the query, and without regard to case or to a slash at its end.
 * @throws TypeError for a pattern that no path can match or that is never reached, for directives that contradict each other or
 *   are unknown, for times that are no whole seconds of 0 or more, and if there is no rule
 * @see RFC 9111, section 5.2.2
 * @example
 * ```ts
 * import Koa from 'koa';
 * import serve from 'koa-static';
 * import { cacheControl } from 'routing-controllers-etag/koa';
 *
 * const app = new Koa();
 * app.use(
 *   cacheControl({
 *     '/assets/*': { public: true, maxAge: 31536000, immutable: true },
 *     '/*': { noCache: true },
 *   }),
 * );
 * app.use(serve('public'));
 * app.listen(3000);
 * ```
 */
export function cacheControl<const R extends CacheRulesByPath>(rules: R & CheckedCacheRules<R>): KoaMiddleware;
export function cacheControl(rules: CacheRulesByPath, ...others: readonly unknown[]): KoaMiddleware {
  requireFactoryCall('cacheControl', [rules, ...others]);
  const byPath = new CacheRules(rules);
  return async (ctx, next) => {
    const { check, exchange } = requestOf(ctx);
    const value = byPath.cacheControlFor(exchange.path);
    if (value !== undefined) check.presetCacheControl(value);
    await next();
  };
}
