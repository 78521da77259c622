import { randomUUID } from 'node:crypto';
import { parseEntityTag } from '../http/entity-tag';
import { parseHttpDate } from '../http/http-date';
import { type MultipartByteranges, multipartByteranges } from '../http/multipart-byteranges';
import { type ByteRange, evaluateRange, formatContentRange, lengthOfRange, requireWholeNumber } from '../http/ranges';
import type { HttpExchange } from './http-exchange';

/** How ranges are answered. */
export interface RangesOptions {
  /** A field that lists more ranges is ignored. A whole number, 1 or more; 100 by default. */
  readonly maxRanges?: number;
}

/** What is sent of a representation that is not sent whole. */
export interface RangeAnswer {
  /** None where the answer is a 416. */
  readonly ranges: readonly ByteRange[];
  /** What frames several of them. */
  readonly multipart: MultipartByteranges | undefined;
}

/** @throws TypeError for options that are not what their types say */
export function requireRangesOptions(options: RangesOptions): RangesOptions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('ranges takes an object of options, such as { maxRanges: 10 }');
  }
  const { maxRanges, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`ranges: there is no option ${unknown}; there is maxRanges`);
  if (maxRanges !== undefined) requireWholeNumber('ranges: maxRanges', maxRanges, 1);
  return options;
}

/**
 * Whether ranges of a response can be answered: of the 200 to a GET whose content is not coded. The one to a HEAD says so too. A
 * route that says `Accept-Ranges: none` is left alone, and so is one that answers ranges itself.
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

/** Says that ranges are answered, unless a coding is set later: what is coded anew for each response has none. */
export function acceptRanges(exchange: HttpExchange): void {
  exchange.setResponseField('Accept-Ranges', 'bytes');
  const refuse = () => exchange.removeResponseField('accept-ranges');
  exchange.beforeHead(() => {
    if (exchange.responseField('content-encoding') !== undefined) refuse();
    else exchange.whenCodedLate(refuse);
  });
}

/**
 * Step 5 of the evaluation of preconditions: makes the response a 206 or a 416 if its request asks for ranges. It is called when
 * nothing else is left to evaluate, and the response has its validators.
 *
 * @param length - how many bytes the whole representation has
 * @returns `undefined` if the whole is sent
 * @see RFC 9110, sections 13.2.2, 14.2, 15.3.7 and 15.5.17
 */
export function answerRange(exchange: HttpExchange, length: number, options: RangesOptions): RangeAnswer | undefined {
  const validators = {
    etag: parsed(exchange, 'etag', parseEntityTag),
    lastModified: parsed(exchange, 'last-modified', parseHttpDate),
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

/** What describes the representation does not describe this answer, which must not be stored as the representation. */
const REPRESENTATION_FIELDS = ['content-type', 'content-language', 'etag', 'last-modified', 'cache-control', 'expires'];

function notSatisfiable(exchange: HttpExchange, length: number): RangeAnswer {
  exchange.setStatus(416);
  for (const name of REPRESENTATION_FIELDS) exchange.removeResponseField(name);
  exchange.setResponseField('Content-Range', formatContentRange('*', length));
  return { ranges: [], multipart: undefined };
}

/** How many bytes the content has. */
export function lengthOfAnswer({ ranges, multipart }: RangeAnswer): number {
  return multipart?.contentLength ?? ranges.reduce((sum, range) => sum + lengthOfRange(range), 0);
}

function parsed<T>(exchange: HttpExchange, field: string, parser: (value: string) => T): T | undefined {
  const value = exchange.responseField(field);
  return value === undefined ? undefined : parser(value);
}

/** Several lines are no list of theirs, and are malformed. */
function lineOf(exchange: HttpExchange, name: string): string | undefined {
  const value = exchange.requestField(name);
  return value === undefined ? undefined : String(value);
}
