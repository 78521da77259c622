import type { ServerResponse } from 'node:http';
import type { Bytes } from '../body/body-digest';
import { CONTENT_FIELDS } from '../web/not-modified';
import type { ExpressExchange } from './express-exchange';

/** Is told of a response that is about to be sent, with its body where all of it is sent at once. */
export type ResponseListener = (body: Bytes | undefined) => void;

/**
 * Calls the listener once when a response is about to be sent, while it can still become another one: before its first bytes,
 * and before its head where the application writes that first. If the listener throws, nothing of the response is sent, and
 * `fail` gets the error.
 *
 * @returns a function that calls the listener now, if it has not been called, and tells whether the response goes on as it is
 */
export function beforeResponse(
  exchange: ExpressExchange,
  res: ServerResponse,
  listener: ResponseListener,
  fail: (error: unknown) => void,
): (body: Bytes | undefined) => boolean {
  const { write, end } = res;
  let told = false;
  let replaced = false;
  let emptied = false;

  const tell = (body: Bytes | undefined): boolean => {
    if (told || res.headersSent) return !replaced || !res.writableEnded;
    told = true;
    try {
      listener(body);
      return true;
    } catch (error) {
      replaced = true;
      removeFields(res);
      fail(error);
      return false;
    }
  };

  const tellAtHead = (): void => {
    if (told || res.headersSent) return;
    told = true;
    try {
      listener(undefined);
    } catch (error) {
      emptied = true;
      becomeEmpty(res, error);
    }
  };
  exchange.beforeHead(tellAtHead);

  res.write = ((...args: Parameters<typeof write>) => {
    // What is written in pieces goes on, whatever becomes of the first one; a stream can be stopped.
    if (exchange.source === undefined) tellAtHead();
    return !tell(undefined) || emptied || write.apply(res, args);
  }) as typeof write;

  res.end = ((...args: Parameters<typeof end>) => {
    if (!tell(bytesOf(args))) return res;
    return end.apply(res, emptied ? ([] as unknown as typeof args) : args);
  }) as typeof end;

  res.on('pipe', (source) => {
    exchange.source = source;
  });
  return tell;
}

/** What is sent at once, as it was given to `end`. */
export function bytesOf([chunk, encoding]: readonly unknown[]): Bytes | undefined {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk !== 'string') return undefined;
  const utf8 = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding);
  return utf8 ? chunk : Buffer.from(chunk, encoding as BufferEncoding);
}

/** What the response said of a representation that is not sent now. */
const REPRESENTATION_FIELDS = [...CONTENT_FIELDS, 'etag', 'last-modified', 'cache-control', 'expires'];

function removeFields(res: ServerResponse): void {
  for (const name of REPRESENTATION_FIELDS) res.removeHeader(name);
}

/** It is too late for a response with another body: the status says it. */
function becomeEmpty(res: ServerResponse, error: unknown): void {
  removeFields(res);
  res.statusCode = (error as { status?: number }).status ?? 500;
  res.setHeader('Content-Length', 0);
}
