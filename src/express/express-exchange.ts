import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { ConditionalRequest } from '../application/conditional-request';
import { type RefusalStatus, refusalFields } from '../web/http-exchange';
import { NodeExchange } from '../web/node-exchange';
import type { AnsweredRequest } from '../web/outside-of-controllers';
import { RequestSlot } from '../web/request-slot';
import { holdResponse } from './held-response';
import { RequestRefusedError } from './request-refused-error';

/** What this library uses of an Express request beside what every request of Node has. */
type ExpressRequest = IncomingMessage &
  AnsweredRequest & { readonly baseUrl?: string; readonly route?: { readonly path: unknown } };

const REQUEST = new RequestSlot<ConditionalRequest>('express-request');

/** The request of an Express request and its response. */
export function requestOf(req: IncomingMessage, res: ServerResponse): ConditionalRequest {
  return REQUEST.get(req) ?? REQUEST.set(req, new ConditionalRequest(new ExpressExchange(req, res)));
}

/**
 * Keeps Express from making a tag of its own: it makes one for a response that has none. It is taken off when the head is
 * written, and is no legal tag.
 */
export const NO_TAG = 'none';

/** The port on an Express request and its response. */
export class ExpressExchange extends NodeExchange {
  /** What is being piped into the response, where that is watched. */
  source: Readable | undefined;
  /** Called before Express sends a file, which sets fields of its own. */
  beforeFile: (() => void) | undefined;
  /** Whether Express was kept from tagging and evaluating by itself. */
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

  /** Node starts with a 200, which is what Express sends where nothing else is set. */
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

  /** Node drops the body of such a status. */
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

/** A target may be a whole URL (RFC 9112, section 3.2.2). */
function pathOf(target: string): string {
  const [path] = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').split('?', 1);
  return path as string;
}
