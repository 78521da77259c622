import type { EntityTag } from '../http/entity-tag';
import type { untagged, ValidatorSources } from '../web/validator-sources';
import type { WebRequest } from '../web/web-request';
import { type KoaContext, requestOf } from './koa-exchange';

/**
 * The {@link WebRequest} of a Koa context: the same one at each call, and the one that controllers get from `@WebReq()`.
 *
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
 * Spring's `checkNotModified` for a plain Koa or koa-router route: see {@link WebRequest.checkNotModified}. It refuses a stale
 * write, but lets two writes at once pass the same check: a route that writes uses {@link conditionalWrite}. A controller uses
 * `@WebReq()`.
 *
 * @returns `true` if the response is complete (304): return from the route
 * @throws a 412 of Koa's (`ctx.throw`) if a precondition fails; TypeError for an illegal tag or date
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
