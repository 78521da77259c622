import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action, ActionMetadata } from 'routing-controllers';
import { isConditionalRequests } from '../../application/conditional-requests-mark';
import { type ExpressExchange, requestOf } from '../../express/express-exchange';
import { switchOffOwnEvaluation } from '../../express/own-evaluation';
import { sendProblem } from '../../express/problem-answer';
import { tagResponse } from '../../express/shallow-etag';
import { isWrite } from '../../http/methods';
import { isRefusal, type Refusal } from '../../web/refusal';
import { RequestSlot } from '../../web/request-slot';
import { type ConditionalRequestError, refusal } from '../errors';
import { commitSentByAction } from '../run/sent-by-action';
import { applicationOptionsOf } from './application-options';
import type { Driver } from './driver';
import { hasListed } from './listed-interceptors';
import { registeredTooLate } from './registered-too-late';

/** What is used of Express' request. */
type ExpressRequest = IncomingMessage & {
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly route?: { readonly stack: readonly { readonly handle: object }[] };
  readonly app: object & { readonly _router?: Router; readonly router: Router };
};

/** A stack of routes and middleware, in the order in which they were registered. */
interface Router {
  readonly stack: readonly { readonly handle: object; readonly route?: object; match(path: string): boolean }[];
}

/** The action that a request is to. */
const METADATA = new RequestSlot<ActionMetadata>('action-metadata');

const checkedRoutes = new WeakSet<object>();

/** routing-controllers on Express. */
export const expressDriver: Driver = {
  requestOf: ({ request, response }) => requestOf(request, response),

  paramsOf: ({ request }) => request.params,

  requireRegisteredFirst({ request, response }) {
    const { route, app, path }: ExpressRequest = request;
    if (route === undefined || checkedRoutes.has(route)) return;
    if (requestOf(request, response).options === undefined) {
      // Express 4 throws at `app.router`.
      const { stack } = app._router ?? app.router;
      const own = stack.findIndex((layer) => layer.route === route);
      const late = stack.findIndex(
        (layer, index) => index > own && isConditionalRequests(layer.handle) && layer.match(path),
      );
      if (own !== -1 && late !== -1) throw registeredTooLate();
    }
    checkedRoutes.add(route);
  },

  arrive({ request, response }, metadata) {
    METADATA.set(request, metadata);
    if (isWrite(request.method) || hasListed(metadata)) switchOffOwnEvaluation(request, response);
  },

  begin(run) {
    const { request, response } = run.call.action;
    switchOffOwnEvaluation(request, response);
    run.exchange.beforeHead(() => {
      if (!run.performing) run.commit();
    });
    (run.exchange as ExpressExchange).beforeFile = () => (run.performing ? commitSentByAction(run) : run.commit());
  },

  /** `handleError` writes to the action's response, whatever has been sent, and then calls `next`. */
  endNotModified(run) {
    const { action } = run.call;
    const { response, next } = action;
    action.response = NOWHERE;
    action.next = () => {
      try {
        run.commit();
        response.end();
      } catch (error) {
        next?.(error);
      }
    };
  },

  /** Express closes the connection of an error that reaches it once its response has been sent. */
  refuse(action, { exchange, options }, error) {
    const { response, next } = action;
    for (const [name, value] of Object.entries(error.headers)) exchange.setResponseField(name, value);
    if (options?.problemDetails === true) action.response = problemResponse(response, error);
    action.next = (error?: unknown) => {
      if (!response.headersSent) next?.(error);
    };
  },

  /** This is outside of all decorators of the method. */
  ended(run) {
    run.request.over();
  },

  tagFinalBody(action, tag) {
    const { request, response } = action;
    switchOffOwnEvaluation(request, response);
    const conditional = requestOf(request, response);
    conditional.check.reject = (status, message) => {
      throw refusal(status, message);
    };
    tagResponse(conditional, response, tag, (error) => answerError(action, error));
  },
};

/** The response to which the framework's error handler writes of a request that is refused with problem details. */
function problemResponse(response: ServerResponse, error: Refusal): Action['response'] {
  const send = () => sendProblem(response, error);
  return { status() {}, header: response.setHeader.bind(response), json: send, send };
}

/**
 * Answers an error of a response that was about to be sent: the framework, which was sending it, does not wait for errors
 * there. It calls `next` when it has sent the response, which is another one now.
 */
function answerError(action: Action, error: unknown): void {
  const { request, response, next } = action;
  const metadata = METADATA.get(request);
  action.next = () => {};
  if (metadata === undefined || applicationOptionsOf(metadata).defaultErrorHandler === false) {
    next?.(error);
    return;
  }
  if (isRefusal(error) && requestOf(request, response).options?.problemDetails === true) {
    sendProblem(response, error);
    return;
  }
  const { httpCode, status = httpCode ?? 500, name, message } = error as Partial<ConditionalRequestError>;
  response.status(status);
  if (metadata.isJsonTyped) response.json({ name, message });
  else response.send(message);
  if (status >= 500) next?.(error);
}

/** The response to which the framework's error handler writes of an action that was stopped. */
const NOWHERE: Action['response'] = { status() {}, header() {}, json() {}, send() {} };

/**
 * Middleware outside of all other middleware of a controller: Express is not to tag the responses of its conditional actions,
 * nor those to its writes, whatever becomes of them.
 *
 * @param marker - the middleware that the routes of conditional actions have
 */
export function beginOnExpress(
  [req, res, next]: readonly [IncomingMessage, ServerResponse, () => void],
  marker: object,
): void {
  const { method, route } = req as ExpressRequest;
  if (isWrite(method as string) || route?.stack.some(({ handle }) => handle === marker)) {
    switchOffOwnEvaluation(req, res);
  }
  next();
}
