import type { Case } from './cases';

/**
 * `/pages/1` was last modified at 08:49:37.500 on Sunday, 6 November 1994; there is no page 9. Behind `show` are GET,
 * HEAD and QUERY, behind `save` PUT and POST. `/tagged/1` has the same date, and the tag `"v1"`.
 */
export const modified = Date.UTC(1994, 10, 6, 8, 49, 37, 500);

const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';

/** Forms of the date that a recipient must accept (RFC 9110, section 5.6.7). */
const sameDate: readonly (readonly [rule: string, date: string])[] = [
  ['IMF-fixdate', LAST_MODIFIED],
  ['the form of RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT'],
  ['the form of asctime, in GMT', 'Sun Nov  6 08:49:37 1994'],
];

/** What looks like a date or was once taken for one, and is none. Each is as if it had not been sent. */
const noDates: readonly (readonly [rule: string, date: string | readonly string[]])[] = [
  ['no date', 'soon'],
  ['the empty field', ''],
  ['a number', '0'],
  ['a year', '9999'],
  ['ISO 8601', '2030-01-01T00:00:00Z'],
  ['another time zone', 'Sun, 06 Nov 2033 08:49:37 CET'],
  ['an offset', 'Sun, 06 Nov 2033 08:49:37 +0000'],
  ['a day that the calendar does not have', 'Wed, 30 Feb 2033 08:49:37 GMT'],
  ['one digit for the day', 'Sun, 6 Nov 2033 08:49:37 GMT'],
  ['lower case', 'sun, 06 nov 2033 08:49:37 gmt'],
  ['something behind the date', 'Sun, 06 Nov 2033 08:49:37 GMT; length=5'],
  ['two dates', 'Sun, 06 Nov 2033 08:49:37 GMT, Sun, 06 Nov 2033 08:49:37 GMT'],
  ['two lines', [LATER, LATER]],
];

export const readCases: readonly Case[] = [
  {
    rule: 'a read without a precondition runs the action and gets the date, in whole seconds',
    send: 'GET /pages/1',
    status: 200,
    fields: { 'last-modified': LAST_MODIFIED, etag: undefined, 'cache-control': 'max-age=0' },
    result: { id: 1 },
    ran: ['date 1', 'show 1'],
  },
  ...sameDate.map(
    ([rule, date]): Case => ({
      rule: `not modified since its own date, in ${rule}`,
      send: 'GET /pages/1',
      with: { 'If-Modified-Since': date },
      status: 304,
      fields: { 'last-modified': LAST_MODIFIED, 'cache-control': 'max-age=0' },
      ran: ['date 1'],
    }),
  ),
  {
    rule: 'not modified since a later date',
    send: 'GET /pages/1',
    with: { 'If-Modified-Since': LATER },
    status: 304,
    ran: ['date 1'],
  },
  {
    rule: 'modified since an earlier date',
    send: 'GET /pages/1',
    with: { 'If-Modified-Since': EARLIER },
    status: 200,
    fields: { 'last-modified': LAST_MODIFIED },
    ran: ['date 1', 'show 1'],
  },
  ...noDates.map(
    ([rule, date]): Case => ({
      rule: `If-Modified-Since counts as not sent: ${rule}`,
      send: 'GET /pages/1',
      with: { 'If-Modified-Since': date },
      status: 200,
      ran: ['date 1', 'show 1'],
    }),
  ),
  {
    rule: 'If-Modified-Since is not looked at if there is If-None-Match',
    send: 'GET /pages/1',
    with: { 'If-None-Match': '"v1"', 'If-Modified-Since': LAST_MODIFIED },
    status: 200,
    ran: ['date 1', 'show 1'],
  },
  {
    rule: 'If-Modified-Since is not looked at if there is If-None-Match, though it be empty',
    send: 'GET /pages/1',
    with: { 'If-None-Match': '', 'If-Modified-Since': LAST_MODIFIED },
    status: 200,
    ran: ['date 1', 'show 1'],
  },
  {
    rule: 'If-None-Match: * is false where there is a representation, though it has no tag',
    send: 'GET /pages/1',
    with: { 'If-None-Match': '*' },
    status: 304,
    ran: ['date 1'],
  },
  {
    rule: 'HEAD answers as GET would',
    send: 'HEAD /pages/1',
    with: { 'If-Modified-Since': LAST_MODIFIED },
    status: 304,
    fields: { 'last-modified': LAST_MODIFIED },
    ran: ['date 1'],
  },
  {
    rule: 'QUERY knows If-Modified-Since (RFC 10008, section 2.6; fault 16)',
    send: 'QUERY /pages/1',
    with: { 'If-Modified-Since': LAST_MODIFIED },
    status: 304,
    fields: { 'last-modified': LAST_MODIFIED },
    ran: ['date 1'],
  },
  {
    rule: 'If-Unmodified-Since holds on reads too',
    send: 'GET /pages/1',
    with: { 'If-Unmodified-Since': EARLIER },
    status: 412,
    message: /modified after the date in If-Unmodified-Since/,
    ran: ['date 1'],
  },
  {
    rule: 'If-Unmodified-Since is evaluated first, If-Modified-Since next',
    send: 'GET /pages/1',
    with: { 'If-Unmodified-Since': LAST_MODIFIED, 'If-Modified-Since': LAST_MODIFIED },
    status: 304,
    ran: ['date 1'],
  },
  {
    rule: "where there is no representation, the answer to a read is the action's own",
    send: 'GET /pages/9',
    with: { 'If-Unmodified-Since': EARLIER, 'If-Modified-Since': LATER },
    status: 404,
    ran: ['date 9', 'show 9'],
  },
];

