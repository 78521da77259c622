import type { Conditions } from './conditions';
import { type EntityTag, isEntityTag } from './entity-tag';
import { hasMember, isEmptyList, isTagList, isWildcard, namesTag, parseEntityTagList } from './entity-tag-list';
import { isDateOrNumber, parseHttpDate, startOfSecond } from './http-date';
import { isRetrieving, selectsNoRepresentation } from './methods';

/** The validators of the current representation, as far as they are known. */
export interface Validators {
  /** As {@link entityTag} or {@link parseEntityTag} makes it: not a string. */
  readonly etag?: EntityTag | undefined;
  /**
   * A `Date` or milliseconds since the epoch; compared in whole seconds. An invalid one counts as unknown, and so does the
   * `null` of an empty column.
   */
  readonly lastModified?: Date | number | undefined;
}

/** What a request's preconditions ask of the server. */
export type Outcome = 'proceed' | 'not-modified' | 'precondition-failed';

/** The precondition fields, in the order of evaluation. */
export type ConditionField = 'If-Match' | 'If-Unmodified-Since' | 'If-None-Match' | 'If-Modified-Since';

/**
 * Why a precondition failed.
 *
 * - `malformed`: the field does not follow the grammar
 * - `empty`: `If-Match` lists no tag
 * - `absent`: there is no current representation
 * - `untagged`: `If-Match` lists tags, and the current representation has none
 * - `weak`: the current tag is weak, and no weak tag passes `If-Match`
 * - `weakened`: `If-Match` lists the current tag, but as a weak one: something on its way, such as a proxy, has weakened it
 * - `not-current`: `If-Match` lists other tags only
 * - `modified`: modified after the date in `If-Unmodified-Since`
 * - `exists`: `If-None-Match` is `*`, and there is a current representation
 * - `current`: `If-None-Match` lists the current tag
 */
export type FailureReason =
  | 'malformed'
  | 'empty'
  | 'absent'
  | 'untagged'
  | 'weak'
  | 'weakened'
  | 'not-current'
  | 'modified'
  | 'exists'
  | 'current';

/** The outcome of an evaluation, with the field that decided it. */
export interface Decision {
  readonly outcome: Outcome;
  /** The field that stopped the request; `undefined` if none did. */
  readonly field?: ConditionField;
  /** Whether that field failed because it does not follow the grammar. */
  readonly malformed?: true;
  /** Why that field failed; of `precondition-failed` alone. */
  readonly reason?: FailureReason;
}

const PROCEED: Decision = { outcome: 'proceed' };

/**
 * Evaluates the preconditions of a request, in the one order that RFC 9110 gives them.
 *
 * @param method - the request's method, in capitals
 * @param current - the validators of the current representation; `{}` if it exists but has none; `null` if there is no
 *   current representation
 * @returns `proceed` with the method, answer 304 (`not-modified`) or 412 (`precondition-failed`); with the field that
 *   decided, and why. Whatever the request holds is evaluated without an error.
 * @throws TypeError if `current` is not what its type says, such as a tag that is a string, or `undefined`
 * @see RFC 9110, section 13.2.2
 * @example
 * ```ts
 * import { entityTag, evaluatePreconditions, readConditions } from 'routing-controllers-etag/http';
 *
 * const conditions = readConditions((name) => ({ 'if-none-match': '"v1"' })[name]);
 * evaluatePreconditions('GET', conditions, { etag: entityTag('v1') }); // { outcome: 'not-modified', field: 'If-None-Match' }
 * ```
 */
export function evaluatePreconditions(method: string, conditions: Conditions, current: Validators | null): Decision {
  requireValidators(current);
  if (selectsNoRepresentation(method)) return PROCEED;
  const refused =
    conditions.ifMatch === undefined
      ? ifUnmodifiedSince(conditions.ifUnmodifiedSince, current)
      : ifMatch(conditions.ifMatch, current);
  if (refused !== PROCEED) return refused;
  return conditions.ifNoneMatch === undefined
    ? ifModifiedSince(method, conditions.ifModifiedSince, current)
    : ifNoneMatch(method, conditions.ifNoneMatch, current);
}

/**
 * Evaluates the preconditions of a write to a representation that exists, whose tag nobody can tell now.
 *
 * @param current - what is known of it beside the tag
 * @returns the decision where it is the same whatever the tag is; `unknown` where it depends on the tag
 */
export function evaluateWithUnknownTag(
  method: string,
  conditions: Conditions,
  current: Pick<Validators, 'lastModified'>,
): Decision | 'unknown' {
  const untagged = { lastModified: current.lastModified };
  const decision = evaluatePreconditions(method, conditions, untagged);
  if (decision.outcome === 'proceed') return couldFailByTag(method, conditions) ? 'unknown' : decision;
  if (decision.reason !== 'untagged') return decision;
  const tags = strongTagsOf(conditions.ifMatch);
  if (tags.length === 0) return failed('If-Match', 'weakened');
  const ifMatched = evaluatePreconditions(method, { ...conditions, ifMatch: '*' }, untagged);
  if (ifMatched.outcome !== 'proceed') return ifMatched;
  const excluded = new Set(tagsOf(conditions.ifNoneMatch).map(({ value }) => value));
  return tags.every(({ value }) => excluded.has(value)) ? failed('If-Match', 'not-current') : 'unknown';
}

/** Of a write that proceeds where there is no tag. */
function couldFailByTag(method: string, { ifNoneMatch }: Conditions): boolean {
  return !selectsNoRepresentation(method) && tagsOf(ifNoneMatch).length > 0;
}

