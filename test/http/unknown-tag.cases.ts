import type { Decision } from 'routing-controllers-etag/http';

const BEFORE = 'Sun, 06 Nov 1994 08:49:36 GMT';
const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

interface UnknownTagCase {
  readonly rule: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly decision: Decision | 'unknown';
}

const proceed: Decision = { outcome: 'proceed' };
const failed = (field: 'If-Match' | 'If-None-Match' | 'If-Unmodified-Since', reason: Decision['reason']) =>
  ({ outcome: 'precondition-failed', field, reason }) as Decision;
const malformed = (field: 'If-Match' | 'If-None-Match') =>
  ({ outcome: 'precondition-failed', field, malformed: true, reason: 'malformed' }) as Decision;

/** Writes to a representation that was modified at `DATE`, and whose tag nobody can tell. */
export const unknownTag: readonly UnknownTagCase[] = [
  { rule: 'without a condition nothing is asked', fields: {}, decision: proceed },
  { rule: 'it exists: If-Match: * passes', fields: { 'if-match': '*' }, decision: proceed },
  {
    rule: 'it exists: If-None-Match: * fails',
    fields: { 'if-none-match': '*' },
    decision: failed('If-None-Match', 'exists'),
  },
  { rule: 'nobody knows whether a tag in If-Match is current', fields: { 'if-match': '"v1"' }, decision: 'unknown' },
  { rule: 'nor of several', fields: { 'if-match': 'W/"v0", "v1"' }, decision: 'unknown' },
  { rule: 'nor whether one in If-None-Match is', fields: { 'if-none-match': '"v1"' }, decision: 'unknown' },
  { rule: 'weak tags of If-None-Match can match', fields: { 'if-none-match': 'W/"v1"' }, decision: 'unknown' },
  {
    rule: 'weak tags of If-Match cannot',
    fields: { 'if-match': 'W/"v1", W/"v2"' },
    decision: failed('If-Match', 'weakened'),
  },
  { rule: 'an empty If-Match names no tag', fields: { 'if-match': ' ,' }, decision: failed('If-Match', 'empty') },
  { rule: 'an empty If-None-Match excludes no tag', fields: { 'if-none-match': ',' }, decision: proceed },
  { rule: 'a malformed If-Match fails', fields: { 'if-match': '"v1" "v2"' }, decision: malformed('If-Match') },
  {
    rule: 'so does a malformed If-None-Match',
    fields: { 'if-none-match': 'v1' },
    decision: malformed('If-None-Match'),
  },
  {
    rule: 'the date is known, and fails',
    fields: { 'if-unmodified-since': BEFORE },
    decision: failed('If-Unmodified-Since', 'modified'),
  },
  { rule: 'the date is known, and passes', fields: { 'if-unmodified-since': DATE }, decision: proceed },
  {
    rule: 'a failed date comes before If-None-Match',
    fields: { 'if-unmodified-since': BEFORE, 'if-none-match': '"v1"' },
    decision: failed('If-Unmodified-Since', 'modified'),
  },
  {
    rule: 'a passing date leaves If-None-Match unknown',
    fields: { 'if-unmodified-since': DATE, 'if-none-match': '"v1"' },
    decision: 'unknown',
  },
  {
    rule: 'If-Match switches the date off',
    fields: { 'if-match': '"v1"', 'if-unmodified-since': BEFORE },
    decision: 'unknown',
  },
  {
    rule: 'If-Match: * leaves If-None-Match unknown',
    fields: { 'if-match': '*', 'if-none-match': '"v1"' },
    decision: 'unknown',
  },
  {
    rule: 'If-None-Match: * fails, whether If-Match does or not',
    fields: { 'if-match': '"v1"', 'if-none-match': '*' },
    decision: failed('If-None-Match', 'exists'),
  },
  {
    rule: 'so does a malformed one',
    fields: { 'if-match': '"v1"', 'if-none-match': 'v1' },
    decision: malformed('If-None-Match'),
  },
  {
    rule: 'a malformed If-Match fails, whatever If-None-Match names',
    fields: { 'if-match': 'v1', 'if-none-match': '"v1"' },
    decision: malformed('If-Match'),
  },
  {
    rule: 'no tag is one of If-Match and none of the same If-None-Match',
    fields: { 'if-match': '"v1", "v2"', 'if-none-match': 'W/"v2", "v1"' },
    decision: failed('If-Match', 'not-current'),
  },
  {
    rule: 'a tag that If-Match names and If-None-Match does not would pass',
    fields: { 'if-match': '"v1", "v2"', 'if-none-match': '"v1"' },
    decision: 'unknown',
  },
  {
    rule: 'a weak one would not',
    fields: { 'if-match': '"v1", W/"v2"', 'if-none-match': '"v1"' },
    decision: failed('If-Match', 'not-current'),
  },
];