export const writeCases: readonly Case[] = ['PUT', 'POST'].flatMap((method): Case[] => [
  {
    rule: 'the date of an unconditional write is not asked for',
    send: `${method} /pages/1`,
    status: 200,
    fields: { 'last-modified': undefined, 'cache-control': undefined },
    ran: ['save 1'],
  },
  ...sameDate.map(
    ([rule, date]): Case => ({
      rule: `unmodified since its own date, in ${rule}; the old date is not sent`,
      send: `${method} /pages/1`,
      with: { 'If-Unmodified-Since': date },
      status: 200,
      fields: { 'last-modified': undefined },
      ran: ['date 1', 'save 1'],
    }),
  ),
  {
    rule: 'a write to what was modified since is refused before the action',
    send: `${method} /pages/1`,
    with: { 'If-Unmodified-Since': EARLIER },
    status: 412,
    message: /modified after the date in If-Unmodified-Since/,
    ran: ['date 1'],
  },
  ...noDates.map(
    ([rule, date]): Case => ({
      rule: `If-Unmodified-Since counts as not sent: ${rule}`,
      send: `${method} /pages/1`,
      with: { 'If-Unmodified-Since': date },
      status: 200,
    }),
  ),
  {
    rule: 'If-Unmodified-Since is not looked at if there is If-Match',
    send: `${method} /pages/1`,
    with: { 'If-Match': '*', 'If-Unmodified-Since': EARLIER },
    status: 200,
    ran: ['date 1', 'save 1'],
  },
  {
    rule: 'If-Match names no version of what has no tag',
    send: `${method} /pages/1`,
    with: { 'If-Match': '"v1"' },
    status: 412,
    ran: ['date 1'],
  },
  {
    rule: 'If-Modified-Since means nothing to a write',
    send: `${method} /pages/1`,
    with: { 'If-Modified-Since': LATER },
    status: 200,
    ran: ['date 1', 'save 1'],
  },
  {
    rule: 'a date that there is nothing to compare with is ignored',
    send: `${method} /pages/9`,
    with: { 'If-Unmodified-Since': EARLIER },
    status: 200,
    ran: ['date 9', 'save 9'],
  },
]);

