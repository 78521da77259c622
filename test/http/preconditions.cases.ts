import type { ConditionField, EntityTag, FailureReason, Outcome, Validators } from 'routing-controllers-etag/http';

const strong = (value: string): EntityTag => ({ value, weak: false });
const weak = (value: string): EntityTag => ({ value, weak: true });

const BEFORE = 'Sun, 06 Nov 1994 08:49:36 GMT';
export const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
const AFTER = 'Sun, 06 Nov 1994 08:49:38 GMT';
export const MODIFIED = Date.parse('1994-11-06T08:49:37Z');

export const retrieving = ['GET', 'HEAD', 'QUERY'];
export const writing = ['PUT', 'PATCH', 'POST', 'DELETE'];
export const ignoring = ['CONNECT', 'OPTIONS', 'TRACE'];
const evaluated = [...retrieving, ...writing];

const tagged: Validators = { etag: strong('v1') };
const dated: Validators = { lastModified: MODIFIED };
const both: Validators = { etag: strong('v1'), lastModified: MODIFIED };
const bare: Validators = {};
/** As an ORM gives the row. */
const nullDate = { lastModified: null } as unknown as Validators;

export interface PreconditionCase {
  readonly rule: string;
  readonly methods: readonly string[];
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly current: Validators | null;
  readonly outcome: Outcome;
  readonly field?: ConditionField;
  readonly malformed?: true;
  readonly reason?: FailureReason;
}

const proceed = { outcome: 'proceed' } as const;
const notModified = (field: ConditionField) => ({ outcome: 'not-modified', field }) as const;
const failed = (field: ConditionField, reason: FailureReason) =>
  ({ outcome: 'precondition-failed', field, reason }) as const;
const malformed = (field: ConditionField) =>
  ({ outcome: 'precondition-failed', field, malformed: true, reason: 'malformed' }) as const;

const STALE = { 'if-match': '"v0"', 'if-unmodified-since': BEFORE, 'if-none-match': '*', 'if-modified-since': AFTER };

/** RFC 9110, section 13.2.1. */
const step0: readonly PreconditionCase[] = [
  {
    rule: 'CONNECT, OPTIONS and TRACE ignore every precondition',
    methods: ignoring,
    fields: STALE,
    current: both,
    ...proceed,
  },
  {
    rule: 'CONNECT, OPTIONS and TRACE ignore malformed fields too',
    methods: ignoring,
    fields: { 'if-match': 'v1', 'if-none-match': 'v1' },
    current: both,
    ...proceed,
  },
  {
    rule: 'a request without preconditions proceeds, whatever there is',
    methods: [...evaluated, ...ignoring],
    fields: {},
    current: both,
    ...proceed,
  },
  {
    rule: 'a request without preconditions proceeds where there is nothing',
    methods: [...evaluated, ...ignoring],
    fields: {},
    current: null,
    ...proceed,
  },
  {
    rule: "the request's Cache-Control changes nothing",
    methods: retrieving,
    fields: { 'if-none-match': '"v1"', 'cache-control': 'no-cache', pragma: 'no-cache' },
    current: tagged,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'a method that the RFC does not know is evaluated as one that writes',
    methods: ['PROPPATCH', 'REPORT'],
    fields: { 'if-none-match': '"v1"' },
    current: tagged,
    ...failed('If-None-Match', 'current'),
  },
];

