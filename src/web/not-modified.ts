import type { HttpExchange } from './http-exchange';

/** The fields that describe content, which a 304 does not carry. */
export const CONTENT_FIELDS = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-range',
  'transfer-encoding',
] as const;

/**
 * Makes the response a 304. It keeps the Cache-Control, Content-Location, Date, ETag, Expires and Vary of the 200, and
 * all fields that do not describe the content (CORS, Set-Cookie, security).
 *
 * @see RFC 9110, section 15.4.5
 */
export function respondNotModified(exchange: HttpExchange): void {
  exchange.respondWithoutBody(304);
  for (const name of CONTENT_FIELDS) exchange.removeResponseField(name);
}
