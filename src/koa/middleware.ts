import { type EntityTag, parseEntityTag } from '../http/entity-tag';
import { parseHttpDate } from '../http/http-date';
import { isRetrieving } from '../http/methods';
import type { CachingPolicy } from '../web/caching-policy';
import { describe, type ValidatorSources, WebRequest } from '../web/web-request';
import { discard, type KoaContext, KoaExchange } from './koa-exchange';

/** A Koa middleware. */
export type KoaMiddleware = (ctx: KoaContext, next: () => Promise<unknown>) => Promise<void>;

const WEB_REQUEST = Symbol.for('routing-controllers-etag/web-request');

/**
 * The {@link WebRequest} of a Koa context: the same one at each call, and the one that controllers get from `@WebReq()`.
 *
 * @example
 * ```ts
 * router.put('/notes/:id', async (ctx) => {
 *   const web = webRequest(ctx);
 *   web.checkNotModified({ etag: await notes.version(ctx.params.id) });
 *   web.publish({ etag: await notes.save(ctx.params.id, ctx.request.body) });
 *   ctx.status = 204;
 * });
 * ```
 */
export function webRequest(ctx: KoaContext): WebRequest {
  const slot = ctx as KoaContext & { [WEB_REQUEST]?: WebRequest };
  slot[WEB_REQUEST] ??= new WebRequest(new KoaExchange(ctx));
  return slot[WEB_REQUEST];
}

/**
 * Spring's `checkNotModified` for a plain Koa or koa-router route: see {@link WebRequest.checkNotModified}.
 *
 * @returns `true` if the response is complete (304): return from the route
 * @throws a 412 of Koa's (`ctx.throw`) if a precondition fails; TypeError for an illegal tag or date
 * @see RFC 9110, section 13.2.2
 * @example
 * ```ts
 * router.get('/notes/:id', async (ctx) => {
 *   if (checkNotModified(ctx, await notes.version(ctx.params.id))) return;
 *   ctx.body = await notes.find(ctx.params.id);
 * });
 * ```
 */
export function checkNotModified(ctx: KoaContext, etag: string | EntityTag, lastModified?: Date): boolean;
export function checkNotModified(ctx: KoaContext, lastModified: Date): boolean;
export function checkNotModified(ctx: KoaContext, current: ValidatorSources | null): boolean;
export function checkNotModified(
  ctx: KoaContext,
  current: string | EntityTag | Date | ValidatorSources | null,
  lastModified?: Date,
): boolean {
  return webRequest(ctx).checkNotModified(current as string, lastModified);
}

/**
 * Middleware that answers conditional GET, HEAD and QUERY requests from the `ETag` and `Last-Modified` that the routes
 * behind it have set: 304, or 412 for a failed `If-Match`. Only a 2xx is touched, and never the response to a write: it
 * is too late to refuse one; use {@link checkNotModified} in the route.
 *
 * @see RFC 9110, section 13.2
 * @example
 * ```ts
 * app.use(conditionalGet());
 * app.use((ctx) => {
 *   ctx.set('ETag', '"v1"');
 *   ctx.body = { hello: 'world' };
 * });
 * ```
 */
export function conditionalGet(): KoaMiddleware {
  return async (ctx, next) => {
    await next();
    if (isSuccessfulRetrieval(ctx)) answerFromResponse(ctx, webRequest(ctx));
  };
}

/**
 * Evaluates a request's preconditions by the validators on its response, and those that the request knows already.
 *
 * @param bodyTag the tag of the response's body, if the response carries none
 */
export function answerFromResponse(
  ctx: KoaContext,
  web: WebRequest,
  bodyTag?: EntityTag | undefined,
  policy?: CachingPolicy,
): void {
  const etag = bodyTag ?? parse(ctx, 'etag', parseEntityTag);
  const lastModified = parse(ctx, 'last-modified', parseHttpDate) ?? web.validators.lastModified;
  if (web.validators.etag !== undefined || (etag === undefined && lastModified === undefined)) return;
  const decision = web.evaluate({ etag, lastModified });
  if (decision.outcome === 'precondition-failed') {
    discard(ctx.response.body);
    web.exchange.reject(412, describe(decision));
  }
  if (!web.deferred) web.settle(policy);
}

function parse<T>(ctx: KoaContext, field: string, parser: (value: string) => T): T | undefined {
  const value = ctx.res.getHeader(field);
  return value === undefined ? undefined : parser(String(value));
}

/** Whether a response that Koa has yet to send is a 2xx to a method that retrieves. */
export function isSuccessfulRetrieval({ req, response, respond }: KoaContext): boolean {
  if (!isRetrieving(req.method as string) || response.headerSent || respond === false) return false;
  return isSuccessful(response.status);
}

/** Whether a status is a 2xx. */
export function isSuccessful(status: number): boolean {
  return status >= 200 && status <= 299;
}
