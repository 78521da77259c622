import type { IncomingMessage, ServerResponse } from 'node:http';
import { markConditionalRequests } from '../../application/conditional-requests-mark';
import { type ConditionalRequestsOptions, requireOptions } from '../../application/conditional-requests-options';
import { requireFactoryCall } from '../../application/factory-call';
import { conditionalRequests as onExpress } from '../../express/conditional-requests';
import { conditionalRequests as onKoa } from '../../koa/conditional-requests';
import type { KoaContext } from '../../koa/koa-exchange';
import { connectActions } from './connect-actions';

/** Middleware for Koa and for Express. */
export interface ConditionalRequestsMiddleware {
  (ctx: KoaContext, next: () => Promise<unknown>): Promise<void>;
  (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void;
}

/**
 * Middleware that configures the whole application and ends its writes. Register it first, before the controllers and
 * before middleware that commits transactions. All options have defaults, and the middleware itself is optional.
 *
 * On Koa, a write ends when everything inside this middleware is done and before the response is sent. Its marks are
 * settled and its turn is given up then, so the writer's next read finds the new version. Express middleware cannot
 * wait for the code inside it: there, a write ends when its action and all decorators around it have ended, and the
 * head of its response is written or its connection has closed.
 * @param options - the options of the application
 * @throws TypeError for invalid options
 * @see docs/how-it-works.md for the moments of a write
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { createClient } from 'redis';
 * import { useKoaServer } from 'routing-controllers';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { RedisGuard, RedisVersions } from 'routing-controllers-etag/redis';
 * import { ArticleController } from './article-controller.js';
 *
 * const client = createClient({ url: 'redis://localhost:6379' }).on('error', console.error);
 * const versions = new RedisVersions(client);
 * const app = new Koa(); // or express()
 * app.use(conditionalRequests({ guard: new RedisGuard(client), versions }));
 * useKoaServer(app, { controllers: [ArticleController] }); // or useExpressServer
 *
 * client.connect().then(() => app.listen(3000));
 * ```
 */
export function conditionalRequests(options?: ConditionalRequestsOptions): ConditionalRequestsMiddleware;
export function conditionalRequests(
  options: ConditionalRequestsOptions = {},
  ...others: readonly unknown[]
): ConditionalRequestsMiddleware {
  requireFactoryCall('conditionalRequests', [options, ...others]);
  requireOptions(options);
  connectActions();
  const koa = onKoa(options);
  const express = onExpress(options);
  const middleware = (...args: Parameters<typeof koa> | Parameters<typeof express>) =>
    args.length === 2 ? koa(...args) : express(...args);
  return markConditionalRequests(middleware) as ConditionalRequestsMiddleware;
}
