import type { Conditions } from './conditions';
import { type EntityTag, isWildcard, matchEntityTagList, namesTag } from './entity-tag';
import { parseSeconds } from './http-date';

/** The validators of the current representation, as far as they are known. */
export interface Validators {
  readonly etag?: EntityTag | undefined;
  /** A `Date` or milliseconds since the epoch; compared in whole seconds. An invalid one counts as unknown. */
  readonly lastModified?: Date | number | undefined;
}

/** What a request's preconditions ask of the server. */
export type Outcome = 'proceed' | 'not-modified' | 'precondition-failed';

/** The precondition fields, in the order of evaluation. */
export type ConditionField = 'If-Match' | 'If-Unmodified-Since' | 'If-None-Match' | 'If-Modified-Since';

/** The outcome of an evaluation, with the field that decided it. */
export interface Decision {
  readonly outcome: Outcome;
  /** The field that stopped the request; `undefined` if none did. */
  readonly field?: ConditionField;
  /** Whether that field failed because it does not follow the grammar. */
  readonly malformed?: true;
}

const PROCEED: Decision = { outcome: 'proceed' };
const IF_MATCH_FAILED: Decision = { outcome: 'precondition-failed', field: 'If-Match' };
const IF_MATCH_MALFORMED: Decision = { outcome: 'precondition-failed', field: 'If-Match', malformed: true };
const MODIFIED_SINCE: Decision = { outcome: 'precondition-failed', field: 'If-Unmodified-Since' };
const MATCHED: Decision = { outcome: 'precondition-failed', field: 'If-None-Match' };
const IF_NONE_MATCH_MALFORMED: Decision = { outcome: 'precondition-failed', field: 'If-None-Match', malformed: true };
const SAME_TAG: Decision = { outcome: 'not-modified', field: 'If-None-Match' };
const NOT_MODIFIED_SINCE: Decision = { outcome: 'not-modified', field: 'If-Modified-Since' };

/**
 * Evaluates the preconditions of a request, in the one order that RFC 9110 gives them.
 *
 * @param method the request's method, in capitals
 * @param current the validators of the current representation; `{}` if it exists but has none; `null` if there is no
 *   current representation
 * @returns `proceed` with the method, answer 304 (`not-modified`) or 412 (`precondition-failed`); with the field that
 *   decided. Never throws.
 * @see RFC 9110, section 13.2.2
 * @example
 * ```ts
 * const conditions = readConditions((name) => ({ 'if-none-match': '"v1"' })[name]);
 * evaluatePreconditions('GET', conditions, { etag: entityTag('v1') }); // { outcome: 'not-modified', field: 'If-None-Match' }
 * ```
 */
export function evaluatePreconditions(method: string, conditions: Conditions, current: Validators | null): Decision {
  if (selectsNoRepresentation(method)) return PROCEED;
  const writeRefused =
    conditions.ifMatch === undefined
      ? ifUnmodifiedSince(conditions.ifUnmodifiedSince, current)
      : ifMatch(conditions.ifMatch, current);
  if (writeRefused !== PROCEED) return writeRefused;
  return conditions.ifNoneMatch === undefined
    ? ifModifiedSince(method, conditions.ifModifiedSince, current)
    : ifNoneMatch(method, conditions.ifNoneMatch, current);
}

/** Whether any precondition was sent. */
export function isConditional(conditions: Conditions): boolean {
  return (
    conditions.ifNoneMatch !== undefined ||
    conditions.ifMatch !== undefined ||
    conditions.ifModifiedSince !== undefined ||
    conditions.ifUnmodifiedSince !== undefined
  );
}

/** Whether a method asks for the representation itself, so that 304 answers it (RFC 9110, section 13.1.2; RFC 10008). */
export function isRetrieving(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'QUERY';
}

/** Methods for which preconditions mean nothing (RFC 9110, section 13.2.1). */
export function selectsNoRepresentation(method: string): boolean {
  return method === 'OPTIONS' || method === 'TRACE' || method === 'CONNECT';
}

/** Step 1, and RFC 9110, section 13.1.1. Fails closed: a field that cannot be read matches nothing. */
function ifMatch(field: string, current: Validators | null): Decision {
  if (isWildcard(field)) return current === null ? IF_MATCH_FAILED : PROCEED;
  switch (matchEntityTagList(field, current?.etag, 'strong')) {
    case 'match':
      return PROCEED;
    case 'no-match':
      return IF_MATCH_FAILED;
    case 'malformed':
      return IF_MATCH_MALFORMED;
  }
}

/** Step 2, and RFC 9110, section 13.1.4. */
function ifUnmodifiedSince(field: string | undefined, current: Validators | null): Decision {
  return field !== undefined && comparison(field, current) === 'later' ? MODIFIED_SINCE : PROCEED;
}

/** Step 3, and RFC 9110, section 13.1.2. */
function ifNoneMatch(method: string, field: string, current: Validators | null): Decision {
  return isRetrieving(method) ? ifNoneMatchOfRead(field, current) : ifNoneMatchOfWrite(field, current);
}

/** A field that cannot be read matches nothing. */
function ifNoneMatchOfRead(field: string, current: Validators | null): Decision {
  if (current === null) return PROCEED;
  const named = current.etag !== undefined && namesTag(field, current.etag);
  return named || isWildcard(field) ? SAME_TAG : PROCEED;
}

/** Fails closed: a field that cannot be read stops the request. */
function ifNoneMatchOfWrite(field: string, current: Validators | null): Decision {
  if (isWildcard(field)) return current === null ? PROCEED : MATCHED;
  switch (matchEntityTagList(field, current?.etag, 'weak')) {
    case 'match':
      return MATCHED;
    case 'no-match':
      return PROCEED;
    case 'malformed':
      return IF_NONE_MATCH_MALFORMED;
  }
}

/** Step 4, and RFC 9110, section 13.1.3: only GET and HEAD know it. */
function ifModifiedSince(method: string, field: string | undefined, current: Validators | null): Decision {
  if (field === undefined || (method !== 'GET' && method !== 'HEAD')) return PROCEED;
  return comparison(field, current) === 'not-later' ? NOT_MODIFIED_SINCE : PROCEED;
}

/**
 * Whether the representation was modified later than the second that the field names; `undefined` where one of the two is
 * unknown.
 */
function comparison(field: string, current: Validators | null): 'later' | 'not-later' | undefined {
  const nextSecond = (parseSeconds(field) + 1) * 1000;
  const lastModified = Number(current?.lastModified);
  if (lastModified >= nextSecond) return 'later';
  return lastModified < nextSecond ? 'not-later' : undefined;
}
