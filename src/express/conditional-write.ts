import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ConditionalWriteOptions, checkedWrite, type VersionSource } from '../application/conditional-write';
import type { WebRequest } from '../web/web-request';
import { requestOf } from './express-exchange';
import { switchOffOwnEvaluation } from './own-evaluation';

/**
 * Checks the preconditions of a write in a plain Express route and runs it in its turn, so that no other write to the
 * same resource passes the same check in between. It does for a route what `@ETag` does for an action.
 *
 * The turn ends when the write is done and the response's head is written, or its connection has closed. Express 5
 * handles a rejection; on Express 4, pass it on: `conditionalWrite(…).catch(next)`.
 * @param req - the request of the route
 * @param res - the response of the route
 * @param current - returns the validators of the current version: a tag, a `Date` or `{ etag, lastModified }`, or a
 *   promise of one; `null` or `undefined` if there is no current representation. It is called again in the turn
 * @param write - makes the change and the response. It receives the {@link WebRequest}, to publish the new version
 * @param options - `key` names the resource. Default: the request's path
 * @returns the result of `write`
 * @throws an error with the `status` 412 if a precondition fails, and one with the `status` 503 and `Retry-After` if
 *   the turn does not come in time
 * @see RFC 9110, section 13.2.2
 * @example
 * ```ts
 * import express from 'express';
 * import { conditionalWrite } from 'routing-controllers-etag/express';
 * import { notes } from './notes.js';
 *
 * const app = express();
 * app.use(express.json());
 * app.put('/notes/:id', (req, res) =>
 *   conditionalWrite(
 *     req,
 *     res,
 *     () => notes.version(req.params.id),
 *     async (web) => {
 *       web.publish({ etag: await notes.save(req.params.id, req.body) });
 *       res.status(204).end();
 *     },
 *   ),
 * );
 * app.listen(3000);
 * ```
 */
export async function conditionalWrite<T>(
  req: IncomingMessage,
  res: ServerResponse,
  current: VersionSource,
  write: (web: WebRequest) => T | PromiseLike<T>,
  options?: ConditionalWriteOptions,
): Promise<T> {
  switchOffOwnEvaluation(req, res);
  return checkedWrite(requestOf(req, res), current, write, options);
}