/** Those that the strong comparison can find. */
function strongTagsOf(field: string | undefined): readonly EntityTag[] {
  return tagsOf(field).filter(({ weak }) => !weak);
}

function tagsOf(field: string | undefined): readonly EntityTag[] {
  const list = field === undefined ? undefined : parseEntityTagList(field);
  return list === undefined || list === '*' ? [] : list;
}

/**
 * Whether the preconditions protect a write from overwriting what its client has not seen: `If-Match`, `If-None-Match: *`, or
 * an `If-Unmodified-Since` that can be compared.
 *
 * @param current - what the date will be compared with; left out where it is not known yet. Where there is no representation
 *   (`null`) there is nothing to overwrite.
 * @see RFC 6585, section 3
 */
export function protectsWrite(conditions: Conditions, current?: Validators | null): boolean {
  if (conditions.ifMatch !== undefined) return true;
  if (conditions.ifNoneMatch !== undefined && isWildcard(conditions.ifNoneMatch)) return true;
  if (conditions.ifUnmodifiedSince === undefined || parseHttpDate(conditions.ifUnmodifiedSince) === undefined)
    return false;
  return current === undefined || current === null || modificationOf(current) !== undefined;
}

/** A mistake here would be an overwritten version or a false 304 later on. */
function requireValidators(current: Validators | null): void {
  if (current === null) return;
  if (typeof current !== 'object') {
    throw new TypeError(
      `current takes { etag, lastModified }, or null if there is no representation, not ${shown(current)}`,
    );
  }
  const { etag, lastModified } = current;
  if (etag !== undefined && !isEntityTag(etag)) {
    throw new TypeError(`etag takes an EntityTag, such as entityTag('v1'), or undefined, not ${shown(etag)}`);
  }
  if (lastModified !== undefined && lastModified !== null && !isDateOrNumber(lastModified)) {
    throw new TypeError(`lastModified takes a Date or milliseconds since the epoch, not ${shown(lastModified)}`);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `the string ${JSON.stringify(value)}`;
  return typeof value === 'object' && value !== null ? 'another object' : String(value);
}

/** Step 1, and RFC 9110, section 13.1.1. */
function ifMatch(field: string, current: Validators | null): Decision {
  const reason = whyIfMatchFails(field, current);
  return reason === undefined ? PROCEED : failed('If-Match', reason);
}

/** Fails closed: a field that cannot be read matches nothing. */
function whyIfMatchFails(field: string, current: Validators | null): FailureReason | undefined {
  if (isWildcard(field)) return current === null ? 'absent' : undefined;
  if (!isTagList(field)) return 'malformed';
  if (isEmptyList(field)) return 'empty';
  if (current === null) return 'absent';
  if (current.etag === undefined) return 'untagged';
  if (hasMember(field, current.etag, 'strong')) return undefined;
  if (current.etag.weak) return 'weak';
  return hasMember(field, current.etag, 'weak') ? 'weakened' : 'not-current';
}

/** Step 2, and RFC 9110, section 13.1.4. */
function ifUnmodifiedSince(field: string | undefined, current: Validators | null): Decision {
  return wasModifiedSince(field, current) === true ? failed('If-Unmodified-Since', 'modified') : PROCEED;
}

/** Step 3, and RFC 9110, section 13.1.2. */
function ifNoneMatch(method: string, field: string, current: Validators | null): Decision {
  if (isRetrieving(method))
    return isHeld(field, current) ? { outcome: 'not-modified', field: 'If-None-Match' } : PROCEED;
  const reason = whyIfNoneMatchFails(field, current);
  return reason === undefined ? PROCEED : failed('If-None-Match', reason);
}

/** Whether a client that reads holds the current representation: by a field that cannot be read it holds nothing. */
function isHeld(field: string, current: Validators | null): boolean {
  if (current === null) return false;
  return (current.etag !== undefined && namesTag(field, current.etag)) || isWildcard(field);
}

/** Fails closed: a field that cannot be read stops a write. */
function whyIfNoneMatchFails(field: string, current: Validators | null): FailureReason | undefined {
  if (isWildcard(field)) return current === null ? undefined : 'exists';
  if (!isTagList(field)) return 'malformed';
  return current?.etag !== undefined && hasMember(field, current.etag, 'weak') ? 'current' : undefined;
}

/** Step 4, and RFC 9110, section 13.1.3; for QUERY RFC 10008, section 2.6. */
function ifModifiedSince(method: string, field: string | undefined, current: Validators | null): Decision {
  if (!isRetrieving(method) || wasModifiedSince(field, current) !== false) return PROCEED;
  return { outcome: 'not-modified', field: 'If-Modified-Since' };
}

function failed(field: ConditionField, reason: FailureReason): Decision {
  const outcome = 'precondition-failed';
  return reason === 'malformed' ? { outcome, field, malformed: true, reason } : { outcome, field, reason };
}

/** Whether the representation was modified after the second that a field names; `undefined` where one of the two is unknown. */
function wasModifiedSince(field: string | undefined, current: Validators | null): boolean | undefined {
  if (field === undefined || current === null) return undefined;
  const modified = modificationOf(current);
  const date = parseHttpDate(field);
  return modified === undefined || date === undefined ? undefined : modified > date;
}

/** The second of the last modification; `undefined` if it is not known. (`Number(null)` would be 1970.) */
function modificationOf({ lastModified }: Validators): number | undefined {
  const second = startOfSecond(lastModified ?? Number.NaN);
  return Number.isNaN(second) ? undefined : second;
}