/** RFC 9110, section 13.1.1 and step 1 of section 13.2.2. */
const step1: readonly PreconditionCase[] = [
  {
    rule: 'If-Match: * passes if the representation exists',
    methods: evaluated,
    fields: { 'if-match': '*' },
    current: both,
    ...proceed,
  },
  {
    rule: 'If-Match: * passes if it exists without validators',
    methods: evaluated,
    fields: { 'if-match': '*' },
    current: bare,
    ...proceed,
  },
  {
    rule: 'If-Match: * passes with a weak tag: nothing is compared',
    methods: evaluated,
    fields: { 'if-match': ' * ' },
    current: { etag: weak('v1') },
    ...proceed,
  },
  {
    rule: 'If-Match: * fails if there is no representation',
    methods: evaluated,
    fields: { 'if-match': '*' },
    current: null,
    ...failed('If-Match', 'absent'),
  },
  {
    rule: 'If-Match passes if it names the current tag',
    methods: evaluated,
    fields: { 'if-match': '"v1"' },
    current: tagged,
    ...proceed,
  },
  {
    rule: 'If-Match passes if any member of the list matches',
    methods: evaluated,
    fields: { 'if-match': '"v0", W/"v1", "v1", "v2"' },
    current: tagged,
    ...proceed,
  },
  {
    rule: 'several lines of If-Match are one list',
    methods: evaluated,
    fields: { 'if-match': ['"v0"', '"v1"'] },
    current: tagged,
    ...proceed,
  },
  {
    rule: 'If-Match finds the strong tag behind the weak one of the same value',
    methods: writing,
    fields: { 'if-match': 'W/"v1", "v1"' },
    current: tagged,
    ...proceed,
  },
  {
    rule: 'a comma in a tag of If-Match belongs to the tag',
    methods: evaluated,
    fields: { 'if-match': '"a,v1"' },
    current: tagged,
    ...failed('If-Match', 'not-current'),
  },
  {
    rule: 'and is compared',
    methods: evaluated,
    fields: { 'if-match': '"v0", "a,v1"' },
    current: { etag: strong('a,v1') },
    ...proceed,
  },
  {
    rule: 'If-Match finds a tag that begins with a comma',
    methods: evaluated,
    fields: { 'if-match': '"a",",b"' },
    current: { etag: strong(',b') },
    ...proceed,
  },
  {
    rule: 'and compares it strongly, too',
    methods: evaluated,
    fields: { 'if-match': '"a",W/",b"' },
    current: { etag: strong(',b') },
    ...failed('If-Match', 'weakened'),
  },
  {
    rule: 'If-Match fails if no member matches',
    methods: evaluated,
    fields: { 'if-match': '"v0", "v2"' },
    current: tagged,
    ...failed('If-Match', 'not-current'),
  },
  {
    rule: 'a tag that begins with the current one does not match',
    methods: evaluated,
    fields: { 'if-match': '"v11"' },
    current: tagged,
    ...failed('If-Match', 'not-current'),
  },
  {
    rule: 'a tag that the current one begins with does not match',
    methods: evaluated,
    fields: { 'if-match': '"v"' },
    current: tagged,
    ...failed('If-Match', 'not-current'),
  },
  {
    rule: 'If-Match compares strongly: a weak member does not match a strong tag',
    methods: evaluated,
    fields: { 'if-match': 'W/"v1"' },
    current: tagged,
    ...failed('If-Match', 'weakened'),
  },
  {
    rule: 'If-Match compares strongly: a strong member does not match a weak tag',
    methods: evaluated,
    fields: { 'if-match': '"v1"' },
    current: { etag: weak('v1') },
    ...failed('If-Match', 'weak'),
  },
  {
    rule: 'If-Match compares strongly: two weak tags do not match',
    methods: evaluated,
    fields: { 'if-match': 'W/"v1"' },
    current: { etag: weak('v1') },
    ...failed('If-Match', 'weak'),
  },
  {
    rule: 'If-Match with a list fails if there is no tag',
    methods: evaluated,
    fields: { 'if-match': '"v1"' },
    current: dated,
    ...failed('If-Match', 'untagged'),
  },
  {
    rule: 'the empty tag is a tag like any other',
    methods: evaluated,
    fields: { 'if-match': '""' },
    current: bare,
    ...failed('If-Match', 'untagged'),
  },
  {
    rule: 'If-Match with a list fails if there is no representation',
    methods: evaluated,
    fields: { 'if-match': '"v1"' },
    current: null,
    ...failed('If-Match', 'absent'),
  },
  {
    rule: 'an empty If-Match names nothing, and fails',
    methods: evaluated,
    fields: { 'if-match': '' },
    current: both,
    ...failed('If-Match', 'empty'),
  },
  {
    rule: 'so does one of commas and white space',
    methods: evaluated,
    fields: { 'if-match': ' ,\t, ' },
    current: both,
    ...failed('If-Match', 'empty'),
  },
  {
    rule: 'an empty If-Match is empty, whatever there is',
    methods: evaluated,
    fields: { 'if-match': '' },
    current: null,
    ...failed('If-Match', 'empty'),
  },
  {
    rule: 'a weakened tag among others is told from one that is not current',
    methods: evaluated,
    fields: { 'if-match': '"v0", W/"v1", "v2"' },
    current: tagged,
    ...failed('If-Match', 'weakened'),
  },
  {
    rule: 'a weak tag of another version is not current',
    methods: evaluated,
    fields: { 'if-match': 'W/"v0"' },
    current: tagged,
    ...failed('If-Match', 'not-current'),
  },
  {
    rule: 'a weak current tag is the cause, even where the list names another version',
    methods: evaluated,
    fields: { 'if-match': '"v0"' },
    current: { etag: weak('v1') },
    ...failed('If-Match', 'weak'),
  },
  {
    rule: 'malformed If-Match fails closed, and the decision says that it is malformed',
    methods: evaluated,
    fields: { 'if-match': 'v1' },
    current: tagged,
    ...malformed('If-Match'),
  },
  {
    rule: 'a malformed member behind the matching one fails closed',
    methods: evaluated,
    fields: { 'if-match': '"v1", v2' },
    current: tagged,
    ...malformed('If-Match'),
  },
  {
    rule: 'a missing comma behind the matching tag fails closed',
    methods: evaluated,
    fields: { 'if-match': '"v1" "v2"' },
    current: tagged,
    ...malformed('If-Match'),
  },
  {
    rule: 'a tag torn into two lines is malformed',
    methods: evaluated,
    fields: { 'if-match': ['"a', 'b"'] },
    current: { etag: strong('a,b') },
    ...malformed('If-Match'),
  },
  {
    rule: 'the wildcard among tags is malformed',
    methods: evaluated,
    fields: { 'if-match': ['*', '"v1"'] },
    current: tagged,
    ...malformed('If-Match'),
  },
  {
    rule: 'malformed If-Match fails where there is no representation',
    methods: evaluated,
    fields: { 'if-match': 'w/"v1"' },
    current: null,
    ...malformed('If-Match'),
  },
];

