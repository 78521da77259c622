import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConditionalRequest } from '../application/conditional-request';
import { discard } from '../body/discard';
import { type RefusalStatus, refusalFields } from '../web/http-exchange';
import { NodeExchange } from '../web/node-exchange';
import type { AnsweredRequest } from '../web/outside-of-controllers';
import { markRefusal } from '../web/refusal';
import { RequestSlot } from '../web/request-slot';

/**
 * The part of a Koa context that this library uses. The contexts of Koa 2 and 3 are assignable, with any version of
 * their types.
 */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly path: string;
  readonly request: object;
  readonly app: { emit(event: string, ...args: unknown[]): unknown };
  onerror(error: Error): void;
  respond?: boolean | undefined;
  readonly _matchedRoute?: unknown;
  readonly response: {
    readonly headerSent: boolean;
    status: number;
    body: unknown;
    readonly length?: number | undefined;
    /** Set by Koa when its setter is called. */
    readonly _explicitStatus?: boolean | undefined;
    set(field: string, value: string): void;
    remove(field: string): void;
    vary(field: string): void;
  };
  throw(status: number, message: string, properties: object): never;
}

const REQUEST = new RequestSlot<ConditionalRequest>('koa-request');

/** The conditional request of a Koa context. */
export function requestOf(ctx: KoaContext): ConditionalRequest {
  return REQUEST.get(ctx.req) ?? REQUEST.set(ctx.req, new ConditionalRequest(new KoaExchange(ctx)));
}

/** The {@link HttpExchange} of a Koa context. Writes go through Koa, so that outer middleware sees them. */
export class KoaExchange extends NodeExchange {
  readonly #ctx: KoaContext;

  constructor(ctx: KoaContext) {
    super(ctx.req, ctx.res);
    this.#ctx = ctx;
  }

  get path(): string {
    return this.#ctx.path;
  }

  get inController(): boolean {
    return (this.#ctx.request as AnsweredRequest).routingControllersStarted === true;
  }

  /** The matched pattern, set by koa-router. */
  get route(): string | undefined {
    const { _matchedRoute: route } = this.#ctx;
    return route === undefined ? undefined : String(route);
  }

  /**
   * Koa's initial status is a 404, which is not a decision. HTTP/2 has no status message from which to tell whether it
   * was set.
   */
  get status(): number | undefined {
    const { response } = this.#ctx;
    return response.status === 404 && response._explicitStatus !== true ? undefined : response.status;
  }

  setStatus(status: number): void {
    this.#ctx.response.status = status;
  }

  override setResponseField(name: string, value: string): void {
    this.#ctx.response.set(name, value);
  }

  override removeResponseField(name: string): void {
    if (this.res.hasHeader(name)) this.#ctx.response.remove(name);
  }

  vary(names: readonly string[]): void {
    for (const name of names) this.#ctx.response.vary(name);
  }

  discardBody(): void {
    discard(this.#ctx.response.body);
  }

  /** Koa drops the body of a 304. */
  respondWithoutBody(status: 304): void {
    this.discardBody();
    this.#ctx.response.status = status;
  }

  /** Koa sends the response when its middleware has ended. */
  complete(): void {}

  /** Koa's middleware waits before the response goes out. */
  hold(): void {}

  reject(status: RefusalStatus, message: string): never {
    try {
      return this.#ctx.throw(status, message, { headers: refusalFields(status) });
    } catch (error) {
      throw markRefusal(error);
    }
  }
}
