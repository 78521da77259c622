import type { IncomingMessage } from 'node:http';
import { markConditionalRequests } from '../application/conditional-requests-mark';
import { type ConditionalRequestsOptions, requireOptions } from '../application/conditional-requests-options';
import { requireFactoryCall } from '../application/factory-call';
import { purgeTouched } from '../application/shared-cache';
import { isWrite } from '../http/methods';
import { requestOf } from './express-exchange';
import type { ExpressMiddleware } from './express-middleware';
import { switchOffOwnEvaluation } from './own-evaluation';
import { answerProblemsOf, type ExpressApplication } from './problem-answer';

/**
 * Middleware that configures the whole application. Register it first, before the routes.
 *
 * Express middleware cannot wait for the code inside it. A write ends when its code has ended and the head of its
 * response is written, or its connection has closed.
 * @param options - the options of the application
 * @throws TypeError for invalid options
 * @example
 * ```ts
 * import express from 'express';
 * import { createClient } from 'redis';
 * import { conditionalRequests } from 'routing-controllers-etag/express';
 * import { RedisGuard } from 'routing-controllers-etag/redis';
 *
 * const client = createClient({ url: 'redis://localhost:6379' }).on('error', console.error);
 * const app = express();
 * app.use(conditionalRequests({ guard: new RedisGuard(client) }));
 *
 * client.connect().then(() => app.listen(3000));
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
    // Also for writes that middleware answers before a controller is known.
    if (isWrite(req.method as string)) switchOffOwnEvaluation(req, res);
    if (options.problemDetails === true)
      answerProblemsOf((req as IncomingMessage & { readonly app: ExpressApplication }).app);
    next();
  });
}
