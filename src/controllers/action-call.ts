import type { Action } from 'routing-controllers';
import { type KoaContext, KoaExchange } from '../koa/koa-exchange';
import { isSuccessful, webRequest } from '../koa/middleware';
import { type Awaitable, orElse, whenKnown } from '../web/awaitable';
import type { CachingPolicy } from '../web/caching-policy';
import type { WebRequest } from '../web/web-request';
import type { Declarations } from './declarations';
import { ClientLeftError, PreconditionFailedError } from './errors';
import { ConcludedAnswer, StoppedAnswer } from './stopped-answer';

const CALL = Symbol.for('routing-controllers-etag/call');

/**
 * One request on its way through a conditional action: the middleware makes it, the action gets it as its last argument,
 * and the action leaves in it what the middleware writes in the end.
 */
export class ActionCall {
  /** Marks a call, also one made by another copy of this package. */
  readonly [CALL] = true;
  readonly web: WebRequest;
  /** Known once the action has been answered, and not by an error. */
  policy: CachingPolicy | undefined;
  /** Whether the action has been answered with a 304. */
  stopped = false;
  /** The action's request as routing-controllers sees it, and what is declared of the action: known once it is called. */
  action: Action | undefined;
  declarations: Declarations | undefined;
  /** Whether the call has arrived at the action. */
  arrived = false;

  constructor(readonly ctx: KoaContext) {
    this.web = webRequest(ctx);
    this.web.exchange = new ActionExchange(ctx);
    this.web.deferred = true;
  }

  /** Aborts when the client leaves before its response is complete. */
  get clientLeft(): AbortSignal {
    const { res } = this.ctx;
    const left = new AbortController();
    const leave = () => left.abort(new ClientLeftError());
    if (res.destroyed) leave();
    else res.once('close', leave);
    return left.signal;
  }

  /**
   * A request that came in behind another one on its connection has no response to tell it that the connection has closed.
   *
   * @throws ClientLeftError
   */
  requireClient(): void {
    const { req, res } = this.ctx;
    if (res.destroyed || req.socket.destroyed) throw new ClientLeftError();
  }

  /** Ends the action with a 304: its result goes to nobody. */
  stop(): void {
    this.stopped = true;
    if (this.action !== undefined) this.action.response = NOWHERE;
  }

  /**
   * The action's answer for whoever has called it. One that was stopped is a failure there, so that neither decorators above
   * nor interceptors, `@OnNull`, `@OnUndefined` and `@HttpCode` get to see it.
   */
  carry(answer: () => Awaitable<unknown>): Awaitable<unknown> {
    const result = orElse(answer, (error) => Promise.reject(error));
    return whenKnown(result, (value) => (this.stopped ? new StoppedAnswer(this) : value));
  }

  /** What the framework gets of the answer. Where the action was stopped at once, nothing is left for the framework to do. */
  handOver(answer: unknown): unknown {
    return answer instanceof StoppedAnswer && answer.reason === this ? new ConcludedAnswer(this) : answer;
  }
}

/** The response to which the framework's error handler writes of a call that was stopped. */
const NOWHERE = {
  set(): void {},
  set body(_: unknown) {},
  set status(_: number) {},
};

/** A Koa exchange that refuses with the errors of controllers. */
export class ActionExchange extends KoaExchange {
  override reject(_status: 412, message: string): never {
    throw new PreconditionFailedError(message);
  }
}

/** The call that a context's request is on, if its action is conditional. */
export function callOf(ctx: KoaContext): ActionCall | undefined {
  return (ctx as KoaContext & { [CALL]?: ActionCall })[CALL];
}

/** Takes the call off the end of an action's arguments. */
export function takeCall(args: unknown[]): ActionCall | undefined {
  return isCall(args.at(-1)) ? (args.pop() as ActionCall) : undefined;
}

function isCall(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && CALL in argument && argument[CALL] === true;
}

/**
 * Middleware in front of a conditional action, and outside of all that routing-controllers does with it: it writes the
 * validators and caching fields when the response has succeeded, or the 304.
 */
export async function settleConditionalAction(
  ctx: KoaContext,
  next: () => Promise<unknown>,
  expressNext?: (error: Error) => void,
): Promise<void> {
  if (expressNext !== undefined) return expressNext(expressUnsupported());
  if (callOf(ctx) !== undefined) return void (await next());
  const call = new ActionCall(ctx);
  (ctx as KoaContext & { [CALL]?: ActionCall })[CALL] = call;
  try {
    await next();
  } catch (error) {
    if (error !== call) throw error;
  }
  call.web.deferred = false;
  if (call.stopped) return call.web.settle(call.policy);
  if (!isSuccessful(ctx.response.status) || ctx.response.headerSent) return;
  if (call.declarations !== undefined && !call.arrived) throw new Error(ARGUMENTS_LOST);
  if (call.policy !== undefined) call.web.settle(call.policy);
}

const ARGUMENTS_LOST =
  'The action has run without its preconditions: a decorator above @ETag and the like replaced the method and did not ' +
  'pass all of its arguments on. Put it below them, or let it call the method with (...args)';

/** The error for the driver that has no adapter yet. */
export function expressUnsupported(): Error {
  return new Error(
    "routing-controllers-etag works on routing-controllers' Koa driver (useKoaServer, createKoaServer); " +
      'the Express driver is not supported',
  );
}
