import type { IncomingMessage } from 'node:http';
import { markConditionalRequests } from '../application/conditional-requests-mark';
import { type ConditionalRequestsOptions, requireOptions } from '../application/conditional-requests-options';
import { requireFactoryCall } from '../application/factory-call';
import { purgeTouched } from '../application/shared-cache';
import { requestOf } from './express-exchange';
import type { ExpressMiddleware } from './express-middleware';
import { answerProblemsOf, type ExpressApplication } from './problem-answer';

/**
 * Middleware that says what concerns the whole application. It is registered first, in front of the routes.
 *
 * Express' middleware cannot wait for what is inside of it: a write ends when its code is over and the head of its response is
 * written, or its connection has closed.
 *
 * @throws TypeError for options that are not what their types say
 * @example
 * ```ts
 * api.use(conditionalRequests({ guard: new RedisGuard(client) }));
 * ```
 */
export function conditionalRequests(options?: ConditionalRequestsOptions): ExpressMiddleware;
export function conditionalRequests(
  options: ConditionalRequestsOptions = {},
  ...others: readonly unknown[]
): ExpressMiddleware {
  requireFactoryCall('conditionalRequests', [options, ...others]);
  requireOptions(options);
  purgeTouched(options);
  return markConditionalRequests((req, res, next) => {
    requestOf(req, res).configure(options);
    if (options.problemDetails === true)
      answerProblemsOf((req as IncomingMessage & { readonly app: ExpressApplication }).app);
    next();
  });
}
