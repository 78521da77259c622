/**
 * A second evaluator of preconditions, written from RFC 9110 alone: as literal and as naive as can be, so that it can be
 * held against the first. It knows nothing of the library, and shares no line with it.
 *
 * Where the RFC leaves a choice, it follows the library's design:
 * - an `If-Match` that does not follow the grammar fails;
 * - so does such an `If-None-Match`, except on retrieving methods, where it matches nothing;
 * - a date that was sent in several lines was not sent.
 */

export type FieldName = 'If-Match' | 'If-Unmodified-Since' | 'If-None-Match' | 'If-Modified-Since';

/** A request's method and its field lines, in the order in which they came. */
export interface Request {
  readonly method: string;
  readonly lines: readonly (readonly [name: FieldName, value: string])[];
}

/** What is known of the selected representation: its tag as a field value, its date in milliseconds since the epoch. */
export interface Representation {
  readonly etag?: string | undefined;
  readonly lastModified?: number | undefined;
}

export type Verdict =
  | { readonly outcome: 'proceed' }
  | {
      readonly outcome: 'not-modified' | 'precondition-failed';
      readonly field: FieldName;
      readonly malformed?: true;
      readonly reason?: string;
    };

const PROCEED: Verdict = { outcome: 'proceed' };

/** Section 13.2.2, with the methods of section 13.2.1 that have no preconditions. */
export function evaluate(request: Request, representation: Representation | null, now: number): Verdict {
  const { method } = request;
  if (/^(CONNECT|OPTIONS|TRACE)$/.test(method)) return PROCEED;

  const ifMatch = fieldOf(request, 'If-Match');
  const ifUnmodifiedSince = dateField(request, 'If-Unmodified-Since', now);
  const ifNoneMatch = fieldOf(request, 'If-None-Match');
  const ifModifiedSince = dateField(request, 'If-Modified-Since', now);
  const retrieves = /^(GET|HEAD|QUERY)$/.test(method);
  const modified = wholeSeconds(representation?.lastModified);

  // 1. When recipient is the origin server and If-Match is present
  if (ifMatch !== undefined) {
    const members = tagsIn(ifMatch);
    if (members === undefined) return malformed('If-Match');
    if (!ifMatchIsTrue(members, representation)) return failed('If-Match', whyIfMatchIsFalse(members, representation));
  }

  // 2. … If-Match is not present, and If-Unmodified-Since is present
  if (ifMatch === undefined && ifUnmodifiedSince !== undefined && modified !== undefined) {
    if (!(modified <= ifUnmodifiedSince)) return failed('If-Unmodified-Since', 'modified');
  }

  // 3. When If-None-Match is present
  if (ifNoneMatch !== undefined) {
    const members = tagsIn(ifNoneMatch);
    if (members === undefined) return retrieves ? PROCEED : malformed('If-None-Match');
    if (ifNoneMatchIsTrue(members, representation)) return PROCEED;
    if (retrieves) return { outcome: 'not-modified', field: 'If-None-Match' };
    return failed('If-None-Match', members === '*' ? 'exists' : 'current');
  }

  // 4. When the method is GET or HEAD, If-None-Match is not present, and If-Modified-Since is present
  // (and QUERY: RFC 10008, appendix A.5)
  if (retrieves && ifModifiedSince !== undefined && modified !== undefined) {
    if (modified <= ifModifiedSince) return { outcome: 'not-modified', field: 'If-Modified-Since' };
  }

  return PROCEED;
}

function malformed(field: FieldName): Verdict {
  return { outcome: 'precondition-failed', field, malformed: true, reason: 'malformed' };
}

function failed(field: FieldName, reason: string): Verdict {
  return { outcome: 'precondition-failed', field, reason };
}

/** Not of the RFC: the library's words for what a client must know to do better. */
function whyIfMatchIsFalse(members: '*' | readonly string[], representation: Representation | null): string {
  if (members.length === 0) return 'empty';
  if (representation === null) return 'absent';
  const { etag } = representation;
  if (etag === undefined) return 'untagged';
  if (/^W/.test(etag)) return 'weak';
  return (members as readonly string[]).some((member) => weaklyEqual(member, etag)) ? 'weakened' : 'not-current';
}

/** Section 13.1.1. */
function ifMatchIsTrue(members: '*' | readonly string[], representation: Representation | null): boolean {
  if (members === '*') return representation !== null;
  for (const member of members) {
    if (representation?.etag !== undefined && stronglyEqual(member, representation.etag)) return true;
  }
  return false;
}

/** Section 13.1.2. */
function ifNoneMatchIsTrue(members: '*' | readonly string[], representation: Representation | null): boolean {
  if (members === '*') return representation === null;
  for (const member of members) {
    if (representation?.etag !== undefined && weaklyEqual(member, representation.etag)) return false;
  }
  return true;
}

