import type { ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import { type Action, createParamDecorator } from 'routing-controllers';
import type { WebRequest } from 'routing-controllers-etag';

/** What Koa's `ctx.request` and Express' request have in common. */
interface FrameworkRequest {
  readonly method: string;
  readonly path: string;
  get(name: string): string | undefined;
}

/** What Koa's `ctx.response` and Express' response have in common. */
interface FrameworkResponse {
  set(name: string, value: string): unknown;
  vary(name: string): unknown;
}

interface KoaResponse extends FrameworkResponse {
  readonly ctx: object;
  readonly res: ServerResponse;
  status: number;
  body: unknown;
}

interface ExpressResponse extends FrameworkResponse, ServerResponse {
  status(status: number): unknown;
  json(body: unknown): unknown;
}

/** One request and its response in the words of no framework, so that one description runs on each driver. */
export class Exchange {
  constructor(
    private readonly request: FrameworkRequest,
    private readonly response: FrameworkResponse,
  ) {}

  get method(): string {
    return this.request.method;
  }

  get path(): string {
    return this.request.path;
  }

  /** A request field; the empty string if it was not sent. */
  get(name: string): string {
    return this.request.get(name) ?? '';
  }

  /** Sets a response field. */
  set(name: string, value: string): void {
    this.response.set(name, value);
  }

  vary(name: string): void {
    this.response.vary(name);
  }

  setStatus(status: number): void {
    if (isExpress(this.response)) this.response.status(status);
    else (this.response as KoaResponse).status = status;
  }

  /** Answers in the place of an action. */
  answer(body: object): void {
    if (isExpress(this.response)) this.response.json(body);
    else (this.response as KoaResponse).body = body;
  }

  /** What an action returns that has answered itself. */
  get answered(): object {
    return this.response;
  }

  /** Node's response. */
  get raw(): ServerResponse {
    return isExpress(this.response) ? this.response : (this.response as KoaResponse).res;
  }

  /** Tells the status when it is final. */
  whenAnswered(listener: (status: number) => void): void {
    onHeaders(this.raw, function (this: ServerResponse) {
      listener(this.statusCode);
    });
  }

  /** The library's view of the request, outside of controllers. */
  get webRequest(): WebRequest {
    return isExpress(this.response)
      ? require('routing-controllers-etag/express').webRequest(this.request, this.response)
      : require('routing-controllers-etag/koa').webRequest((this.response as KoaResponse).ctx);
  }

  /** Asks the library outside of controllers. */
  readonly checkNotModified: WebRequest['checkNotModified'] = (...sources: unknown[]) =>
    isExpress(this.response)
      ? require('routing-controllers-etag/express').checkNotModified(this.request, this.response, ...sources)
      : require('routing-controllers-etag/koa').checkNotModified((this.response as KoaResponse).ctx, ...sources);
}

function isExpress(response: FrameworkResponse): response is ExpressResponse {
  return 'json' in response;
}

/** Hands the exchange to an action. */
export function InExchange(): ParameterDecorator {
  return createParamDecorator({
    value: ({ request, response }: Action) => new Exchange(request, response),
  }) as ParameterDecorator;
}

type Next = () => Promise<unknown>;

/** Middleware for each framework. `next()` waits for the rest on Koa alone. */
export function middleware(run: (exchange: Exchange, next: Next) => unknown): Function {
  return (first: Action | FrameworkRequest, second: Next | FrameworkResponse, third?: Next): unknown => {
    if (third !== undefined) return run(new Exchange(first as FrameworkRequest, second as FrameworkResponse), third);
    const { request, response } = first as Action;
    return run(new Exchange(request, response), second as Next);
  };
}

/** Middleware of the framework for the paths that start so. */
export function below(start: string, inner: Function): Function {
  return (first: { readonly path: string }, second: Next, third?: Next): unknown =>
    first.path.startsWith(start) ? inner(first, second, third) : (third ?? second)();
}
