import { directiveNames } from '../http/cache-control';
import { type Awaitable, whenKnown } from '../web/awaitable';
import type { CachingPolicy } from '../web/caching-policy';
import type { WebRequest } from '../web/web-request';
import { BodyTag, type ShallowEtagOptions } from './body-tag';
import type { KoaContext } from './koa-exchange';
import { answerFromResponse, isSuccessfulRetrieval, type KoaMiddleware, webRequest } from './middleware';

/** Answers that carry no whole representation. */
const WITHOUT_REPRESENTATION = [204, 205, 206];

/**
 * Middleware that tags the bodies of successful GET, HEAD and QUERY responses and answers 304 to a client that has the
 * same bytes: Spring's `ShallowEtagHeaderFilter`. It saves the transfer, not the work: see `@ETag` and
 * {@link checkNotModified} for that. It is used after the middleware that compresses, and before the one that makes bodies.
 *
 * Strings, buffers and JSON values are tagged, and whole files by their content; streams, `Blob`s and fetch `Response`s
 * pass untouched. A tag that the route has set is kept and evaluated. Responses with `no-store` are left alone.
 *
 * @throws TypeError for illegal options
 * @see RFC 9110, sections 8.8.3 and 13.2
 * @example
 * ```ts
 * app.use(compress());
 * app.use(shallowEtag());
 * app.use(serve('public'));
 * ```
 */
export function shallowEtag(options: ShallowEtagOptions = {}): KoaMiddleware {
  const tag = new BodyTag(options);
  return async (ctx, next) => {
    await next();
    return tagResponse(ctx, webRequest(ctx), tag);
  };
}

/** Tags a response that has none, and answers the request's preconditions from its validators. */
export function tagResponse(
  ctx: KoaContext,
  web: WebRequest,
  bodyTag: BodyTag,
  policy?: CachingPolicy,
): Awaitable<void> {
  if (!isTaggable(ctx, policy?.cacheControl)) return;
  const tagged = web.validators.etag !== undefined || ctx.res.hasHeader('etag');
  return whenKnown(tagged ? undefined : bodyTag.of(ctx), (body) => {
    answerFromResponse(ctx, web, body?.tag, policy);
    if (body?.json !== undefined && web.outcome !== 'not-modified') sendJson(ctx, body.json);
  });
}

/** @param cacheControl what will become the response's `Cache-Control` if it has none */
function isTaggable(ctx: KoaContext, cacheControl: string | undefined): boolean {
  if (!isSuccessfulRetrieval(ctx) || WITHOUT_REPRESENTATION.includes(ctx.response.status)) return false;
  const directives = ctx.res.getHeader('cache-control') ?? cacheControl;
  return directives === undefined || !directiveNames(String(directives)).has('no-store');
}

/** Koa takes a string for text, and has known better. */
function sendJson(ctx: KoaContext, json: string): void {
  const typed = ctx.res.hasHeader('content-type');
  ctx.response.body = json;
  if (!typed) ctx.response.remove('Content-Type');
}