/** RFC 9110, section 13.1.4 and step 2 of section 13.2.2. */
const step2: readonly PreconditionCase[] = [
  {
    rule: 'If-Unmodified-Since passes if lastModified is the date',
    methods: evaluated,
    fields: { 'if-unmodified-since': DATE },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Unmodified-Since passes if lastModified is earlier',
    methods: evaluated,
    fields: { 'if-unmodified-since': AFTER },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Unmodified-Since fails if lastModified is later',
    methods: evaluated,
    fields: { 'if-unmodified-since': BEFORE },
    current: dated,
    ...failed('If-Unmodified-Since', 'modified'),
  },
  {
    rule: 'whole seconds are compared: 999 milliseconds later is not later',
    methods: evaluated,
    fields: { 'if-unmodified-since': DATE },
    current: { lastModified: MODIFIED + 999 },
    ...proceed,
  },
  {
    rule: 'the next second is later',
    methods: evaluated,
    fields: { 'if-unmodified-since': DATE },
    current: { lastModified: MODIFIED + 1000 },
    ...failed('If-Unmodified-Since', 'modified'),
  },
  {
    rule: 'a Date is compared as milliseconds are',
    methods: evaluated,
    fields: { 'if-unmodified-since': DATE },
    current: { lastModified: new Date(MODIFIED + 1000) },
    ...failed('If-Unmodified-Since', 'modified'),
  },
  {
    rule: 'whole seconds before the epoch, too',
    methods: evaluated,
    fields: { 'if-unmodified-since': 'Wed, 31 Dec 1969 23:59:59 GMT' },
    current: { lastModified: -1 },
    ...proceed,
  },
  {
    rule: 'the epoch itself is a modification date',
    methods: evaluated,
    fields: { 'if-unmodified-since': 'Wed, 31 Dec 1969 23:59:59 GMT' },
    current: { lastModified: 0 },
    ...failed('If-Unmodified-Since', 'modified'),
  },
  {
    rule: 'If-Unmodified-Since counts only without If-Match',
    methods: evaluated,
    fields: { 'if-match': '"v1"', 'if-unmodified-since': BEFORE },
    current: both,
    ...proceed,
  },
  {
    rule: 'a null column is an unknown modification date, not 1970 (fault 17)',
    methods: evaluated,
    fields: { 'if-unmodified-since': 'Wed, 31 Dec 1969 23:59:59 GMT' },
    current: nullDate,
    ...proceed,
  },
  {
    rule: 'If-Match alone decides where both fail',
    methods: evaluated,
    fields: { 'if-match': '"v0"', 'if-unmodified-since': BEFORE },
    current: both,
    ...failed('If-Match', 'not-current'),
  },
  {
    rule: 'an empty If-Match was sent, and switches If-Unmodified-Since off',
    methods: evaluated,
    fields: { 'if-match': '', 'if-unmodified-since': AFTER },
    current: both,
    ...failed('If-Match', 'empty'),
  },
  {
    rule: 'If-Unmodified-Since is ignored if it is no date',
    methods: evaluated,
    fields: { 'if-unmodified-since': '0' },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Unmodified-Since is ignored if it was sent in several lines',
    methods: evaluated,
    fields: { 'if-unmodified-since': [BEFORE, BEFORE] },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Unmodified-Since is ignored if it is a list of dates',
    methods: evaluated,
    fields: { 'if-unmodified-since': `${BEFORE}, ${BEFORE}` },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Unmodified-Since is ignored if there is no modification date',
    methods: evaluated,
    fields: { 'if-unmodified-since': BEFORE },
    current: tagged,
    ...proceed,
  },
  {
    rule: 'an invalid Date is no modification date',
    methods: evaluated,
    fields: { 'if-unmodified-since': BEFORE },
    current: { lastModified: new Date('garbage') },
    ...proceed,
  },
  {
    rule: 'If-Unmodified-Since is ignored if there is no representation',
    methods: evaluated,
    fields: { 'if-unmodified-since': BEFORE },
    current: null,
    ...proceed,
  },
];

