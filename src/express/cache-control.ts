import { requireFactoryCall } from '../application/factory-call';
import { CacheRules, type CacheRulesByPath, type CheckedCacheRules } from '../web/cache-rules';
import { requestOf } from './express-exchange';
import type { ExpressMiddleware } from './express-middleware';

/**
 * Middleware that sets the `Cache-Control` of 2xx and 304 responses by path, like Spring's `WebContentInterceptor`.
 * Register it before the routes and before file middleware.
 *
 * A route's or action's own `Cache-Control` or `Expires`, and `@CacheControl`, take precedence. For a request with
 * `Authorization`, and behind `@Authorized`, `@CurrentUser` or `@Session`, `private` is added unless the directives
 * state who may store the response.
 *
 * @param rules - an object from path patterns to directives; the first pattern that matches applies. `*` matches any
 *   text, including `/`. The decoded path is compared without the query, ignoring case and a trailing slash
 * @throws TypeError for a pattern that no path can match or that is never reached, for contradictory or unknown
 *   directives, for times that are not whole seconds of 0 or more, and for an empty object
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
