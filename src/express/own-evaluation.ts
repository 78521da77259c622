import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConditionalRequest } from '../application/conditional-request';
import { type ExpressExchange, NO_TAG, requestOf } from './express-exchange';

/** The part of an Express response that this library uses, in addition to Node's. */
export type ExpressResponse = ServerResponse & {
  req: IncomingMessage;
  send?(...args: unknown[]): unknown;
  sendFile?(...args: unknown[]): unknown;
};

const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/**
 * Switches off Express' own tagging and evaluation: it adds a weak tag to every response, including those to writes,
 * and its 304 depends on the request's `Cache-Control` and accepts dates such as `9999`.
 */
export function switchOffOwnEvaluation(req: IncomingMessage, res: ServerResponse): void {
  const request = requestOf(req, res);
  const exchange = request.exchange as ExpressExchange;
  if (exchange.ownEvaluationOff) return;
  exchange.ownEvaluationOff = true;
  Object.defineProperty(req, 'fresh', { value: false, configurable: true, writable: true });
  sendUntagged(res);
  sendFilesUnevaluated(request, res);
  exchange.beforeHead(() => {
    if (res.getHeader('etag') === NO_TAG || isTagOfFile(res)) res.removeHeader('etag');
  });
}

function sendUntagged(res: ExpressResponse): void {
  const { send } = res;
  if (send === undefined) return;
  res.send = function (...args) {
    holdTag(this as ServerResponse);
    return send.apply(this, args);
  };
}

function holdTag(res: ServerResponse): void {
  if (!res.headersSent && !res.hasHeader('etag')) res.setHeader('ETag', NO_TAG);
}

/**
 * `sendFile` evaluates preconditions against the file's own tag and date. If they have been evaluated already, or after
 * a write, it is given a request without them.
 */
function sendFilesUnevaluated({ check, exchange }: ConditionalRequest, res: ExpressResponse): void {
  const { sendFile } = res;
  if (sendFile === undefined) return;
  res.sendFile = function (...args) {
    (exchange as ExpressExchange).beforeFile?.();
    if (check.isRetrieving && check.outcome === undefined) return sendFile.apply(this, args);
    if (!check.isRetrieving) holdTag(res);
    const { req } = res;
    res.req = withoutConditions(req);
    try {
      return sendFile.apply(this, args);
    } finally {
      res.req = req;
    }
  };
}

function withoutConditions(req: IncomingMessage): IncomingMessage {
  const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !CONDITIONS.includes(name)));
  return Object.create(req, { headers: { value: headers } });
}

/** Whether an error page has the tag that `sendFile` made from the file's size and date. */
function isTagOfFile(res: ServerResponse): boolean {
  return res.statusCode >= 400 && /^W\/"[0-9a-f]+-[0-9a-f]+"$/.test(String(res.getHeader('etag')));
}
