import type { ServerResponse } from 'node:http';
import type { Bytes } from '../body/body-digest';
import { contentOf } from '../web/node-exchange';
import { CONTENT_FIELDS } from '../web/not-modified';
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
    // An application that writes pieces goes on after the first is dropped; a stream can be stopped.
    if (exchange.source === undefined) tellAtHead();
    return !tell(undefined) || emptied || write.apply(res, args);
  }) as typeof write;

  res.end = ((...args: Parameters<typeof end>) => {
    if (!tell(contentOf(args))) return res;
    return end.apply(res, emptied ? ([] as unknown as typeof args) : args);
  }) as typeof end;

  res.on('pipe', (source) => {
    exchange.source = source;
  });
  return tell;
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
