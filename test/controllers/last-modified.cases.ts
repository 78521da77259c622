import { type Case, exchanges } from '../cases';

/**
 * `/pages/1` was last modified at 08:49:37.500 on Sunday, 6 November 1994; there is no page 9. Behind `show` are GET,
 * HEAD and QUERY, behind `save` PUT and POST. `/tagged/1` has the same date, and the tag `"v1"`.
 */
export const modified = Date.UTC(1994, 10, 6, 8, 49, 37, 500);

const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';

/** Forms of the date that a recipient must accept (RFC 9110, section 5.6.7). */
const sameDate = {
  'IMF-fixdate': LAST_MODIFIED,
  'the form of RFC 850': 'Sunday, 06-Nov-94 08:49:37 GMT',
  'the form of asctime, in GMT': 'Sun Nov  6 08:49:37 1994',
};

export const sameDateCases: readonly Case[] = Object.entries(sameDate).flatMap(([form, date]) =>
  exchanges(`
not modified since its own date, in ${form}
  GET /pages/1 | If-Modified-Since: ${date} -> 304 | last-modified: ${LAST_MODIFIED} | cache-control: max-age=0 | ran date 1
unmodified since its own date, in ${form}; the old date is not sent
  {PUT,POST} /pages/1 | If-Unmodified-Since: ${date} -> 200 | no last-modified | ran date 1, save 1
`),
);

/** What looks like a date, or was once taken for one, but is not. */
const noDates = (year: number) => ({
  'no date': 'soon',
  'the empty field': '',
  'a number': '0',
  'a year': '9999',
  'ISO 8601': `${year}-01-01T00:00:00Z`,
  'another time zone': `Sun, 06 Nov ${year} 08:49:37 CET`,
  'an offset': `Sun, 06 Nov ${year} 08:49:37 +0000`,
  'a day that the calendar does not have': `Wed, 30 Feb ${year} 08:49:37 GMT`,
  'one digit for the day': `Sun, 6 Nov ${year} 08:49:37 GMT`,
  'lower case': `sun, 06 nov ${year} 08:49:37 gmt`,
  'something behind the date': `Sun, 06 Nov ${year} 08:49:37 GMT; length=5`,
  'two dates': `Sun, 06 Nov ${year} 08:49:37 GMT, Sun, 06 Nov ${year} 08:49:37 GMT`,
});

/** Were they dates, those of reads would be a 304, and those of writes a 412. */
export const noDateCases: readonly Case[] = [
  ...Object.entries(noDates(2033)).flatMap(([what, value]) =>
    exchanges(`
a date counts as not sent: ${what}
  GET /pages/1 | If-Modified-Since: ${value} -> 200 | ran date 1, show 1
`),
  ),
  ...Object.entries(noDates(1983)).flatMap(([what, value]) =>
    exchanges(`
a date counts as not sent: ${what}
  {PUT,POST} /pages/1 | If-Unmodified-Since: ${value} -> 200
`),
  ),
];

export const readCases: readonly Case[] = exchanges(`
a read without a precondition runs the action and gets the date, in whole seconds
  GET /pages/1 -> 200 | last-modified: ${LAST_MODIFIED} | no etag | cache-control: max-age=0 | result {"id":1} | ran date 1, show 1
not modified since a later date
  GET /pages/1 | If-Modified-Since: ${LATER} -> 304 | ran date 1
modified since an earlier date
  GET /pages/1 | If-Modified-Since: ${EARLIER} -> 200 | last-modified: ${LAST_MODIFIED} | ran date 1, show 1
If-Modified-Since counts as not sent: two lines
  GET /pages/1 | If-Modified-Since: ${LATER} | If-Modified-Since: ${LATER} -> 200 | ran date 1, show 1
If-Modified-Since is not looked at if there is If-None-Match
  GET /pages/1 | If-None-Match: "v1" | If-Modified-Since: ${LAST_MODIFIED} -> 200 | ran date 1, show 1
If-Modified-Since is not looked at if there is If-None-Match, though it be empty
  GET /pages/1 | If-None-Match: | If-Modified-Since: ${LAST_MODIFIED} -> 200 | ran date 1, show 1
If-None-Match: * is false where there is a representation, though it has no tag
  GET /pages/1 | If-None-Match: * -> 304 | ran date 1
HEAD answers as GET would
  HEAD /pages/1 | If-Modified-Since: ${LAST_MODIFIED} -> 304 | last-modified: ${LAST_MODIFIED} | ran date 1
QUERY knows If-Modified-Since (RFC 10008, section 2.6; fault 16)
  QUERY /pages/1 | If-Modified-Since: ${LAST_MODIFIED} -> 304 | last-modified: ${LAST_MODIFIED} | ran date 1
If-Unmodified-Since holds on reads too
  GET /pages/1 | If-Unmodified-Since: ${EARLIER} -> 412 | says modified after the date in If-Unmodified-Since | ran date 1
If-Unmodified-Since is evaluated first, If-Modified-Since next
  GET /pages/1 | If-Unmodified-Since: ${LAST_MODIFIED} | If-Modified-Since: ${LAST_MODIFIED} -> 304 | ran date 1
where there is no representation, the answer to a read is the action's own
  GET /pages/9 | If-Unmodified-Since: ${EARLIER} | If-Modified-Since: ${LATER} -> 404 | ran date 9, show 9
`);

