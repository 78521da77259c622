import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ConditionalWriteOptions, checkedWrite, type VersionSource } from '../application/conditional-write';
import type { WebRequest } from '../web/web-request';
import { requestOf } from './express-exchange';
import { switchOffOwnEvaluation } from './own-evaluation';

/**
 * Checks the preconditions of a write on a plain Express route, and runs it in its turn: between the check and the write no
 * other write of the same resource passes the same check. It is the `@ETag` of a route.
 *
 * The turn ends when the write is done and the response's head is written, or its connection has closed. Express 5 answers what
 * the promise is rejected with; on Express 4 hand it on: `conditionalWrite(…).catch(next)`.
 *
 * @param current - makes the validators of the current version: a tag, a `Date`, `{ etag, lastModified }`, or a promise of one;
 *   `null` or `undefined` if there is no current representation. It is asked again when the turn has come.
 * @param write - makes the change and the response; takes the {@link WebRequest}, to publish the new version
 * @param options - `key` names the resource; default: the request's path
 * @throws an error with the `status` 412 if a precondition fails, and one with 503 and `Retry-After` if the turn does not come
 *   in time
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
