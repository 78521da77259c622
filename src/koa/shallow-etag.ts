import { requireFactoryCall } from '../application/factory-call';
import { BodyTag, type ShallowEtagOptions } from '../body/body-tag';
import { answerFromResponse, isTaggable, lacksTag } from '../web/answer-from-response';
import type { CachingPolicy } from '../web/caching-policy';
import { type KoaContext, requestOf } from './koa-exchange';
import type { KoaMiddleware } from './koa-middleware';

/**
 * Middleware that tags the bodies of successful GET, HEAD and QUERY responses and answers 304 to a client that has the
 * same bytes, like Spring's `ShallowEtagHeaderFilter`. It saves the transfer, but not the work; for that, see `@ETag`
 * and {@link checkNotModified}. Register it after compression middleware, and before the routes.
 *
 * Strings, buffers, JSON values and whole files are tagged by their content; other streams, `Blob`s and fetch
 * `Response`s are not tagged. A tag that the route has set is kept and evaluated. Responses with `no-store` are left
 * alone.
 * @param options - how bodies are tagged
 * @throws TypeError for invalid options
 * @see RFC 9110, sections 8.8.3 and 13.2
 * @example
 * ```ts
 * import Koa from 'koa';
 * import compress from 'koa-compress';
 * import serve from 'koa-static';
 * import { shallowEtag } from 'routing-controllers-etag/koa';
 *
 * const app = new Koa();
 * app.use(compress());
 * app.use(shallowEtag());
 * app.use(serve('public'));
 * app.listen(3000);
 * ```
 */
export function shallowEtag(options?: ShallowEtagOptions): KoaMiddleware;
export function shallowEtag(options: ShallowEtagOptions = {}, ...others: readonly unknown[]): KoaMiddleware {
  requireFactoryCall('shallowEtag', [options, ...others]);
  const tag = new BodyTag(options);
  return async (ctx, next) => {
    await next();
    await tagResponse(ctx, tag);
  };
}

/** Tags a response without a tag, and evaluates the request's preconditions against its validators. */
export async function tagResponse(ctx: KoaContext, bodyTag: BodyTag, policy?: CachingPolicy): Promise<void> {
  const { check } = requestOf(ctx);
  if (ctx.respond === false || !isTaggable(check, policy)) {
    check.observer?.leftAlone();
    return;
  }
  const body = lacksTag(check) ? await bodyTag.of(ctx.response.body) : undefined;
  check.observer?.untagged(body?.untagged);
  answerFromResponse(check, body?.tag, policy);
  if (body?.json !== undefined && check.outcome !== 'not-modified') sendJson(ctx, body.json);
}

/** Koa would set `text/plain` for a string. Without a type, it sends JSON. */
function sendJson(ctx: KoaContext, json: string): void {
  const typed = ctx.res.hasHeader('content-type');
  ctx.response.body = json;
  if (!typed) ctx.response.remove('Content-Type');
}