/** RFC 9110, section 13.1.2 and step 3 of section 13.2.2. */
const step3: readonly PreconditionCase[] = [
  {
    rule: 'If-None-Match: * is not modified on a retrieving method if the representation exists',
    methods: retrieving,
    fields: { 'if-none-match': '*' },
    current: both,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match: * fails on other methods if the representation exists',
    methods: writing,
    fields: { 'if-none-match': '*' },
    current: both,
    ...failed('If-None-Match', 'exists'),
  },
  {
    rule: 'If-None-Match: * fails if the representation exists without validators',
    methods: writing,
    fields: { 'if-none-match': '\t*' },
    current: bare,
    ...failed('If-None-Match', 'exists'),
  },
  {
    rule: 'If-None-Match: * is not modified if the representation exists without validators',
    methods: retrieving,
    fields: { 'if-none-match': '*' },
    current: bare,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match: * passes if there is no representation: create only',
    methods: evaluated,
    fields: { 'if-none-match': '*' },
    current: null,
    ...proceed,
  },
  {
    rule: 'If-None-Match that names the current tag: 304 for retrieving methods',
    methods: retrieving,
    fields: { 'if-none-match': '"v1"' },
    current: tagged,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match that names the current tag: 412 for others',
    methods: writing,
    fields: { 'if-none-match': '"v1"' },
    current: tagged,
    ...failed('If-None-Match', 'current'),
  },
  {
    rule: 'If-None-Match compares weakly: a weak member matches a strong tag',
    methods: retrieving,
    fields: { 'if-none-match': 'W/"v1"' },
    current: tagged,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match compares weakly: a strong member matches a weak tag',
    methods: retrieving,
    fields: { 'if-none-match': '"v1"' },
    current: { etag: weak('v1') },
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match compares weakly: two weak tags match',
    methods: retrieving,
    fields: { 'if-none-match': 'W/"v1"' },
    current: { etag: weak('v1') },
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match compares weakly on writes as well',
    methods: writing,
    fields: { 'if-none-match': 'W/"v1"' },
    current: tagged,
    ...failed('If-None-Match', 'current'),
  },
  {
    rule: 'If-None-Match fails if any member of the list matches',
    methods: retrieving,
    fields: { 'if-none-match': ['"v0",\t"x"', ', "v1",'] },
    current: tagged,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match finds the tag behind longer ones that contain it',
    methods: retrieving,
    fields: { 'if-none-match': '"v1x", "xv1", W/"xv1x", "v1"' },
    current: tagged,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match does not take what stands between two tags for one',
    methods: evaluated,
    fields: { 'if-none-match': '"a","b",W/"c"' },
    current: { etag: strong(',') },
    ...proceed,
  },
  {
    rule: 'If-None-Match does not take a comma and W/ between two tags for one',
    methods: evaluated,
    fields: { 'if-none-match': '"a",W/"b"' },
    current: { etag: strong(',W/') },
    ...proceed,
  },
  {
    rule: 'If-None-Match finds a tag that begins with a comma',
    methods: retrieving,
    fields: { 'if-none-match': '"a",",b"' },
    current: { etag: strong(',b') },
    ...notModified('If-None-Match'),
  },
  {
    rule: 'and compares it weakly, too',
    methods: retrieving,
    fields: { 'if-none-match': '"a",W/",b"' },
    current: { etag: strong(',b') },
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match finds the empty tag',
    methods: retrieving,
    fields: { 'if-none-match': '"a", "", "b"' },
    current: { etag: strong('') },
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-None-Match does not take quotes side by side in other places for the empty tag',
    methods: evaluated,
    fields: { 'if-none-match': '"a","b"' },
    current: { etag: strong('') },
    ...proceed,
  },
  {
    rule: 'If-None-Match passes if no member matches',
    methods: evaluated,
    fields: { 'if-none-match': '"v0", "V1", "v11"' },
    current: both,
    ...proceed,
  },
  ...['"v2"', '"v"'].map((stale) => ({
    rule: `If-None-Match passes with another tag, no longer than the current one: ${stale}`,
    methods: evaluated,
    fields: { 'if-none-match': stale },
    current: tagged,
    ...proceed,
  })),
  {
    rule: 'If-None-Match with a list passes if there is no tag',
    methods: evaluated,
    fields: { 'if-none-match': '"", "v1"' },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-None-Match with a list passes if there is no representation',
    methods: evaluated,
    fields: { 'if-none-match': '"v1"' },
    current: null,
    ...proceed,
  },
  {
    rule: 'malformed If-None-Match matches nothing on retrieving methods',
    methods: retrieving,
    fields: { 'if-none-match': '"v1", v1' },
    current: tagged,
    ...proceed,
  },
  ...['x"v1"', 'w/"v1"', 'W"v1"', '""v1"', 'xW/"v1"', 'W/ "v1"', '"v1"x', '"v1""', '"v1', 'v1"', 'W/"v1'].map(
    (field) => ({
      rule: `nor does ${field}, though it holds the tag`,
      methods: retrieving,
      fields: { 'if-none-match': field },
      current: tagged,
      ...proceed,
    }),
  ),
  {
    rule: 'malformed If-None-Match fails closed on other methods',
    methods: writing,
    fields: { 'if-none-match': 'v0' },
    current: tagged,
    ...malformed('If-None-Match'),
  },
  {
    rule: 'malformed If-None-Match fails closed where there is no representation',
    methods: writing,
    fields: { 'if-none-match': '*, *' },
    current: null,
    ...malformed('If-None-Match'),
  },
  {
    rule: 'a passing If-Match continues with If-None-Match: 304 for retrieving methods',
    methods: retrieving,
    fields: { 'if-match': '"v1"', 'if-none-match': '"v1"' },
    current: tagged,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'a passing If-Match continues with If-None-Match: 412 for others',
    methods: writing,
    fields: { 'if-match': '*', 'if-none-match': '"v1"' },
    current: tagged,
    ...failed('If-None-Match', 'current'),
  },
  {
    rule: 'a passing If-Unmodified-Since continues with If-None-Match',
    methods: retrieving,
    fields: { 'if-unmodified-since': DATE, 'if-none-match': '"v1"' },
    current: both,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'a failed If-Match comes before a matching If-None-Match',
    methods: evaluated,
    fields: { 'if-match': '"v0"', 'if-none-match': '"v1"' },
    current: tagged,
    ...failed('If-Match', 'not-current'),
  },
  {
    rule: 'a failed If-Unmodified-Since comes before a matching If-None-Match',
    methods: evaluated,
    fields: { 'if-unmodified-since': BEFORE, 'if-none-match': '"v1"' },
    current: both,
    ...failed('If-Unmodified-Since', 'modified'),
  },
];