export const writeCases: readonly Case[] = exchanges(`
the date of an unconditional write is not asked for
  {PUT,POST} /pages/1 -> 200 | no last-modified | no cache-control | ran save 1
a write to what was modified since is refused before the action
  {PUT,POST} /pages/1 | If-Unmodified-Since: ${EARLIER} -> 412 | says modified after the date in If-Unmodified-Since | ran date 1
If-Unmodified-Since counts as not sent: two lines
  {PUT,POST} /pages/1 | If-Unmodified-Since: ${EARLIER} | If-Unmodified-Since: ${EARLIER} -> 200
If-Unmodified-Since is not looked at if there is If-Match
  {PUT,POST} /pages/1 | If-Match: * | If-Unmodified-Since: ${EARLIER} -> 200 | ran date 1, save 1
If-Match names no version of what has no tag
  {PUT,POST} /pages/1 | If-Match: "v1" -> 412 | ran date 1
If-Modified-Since means nothing to a write
  {PUT,POST} /pages/1 | If-Modified-Since: ${LATER} -> 200 | ran date 1, save 1
a date that there is nothing to compare with is ignored
  {PUT,POST} /pages/9 | If-Unmodified-Since: ${EARLIER} -> 200 | ran date 9, save 9
`);

export const taggedCases: readonly Case[] = exchanges(`
tag and date are both sent
  GET /tagged/1 -> 200 | etag: "v1" | last-modified: ${LAST_MODIFIED} | ran tag 1, date 1, show 1
both make one evaluation: the matching tag decides, whatever the date
  GET /tagged/1 | If-None-Match: "v1" | If-Modified-Since: ${EARLIER} -> 304 | etag: "v1" | no last-modified | ran tag 1, date 1
both make one evaluation: the other tag decides, whatever the date
  GET /tagged/1 | If-None-Match: "v0" | If-Modified-Since: ${LATER} -> 200 | ran tag 1, date 1, show 1
the date decides where no tag was sent; the 304 names the tag
  GET /tagged/1 | If-Modified-Since: ${LAST_MODIFIED} -> 304 | etag: "v1" | no last-modified
both make one evaluation: the matching tag decides, whatever the date
  PUT /tagged/1 | If-Match: "v1" | If-Unmodified-Since: ${EARLIER} -> 200 | ran tag 1, date 1, save 1
If-None-Match is evaluated behind a date that passes
  PUT /tagged/1 | If-Unmodified-Since: ${LAST_MODIFIED} | If-None-Match: * -> 412 | says but the resource already exists | ran tag 1, date 1
what has a date but no tag exists
  PUT /tagged/2 | If-None-Match: * -> 412 | ran tag 2, date 2
`);

export const resultCases: readonly Case[] = exchanges(`
the date is made of what the action returned, awaited, with the controller as this
  GET /results/1 -> 200 | last-modified: ${LAST_MODIFIED} | cache-control: max-age=0 | ran show 1, date 1
the date is evaluated after the action, and a 304 saves the body
  GET /results/1 | If-Modified-Since: ${LAST_MODIFIED} -> 304 | last-modified: ${LAST_MODIFIED} | ran show 1, date 1
a failed precondition of a read is a 412
  GET /results/1 | If-Unmodified-Since: ${EARLIER} -> 412 | ran show 1, date 1
a write publishes the date of the version that it has made
  PUT /results/1 | If-Unmodified-Since: ${EARLIER} -> 200 | last-modified: ${LAST_MODIFIED} | no cache-control | ran save 1
with a tag known before the action, the date of the result still decides
  GET /results/tagged/1 | If-Modified-Since: ${LAST_MODIFIED} -> 304 | etag: "v1" | no last-modified | ran tag 1, show 1, date 1
with a tag known before the action, a failed precondition of a read waits for the date of the result
  GET /results/tagged/1 | If-Match: "v0" -> 412 | ran tag 1, show 1, date 1
`);
