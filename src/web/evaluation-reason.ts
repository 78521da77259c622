import { directiveNames } from '../http/cache-control';
import { type Conditions, isConditional } from '../http/conditions';
import { type CodingMarks, uncodedTag } from '../http/content-coding';
import type { EntityTag } from '../http/entity-tag';
import { isTagList, isWildcard, parseEntityTagList } from '../http/entity-tag-list';
import { parseHttpDate } from '../http/http-date';
import { isRetrieving, selectsNoRepresentation } from '../http/methods';
import type { ConditionField, Decision, FailureReason, Validators } from '../http/preconditions';
import { isPartOrEmpty } from './answer-from-response';
import type { EvaluationReason } from './evaluation-event';

/** Why a response has no tag, noted where the tag would have been made. */
export type UntaggedReason = Extract<
  EvaluationReason,
  | 'nothing-there'
  | 'untagged'
  | 'name-marked'
  | 'store-away'
  | 'not-confirmed'
  | 'stream'
  | 'too-large'
  | 'part'
  | 'method'
>;

/** Why a request was refused, for a reason other than a comparison. */
export type RefusalReason = Extract<EvaluationReason, 'conflict' | 'no-turn' | 'store-away' | 'not-evaluated'>;

/** Everything that is known about a request when its response has a head. */
export interface EvaluationFacts {
  readonly method: string;
  readonly status: number;
  readonly sent: Conditions;
  /** The decision of the last evaluation, and the validators that it compared with; `undefined` if there was none. */
  readonly decision: Decision | undefined;
  readonly compared: Validators | null | undefined;
  /** The decision that refused the request. */
  readonly refusal: Decision | undefined;
  readonly untagged: UntaggedReason | undefined;
  readonly refusedFor: RefusalReason | undefined;
  /** Whether a date was omitted because its second is not over. */
  readonly dateTooRecent: boolean;
  /** Whether the tag changes with each response of the URL although the content does not. */
  readonly tagUnstable: boolean;
  /** Whether the write changed none of the names that the tag of its path depends on. */
  readonly untouched: boolean;
  readonly marks: CodingMarks;
  /** The response's fields. */
  readonly response: {
    readonly etag: string | undefined;
    readonly lastModified: string | undefined;
    readonly cacheControl: string | undefined;
  };
}

/** A reason with the deciding field. */
export interface Reasoned {
  readonly reason: EvaluationReason;
  readonly field?: ConditionField | undefined;
}

/** Determines why a request ended as it did. */
export function reasonOf(facts: EvaluationFacts): Reasoned {
  const { status, method, decision } = facts;
  if (status === 304) return whyNotModified(facts);
  if (status === 412) return whyRefused(facts);
  if (status === 428) return { reason: 'condition-required' };
  if (status < 200 || status > 299) return { reason: whyUnsuccessful(facts) };
  if (decision?.outcome === 'not-modified') return { reason: 'decided-elsewhere', field: decision.field };
  return isRetrieving(method) ? whyRead(facts) : whyWritten(facts);
}

function whyNotModified({ decision }: EvaluationFacts): Reasoned {
  if (decision?.outcome !== 'not-modified') return { reason: 'decided-elsewhere' };
  const { field } = decision;
  return { reason: field === 'If-Modified-Since' ? 'current-date' : 'current-tag', field };
}

const REASONS_OF_FAILURE: Readonly<Record<FailureReason, EvaluationReason>> = {
  malformed: 'malformed',
  empty: 'empty',
  absent: 'nothing-there',
  untagged: 'untagged',
  weak: 'weak',
  weakened: 'weakened',
  'not-current': 'tag-differs',
  modified: 'date-older',
  exists: 'exists',
  current: 'current-tag',
};

function whyRefused({ refusal, refusedFor }: EvaluationFacts): Reasoned {
  if (refusedFor !== undefined) return { reason: refusedFor };
  if (refusal?.reason === undefined) return { reason: 'decided-elsewhere' };
  return { reason: REASONS_OF_FAILURE[refusal.reason], field: refusal.field };
}

function whyUnsuccessful({ status, refusedFor, untagged, compared }: EvaluationFacts): EvaluationReason {
  if (status === 503) return refusedFor ?? untagged ?? 'not-successful';
  return compared === null ? 'nothing-there' : 'not-successful';
}