/** RFC 9110, section 13.1.3 and step 4 of section 13.2.2. */
const step4: readonly PreconditionCase[] = [
  {
    rule: 'If-Modified-Since: lastModified is the date -> 304',
    methods: retrieving,
    fields: { 'if-modified-since': DATE },
    current: dated,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'If-Modified-Since: lastModified is earlier -> 304',
    methods: retrieving,
    fields: { 'if-modified-since': AFTER },
    current: both,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'If-Modified-Since: lastModified is later -> proceed',
    methods: retrieving,
    fields: { 'if-modified-since': BEFORE },
    current: dated,
    ...proceed,
  },
  {
    rule: 'a date far in the future is a date',
    methods: retrieving,
    fields: { 'if-modified-since': 'Fri, 31 Dec 9999 23:59:59 GMT' },
    current: dated,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'whole seconds are compared: 999 milliseconds later -> 304',
    methods: retrieving,
    fields: { 'if-modified-since': DATE },
    current: { lastModified: new Date(MODIFIED + 999) },
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'the RFC 850 form is a date',
    methods: retrieving,
    fields: { 'if-modified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' },
    current: dated,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'the asctime form is a date',
    methods: retrieving,
    fields: { 'if-modified-since': 'Sun Nov  6 08:49:37 1994' },
    current: dated,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'If-Modified-Since means nothing to a write',
    methods: writing,
    fields: { 'if-modified-since': DATE },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Modified-Since is ignored with an If-None-Match that matches nothing',
    methods: retrieving,
    fields: { 'if-none-match': '"v0"', 'if-modified-since': DATE },
    current: both,
    ...proceed,
  },
  {
    rule: 'If-None-Match, present though empty, switches If-Modified-Since off',
    methods: retrieving,
    fields: { 'if-none-match': '', 'if-modified-since': DATE },
    current: both,
    ...proceed,
  },
  {
    rule: 'so does a malformed one',
    methods: retrieving,
    fields: { 'if-none-match': 'v1', 'if-modified-since': DATE },
    current: both,
    ...proceed,
  },
  {
    rule: 'so does one where there is no tag',
    methods: retrieving,
    fields: { 'if-none-match': '"v1"', 'if-modified-since': DATE },
    current: dated,
    ...proceed,
  },
  {
    rule: 'a matching If-None-Match decides, whatever the date says',
    methods: retrieving,
    fields: { 'if-none-match': '"v1"', 'if-modified-since': BEFORE },
    current: both,
    ...notModified('If-None-Match'),
  },
  {
    rule: 'If-Modified-Since is ignored if it is no date, though Date.parse takes it',
    methods: retrieving,
    fields: { 'if-modified-since': '9999' },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Modified-Since is ignored if it is empty',
    methods: retrieving,
    fields: { 'if-modified-since': '' },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Modified-Since is ignored if it was sent in several lines',
    methods: retrieving,
    fields: { 'if-modified-since': [DATE, DATE] },
    current: dated,
    ...proceed,
  },
  {
    rule: 'If-Modified-Since is ignored if there is no modification date',
    methods: retrieving,
    fields: { 'if-modified-since': DATE },
    current: tagged,
    ...proceed,
  },
  {
    rule: 'nothing is known to be unmodified since an invalid Date',
    methods: retrieving,
    fields: { 'if-modified-since': DATE },
    current: { lastModified: Number.NaN },
    ...proceed,
  },
  {
    rule: 'a null column is an unknown modification date, not 1970: no 304 (fault 17)',
    methods: retrieving,
    fields: { 'if-modified-since': DATE },
    current: nullDate,
    ...proceed,
  },
  {
    rule: 'a QUERY is as a GET to its equivalent resource (RFC 10008, section 2.6 and appendix A.5)',
    methods: ['QUERY'],
    fields: { 'if-modified-since': DATE },
    current: both,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'If-Modified-Since is ignored if there is no representation',
    methods: retrieving,
    fields: { 'if-modified-since': DATE },
    current: null,
    ...proceed,
  },
  {
    rule: 'a passing If-Match continues with If-Modified-Since',
    methods: retrieving,
    fields: { 'if-match': '"v1"', 'if-modified-since': DATE },
    current: both,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'a passing If-Unmodified-Since continues with If-Modified-Since',
    methods: retrieving,
    fields: { 'if-unmodified-since': DATE, 'if-modified-since': DATE },
    current: both,
    ...notModified('If-Modified-Since'),
  },
  {
    rule: 'a failed If-Unmodified-Since comes before If-Modified-Since',
    methods: evaluated,
    fields: { 'if-unmodified-since': BEFORE, 'if-modified-since': AFTER },
    current: both,
    ...failed('If-Unmodified-Since', 'modified'),
  },
];

