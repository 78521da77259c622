import type { Action } from 'routing-controllers';
import type { ConditionalRequest } from '../../application/conditional-request';
import { isConditionalRequests } from '../../application/conditional-requests-mark';
import { type KoaContext, requestOf } from '../../koa/koa-exchange';
import { tagResponse } from '../../koa/shallow-etag';
import type { RefusalStatus } from '../../web/http-exchange';
import { PROBLEM_TYPE, problemText } from '../../web/problem-details';
import { type Refusal, refusalOfBody } from '../../web/refusal';
import { RouteResponder } from '../../web/responder';
import { refusal } from '../errors';
import { RUN } from '../run/action-run';
import type { Driver } from './driver';
import { registeredTooLate } from './registered-too-late';

type KoaApplication = object & { readonly middleware: readonly object[] };

const checkedApplications = new WeakSet<object>();

/** routing-controllers on Koa. */
export const koaDriver: Driver = {
  requestOf: ({ context }) => requestOf(context),

  paramsOf: ({ context }) => context.params,

  requireRegisteredFirst({ context }) {
    const app: KoaApplication = context.app;
    if (checkedApplications.has(app)) return;
    if (requestOf(context).options === undefined && app.middleware.some(isConditionalRequests))
      throw registeredTooLate();
    checkedApplications.add(app);
  },

  arrive() {},

  begin() {},

  endNotModified({ call }) {
    call.action.response = NOWHERE;
  },

  /**
   * routing-controllers' Koa driver recognizes only an `HttpError` of its own copy, and does not send the fields of an
   * error.
   */
  refuse(action, request, error) {
    const { response } = action;
    setFields(request, error);
    action.response = {
      set: (name: string, value: string) => response.set(name, value),
      set body(body: unknown) {
        sendRefusal(response, request, error, body);
      },
      set status(_: number) {},
    };
  },

  ended() {},

  /** routing-controllers calls `action.next` when the response is complete. */
  tagFinalBody(action, tag) {
    action.next = tagAndGoOn.bind(undefined, action, action.next, tag);
  },
};

/** Bound instead of being a closure, for the same reason as the `setHeader` of `NodeExchange`. */
async function tagAndGoOn(
  action: Action,
  next: Action['next'],
  tagging: Parameters<Driver['tagFinalBody']>[1],
): Promise<void> {
  await next?.();
  const { context } = action;
  const request = requestOf(context);
  request.check.responder = new FinalBodyResponder(action, request);
  const { bodyTag, policy } = tagging();
  await tagResponse(context, bodyTag, policy);
}

/** Refuses by what the framework's error handler writes. */
class FinalBodyResponder extends RouteResponder {
  constructor(
    private readonly action: Action,
    private readonly request: ConditionalRequest,
  ) {
    super(request.exchange);
  }

  override reject(status: RefusalStatus, message: string): never {
    const error = refusal(status, message);
    koaDriver.refuse(this.action, this.request, error);
    throw error;
  }
}

/** Sets the fields of a refusal on the response, so that an error handler of the application sends them too. */
function setFields({ exchange }: ConditionalRequest, { headers }: Refusal): void {
  for (const [name, value] of Object.entries(headers)) exchange.setResponseField(name, value);
}

type KoaResponse = KoaContext['response'];

/** @param body - the body that the framework has made from the error */
function sendRefusal(response: KoaResponse, { options }: ConditionalRequest, error: Refusal, body: unknown): void {
  response.body = options?.problemDetails === true ? problemText(error) : body;
  if (options?.problemDetails === true) response.set('Content-Type', PROBLEM_TYPE);
  response.status = error.status;
}

/**
 * Gives the refusal of an interceptor its own status, if the framework has answered it with a 500. Only JSON errors can
 * be recognized, by their body.
 */
function sendLateRefusal(ctx: KoaContext, request: ConditionalRequest): void {
  const { response } = ctx;
  const error = response.status === 500 ? refusalOfBody(response.body) : undefined;
  if (error === undefined) return;
  setFields(request, error);
  sendRefusal(response, request, error, response.body);
}

/** A response that ignores what the framework's error handler writes for a stopped action. */
const NOWHERE: Action['response'] = {
  set(): void {},
  set body(_: unknown) {},
  set status(_: number) {},
};

/**
 * The innermost middleware of a conditional action: writes the 304, or the validators and caching fields of a
 * successful response.
 */
export async function commitOnKoa(ctx: KoaContext, next: () => Promise<unknown>): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (RUN.get(requestOf(ctx))?.stopped !== true) throw error;
  }
  const request = requestOf(ctx);
  sendLateRefusal(ctx, request);
  RUN.get(request)?.commit();
}

/** The outermost middleware of a controller: a write has ended when everything inside it is done. */
export async function endOnKoa(ctx: KoaContext, next: () => Promise<unknown>): Promise<void> {
  try {
    await next();
  } finally {
    requestOf(ctx).over();
  }
}
