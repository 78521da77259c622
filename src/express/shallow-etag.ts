import { ReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { ConditionalRequest } from '../application/conditional-request';
import { requireFactoryCall } from '../application/factory-call';
import type { Bytes } from '../body/body-digest';
import { BodyTag, type ShallowEtagOptions } from '../body/body-tag';
import type { EntityTag } from '../http/entity-tag';
import { answerFromResponse, isTaggable, lacksTag } from '../web/answer-from-response';
import type { CachingPolicy } from '../web/caching-policy';
import { beforeResponse } from './before-response';
import { type ExpressExchange, requestOf } from './express-exchange';
import type { ExpressMiddleware } from './express-middleware';
import { type ExpressResponse, switchOffOwnEvaluation } from './own-evaluation';

/**
 * Middleware that tags the bodies of successful GET, HEAD and QUERY responses and answers 304 to a client that has the
 * same bytes, like Spring's `ShallowEtagHeaderFilter`. It saves the transfer, but not the work; for that, see `@ETag`
 * and {@link checkNotModified}. Register it after compression middleware, and before the routes.
 *
 * Strings, buffers, JSON values and whole files are tagged by their content; other streams are not tagged. A tag that
 * the route has set is kept and evaluated. Responses with `no-store` are left alone. Express' own weak tags are
 * switched off.
 * @param options - how bodies are tagged
 * @throws TypeError for invalid options
 * @see RFC 9110, sections 8.8.3 and 13.2
 * @example
 * ```ts
 * import compression from 'compression';
 * import express from 'express';
 * import { shallowEtag } from 'routing-controllers-etag/express';
 *
 * const app = express();
 * app.use(compression());
 * app.use(shallowEtag());
 * app.use(express.static('public'));
 * app.listen(3000);
 * ```
 */
export function shallowEtag(options?: ShallowEtagOptions): ExpressMiddleware;
export function shallowEtag(options: ShallowEtagOptions = {}, ...others: readonly unknown[]): ExpressMiddleware {
  requireFactoryCall('shallowEtag', [options, ...others]);
  const bodyTag = new BodyTag(options);
  return (req, res, next) => {
    switchOffOwnEvaluation(req, res);
    bodyTag.load().then(() => {
      tagResponse(requestOf(req, res), res, () => ({ bodyTag }), next);
      next();
    }, next);
  };
}

/** How a response is tagged. */
export interface ResponseTagging {
  readonly bodyTag: BodyTag;
  readonly policy?: CachingPolicy;
}

/**
 * Tags a response without a tag when it is sent, and evaluates the request's preconditions against its validators.
 *
 * @param tagging - called when the response is sent; the digest must be loaded
 * @param fail - called with the 412, or with the error of a digest
 */
export function tagResponse(
  { check, exchange }: ConditionalRequest,
  res: ExpressResponse,
  tagging: () => ResponseTagging,
  fail: (error: unknown) => void,
): void {
  let fileTag: EntityTag | undefined;
  const answer = (body: Bytes | undefined): void => {
    const { bodyTag, policy } = tagging();
    if (!isTaggable(check, policy)) {
      check.observer?.leftAlone();
      return;
    }
    const tag = body !== undefined && lacksTag(check) ? bodyTag.ofBytes(body) : fileTag;
    if (tag === undefined && lacksTag(check)) check.observer?.untagged(body === undefined ? 'stream' : 'too-large');
    answerFromResponse(check, tag, policy);
  };
  const tell = beforeResponse(exchange as ExpressExchange, res, answer, fail);
  beforeSend(res, tell);

  res.once('pipe', (source) => {
    const { bodyTag, policy } = tagging();
    if (!(source instanceof ReadStream) || !isTaggable(check, policy) || !lacksTag(check)) return;
    hold(source, res);
    bodyTag.ofFile(source).then((tag) => {
      fileTag = tag;
      if (res.destroyed || !tell(undefined)) source.destroy();
      else if (check.outcome === 'not-modified') sendWithout(source, res);
      else source.pipe(res);
    }, fail);
  });
}

/** `res.send` also receives the body of a response to HEAD. For a JSON value, it calls itself with the text. */
function beforeSend(res: ExpressResponse, tell: (body: Bytes) => boolean): void {
  const { send } = res;
  if (send === undefined) return;
  res.send = (...args) => {
    const [body] = args;
    const whole = args.length === 1 && (typeof body === 'string' || Buffer.isBuffer(body));
    return !whole || tell(body) ? send.apply(res, args) : res;
  };
}

/** Keeps a stream from flowing into the response that it is about to be piped into. */
function hold(source: ReadStream, res: ServerResponse): void {
  source.unpipe(res);
  // `pipe` resumes the source once its listeners have run.
  process.nextTick(() => source.pause());
}

function sendWithout(source: ReadStream, res: ServerResponse): void {
  source.destroy();
  res.end();
}
