import type { HttpExchange } from './http-exchange';

/** What describes the content that a 304 does not carry. */
export const CONTENT_FIELDS = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-range',
  'transfer-encoding',
] as const;

/**
 * Makes the response a 304. It keeps what the 200 would carry of Cache-Control, Content-Location, Date, ETag, Expires and
 * Vary, and every field that says nothing of the content (CORS, Set-Cookie, security).
 *
 * @see RFC 9110, section 15.4.5
 */
export function respondNotModified(exchange: HttpExchange): void {
  exchange.respondWithoutBody(304);
  for (const name of CONTENT_FIELDS) exchange.removeResponseField(name);
}
