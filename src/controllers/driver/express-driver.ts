import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action, ActionMetadata } from 'routing-controllers';
import { isConditionalRequests } from '../../application/conditional-requests-mark';
import { type ExpressExchange, requestOf } from '../../express/express-exchange';
import { switchOffOwnEvaluation } from '../../express/own-evaluation';
import { sendProblem } from '../../express/problem-answer';
import { tagResponse } from '../../express/shallow-etag';
import { isWrite } from '../../http/methods';
import type { RefusalStatus } from '../../web/http-exchange';
import { isRefusal, type Refusal } from '../../web/refusal';
import { RequestSlot } from '../../web/request-slot';
import { RouteResponder } from '../../web/responder';
import { type ConditionalRequestError, refusal } from '../errors';
import { commitSentByAction } from '../run/sent-by-action';
import { applicationOptionsOf } from './application-options';
import type { Driver } from './driver';
import { hasListed } from './listed-interceptors';
import { registeredTooLate } from './registered-too-late';

/** The part of an Express request that is used here. */
type ExpressRequest = IncomingMessage & {
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly route?: { readonly stack: readonly { readonly handle: object }[] };
  readonly app: object & { readonly _router?: Router; readonly router: Router };
};

/** Routes and middleware in the order of their registration. */
interface Router {
  readonly stack: readonly { readonly handle: object; readonly route?: object; match(path: string): boolean }[];
}

/** The metadata of a request's action. */
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

  /** `handleError` writes to the action's response, even if it has been sent, and then calls `next`. */
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

  /** Express closes the connection if an error reaches it after the response has been sent. */
  refuse(action, { exchange, options }, error) {
    const { response, next } = action;
    for (const [name, value] of Object.entries(error.headers)) exchange.setResponseField(name, value);
    if (options?.problemDetails === true) action.response = problemResponse(response, error);
    action.next = (error?: unknown) => {
      if (!response.headersSent) next?.(error);
    };
  },

  /** This runs outside all decorators of the method. */
  ended(run) {
    run.request.over();
  },

  tagFinalBody(action, tag) {
    const { request, response } = action;
    switchOffOwnEvaluation(request, response);
    const conditional = requestOf(request, response);
    conditional.check.responder = new FinalBodyResponder(conditional.exchange);
    tagResponse(conditional, response, tag, (error) => answerError(action, error));
  },
};

/** Throws what {@link answerError} answers. */
class FinalBodyResponder extends RouteResponder {
  override reject(status: RefusalStatus, message: string): never {
    throw refusal(status, message);
  }
}

/** A response for the framework's error handler that sends a refusal as problem details. */
function problemResponse(response: ServerResponse, error: Refusal): Action['response'] {
  const send = () => sendProblem(response, error);
  return { status() {}, header: response.setHeader.bind(response), json: send, send };
}

/**
 * Answers an error that occurred while the framework was sending a response, where it handles no errors. When the
 * framework is done, it calls `next` for the response that has been replaced here.
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

/** A response that ignores what the framework's error handler writes for a stopped action. */
const NOWHERE: Action['response'] = { status() {}, header() {}, json() {}, send() {} };

/**
 * The outermost middleware of a controller: keeps Express from tagging the responses of conditional actions and of
 * writes, whatever their outcome.
 *
 * @param marker - the middleware by which routes of conditional actions are recognized
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
