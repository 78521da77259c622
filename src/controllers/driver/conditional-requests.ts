import type { IncomingMessage, ServerResponse } from 'node:http';
import { markConditionalRequests } from '../../application/conditional-requests-mark';
import { type ConditionalRequestsOptions, requireOptions } from '../../application/conditional-requests-options';
import { requireFactoryCall } from '../../application/factory-call';
import { conditionalRequests as onExpress } from '../../express/conditional-requests';
import { conditionalRequests as onKoa } from '../../koa/conditional-requests';
import type { KoaContext } from '../../koa/koa-exchange';
import { connectActions } from './connect-actions';

/** Middleware of Koa and of Express. */
export interface ConditionalRequestsMiddleware {
  (ctx: KoaContext, next: () => Promise<unknown>): Promise<void>;
  (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void;
}

/**
 * Middleware that says what concerns the whole application, and ends its writes. It is registered first: in front of the
 * controllers, and of middleware that commits transactions. Nothing has to be configured to start.
 *
 * On Koa a write ends once all inside of this middleware is done, before the response goes out: its marks are settled then, and
 * its turn is given up. So the writer's next read finds the new version. Express' middleware cannot wait for what is inside of
 * it: there a write ends when its action and all decorators around that have ended, and the head of its response is written or
 * its connection has closed.
 *
 * @throws TypeError for options that are not what their types say
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
