import { requireFactoryCall } from '../application/factory-call';
import { answerFromResponse, isSuccessfulRetrieval } from '../web/answer-from-response';
import { beforeResponse } from './before-response';
import { type ExpressExchange, requestOf } from './express-exchange';
import type { ExpressMiddleware } from './express-middleware';
import { switchOffOwnEvaluation } from './own-evaluation';

/**
 * Middleware that answers conditional GET, HEAD and QUERY requests from the `ETag` and `Last-Modified` that the routes
 * behind it have set: 304, or 412 for a failed `If-Match`. Only 2xx responses are changed, and never the response to a
 * write, because it is too late to refuse the write then. Use {@link conditionalWrite} in the route instead.
 *
 * It replaces Express' own behavior: a weak tag for every body, and a 304 that depends on the request's
 * `Cache-Control`. To tag the bodies of routes that set no tag, use {@link shallowEtag} instead.
 *
 * @see RFC 9110, section 13.2
 * @example
 * ```ts
 * import express from 'express';
 * import { conditionalGet } from 'routing-controllers-etag/express';
 *
 * const app = express();
 * app.use(conditionalGet());
 * app.get('/', (_req, res) => {
 *   res.set('ETag', '"v1"').json({ hello: 'world' });
 * });
 * app.listen(3000);
 * ```
 */
export function conditionalGet(): ExpressMiddleware;
export function conditionalGet(...args: readonly unknown[]): ExpressMiddleware {
  requireFactoryCall('conditionalGet', args);
  return (req, res, next) => {
    const { check, exchange } = requestOf(req, res);
    switchOffOwnEvaluation(req, res);
    const answer = () => {
      if (isSuccessfulRetrieval(exchange)) answerFromResponse(check);
      else check.observer?.leftAlone();
    };
    beforeResponse(exchange as ExpressExchange, res, answer, next);
    next();
  };
}