function whyRead(facts: EvaluationFacts): Reasoned {
  const { sent, response, decision } = facts;
  if (response.etag === undefined && response.lastModified === undefined) return { reason: whyUntagged(facts) };
  if (!isConditional(sent)) return { reason: 'no-condition' };
  if (decision === undefined) return { reason: isNotToBeStored(facts) ? 'no-store' : 'not-evaluated' };
  if (sent.ifNoneMatch !== undefined) {
    return { reason: whyNoTagMatches(sent.ifNoneMatch, facts), field: 'If-None-Match' };
  }
  if (sent.ifModifiedSince !== undefined) {
    return { reason: whyModified(sent.ifModifiedSince, facts), field: 'If-Modified-Since' };
  }
  return { reason: 'passed', field: sent.ifMatch === undefined ? 'If-Unmodified-Since' : 'If-Match' };
}

function whyUntagged(facts: EvaluationFacts): EvaluationReason {
  const { untagged, status, compared, dateTooRecent } = facts;
  if (untagged !== undefined) return untagged;
  if (isNotToBeStored(facts)) return 'no-store';
  if (isPartOrEmpty(status)) return 'part';
  if (compared === undefined) return 'not-evaluated';
  if (compared === null) return 'nothing-there';
  return dateTooRecent ? 'date-too-recent' : 'untagged';
}

function isNotToBeStored({ response: { cacheControl } }: EvaluationFacts): boolean {
  return cacheControl !== undefined && directiveNames(cacheControl).has('no-store');
}

/** Why an `If-None-Match` did not lead to a 304. */
function whyNoTagMatches(field: string, facts: EvaluationFacts): EvaluationReason {
  const { compared, untagged, tagUnstable, sent, marks } = facts;
  if (!isWildcard(field) && !isTagList(field)) return 'malformed';
  if (compared === null) return untagged ?? 'nothing-there';
  if (compared?.etag === undefined) return untagged ?? 'untagged';
  if (namesAnotherCoding(field, compared.etag, marks)) return 'coding-not-accepted';
  if (tagUnstable) return 'unstable-tag';
  return isUnmodified(sent.ifModifiedSince, compared) ? 'date-ignored' : 'tag-differs';
}

function namesAnotherCoding(field: string, { value }: EntityTag, marks: CodingMarks): boolean {
  const list = parseEntityTagList(field);
  return list !== undefined && list !== '*' && list.some((tag) => uncodedTag(tag, marks)?.value === value);
}

function isUnmodified(field: string | undefined, { lastModified }: Validators): boolean {
  const date = field === undefined ? undefined : parseHttpDate(field);
  return date !== undefined && lastModified !== undefined && Number(lastModified) < date + 1000;
}

function whyModified(field: string, facts: EvaluationFacts): EvaluationReason {
  return whyNoDate(field, facts) ?? 'date-older';
}

/** Why a date is ignored; `undefined` if it counts. */
function whyNoDate(field: string, { compared, dateTooRecent }: EvaluationFacts): EvaluationReason | undefined {
  if (parseHttpDate(field) === undefined) return 'malformed';
  if (compared === null) return 'nothing-there';
  if (compared?.lastModified !== undefined) return undefined;
  return dateTooRecent ? 'date-too-recent' : 'date-unknown';
}

function whyWritten(facts: EvaluationFacts): Reasoned {
  const { method, sent, decision, untagged, untouched } = facts;
  const { ifMatch, ifNoneMatch, ifUnmodifiedSince } = sent;
  if (untouched) return { reason: 'not-touched' };
  if (!isConditional(sent)) return { reason: 'no-condition' };
  const onlyForReads = ifMatch === undefined && ifNoneMatch === undefined && ifUnmodifiedSince === undefined;
  if (onlyForReads || selectsNoRepresentation(method)) return { reason: 'method' };
  if (decision === undefined) return { reason: untagged === 'method' ? 'method' : 'not-evaluated' };
  if (ifMatch !== undefined) return { reason: 'passed', field: 'If-Match' };
  if (ifNoneMatch !== undefined) return { reason: 'passed', field: 'If-None-Match' };
  const field = 'If-Unmodified-Since';
  return { reason: whyNoDate(ifUnmodifiedSince as string, facts) ?? 'passed', field };
}
