/**
 * Three-letter names, each found in one step: their letters, as one number, leave another remainder by 31 for each day
 * and for each month. (A `Map` takes several times as long, which shows: all dates pass here.)
 */
class NameTable {
  readonly #letters = new Int32Array(31).fill(-1);
  readonly #positions = new Int8Array(31);

  constructor(names: readonly string[]) {
    for (const [position, name] of names.entries()) {
      const letters = lettersAt(name, 0);
      this.#letters[letters % 31] = letters;
      this.#positions[letters % 31] = position;
    }
  }

  /** The position of the name that stands at `index` of a text, or -1. */
  positionAt(text: string, index: number): number {
    const letters = lettersAt(text, index);
    return this.#letters[letters % 31] === letters ? (this.#positions[letters % 31] as number) : -1;
  }
}

/** The three characters at `index` as one number, or 0 if they are not all ASCII. */
function lettersAt(text: string, index: number): number {
  const first = text.charCodeAt(index);
  const second = text.charCodeAt(index + 1);
  const third = text.charCodeAt(index + 2);
  return (first | second | third) < 0x80 ? (first << 16) | (second << 8) | third : 0;
}

const DAYS = new NameTable(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']);
const MONTHS = new NameTable(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']);
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const GMT = lettersAt('GMT', 0);

/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const RFC_850 = /^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d:\d\d:\d\d) GMT$/;

/** `Sun Nov  6 08:49:37 1994` */
const ASCTIME = /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/;

const SP = 0x20;
const COMMA = 0x2c;
const ZERO = 0x30;
const COLON = 0x3a;

/** The digits by their characters; of what is none so small a number that all made with it are negative. */
const DIGITS = Int32Array.from({ length: 256 }, (_, code) =>
  code >= ZERO && code <= ZERO + 9 ? code - ZERO : -1_000_000,
);

/**
 * Parses an HTTP-date: IMF-fixdate, and the obsolete RFC 850 and asctime forms that a recipient must accept. Only GMT,
 * only days that the calendar has; a leap second (`:60`) is accepted. Never throws.
 *
 * @param now milliseconds since the epoch; the present by default; decides the century of an RFC 850 date
 * @returns milliseconds since the epoch, in whole seconds; `undefined` for anything else
 * @see RFC 9110, section 5.6.7
 * @example
 * ```ts
 * parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT'); // 784111777000
 * parseHttpDate('1994-11-06'); // undefined
 * ```
 */
export function parseHttpDate(text: string, now?: number): number | undefined {
  const seconds = parseSeconds(text, now);
  return Number.isNaN(seconds) ? undefined : seconds * 1000;
}

/**
 * Parses an HTTP-date as {@link parseHttpDate} does. The three forms differ in their length.
 *
 * @returns seconds since the epoch, NaN for what is no date
 */
export function parseSeconds(text: string, now?: number): number {
  if (text.length === 29) return imfFixdate(text);
  return text.length === 24 ? asctimeDate(text) : rfc850Date(text, now ?? Date.now());
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

/**
 * `Sun, 06 Nov 1994 08:49:37 GMT`. (It is read by one function, not by one for each part: most dates are of this form, and
 * V8 then compiles it in one piece.)
 */
function imfFixdate(text: string): number {
  if (DAYS.positionAt(text, 0) === -1 || lettersAt(text, 26) !== GMT) return Number.NaN;
  if (text.charCodeAt(3) !== COMMA || text.charCodeAt(4) !== SP || text.charCodeAt(7) !== SP) return Number.NaN;
  if (text.charCodeAt(11) !== SP || text.charCodeAt(16) !== SP || text.charCodeAt(25) !== SP) return Number.NaN;
  if (text.charCodeAt(19) !== COLON || text.charCodeAt(22) !== COLON) return Number.NaN;
  const year = digit(text, 12) * 1000 + digit(text, 13) * 100 + digit(text, 14) * 10 + digit(text, 15);
  const day = digit(text, 5) * 10 + digit(text, 6);
  const hour = digit(text, 17) * 10 + digit(text, 18);
  const minute = digit(text, 20) * 10 + digit(text, 21);
  const second = digit(text, 23) * 10 + digit(text, 24);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return Number.NaN;
  return seconds(year, MONTHS.positionAt(text, 8), day, hour * 3600 + minute * 60 + second);
}

function rfc850Date(text: string, now: number): number {
  const parts = RFC_850.exec(text);
  if (parts === null) return Number.NaN;
  const [, day, month, yearOfCentury, time] = parts;
  const secondsIn = (year: number) => imfFixdate(`Sun, ${day} ${month} ${String(year).padStart(4, '0')} ${time} GMT`);
  return latestWithin50Years(Number(yearOfCentury), secondsIn, now);
}

/**
 * "Recipients of a timestamp value in rfc850-date format … MUST interpret a timestamp that appears to be more than 50
 * years in the future as representing the most recent year in the past that had the same last two digits."
 */
function latestWithin50Years(yearOfCentury: number, secondsIn: (year: number) => number, now: number): number {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 50);
  const year = limit.getUTCFullYear() - ((limit.getUTCFullYear() - yearOfCentury) % 100);
  const latest = secondsIn(year);
  return latest * 1000 > limit.getTime() ? secondsIn(year - 100) : latest;
}

function asctimeDate(text: string): number {
  const parts = ASCTIME.exec(text);
  if (parts === null) return Number.NaN;
  const [, weekday, month, day, time, year] = parts;
  return imfFixdate(`${weekday}, ${(day as string).replace(' ', '0')} ${month} ${year} ${time} GMT`);
}

/** Seconds since the epoch; NaN if the year is negative, or the month has no such day. `month` counts from 0. */
function seconds(year: number, month: number, day: number, time: number): number {
  if (year < 0 || month < 0 || day < 1 || day > daysIn(month, year)) return Number.NaN;
  return daysSinceEpoch(year, month, day) * 86_400 + time;
}

function daysIn(month: number, year: number): number {
  return month === 1 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month] as number);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** A year has had its leap day, if any, from March on. (`Date.UTC` misreads the years 0 to 99.) */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const leapYear = month < 2 ? year - 1 : year;
  const leapDays = (leapYear >> 2) - ((leapYear / 100) | 0) + ((leapYear / 400) | 0);
  return year * 365 + leapDays + (DAYS_BEFORE_MONTH[month] as number) + day - 719_528;
}

/** The digit at `index`. Of a character above U+00FF the date becomes NaN. */
function digit(text: string, index: number): number {
  return DIGITS[text.charCodeAt(index)] as number;
}
