const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const ZERO = 0x30;
const SP = 0x20;

/**
 * Parses an HTTP-date: IMF-fixdate, and the obsolete RFC 850 and asctime forms that a recipient must accept. Only GMT,
 * only days that the calendar has; a leap second (`:60`) is accepted. Never throws.
 *
 * @param now milliseconds since the epoch; decides the century of an RFC 850 date
 * @returns milliseconds since the epoch, in whole seconds; `undefined` for anything else
 * @see RFC 9110, section 5.6.7
 * @example
 * ```ts
 * parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT'); // 784111777000
 * parseHttpDate('1994-11-06'); // undefined
 * ```
 */
export function parseHttpDate(text: string, now: number = Date.now()): number | undefined {
  const seconds = text.charCodeAt(3) === 0x2c ? imfFixdate(text) : (asctimeDate(text) ?? rfc850Date(text, now));
  return seconds === undefined ? undefined : seconds * 1000;
}

/**
 * Writes a date as IMF-fixdate. Fractions of a second are cut off: that is the precision of an HTTP-date.
 *
 * @param date a `Date` or milliseconds since the epoch
 * @throws TypeError for an invalid date, or one whose year does not have four digits
 * @see RFC 9110, section 5.6.7
 * @example
 * ```ts
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
  if (typeof date !== 'number' && Object.prototype.toString.call(date) !== '[object Date]') {
    throw new TypeError(
      `a date is a Date or milliseconds since the epoch, not ${date === null ? 'null' : typeof date}`,
    );
  }
  const seconds = Math.floor(Number(date) / 1000) * 1000;
  if (!(seconds >= YEAR_ZERO && seconds < YEAR_TEN_THOUSAND)) {
    throw new TypeError(`${String(date)} cannot be an HTTP-date: it must be a valid date in the years 0 to 9999`);
  }
  return seconds;
}

/** `Sun, 06 Nov 1994 08:49:37 GMT` */
function imfFixdate(text: string): number | undefined {
  if (text.length !== 29 || !text.endsWith(' GMT') || indexIn(DAYS, text, 0) === -1) return undefined;
  if (text.charCodeAt(4) !== SP || text.charCodeAt(7) !== SP || text.charCodeAt(11) !== SP) return undefined;
  return seconds(fourDigits(text, 12), indexIn(MONTHS, text, 8), twoDigits(text, 5), timeOfDay(text, 16));
}

/** `Sunday, 06-Nov-94 08:49:37 GMT` */
function rfc850Date(text: string, now: number): number | undefined {
  const day = LONG_DAYS.find((name) => text.startsWith(`${name}, `));
  if (day === undefined) return undefined;
  const date = text.slice(day.length + 2);
  if (date.length !== 22 || !date.endsWith(' GMT') || date[2] !== '-' || date[6] !== '-') return undefined;
  const twoDigitYear = twoDigits(date, 7);
  if (twoDigitYear === -1) return undefined;
  const secondsIn = (year: number) => seconds(year, indexIn(MONTHS, date, 3), twoDigits(date, 0), timeOfDay(date, 9));
  return latestWithin50Years(twoDigitYear, secondsIn, now);
}

/**
 * "Recipients of a timestamp value in rfc850-date format … MUST interpret a timestamp that appears to be more than 50
 * years in the future as representing the most recent year in the past that had the same last two digits."
 */
function latestWithin50Years(
  twoDigitYear: number,
  secondsIn: (year: number) => number | undefined,
  now: number,
): number | undefined {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 50);
  const year = limit.getUTCFullYear() - ((limit.getUTCFullYear() - twoDigitYear) % 100);
  const latest = secondsIn(year);
  return latest !== undefined && latest * 1000 > limit.getTime() ? secondsIn(year - 100) : latest;
}

/** `Sun Nov  6 08:49:37 1994` */
function asctimeDate(text: string): number | undefined {
  if (text.length !== 24 || indexIn(DAYS, text, 0) === -1) return undefined;
  if (text.charCodeAt(3) !== SP || text.charCodeAt(7) !== SP || text.charCodeAt(19) !== SP) return undefined;
  const day = text.charCodeAt(8) === SP ? digit(text, 9) : twoDigits(text, 8);
  return seconds(fourDigits(text, 20), indexIn(MONTHS, text, 4), day, timeOfDay(text, 10));
}

/** The seconds since the epoch; `undefined` if a part is -1 or the month has no such day. `month` counts from 0. */
function seconds(year: number, month: number, day: number, time: number): number | undefined {
  if (year === -1 || month === -1 || time === -1 || day < 1 || day > daysIn(month, year)) return undefined;
  return daysSinceEpoch(year, month, day) * 86_400 + time;
}

function daysIn(month: number, year: number): number {
  return month === 1 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month] as number);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Counted in years that begin in March, so that the leap day is the last: `Date.UTC` misreads the years 0 to 99. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month < 2 ? year - 1 : year;
  const marchMonth = (month + 10) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((marchMonth * 153 + 2) / 5) + day - 719_469;
}

/** The second of the day that ` hh:mm:ss` at `index` names, or -1. */
function timeOfDay(text: string, index: number): number {
  if (text.charCodeAt(index) !== SP || text[index + 3] !== ':' || text[index + 6] !== ':') return -1;
  const hour = twoDigits(text, index + 1);
  const minute = twoDigits(text, index + 4);
  const second = twoDigits(text, index + 7);
  if (hour === -1 || hour > 23 || minute === -1 || minute > 59 || second === -1 || second > 60) return -1;
  return hour * 3600 + minute * 60 + second;
}

function digit(text: string, index: number): number {
  const value = text.charCodeAt(index) - ZERO;
  return value >= 0 && value <= 9 ? value : -1;
}

function twoDigits(text: string, index: number): number {
  const tens = digit(text, index);
  const ones = digit(text, index + 1);
  return tens === -1 || ones === -1 ? -1 : tens * 10 + ones;
}

function fourDigits(text: string, index: number): number {
  const century = twoDigits(text, index);
  const rest = twoDigits(text, index + 2);
  return century === -1 || rest === -1 ? -1 : century * 100 + rest;
}

function indexIn(names: readonly string[], text: string, index: number): number {
  for (let position = 0; position < names.length; position++) {
    if (text.startsWith(names[position] as string, index)) return position;
  }
  return -1;
}
