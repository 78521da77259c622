import { type ConditionalWriteOptions, checkedWrite, type VersionSource } from '../application/conditional-write';
import type { WebRequest } from '../web/web-request';
import { type KoaContext, requestOf } from './koa-exchange';

/**
 * Checks the preconditions of a write in a plain Koa or koa-router route and runs it in its turn, so that no other
 * write to the same resource passes the same check in between. It does for a route what `@ETag` does for an action.
 *
 * The turn ends when the write is done and the response's head is written. Behind `conditionalRequests()`, it ends when
 * everything inside that middleware is done.
 * @param ctx - the context of the route
 * @param current - returns the validators of the current version: a tag, a `Date` or `{ etag, lastModified }`, or a
 *   promise of one; `null` or `undefined` if there is no current representation. It is called again in the turn
 * @param write - makes the change and the response. It receives the {@link WebRequest}, to publish the new version
 * @param options - `key` names the resource. Default: the request's path
 * @returns the result of `write`
 * @throws Koa's 412 (`ctx.throw`) if a precondition fails, and its 503 with `Retry-After` if the turn does not come in
 *   time
 * @see RFC 9110, section 13.2.2
 * @example
 * ```ts
 * import Router from '@koa/router';
 * import Koa from 'koa';
 * import bodyParser from 'koa-bodyparser';
 * import { conditionalWrite } from 'routing-controllers-etag/koa';
 * import { notes } from './notes.js';
 *
 * const router = new Router();
 * router.put('/notes/:id', (ctx) =>
 *   conditionalWrite(
 *     ctx,
 *     () => notes.version(ctx.params.id),
 *     async (web) => {
 *       web.publish({ etag: await notes.save(ctx.params.id, ctx.request.body) });
 *       ctx.status = 204;
 *     },
 *   ),
 * );
 *
 * new Koa().use(bodyParser()).use(router.routes()).listen(3000);
 * ```
 */
export function conditionalWrite<T>(
  ctx: KoaContext,
  current: VersionSource,
  write: (web: WebRequest) => T | PromiseLike<T>,
  options?: ConditionalWriteOptions,
): Promise<T> {
  return checkedWrite(requestOf(ctx), current, write, options);
}
