import { markConditionalRequests } from '../application/conditional-requests-mark';
import { type ConditionalRequestsOptions, requireOptions } from '../application/conditional-requests-options';
import { requireFactoryCall } from '../application/factory-call';
import { purgeTouched } from '../application/shared-cache';
import { requestOf } from './koa-exchange';
import type { KoaMiddleware } from './koa-middleware';
import { answerProblems } from './problem-answer';

/**
 * Middleware that configures the whole application and ends its writes: when everything inside it is done, and before
 * the response is sent, a write's marks are settled and its turn is given up. Register it first, before transactions.
 * @param options - the options of the application
 * @throws TypeError for invalid options
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { createClient } from 'redis';
 * import { conditionalRequests } from 'routing-controllers-etag/koa';
 * import { RedisGuard } from 'routing-controllers-etag/redis';
 *
 * const client = createClient({ url: 'redis://localhost:6379' }).on('error', console.error);
 * const app = new Koa();
 * app.use(conditionalRequests({ guard: new RedisGuard(client) }));
 *
 * client.connect().then(() => app.listen(3000));
 * ```
 */
export function conditionalRequests(options?: ConditionalRequestsOptions): KoaMiddleware;
export function conditionalRequests(
  options: ConditionalRequestsOptions = {},
  ...others: readonly unknown[]
): KoaMiddleware {
  requireFactoryCall('conditionalRequests', [options, ...others]);
  requireOptions(options);
  purgeTouched(options);
  return markConditionalRequests(async (ctx, next) => {
    const request = requestOf(ctx);
    const outermost = request.options === undefined;
    request.configure(options);
    if (options.problemDetails === true) answerProblems(ctx);
    if (!outermost) {
      await next();
      return;
    }
    request.end.surround();
    try {
      await next();
    } finally {
      await request.end.end();
    }
  });
}
