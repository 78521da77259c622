import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConditionalRequest } from '../application/conditional-request';
import { type ExpressExchange, NO_TAG, requestOf } from './express-exchange';

/** What Express adds to Node's response. */
export type ExpressResponse = ServerResponse & {
  req: IncomingMessage;
  send?(...args: unknown[]): unknown;
  sendFile?(...args: unknown[]): unknown;
};

const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/**
 * Keeps Express from evaluating the preconditions of a request itself, and from tagging its response: its weak tag goes on
 * every response, also to a write, and its 304 follows the `Cache-Control` of the request and dates such as `9999`.
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
 * `sendFile` evaluates preconditions by the file's own tag and date. Where they have been evaluated already, and on a write that
 * has been made, it gets a request without them.
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

/** An error page that is a file gets a tag of the file's size and date. */
function isTagOfFile(res: ServerResponse): boolean {
  return res.statusCode >= 400 && /^W\/"[0-9a-f]+-[0-9a-f]+"$/.test(String(res.getHeader('etag')));
}