/** Section 8.8.3.2: equivalent if both are not weak and their opaque-tags match character by character. */
function stronglyEqual(a: string, b: string): boolean {
  return !/^W/.test(a) && !/^W/.test(b) && a === b;
}

/** Section 8.8.3.2: equivalent if their opaque-tags match character by character, whether weak or not. */
export function weaklyEqual(a: string, b: string): boolean {
  return a.replace(/^W\//, '') === b.replace(/^W\//, '');
}

/** Section 5.3: several lines of a list are one, each joined to the next with a comma and a space. */
export function fieldOf({ lines }: Request, field: FieldName): string | undefined {
  const values = lines.filter(([name]) => name === field).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Sections 13.1.3 and 13.1.4: a field that is not one valid date is ignored. */
function dateField({ lines }: Request, field: FieldName, now: number): number | undefined {
  const values = lines.filter(([name]) => name === field).map(([, value]) => value);
  return values.length === 1 ? instantOf(values[0] ?? '', now) : undefined;
}

/**
 * Sections 13.1.1 and 13.1.2: `"*" / #entity-tag`, the list as section 5.6.1.2 has a recipient read it:
 * `[ element ] *( OWS "," OWS [ element ] )`. `undefined` for what is neither.
 */
export function tagsIn(field: string): '*' | string[] | undefined {
  if (/^[ \t]*\*[ \t]*$/.test(field)) return '*';
  const tags: string[] = [];
  let rest = field;
  for (;;) {
    rest = rest.replace(/^[ \t]+/, '');
    const tag = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"/.exec(rest)?.[0];
    if (tag !== undefined) tags.push(tag);
    rest = rest.slice(tag?.length ?? 0).replace(/^[ \t]+/, '');
    if (rest === '') return tags;
    if (!/^,/.test(rest)) return undefined;
    rest = rest.slice(1);
  }
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec';
const MONTH = `(${MONTHS.replaceAll(' ', '|')})`;
const DAY_NAME = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const DAY_NAME_L = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
const TIME = '([0-9]{2}):([0-9]{2}):([0-9]{2})';
const IMF_FIXDATE = new RegExp(`^${DAY_NAME}, ([0-9]{2}) ${MONTH} ([0-9]{4}) ${TIME} GMT$`);
const RFC850_DATE = new RegExp(`^${DAY_NAME_L}, ([0-9]{2})-${MONTH}-([0-9]{2}) ${TIME} GMT$`);
const ASCTIME_DATE = new RegExp(`^${DAY_NAME} ${MONTH} ([0-9]{2}| [0-9]) ${TIME} ([0-9]{4})$`);

/** Section 5.6.7: the instant that an HTTP-date names, in milliseconds since the epoch. */
export function instantOf(text: string, now: number): number | undefined {
  const imf = IMF_FIXDATE.exec(text);
  if (imf !== null) {
    const [, day = '', month = '', year = '', hour = '', minute = '', second = ''] = imf;
    return instant(year, month, day, hour, minute, second);
  }
  const asctime = ASCTIME_DATE.exec(text);
  if (asctime !== null) {
    const [, month = '', day = '', hour = '', minute = '', second = '', year = ''] = asctime;
    return instant(year, month, day.replace(' ', '0'), hour, minute, second);
  }
  const rfc850 = RFC850_DATE.exec(text);
  if (rfc850 !== null) {
    const [, day = '', month = '', digits = '', hour = '', minute = '', second = ''] = rfc850;
    return mostRecent(digits, now, (year) => instant(year, month, day, hour, minute, second));
  }
  return undefined;
}

/** More than 50 years in the future is the most recent year in the past that had the same last two digits. */
function mostRecent(digits: string, now: number, inYear: (year: string) => number | undefined): number | undefined {
  const [year = '', ...rest] = new Date(now).toISOString().split('-');
  const in50Years = Date.parse([Number(year) + 50, ...rest].join('-'));
  for (let candidate = Number(year) + 50; candidate > Number(year) - 51; candidate--) {
    if (candidate % 100 !== Number(digits)) continue;
    const found = inYear(String(candidate));
    if (found !== undefined && found <= in50Years) return found;
  }
  return undefined;
}

/** A day is real if writing it back gives the same text; a leap second is the second after :59. */
function instant(
  year: string,
  month: string,
  day: string,
  hour: string,
  minute: string,
  second: string,
): number | undefined {
  const number = String(MONTHS.split(' ').indexOf(month) + 1).padStart(2, '0');
  const text = `${year}-${number}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}.000Z`;
  const parsed = new Date(text);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString() !== text) return undefined;
  return parsed.getTime() + (second === '60' ? 1000 : 0);
}

/** Section 8.8.2: a date has no fractions of a second. */
function wholeSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.floor(milliseconds / 1000) * 1000;
}
