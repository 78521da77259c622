import type { IncomingMessage, ServerResponse } from 'node:http';
import { markConditionalRequests } from '../../application/conditional-requests-mark';
import { type ConditionalRequestsOptions, requireOptions } from '../../application/conditional-requests-options';
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
 * its turn is given up. So the writer's next read finds the new version.
 *
 * @throws TypeError for options that are not what their types say
 * @see docs/how-it-works.md for the moments of a write
 * @example
 * ```ts
 * const versions = new RedisVersions(client);
 * app.use(conditionalRequests({ guard: new RedisGuard(client), versions }));
 * useKoaServer(app, { controllers: [ArticleController] });
 * ```
 */
export function conditionalRequests(options: ConditionalRequestsOptions = {}): ConditionalRequestsMiddleware {
  requireOptions(options);
  connectActions();
  return markConditionalRequests(onKoa(options)) as ConditionalRequestsMiddleware;
}
