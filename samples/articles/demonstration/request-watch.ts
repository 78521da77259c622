import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describeEvaluation, type EvaluationEvent } from 'routing-controllers-etag';
import type { RequestLine } from './request-line';

/** The observations of a request until it has been answered. */
interface WatchedRequest {
  readonly started: number;
  queries: number;
  event?: EvaluationEvent;
}

const EVALUATIONS = 'routing-controllers-etag.evaluation';

/** How many lines are kept for pages that are opened later. */
const KEPT = 500;

/** Watches the requests of an application through the library's diagnostics channel, and makes a line for each. */
export class RequestWatch {
  readonly lines: RequestLine[] = [];
  readonly #listeners = new Set<(line: RequestLine) => void>();
  readonly #requests = new AsyncLocalStorage<WatchedRequest>();
  /** The queries of the last full response by URL. */
  readonly #costs = new Map<string, number>();
  #count = 0;

  readonly #hear = (message: unknown): void => {
    const request = this.#requests.getStore();
    if (request !== undefined) request.event = message as EvaluationEvent;
  };

  constructor() {
    subscribe(EVALUATIONS, this.#hear);
  }

  close(): void {
    unsubscribe(EVALUATIONS, this.#hear);
    this.#listeners.clear();
  }

  /** @returns a function that removes the listener */
  listen(listener: (line: RequestLine) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  countQuery(): void {
    const request = this.#requests.getStore();
    if (request !== undefined) request.queries++;
  }

  around(handle: RequestListener): RequestListener {
    return (request, response) => {
      const watched: WatchedRequest = { started: performance.now(), queries: 0 };
      response.once('finish', () => this.#tell(this.#lineOf(request, response, watched)));
      this.#requests.run(watched, handle, request, response);
    };
  }

  #tell(line: RequestLine): void {
    this.lines.push(line);
    if (this.lines.length > KEPT) this.lines.shift();
    for (const listener of this.#listeners) listener(line);
  }

  #lineOf(
    request: IncomingMessage,
    response: ServerResponse,
    { started, queries, event }: WatchedRequest,
  ): RequestLine {
    const { method = '', url = '', headers } = request;
    const { statusCode: status } = response;
    const [path = ''] = url.split('?');
    if (status === 200 && method === 'GET') this.#costs.set(url, queries);
    return {
      id: ++this.#count,
      time: Date.now(),
      who: String(headers['x-who'] ?? 'somebody'),
      method,
      path,
      route: event?.route ?? path,
      condition: conditionOf(headers),
      status,
      tag: response.getHeader('etag')?.toString(),
      bytes: status === 304 ? 0 : Number(response.getHeader('content-length') ?? event?.bytes ?? 0),
      bytesSpared: event?.bytesNotSent ?? 0,
      milliseconds: performance.now() - started,
      queries,
      queriesSpared: status === 304 ? Math.max(0, (this.#costs.get(url) ?? queries) - queries) : 0,
      reason: event?.reason,
      sentence: event && describeEvaluation(event),
    };
  }
}

const CONDITIONS = ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since'];

function conditionOf(headers: IncomingMessage['headers']): string | undefined {
  const name = CONDITIONS.find((each) => headers[each.toLowerCase()] !== undefined);
  return name && `${name}: ${headers[name.toLowerCase()]}`;
}
