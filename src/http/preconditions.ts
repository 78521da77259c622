import type { Conditions } from './conditions';
import { type EntityTag, isEntityTag } from './entity-tag';
import { hasMember, isEmptyList, isTagList, isWildcard, namesTag, parseEntityTagList } from './entity-tag-list';
import { isDateOrNumber, parseHttpDate, startOfSecond } from './http-date';
import { isRetrieving, selectsNoRepresentation } from './methods';

/** The validators of the current representation, as far as they are known. */
export interface Validators {
  /** A tag made by {@link entityTag} or {@link parseEntityTag}; a string is not accepted. */
  readonly etag?: EntityTag | undefined;
  /**
   * A `Date` or milliseconds since the epoch, compared in whole seconds. An invalid date counts as unknown, and so does
   * the `null` of an empty column.
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
 * - `weakened`: `If-Match` lists the current tag, but as a weak one: a proxy, for example, has weakened it on its way
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
  /** What to do with the request. */
  readonly outcome: Outcome;
  /** The field that stopped the request; `undefined` if the request proceeds. */
  readonly field?: ConditionField;
  /** `true` if the field failed because it does not follow the grammar. */
  readonly malformed?: true;
  /** Why the field failed; only for `precondition-failed`. */
  readonly reason?: FailureReason;
}

const PROCEED: Decision = { outcome: 'proceed' };

/**
 * Evaluates the preconditions of a request in the order of RFC 9110.
 *
 * @param method - the request's method, in capitals
 * @param conditions - the request's preconditions, from {@link readConditions}
 * @param current - the validators of the current representation; `{}` if it exists but has none; `null` if there is no
 *   current representation
 * @returns whether to run the method (`proceed`), answer 304 (`not-modified`) or answer 412 (`precondition-failed`),
 *   with the deciding field and the reason. No field value makes it throw.
 * @throws TypeError if `current` does not have its declared type, such as `undefined` or a tag that is a string
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
 * Evaluates the preconditions of a write to a representation that exists, but whose tag is unknown at the moment.
 *
 * @param current - what is known about the representation
 * @returns the decision if it is the same for every tag; `unknown` if it depends on the tag
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

/** Whether a write that proceeds without a tag could fail if there were one. */
function couldFailByTag(method: string, { ifNoneMatch }: Conditions): boolean {
  return !selectsNoRepresentation(method) && tagsOf(ifNoneMatch).length > 0;
}

/** The tags that can match by strong comparison. */
function strongTagsOf(field: string | undefined): readonly EntityTag[] {
  return tagsOf(field).filter(({ weak }) => !weak);
}

function tagsOf(field: string | undefined): readonly EntityTag[] {
  const list = field === undefined ? undefined : parseEntityTagList(field);
  return list === undefined || list === '*' ? [] : list;
}

/**
 * Whether the preconditions keep a write from overwriting a version that its client has not seen: `If-Match`,
 * `If-None-Match: *`, or an `If-Unmodified-Since` that can be compared.
 *
 * @param current - the validators that the date will be compared with; omit them if they are not known yet. If there is
 *   no representation (`null`), there is nothing to overwrite.
 * @see RFC 6585, section 3
 */
export function protectsWrite(conditions: Conditions, current?: Validators | null): boolean {
  if (conditions.ifMatch !== undefined) return true;
  if (conditions.ifNoneMatch !== undefined && isWildcard(conditions.ifNoneMatch)) return true;
  if (conditions.ifUnmodifiedSince === undefined || parseHttpDate(conditions.ifUnmodifiedSince) === undefined)
    return false;
  return current === undefined || current === null || modificationOf(current) !== undefined;
}

/** A wrong value would otherwise cause a lost update or a false 304 later on. */
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

/** Step 1 (RFC 9110, section 13.1.1). */
function ifMatch(field: string, current: Validators | null): Decision {
  const reason = whyIfMatchFails(field, current);
  return reason === undefined ? PROCEED : failed('If-Match', reason);
}

/** Fails closed: a malformed field matches nothing. */
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

/** Step 2 (RFC 9110, section 13.1.4). */
function ifUnmodifiedSince(field: string | undefined, current: Validators | null): Decision {
  return wasModifiedSince(field, current) === true ? failed('If-Unmodified-Since', 'modified') : PROCEED;
}

/** Step 3 (RFC 9110, section 13.1.2). */
function ifNoneMatch(method: string, field: string, current: Validators | null): Decision {
  if (isRetrieving(method))
    return isHeld(field, current) ? { outcome: 'not-modified', field: 'If-None-Match' } : PROCEED;
  const reason = whyIfNoneMatchFails(field, current);
  return reason === undefined ? PROCEED : failed('If-None-Match', reason);
}

/** Whether a reading client holds the current representation. A malformed field counts as holding nothing. */
function isHeld(field: string, current: Validators | null): boolean {
  if (current === null) return false;
  return (current.etag !== undefined && namesTag(field, current.etag)) || isWildcard(field);
}

/** Fails closed: a malformed field stops a write. */
function whyIfNoneMatchFails(field: string, current: Validators | null): FailureReason | undefined {
  if (isWildcard(field)) return current === null ? undefined : 'exists';
  if (!isTagList(field)) return 'malformed';
  return current?.etag !== undefined && hasMember(field, current.etag, 'weak') ? 'current' : undefined;
}

/** Step 4 (RFC 9110, section 13.1.3; for QUERY RFC 10008, section 2.6). */
function ifModifiedSince(method: string, field: string | undefined, current: Validators | null): Decision {
  if (!isRetrieving(method) || wasModifiedSince(field, current) !== false) return PROCEED;
  return { outcome: 'not-modified', field: 'If-Modified-Since' };
}

function failed(field: ConditionField, reason: FailureReason): Decision {
  const outcome = 'precondition-failed';
  return reason === 'malformed' ? { outcome, field, malformed: true, reason } : { outcome, field, reason };
}

/** Whether the representation was modified after the date in a field; `undefined` if either date is unknown. */
function wasModifiedSince(field: string | undefined, current: Validators | null): boolean | undefined {
  if (field === undefined || current === null) return undefined;
  const modified = modificationOf(current);
  const date = parseHttpDate(field);
  return modified === undefined || date === undefined ? undefined : modified > date;
}

/** The last modification in whole seconds; `undefined` if it is not known. `Number(null)` would be 1970. */
function modificationOf({ lastModified }: Validators): number | undefined {
  const second = startOfSecond(lastModified ?? Number.NaN);
  return Number.isNaN(second) ? undefined : second;
}
