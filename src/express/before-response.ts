import type { ServerResponse } from 'node:http';
import type { Bytes } from '../body/body-digest';
import { CONTENT_FIELDS } from '../web/not-modified';
import { writtenContent } from '../web/written-content';
import type { ExpressExchange } from './express-exchange';

/** Called when a response is about to be sent, with its body if the whole body is sent at once. */
export type ResponseListener = (body: Bytes | undefined) => void;

/**
 * Calls the listener once when a response is about to be sent and can still be replaced: before its first bytes, or
 * before its head if the application writes that first. If the listener throws, the response is not sent, and `fail` is
 * called with the error.
 *
 * @returns a function that calls the listener now, if it has not been called yet, and returns whether to send the
 *   response as it is
 */
export function beforeResponse(
  exchange: ExpressExchange,
  res: ServerResponse,
  listener: ResponseListener,
  fail: (error: unknown) => void,
): (body: Bytes | undefined) => boolean {
  const outgoing = new OutgoingResponse(exchange, res, listener, fail);
  outgoing.watch();
  return (body) => outgoing.tell(body);
}

class OutgoingResponse {
  #told = false;
  #replaced = false;
  #emptied = false;

  constructor(
    readonly exchange: ExpressExchange,
    readonly res: ServerResponse,
    readonly listener: ResponseListener,
    readonly fail: (error: unknown) => void,
  ) {}

  watch(): void {
    const { exchange, res } = this;
    const { write, end } = res;
    exchange.beforeHead(() => this.#tellAtHead());

    res.write = ((...args: Parameters<typeof write>) => {
      // An application that writes pieces goes on after the first is dropped; a stream can be stopped.
      if (exchange.source === undefined) this.#tellAtHead();
      return !this.tell(undefined) || this.#emptied || write.apply(res, args);
    }) as typeof write;

    res.end = ((...args: Parameters<typeof end>) => {
      if (!this.tell(writtenContent(args))) return res;
      return end.apply(res, this.#emptied ? ([] as unknown as typeof args) : args);
    }) as typeof end;

    res.on('pipe', (source) => {
      exchange.source = source;
    });
  }

  /** Returns whether to send the response as it is. */
  tell(body: Bytes | undefined): boolean {
    const { res } = this;
    if (this.#told || res.headersSent) return !this.#replaced || !res.writableEnded;
    this.#told = true;
    try {
      this.listener(body);
      return true;
    } catch (error) {
      this.#replaced = true;
      removeFields(res);
      this.fail(error);
      return false;
    }
  }

  #tellAtHead(): void {
    if (this.#told || this.res.headersSent) return;
    this.#told = true;
    try {
      this.listener(undefined);
    } catch (error) {
      this.#emptied = true;
      becomeEmpty(this.res, error);
    }
  }
}

/** The fields of a representation that is no longer sent. */
const REPRESENTATION_FIELDS = [...CONTENT_FIELDS, 'etag', 'last-modified', 'cache-control', 'expires'];

function removeFields(res: ServerResponse): void {
  for (const name of REPRESENTATION_FIELDS) res.removeHeader(name);
}

/** Sends only the status of an error, because it is too late to replace the body. */
function becomeEmpty(res: ServerResponse, error: unknown): void {
  removeFields(res);
  res.statusCode = (error as { status?: number }).status ?? 500;
  res.setHeader('Content-Length', 0);
}
