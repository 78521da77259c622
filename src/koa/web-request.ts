import type { EntityTag } from '../http/entity-tag';
import type { untagged, ValidatorSources } from '../web/validator-sources';
import type { WebRequest } from '../web/web-request';
import { type KoaContext, requestOf } from './koa-exchange';

/**
 * The {@link WebRequest} of a Koa context. Each call returns the same object, which is also the one that controllers
 * get from `@WebReq()`.
 *
 * @param ctx - the context of the route
 * @example
 * ```ts
 * import Router from '@koa/router';
 * import Koa from 'koa';
 * import { webRequest } from 'routing-controllers-etag/koa';
 * import { notes } from './notes.js';
 *
 * const router = new Router();
 * router.get('/notes/:id', async (ctx) => {
 *   const web = webRequest(ctx);
 *   if (web.checkNotModified({ etag: await notes.version(ctx.params.id) })) return;
 *   ctx.body = await notes.find(ctx.params.id);
 * });
 *
 * new Koa().use(router.routes()).listen(3000);
 * ```
 */
export function webRequest(ctx: KoaContext): WebRequest {
  return requestOf(ctx).web;
}

/**
 * Spring's `checkNotModified` for a plain Koa or koa-router route; see {@link WebRequest.checkNotModified}. It refuses
 * a stale write, but two simultaneous writes can pass the same check: use {@link conditionalWrite} for writes, and
 * `@WebReq()` in controllers.
 * @param ctx - the context of the route
 * @returns `true` if the response is a 304: return from the route
 * @throws Koa's 412 (`ctx.throw`) if a precondition fails
 * @throws TypeError for an illegal tag or date
 * @see RFC 9110, section 13.2.2
 * @example
 * ```ts
 * import Router from '@koa/router';
 * import Koa from 'koa';
 * import { checkNotModified } from 'routing-controllers-etag/koa';
 * import { notes } from './notes.js';
 *
 * const router = new Router();
 * router.get('/notes/:id', async (ctx) => {
 *   if (checkNotModified(ctx, await notes.version(ctx.params.id))) return;
 *   ctx.body = await notes.find(ctx.params.id);
 * });
 *
 * new Koa().use(router.routes()).listen(3000);
 * ```
 */
export function checkNotModified(
  ctx: KoaContext,
  etag: string | EntityTag | typeof untagged,
  lastModified?: Date,
): boolean;
export function checkNotModified(ctx: KoaContext, lastModified: Date): boolean;
export function checkNotModified(ctx: KoaContext, current: ValidatorSources | null): boolean;
export function checkNotModified(
  ctx: KoaContext,
  current: string | EntityTag | typeof untagged | Date | ValidatorSources | null,
  lastModified?: Date,
): boolean {
  return webRequest(ctx).checkNotModified(current as string, lastModified);
}
