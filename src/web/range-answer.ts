import { randomUUID } from 'node:crypto';
import { parseEntityTag } from '../http/entity-tag';
import { parseHttpDate } from '../http/http-date';
import { type MultipartByteranges, multipartByteranges } from '../http/multipart-byteranges';
import { type ByteRange, evaluateRange, formatContentRange, lengthOfRange, requireWholeNumber } from '../http/ranges';
import { type HttpExchange, parsedField } from './http-exchange';

/** Options of `ranges`. */
export interface RangesOptions {
  /** A `Range` with more ranges is ignored. A whole number, 1 or more. Default: 100. */
  readonly maxRanges?: number;
}

/** The part of a representation that is sent. */
export interface RangeAnswer {
  /** Empty for a 416. */
  readonly ranges: readonly ByteRange[];
  /** The framing of several ranges. */
  readonly multipart: MultipartByteranges | undefined;
}

/** @throws TypeError for invalid options */
export function requireRangesOptions(options: RangesOptions): RangesOptions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('ranges takes an object of options, such as { maxRanges: 10 }');
  }
  const { maxRanges, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`ranges: unknown option ${unknown}; the only option is maxRanges`);
  if (maxRanges !== undefined) requireWholeNumber('ranges: maxRanges', maxRanges, 1);
  return options;
}

/**
 * Whether ranges of a response can be answered: a 200 to GET whose content is not coded. A 200 to HEAD advertises it
 * too. A response with `Accept-Ranges: none` is left alone, and so is one whose route answers ranges itself.
 */
export function takesRanges(exchange: HttpExchange): boolean {
  const { method, headSent, status } = exchange;
  if ((method !== 'GET' && method !== 'HEAD') || headSent || status !== 200) return false;
  if (exchange.responseField('accept-ranges') === 'none') return false;
  return (
    exchange.responseField('content-encoding') === undefined && exchange.responseField('content-range') === undefined
  );
}

/** Whether a request asks for ranges. */
export function asksForRanges(exchange: HttpExchange): boolean {
  return exchange.method === 'GET' && exchange.requestField('range') !== undefined;
}

/**
 * Advertises ranges, and withdraws that if a coding is set later: content that is compressed for each response has no
 * stable ranges.
 */
export function acceptRanges(exchange: HttpExchange): void {
  exchange.setResponseField('Accept-Ranges', 'bytes');
  const refuse = () => exchange.removeResponseField('accept-ranges');
  exchange.beforeHead(() => {
    if (exchange.responseField('content-encoding') !== undefined) refuse();
    else exchange.whenCodedLate(refuse);
  });
}

/**
 * Step 5 of the evaluation of preconditions: makes the response a 206 or a 416 if its request asks for ranges. Call it
 * after all other preconditions, when the response has its validators.
 *
 * @param length - the length of the whole representation in bytes
 * @returns the part to send; `undefined` if the whole representation is sent
 * @see RFC 9110, sections 13.2.2, 14.2, 15.3.7 and 15.5.17
 */
export function answerRange(exchange: HttpExchange, length: number, options: RangesOptions): RangeAnswer | undefined {
  const validators = {
    etag: parsedField(exchange, 'etag', parseEntityTag),
    lastModified: parsedField(exchange, 'last-modified', parseHttpDate),
  };
  const fields = { range: lineOf(exchange, 'range'), ifRange: lineOf(exchange, 'if-range') };
  const decision = evaluateRange(exchange.method, fields, { length, ...validators }, options);
  if (decision.outcome === 'whole') return undefined;
  exchange.refuseCodings();
  return decision.outcome === 'partial' ? partial(exchange, decision.ranges, length) : notSatisfiable(exchange, length);
}

function partial(exchange: HttpExchange, ranges: readonly ByteRange[], length: number): RangeAnswer {
  const [range] = ranges as readonly [ByteRange];
  const several = ranges.length > 1;
  const contentType = exchange.responseField('content-type');
  const multipart = several ? multipartByteranges(ranges, { length, contentType }, randomUUID()) : undefined;
  exchange.setStatus(206);
  if (multipart === undefined) exchange.setResponseField('Content-Range', formatContentRange(range, length));
  else exchange.setResponseField('Content-Type', multipart.contentType);
  return { ranges, multipart };
}

/** Fields that describe the representation, not a 416, which must not be stored as the representation. */
const REPRESENTATION_FIELDS = ['content-type', 'content-language', 'etag', 'last-modified', 'cache-control', 'expires'];

function notSatisfiable(exchange: HttpExchange, length: number): RangeAnswer {
  exchange.setStatus(416);
  for (const name of REPRESENTATION_FIELDS) exchange.removeResponseField(name);
  exchange.setResponseField('Content-Range', formatContentRange('*', length));
  return { ranges: [], multipart: undefined };
}

/** The length of the content in bytes. */
export function lengthOfAnswer({ ranges, multipart }: RangeAnswer): number {
  return multipart?.contentLength ?? ranges.reduce((sum, range) => sum + lengthOfRange(range), 0);
}

/** Several lines become one malformed value: `Range` and `If-Range` are not lists of fields. */
function lineOf(exchange: HttpExchange, name: string): string | undefined {
  const value = exchange.requestField(name);
  return value === undefined ? undefined : String(value);
}