/** RFC 9110, section 13.2.2, step by step. */
export const steps: readonly { step: string; cases: readonly PreconditionCase[] }[] = [
  { step: 'step 0, the method', cases: step0 },
  { step: 'step 1, If-Match', cases: step1 },
  { step: 'step 2, If-Unmodified-Since', cases: step2 },
  { step: 'step 3, If-None-Match', cases: step3 },
  { step: 'step 4, If-Modified-Since', cases: step4 },
];

/** What `current` cannot be, and what its message says. */
export const refusedValidators: readonly { rule: string; current: unknown; message: string }[] = [
  {
    rule: 'a tag that is written out',
    current: { etag: '"v1"' },
    message: 'etag takes an EntityTag, such as entityTag(\'v1\'), or undefined, not the string "\\"v1\\""',
  },
  { rule: 'a version', current: { etag: 7 }, message: "entityTag('v1'), or undefined, not 7" },
  { rule: 'the null of an empty column', current: { etag: null }, message: 'etag takes an EntityTag' },
  { rule: 'a tag without weak', current: { etag: { value: 'v1' } }, message: 'or undefined, not another object' },
  {
    rule: 'a tag that nobody awaited',
    current: { etag: Promise.resolve({ value: 'v1', weak: false }) },
    message: 'or undefined, not another object',
  },
  {
    rule: 'a date that is written out',
    current: { lastModified: '2026-11-22' },
    message: 'lastModified takes a Date or milliseconds since the epoch, not the string "2026-11-22"',
  },
  { rule: 'a bigint', current: { lastModified: 0n }, message: 'milliseconds since the epoch, not 0' },
  { rule: 'true', current: { lastModified: true }, message: 'milliseconds since the epoch, not true' },
  { rule: 'an object as a date', current: { lastModified: {} }, message: 'since the epoch, not another object' },
  {
    rule: 'undefined, as of a row that was not found',
    current: undefined,
    message: 'current takes { etag, lastModified }, or null if there is no representation, not undefined',
  },
  { rule: 'a string', current: '"v1"', message: 'if there is no representation, not the string "\\"v1\\""' },
];

