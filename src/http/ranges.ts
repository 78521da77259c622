import { parseEntityTag, strongMatch } from './entity-tag';
import { isStrongDate, parseHttpDate, startOfSecond } from './http-date';
import type { Validators } from './preconditions';

/** The request fields that ask for a part of a representation, as received; `undefined` if a field was not sent. */
export interface RangeFields {
  /** `Range`, such as `bytes=0-99`. */
  readonly range: string | undefined;
  /** `If-Range`: a tag or an HTTP-date. */
  readonly ifRange: string | undefined;
}

/** The representation that a request asks for a part of. */
export interface RangedRepresentation extends Validators {
  /** Its length in bytes. */
  readonly length: number;
}

/** A range of bytes, counted from 0. Both ends are included. */
export interface ByteRange {
  /** The position of the first byte. */
  readonly first: number;
  /** The position of the last byte. */
  readonly last: number;
}

/**
 * What to send: the whole representation (200), these ranges in this order (206), or nothing, because no requested
 * range exists (416).
 */
export type RangeDecision =
  | { readonly outcome: 'whole' }
  | { readonly outcome: 'partial'; readonly ranges: readonly ByteRange[] }
  | { readonly outcome: 'not-satisfiable' };

/** Options of {@link evaluateRange}. */
export interface RangeOptions {
  /** A `Range` with more ranges is ignored. A whole number, 1 or more. Default: 100. */
  readonly maxRanges?: number;
  /**
   * The current time in milliseconds since the epoch. Default: `Date.now()`. A date within this second is not a strong
   * validator.
   */
  readonly now?: number;
}

type RangeSpec = ByteRange | { readonly suffixLength: number };

const WHOLE: RangeDecision = { outcome: 'whole' };
const NOT_SATISFIABLE: RangeDecision = { outcome: 'not-satisfiable' };

const DEFAULT_MAX_RANGES = 100;

/** Range units are case-insensitive (RFC 9110, section 14.1). */
const BYTES = /^bytes=/i;

const RANGE_SPEC = /^[\t ]*(?:(\d+)-(\d*)|-(\d+))[\t ]*$/;
const EMPTY_MEMBER = /^[\t ]*$/;

/**
 * Decides whether a GET gets the whole representation or the parts that its `Range` requests. This is step 5 of the
 * evaluation of preconditions: call it after {@link evaluatePreconditions} has returned `proceed` and the response
 * would be a 200.
 *
 * RFC 9110 requires the whole representation for other methods, for a unit other than `bytes`, for a malformed field,
 * and unless `If-Range` is the current strong tag or the exact, strong date. The whole representation is also sent
 * where the RFC allows it and parts would be useless: if it is empty, or if the field has too many ranges, more than
 * two overlapping ranges, or more bytes in total than the representation.
 *
 * @param method - the request's method, in capitals
 * @param fields - `Range` and `If-Range`
 * @param representation - the length of the representation in bytes, and the validators that a 200 would carry
 * @param options - `maxRanges` and `now`
 * @returns what to send. No field value makes it throw, and the time is linear in the length of the fields.
 * @throws TypeError if the length is not a whole number of 0 or more, or `maxRanges` is not a whole number of 1 or more
 * @see RFC 9110, sections 13.1.5, 13.2.2, 14.2 and 17.15
 * @example
 * ```ts
 * import { entityTag, evaluateRange } from 'routing-controllers-etag/http';
 *
 * const lastFive = { range: 'bytes=-5', ifRange: '"v1"' };
 * const current = { length: 11, etag: entityTag('v1') };
 * evaluateRange('GET', lastFive, current); // { outcome: 'partial', ranges: [{ first: 6, last: 10 }] }
 * evaluateRange('GET', lastFive, { ...current, etag: entityTag('v2') }); // { outcome: 'whole' }
 * ```
 */
export function evaluateRange(
  method: string,
  { range, ifRange }: RangeFields,
  representation: RangedRepresentation,
  { maxRanges = DEFAULT_MAX_RANGES, now = Date.now() }: RangeOptions = {},
): RangeDecision {
  const length = requireWholeNumber('length', representation.length, 0);
  requireWholeNumber('maxRanges', maxRanges, 1);
  if (method !== 'GET' || range === undefined || length === 0) return WHOLE;
  if (ifRange !== undefined && !isUnchanged(ifRange, representation, now)) return WHOLE;
  const specs = parseRange(range);
  if (specs === undefined || specs.length > maxRanges) return WHOLE;
  const ranges = specs.flatMap((spec) => satisfied(spec, length) ?? []);
  if (ranges.length === 0) return NOT_SATISFIABLE;
  return isWasteful(ranges, length) ? WHOLE : { outcome: 'partial', ranges };
}

