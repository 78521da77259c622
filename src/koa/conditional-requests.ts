import { markConditionalRequests } from '../application/conditional-requests-mark';
import { type ConditionalRequestsOptions, requireOptions } from '../application/conditional-requests-options';
import { requireFactoryCall } from '../application/factory-call';
import { purgeTouched } from '../application/shared-cache';
import { requestOf } from './koa-exchange';
import type { KoaMiddleware } from './koa-middleware';
import { answerProblems } from './problem-answer';

/**
 * Middleware that says what concerns the whole application, and ends its writes: once all inside of it is done, a write's marks
 * are settled and its turn is given up, before the response goes out. It is registered first, in front of transactions.
 *
 * @throws TypeError for options that are not what their types say
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
