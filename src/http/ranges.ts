import { parseEntityTag, strongMatch } from './entity-tag';
import { parseHttpDate } from './http-date';
import type { Validators } from './preconditions';

/** The request fields that ask for a part of a representation, as they were received; `undefined` if not sent. */
export interface RangeFields {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** The representation that a request asks a part of. */
export interface RangedRepresentation extends Validators {
  /** How many bytes it has. */
  readonly length: number;
}

/** A range of bytes, counted from 0. Both ends belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** What to send: the whole (200), these ranges in this order (206), or no part as none exists (416). */
export type RangeDecision =
  | { readonly outcome: 'whole' }
  | { readonly outcome: 'partial'; readonly ranges: readonly ByteRange[] }
  | { readonly outcome: 'not-satisfiable' };

/** How {@link evaluateRange} decides. */
export interface RangeOptions {
  /** A field that lists more ranges is ignored. A whole number, 1 or more; 100 by default. */
  readonly maxRanges?: number;
  /** Milliseconds since the epoch; the present by default. A date of this very second is not a strong validator. */
  readonly now?: number;
}

type RangeSpec = ByteRange | { readonly suffixLength: number };

const WHOLE: RangeDecision = { outcome: 'whole' };
const NOT_SATISFIABLE: RangeDecision = { outcome: 'not-satisfiable' };

const DEFAULT_MAX_RANGES = 100;

/** Range units are compared without regard to case (RFC 9110, section 14.1). */
const BYTES = /^bytes=/i;

const RANGE_SPEC = /^[\t ]*(?:(\d+)-(\d*)|-(\d+))[\t ]*$/;
const EMPTY_MEMBER = /^[\t ]*$/;

/**
 * Decides whether a GET gets the whole representation or the parts that its `Range` names. It is step 5 of the evaluation
 * of preconditions: call it when {@link evaluatePreconditions} has let the request proceed and the answer would be a 200.
 *
 * The whole is sent where RFC 9110 demands it: to other methods, to another unit than `bytes`, to a malformed field, and
 * where `If-Range` is anything but the current strong tag or the exact, strong date. It is also sent where the RFC allows
 * it and a part would be of no use: of an empty representation, to a field with too many ranges, with more than two that
 * overlap, or with more bytes in all than the whole has.
 *
 * @param method - the request's method, in capitals
 * @param fields - `Range` and `If-Range`
 * @param representation - its length in bytes, and the validators that a 200 would carry
 * @param options - `maxRanges` and `now`
 * @returns what to send. No text in the fields makes it throw, and it takes time linear in their length.
 * @throws TypeError for a length that is not a whole number of 0 or more, or a `maxRanges` that is not one of 1 or more
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
 * Writes a `Content-Range`: of the part that a 206 carries, or the `*` of a 416.
 *
 * @param range - the part; `'*'` for a 416, which tells the length alone
 * @param length - how many bytes the whole representation has
 * @throws TypeError for a range that the representation does not have, or a length that is not a whole number
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
    throw new TypeError(`${length} bytes do not have the range ${first}-${last}`);
  }
  return `bytes ${first}-${last}/${length}`;
}

/** How many bytes a range has. */
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
  return date !== undefined && date === secondOf(current.lastModified) && isStrongDate(date, now);
}

function secondOf(lastModified: Date | number | undefined): number {
  return Math.floor(Number(lastModified ?? Number.NaN) / 1000) * 1000;
}

/** While its second goes on, the representation can change once more under the same date (RFC 9110, section 8.8.2.2). */
function isStrongDate(date: number, now: number): boolean {
  return date + 1000 <= now;
}

/**
 * The members of a `Range` field in bytes, in their order; `undefined` if the unit is another one or any member is invalid.
 * (Numbers beyond 2^53 are rounded, which no representation is long enough to tell.)
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

/** The bytes that a member selects of a representation; `undefined` if it selects none (RFC 9110, section 14.1.2). */
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