/**
 * Formats a `Content-Range`: the part that a 206 carries, or `*` for a 416.
 *
 * @param range - the part; `'*'` for a 416, which states only the length
 * @param length - the length of the whole representation in bytes
 * @throws TypeError for a range outside the representation, or a length that is not a whole number
 * @see RFC 9110, section 14.4
 * @example
 * ```ts
 * import { formatContentRange } from 'routing-controllers-etag/http';
 *
 * formatContentRange({ first: 0, last: 4 }, 11); // 'bytes 0-4/11'
 * ```
 */
export function formatContentRange(range: ByteRange | '*', length: number): string {
  requireWholeNumber('length', length, 0);
  if (range === '*') return `bytes */${length}`;
  const { first, last } = range;
  if (requireWholeNumber('first', first, 0) > requireWholeNumber('last', last, 0) || last >= length) {
    throw new TypeError(`the range ${first}-${last} is not within ${length} bytes`);
  }
  return `bytes ${first}-${last}/${length}`;
}

/** The length of a range in bytes. */
export function lengthOfRange({ first, last }: ByteRange): number {
  return last - first + 1;
}

/** @throws TypeError for anything but a whole number of at least `least` */
export function requireWholeNumber(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new TypeError(`${name} takes a whole number, ${least} or more, not ${String(value)}`);
}

/** RFC 9110, section 13.1.5. */
function isUnchanged(ifRange: string, current: Validators, now: number): boolean {
  const tag = parseEntityTag(ifRange);
  if (tag !== undefined) return current.etag ? strongMatch(tag, current.etag) : false;
  const date = parseHttpDate(ifRange, now);
  return date !== undefined && date === startOfSecond(current.lastModified ?? Number.NaN) && isStrongDate(date, now);
}

/**
 * The members of a `Range` field in bytes, in their order; `undefined` if the unit is not bytes or a member is invalid.
 * Numbers above 2^53 are rounded; no representation is that long.
 */
function parseRange(field: string): RangeSpec[] | undefined {
  if (!BYTES.test(field)) return undefined;
  const specs: RangeSpec[] = [];
  for (const member of field.slice('bytes='.length).split(',')) {
    if (EMPTY_MEMBER.test(member)) continue;
    const spec = parseRangeSpec(member);
    if (spec === undefined) return undefined;
    specs.push(spec);
  }
  return specs.length === 0 ? undefined : specs;
}

/** RFC 9110, section 14.1.2. */
function parseRangeSpec(member: string): RangeSpec | undefined {
  const parts = RANGE_SPEC.exec(member);
  if (parts === null) return undefined;
  const [, first, last, suffixLength] = parts;
  if (suffixLength !== undefined) return { suffixLength: Number(suffixLength) };
  const range = { first: Number(first), last: last === '' ? Number.POSITIVE_INFINITY : Number(last) };
  return range.last < range.first ? undefined : range;
}

/** The bytes of a representation that a member selects; `undefined` if it selects none (RFC 9110, section 14.1.2). */
function satisfied(spec: RangeSpec, length: number): ByteRange | undefined {
  const range =
    'suffixLength' in spec
      ? { first: Math.max(0, length - spec.suffixLength), last: length - 1 }
      : { first: spec.first, last: Math.min(spec.last, length - 1) };
  return range.first < length ? range : undefined;
}

/** A sign "of either a broken client or a deliberate denial-of-service attack" (RFC 9110, section 14.2). */
function isWasteful(ranges: readonly ByteRange[], length: number): boolean {
  const bytes = ranges.reduce((sum, range) => sum + lengthOfRange(range), 0);
  return bytes > length || hasMoreThanTwoOverlapping(ranges);
}

function hasMoreThanTwoOverlapping(ranges: readonly ByteRange[]): boolean {
  let end = -1;
  let overlaps = 0;
  for (const { first, last } of ranges.toSorted((a, b) => a.first - b.first)) {
    if (first <= end) overlaps++;
    end = Math.max(end, last);
  }
  return overlaps > 1;
}
