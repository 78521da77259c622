import type { IncomingMessage, ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import type { HttpExchange } from '../web/http-exchange';

/** What this library uses of a Koa context; the contexts of Koa 2 and 3 fit, with any version of their types. */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly path: string;
  respond?: boolean | undefined;
  readonly response: {
    readonly headerSent: boolean;
    status: number;
    body: unknown;
    readonly length?: number | undefined;
    /** Koa's note that its setter was called. */
    readonly _explicitStatus?: boolean | undefined;
    set(field: string, value: string): void;
    remove(field: string): void;
    vary(field: string): void;
  };
  throw(status: number, message: string): never;
}

/** {@link HttpExchange} on a Koa context. Writes go through Koa, so that outer middleware sees them. */
export class KoaExchange implements HttpExchange {
  constructor(protected readonly ctx: KoaContext) {}

  get method(): string {
    return this.ctx.req.method as string;
  }

  /** Node keeps only the first of several date lines in `headers`; HTTP/2 requests have no `headersDistinct`. */
  requestField(name: string): string | readonly string[] | undefined {
    const { req } = this.ctx;
    const value = req.headers[name];
    return value !== undefined && name.endsWith('-since') ? (req.headersDistinct?.[name] ?? value) : value;
  }

  /** Koa starts with a 404 that means nothing. HTTP/2 has no status message to tell by whether it was set. */
  get status(): number | undefined {
    const { response } = this.ctx;
    return response.status === 404 && response._explicitStatus !== true ? undefined : response.status;
  }

  responseField(name: string): string | undefined {
    const value = this.ctx.res.getHeader(name);
    return value === undefined ? undefined : String(value);
  }

  setResponseField(name: string, value: string): void {
    this.ctx.response.set(name, value);
  }

  removeResponseField(name: string): void {
    if (this.ctx.res.hasHeader(name)) this.ctx.response.remove(name);
  }

  vary(names: readonly string[]): void {
    for (const name of names) this.ctx.response.vary(name);
  }

  /** Koa drops the body of such a status. */
  respondWithoutBody(status: 304): void {
    discard(this.ctx.response.body);
    this.ctx.response.status = status;
  }

  beforeHead(listener: () => void): void {
    onHeaders(this.ctx.res, listener);
  }

  reject(status: 412, message: string): never {
    return this.ctx.throw(status, message);
  }
}

/** Frees the source of a body that will not be sent. */
export function discard(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  if (body instanceof ReadableStream) {
    if (!body.locked) void body.cancel().catch(() => {});
  } else if (body instanceof Response) {
    discard(body.body);
  } else if ('pipe' in body && 'destroy' in body && typeof body.destroy === 'function') {
    body.destroy();
  }
}
