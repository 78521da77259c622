import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EntityTag } from '../http/entity-tag';
import type { untagged, ValidatorSources } from '../web/validator-sources';
import type { WebRequest } from '../web/web-request';
import { requestOf } from './express-exchange';
import { switchOffOwnEvaluation } from './own-evaluation';

/**
 * The {@link WebRequest} of an Express request. Each call returns the same object, which is also the one that
 * controllers get from `@WebReq()`. From the first call on, Express neither tags the response nor answers 304 itself.
 *
 * @param req - the request of the route
 * @param res - the response of the route
 * @example
 * ```ts
 * import express from 'express';
 * import { webRequest } from 'routing-controllers-etag/express';
 * import { notes } from './notes.js';
 *
 * const app = express();
 * app.get('/notes/:id', async (req, res) => {
 *   const web = webRequest(req, res);
 *   if (web.checkNotModified({ etag: await notes.version(req.params.id) })) return;
 *   res.json(await notes.find(req.params.id));
 * });
 * app.listen(3000);
 * ```
 */
export function webRequest(req: IncomingMessage, res: ServerResponse): WebRequest {
  switchOffOwnEvaluation(req, res);
  return requestOf(req, res).web;
}

/**
 * Spring's `checkNotModified` for a plain Express route; see {@link WebRequest.checkNotModified}. It refuses a stale
 * write, but two simultaneous writes can pass the same check: use {@link conditionalWrite} for writes, and `@WebReq()`
 * in controllers.
 * @param req - the request of the route
 * @param res - the response of the route
 * @returns `true` if a 304 has been sent: return from the route
 * @throws an error with the `status` 412 if a precondition fails, which Express answers
 * @throws TypeError for an illegal tag or date
 * @see RFC 9110, section 13.2.2
 * @example
 * ```ts
 * import express from 'express';
 * import { checkNotModified } from 'routing-controllers-etag/express';
 * import { notes } from './notes.js';
 *
 * const app = express();
 * app.get('/notes/:id', async (req, res) => {
 *   if (checkNotModified(req, res, await notes.version(req.params.id))) return;
 *   res.json(await notes.find(req.params.id));
 * });
 * app.listen(3000);
 * ```
 */
export function checkNotModified(
  req: IncomingMessage,
  res: ServerResponse,
  etag: string | EntityTag | typeof untagged,
  lastModified?: Date,
): boolean;
export function checkNotModified(req: IncomingMessage, res: ServerResponse, lastModified: Date): boolean;
export function checkNotModified(req: IncomingMessage, res: ServerResponse, current: ValidatorSources | null): boolean;
export function checkNotModified(
  req: IncomingMessage,
  res: ServerResponse,
  current: string | EntityTag | typeof untagged | Date | ValidatorSources | null,
  lastModified?: Date,
): boolean {
  return webRequest(req, res).checkNotModified(current as string, lastModified);
}
