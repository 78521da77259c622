const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const IMF_FIXDATE =
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} (?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60) GMT$/;

/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const RFC_850 = /^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d:\d\d:\d\d) GMT$/;

/** `Sun Nov  6 08:49:37 1994` */
const ASCTIME = /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/;

/**
 * Parses an HTTP-date: IMF-fixdate, and the obsolete RFC 850 and asctime forms that a recipient must accept. The day
 * must exist in the calendar, and the time zone must be GMT; a leap second (`:60`) is accepted. Never throws.
 * @param text - the whole field value
 * @param now - the time by which the century of an RFC 850 date is chosen, in milliseconds since the epoch; default:
 *   the current time
 * @returns milliseconds since the epoch, in whole seconds; `undefined` for anything else
 * @see RFC 9110, section 5.6.7
 * @example
 * ```ts
 * import { parseHttpDate } from 'routing-controllers-etag/http';
 *
 * parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT'); // 784111777000
 * parseHttpDate('1994-11-06'); // undefined
 * ```
 */
export function parseHttpDate(text: string, now?: number): number | undefined {
  if (IMF_FIXDATE.test(text)) return instantOf(text);
  const rfc850 = RFC_850.exec(text);
  if (rfc850 !== null) {
    const [, day, month, yearOfCentury, time] = rfc850;
    const inYear = (year: number) => imfFixdate(`Sun, ${day} ${month} ${String(year).padStart(4, '0')} ${time} GMT`);
    return latestWithin50Years(Number(yearOfCentury), inYear, now ?? Date.now());
  }
  const asctime = ASCTIME.exec(text);
  if (asctime === null) return undefined;
  const [, weekday, month, day = '', time, year] = asctime;
  return imfFixdate(`${weekday}, ${day.replace(' ', '0')} ${month} ${year} ${time} GMT`);
}

/** The obsolete forms are rewritten as an IMF-fixdate of the same date first. */
function imfFixdate(text: string): number | undefined {
  return IMF_FIXDATE.test(text) ? instantOf(text) : undefined;
}

const FOUR_CENTURIES = Date.UTC(2400, 0, 1) - Date.UTC(2000, 0, 1);

/**
 * The time of an IMF-fixdate; `undefined` if its month has no such day. 400 years are added and subtracted again
 * because `Date.UTC` maps the years 0 to 99 to 1900 to 1999, and the calendar repeats after 400 years.
 */
function instantOf(imf: string): number | undefined {
  const number = (start: number, end: number) => Number(imf.slice(start, end));
  const day = number(5, 7);
  const midnight = Date.UTC(number(12, 16) + 400, MONTHS.indexOf(imf.slice(8, 11)), day) - FOUR_CENTURIES;
  if ((day < 1 || day > 28) && new Date(midnight).getUTCDate() !== day) return undefined;
  return midnight + ((number(17, 19) * 60 + number(20, 22)) * 60 + number(23, 25)) * 1000;
}

/**
 * "Recipients of a timestamp value in rfc850-date format … MUST interpret a timestamp that appears to be more than 50
 * years in the future as representing the most recent year in the past that had the same last two digits."
 */
function latestWithin50Years(
  yearOfCentury: number,
  inYear: (year: number) => number | undefined,
  now: number,
): number | undefined {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 50);
  const year = limit.getUTCFullYear() - ((limit.getUTCFullYear() - yearOfCentury) % 100);
  const latest = inYear(year);
  return latest !== undefined && latest > limit.getTime() ? inYear(year - 100) : latest;
}

/**
 * Formats a date as an IMF-fixdate. Fractions of a second are cut off, because an HTTP-date has whole seconds.
 *
 * @param date - a `Date` or milliseconds since the epoch
 * @throws TypeError for an invalid date, or one whose year does not have four digits
 * @see RFC 9110, section 5.6.7
 * @example
 * ```ts
 * import { formatHttpDate } from 'routing-controllers-etag/http';
 *
 * formatHttpDate(784111777123); // 'Sun, 06 Nov 1994 08:49:37 GMT'
 * ```
 */
export function formatHttpDate(date: Date | number): string {
  return new Date(requireHttpDate(date)).toUTCString();
}

const YEAR_ZERO = Date.parse('0000-01-01T00:00:00Z');
const YEAR_TEN_THOUSAND = Date.UTC(10_000, 0, 1);

/**
 * Checks that a date can be written as an HTTP-date.
 *
 * @returns milliseconds since the epoch, in whole seconds
 * @throws TypeError for an invalid date, or one whose year does not have four digits
 */
export function requireHttpDate(date: Date | number): number {
  if (!isDateOrNumber(date)) {
    throw new TypeError(`a date is a Date or milliseconds since the epoch, not ${kindOf(date)}`);
  }
  const second = startOfSecond(date);
  if (!(second >= YEAR_ZERO && second < YEAR_TEN_THOUSAND)) {
    throw new TypeError(`${String(date)} cannot be an HTTP-date: it must be a valid date in the years 0 to 9999`);
  }
  return second;
}

function kindOf(date: unknown): string {
  if (date === null) return 'null';
  return typeof (date as PromiseLike<unknown> | undefined)?.then === 'function' ? 'a promise: await it' : typeof date;
}

/** Whether a value is a number or a `Date`, including a `Date` from another realm. */
export function isDateOrNumber(value: unknown): value is Date | number {
  return typeof value === 'number' || Object.prototype.toString.call(value) === '[object Date]';
}

/** A date cut to whole seconds, in milliseconds since the epoch; NaN for an invalid date. */
export function startOfSecond(date: Date | number): number {
  return Math.floor(Number(date) / 1000) * 1000;
}

/**
 * Whether a modification date is a strong validator: its second is over, so no later change can have the same date (RFC
 * 9110, section 8.8.2.2). An invalid date is not strong, nor is one in the future.
 *
 * @param now - milliseconds since the epoch
 */
export function isStrongDate(lastModified: Date | number, now: number): boolean {
  return startOfSecond(lastModified) < startOfSecond(now);
}