export const taggedCases: readonly Case[] = [
  {
    rule: 'tag and date are both sent',
    send: 'GET /tagged/1',
    status: 200,
    fields: { etag: '"v1"', 'last-modified': LAST_MODIFIED },
    ran: ['tag 1', 'date 1', 'show 1'],
  },
  {
    rule: 'both make one evaluation: the matching tag decides, whatever the date',
    send: 'GET /tagged/1',
    with: { 'If-None-Match': '"v1"', 'If-Modified-Since': EARLIER },
    status: 304,
    fields: { etag: '"v1"', 'last-modified': undefined },
    ran: ['tag 1', 'date 1'],
  },
  {
    rule: 'both make one evaluation: the other tag decides, whatever the date',
    send: 'GET /tagged/1',
    with: { 'If-None-Match': '"v0"', 'If-Modified-Since': LATER },
    status: 200,
    ran: ['tag 1', 'date 1', 'show 1'],
  },
  {
    rule: 'the date decides where no tag was sent; the 304 names the tag',
    send: 'GET /tagged/1',
    with: { 'If-Modified-Since': LAST_MODIFIED },
    status: 304,
    fields: { etag: '"v1"', 'last-modified': undefined },
  },
  {
    rule: 'both make one evaluation: the matching tag decides, whatever the date',
    send: 'PUT /tagged/1',
    with: { 'If-Match': '"v1"', 'If-Unmodified-Since': EARLIER },
    status: 200,
    ran: ['tag 1', 'date 1', 'save 1'],
  },
  {
    rule: 'If-None-Match is evaluated behind a date that passes',
    send: 'PUT /tagged/1',
    with: { 'If-Unmodified-Since': LAST_MODIFIED, 'If-None-Match': '*' },
    status: 412,
    message: /If-None-Match is \\?"\*\\?", but the resource exists already/,
    ran: ['tag 1', 'date 1'],
  },
  {
    rule: 'what has a date but no tag exists',
    send: 'PUT /tagged/2',
    with: { 'If-None-Match': '*' },
    status: 412,
    ran: ['tag 2', 'date 2'],
  },
];

export const resultCases: readonly Case[] = [
  {
    rule: 'the date is made of what the action returned, awaited, with the controller as this',
    send: 'GET /results/1',
    status: 200,
    fields: { 'last-modified': LAST_MODIFIED, 'cache-control': 'max-age=0' },
    ran: ['show 1', 'date 1'],
  },
  {
    rule: 'the date is evaluated after the action, and a 304 saves the body',
    send: 'GET /results/1',
    with: { 'If-Modified-Since': LAST_MODIFIED },
    status: 304,
    fields: { 'last-modified': LAST_MODIFIED },
    ran: ['show 1', 'date 1'],
  },
  {
    rule: 'a failed precondition of a read is a 412',
    send: 'GET /results/1',
    with: { 'If-Unmodified-Since': EARLIER },
    status: 412,
    ran: ['show 1', 'date 1'],
  },
  {
    rule: 'a write publishes the date of the version that it has made',
    send: 'PUT /results/1',
    with: { 'If-Unmodified-Since': EARLIER },
    status: 200,
    fields: { 'last-modified': LAST_MODIFIED, 'cache-control': undefined },
    ran: ['save 1'],
  },
  {
    rule: 'with a tag known before the action, the date of the result still decides',
    send: 'GET /results/tagged/1',
    with: { 'If-Modified-Since': LAST_MODIFIED },
    status: 304,
    fields: { etag: '"v1"', 'last-modified': undefined },
    ran: ['tag 1', 'show 1', 'date 1'],
  },
  {
    rule: 'with a tag known before the action, a failed precondition of a read waits for the date of the result',
    send: 'GET /results/tagged/1',
    with: { 'If-Match': '"v0"' },
    status: 412,
    ran: ['tag 1', 'show 1', 'date 1'],
  },
];