/** Conditions of a write, what is known when they are looked at (nothing yet, if it is left out), and whether they protect. */
export const protection: readonly {
  rule: string;
  fields: Readonly<Record<string, string | readonly string[]>>;
  current?: Validators | null;
  protects: boolean;
}[] = [
  { rule: 'nothing was sent', fields: {}, protects: false },
  { rule: 'the version is named', fields: { 'if-match': '"v1"' }, protects: true },
  { rule: 'it must exist', fields: { 'if-match': '*' }, protects: true },
  { rule: 'it fails', fields: { 'if-match': '' }, protects: true },
  { rule: 'it must not exist', fields: { 'if-none-match': ' *\t' }, protects: true },
  { rule: 'another version passes', fields: { 'if-none-match': '"v1"' }, protects: false },
  { rule: 'every version passes', fields: { 'if-none-match': '' }, protects: false },
  { rule: 'it is no wildcard', fields: { 'if-none-match': '*, *' }, protects: false },
  { rule: 'it is quoted', fields: { 'if-none-match': '"*"' }, protects: false },
  { rule: 'a valid date', fields: { 'if-unmodified-since': DATE }, protects: true },
  { rule: 'the form of RFC 850', fields: { 'if-unmodified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' }, protects: true },
  { rule: 'not a date', fields: { 'if-unmodified-since': '1994-11-06' }, protects: false },
  { rule: 'an empty field', fields: { 'if-unmodified-since': '' }, protects: false },
  { rule: 'two dates', fields: { 'if-unmodified-since': [DATE, DATE] }, protects: false },
  { rule: 'it is for reads', fields: { 'if-modified-since': DATE }, protects: false },
  {
    rule: 'the date beside another condition',
    fields: { 'if-none-match': '"v0"', 'if-unmodified-since': DATE },
    protects: true,
  },
  { rule: 'it is compared', fields: { 'if-unmodified-since': DATE }, current: dated, protects: true },
  {
    rule: 'the epoch is a date',
    fields: { 'if-unmodified-since': DATE },
    current: { lastModified: 0 },
    protects: true,
  },
  { rule: 'no date to compare with', fields: { 'if-unmodified-since': DATE }, current: tagged, protects: false },
  { rule: 'the date is null', fields: { 'if-unmodified-since': DATE }, current: nullDate, protects: false },
  {
    rule: 'the date is invalid',
    fields: { 'if-unmodified-since': DATE },
    current: { lastModified: new Date('garbage') },
    protects: false,
  },
  { rule: 'nothing to overwrite', fields: { 'if-unmodified-since': DATE }, current: null, protects: true },
  { rule: 'a tag needs no date', fields: { 'if-match': '"v1"' }, current: bare, protects: true },
];
