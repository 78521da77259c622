import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { ConditionalRequest } from '../application/conditional-request';
import { type RefusalStatus, refusalFields } from '../web/http-exchange';
import { NodeExchange } from '../web/node-exchange';
import type { AnsweredRequest } from '../web/outside-of-controllers';
import { RequestSlot } from '../web/request-slot';
import { holdResponse } from './held-response';
import { RequestRefusedError } from './request-refused-error';

/** The part of an Express request that this library uses, in addition to Node's. */
type ExpressRequest = IncomingMessage &
  AnsweredRequest & { readonly baseUrl?: string; readonly route?: { readonly path: unknown } };

const REQUEST = new RequestSlot<ConditionalRequest>('express-request');

/** The conditional request of an Express request and its response. */
export function requestOf(req: IncomingMessage, res: ServerResponse): ConditionalRequest {
  return REQUEST.get(req) ?? REQUEST.set(req, new ConditionalRequest(new ExpressExchange(req, res)));
}

/**
 * A placeholder that keeps Express from adding its own tag to an untagged response. It is not a legal tag, and is
 * removed when the head is written.
 */
export const NO_TAG = 'none';

/** The {@link HttpExchange} of an Express request and its response. */
export class ExpressExchange extends NodeExchange {
  /** The stream that is piped into the response, if that is observed. */
  source: Readable | undefined;
  /** Called before Express sends a file, because `sendFile` sets fields. */
  beforeFile: (() => void) | undefined;
  /** Whether Express' own tagging and evaluation is switched off. */
  ownEvaluationOff = false;

  get path(): string {
    return pathOf(this.target);
  }

  get route(): string | undefined {
    const { baseUrl = '', route } = this.req as ExpressRequest;
    return route === undefined ? undefined : `${baseUrl}${route.path}`;
  }

  get inController(): boolean {
    return (this.req as ExpressRequest).routingControllersStarted === true;
  }

  /** Node's initial status is the 200 that Express sends by default. */
  get status(): number {
    return this.res.statusCode;
  }

  setStatus(status: number): void {
    this.res.statusCode = status;
  }

  override responseField(name: string): string | undefined {
    const value = super.responseField(name);
    return value === NO_TAG && name === 'etag' ? undefined : value;
  }

  vary(names: readonly string[]): void {
    const present = this.responseField('vary')?.split(',') ?? [];
    const merged = new Map<string, string>();
    for (const name of [...present, ...names].map((each) => each.trim())) {
      if (!merged.has(name.toLowerCase())) merged.set(name.toLowerCase(), name);
    }
    this.setResponseField('Vary', merged.has('*') ? '*' : [...merged.values()].join(', '));
  }

  discardBody(): void {
    this.source?.unpipe(this.res);
    this.source?.destroy();
  }

  /** Node drops the body of a 304. */
  respondWithoutBody(status: 304): void {
    this.res.statusCode = status;
  }

  complete(): void {
    this.res.end();
  }

  hold(sent: () => Promise<void> | undefined): void {
    holdResponse(this.res, sent);
  }

  reject(status: RefusalStatus, message: string): never {
    throw new RequestRefusedError(status, message, refusalFields(status));
  }
}

/** A request target may be a whole URL (RFC 9112, section 3.2.2). */
function pathOf(target: string): string {
  const [path] = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').split('?', 1);
  return path as string;
}
