import { requireFactoryCall } from '../application/factory-call';
import { CacheRules, type CacheRulesByPath, type CheckedCacheRules } from '../web/cache-rules';
import { requestOf } from './express-exchange';
import type { ExpressMiddleware } from './express-middleware';

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
 * import express from 'express';
 * import { cacheControl } from 'routing-controllers-etag/express';
 *
 * const app = express();
 * app.use(
 *   cacheControl({
 *     '/assets/*': { public: true, maxAge: 31536000, immutable: true },
 *     '/*': { noCache: true },
 *   }),
 * );
 * app.use(express.static('public'));
 * app.listen(3000);
 * ```
 */
export function cacheControl<const R extends CacheRulesByPath>(rules: R & CheckedCacheRules<R>): ExpressMiddleware;
export function cacheControl(rules: CacheRulesByPath, ...others: readonly unknown[]): ExpressMiddleware {
  requireFactoryCall('cacheControl', [rules, ...others]);
  const byPath = new CacheRules(rules);
  return (req, res, next) => {
    const { check, exchange } = requestOf(req, res);
    const value = byPath.cacheControlFor(exchange.path);
    if (value !== undefined) check.presetCacheControl(value);
    next();
  };
}
