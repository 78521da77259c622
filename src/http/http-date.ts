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
const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = new NameTable(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']);
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const SP = 0x20;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const ZERO = 0x30;
const COLON = 0x3a;
const GMT = lettersAt('GMT', 0);

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
  switch (text.length) {
    case 29:
      return imfFixdate(text);
    case 24:
      return asctimeDate(text);
    default:
      return rfc850Date(text, now ?? Date.now());
  }
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
function imfFixdate(text: string): number {
  if (DAYS.positionAt(text, 0) === -1 || text.charCodeAt(3) !== COMMA || !isGmt(text, 25)) return Number.NaN;
  if (text.charCodeAt(4) !== SP || text.charCodeAt(7) !== SP || text.charCodeAt(11) !== SP) return Number.NaN;
  return seconds(fourDigits(text, 12), MONTHS.positionAt(text, 8), twoDigits(text, 5), timeOfDay(text, 16));
}

/** `Sunday, 06-Nov-94 08:49:37 GMT` */
function rfc850Date(text: string, now: number): number {
  const day = LONG_DAYS.find((name) => text.startsWith(`${name}, `));
  if (day === undefined) return Number.NaN;
  const date = text.slice(day.length + 2);
  if (date.length !== 22 || !isGmt(date, 18) || date.charCodeAt(2) !== HYPHEN || date.charCodeAt(6) !== HYPHEN)
    return Number.NaN;
  const twoDigitYear = twoDigits(date, 7);
  if (twoDigitYear < 0) return Number.NaN;
  const secondsIn = (year: number) => seconds(year, MONTHS.positionAt(date, 3), twoDigits(date, 0), timeOfDay(date, 9));
  return latestWithin50Years(twoDigitYear, secondsIn, now);
}

/**
 * "Recipients of a timestamp value in rfc850-date format … MUST interpret a timestamp that appears to be more than 50
 * years in the future as representing the most recent year in the past that had the same last two digits."
 */
function latestWithin50Years(twoDigitYear: number, secondsIn: (year: number) => number, now: number): number {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 50);
  const year = limit.getUTCFullYear() - ((limit.getUTCFullYear() - twoDigitYear) % 100);
  const latest = secondsIn(year);
  return latest * 1000 > limit.getTime() ? secondsIn(year - 100) : latest;
}

/** `Sun Nov  6 08:49:37 1994` */
function asctimeDate(text: string): number {
  if (DAYS.positionAt(text, 0) === -1) return Number.NaN;
  if (text.charCodeAt(3) !== SP || text.charCodeAt(7) !== SP || text.charCodeAt(19) !== SP) return Number.NaN;
  const day = text.charCodeAt(8) === SP ? digit(text, 9) : twoDigits(text, 8);
  return seconds(fourDigits(text, 20), MONTHS.positionAt(text, 4), day, timeOfDay(text, 10));
}

/** Seconds since the epoch; NaN if a part is negative or the month has no such day. `month` counts from 0. */
function seconds(year: number, month: number, day: number, time: number): number {
  if (year < 0 || month < 0 || time < 0 || day < 1 || day > daysIn(month, year)) return Number.NaN;
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

/** The second of the day that ` hh:mm:ss` at `index` names; negative if it names none. */
function timeOfDay(text: string, index: number): number {
  if (text.charCodeAt(index) !== SP || text.charCodeAt(index + 3) !== COLON || text.charCodeAt(index + 6) !== COLON)
    return -1;
  const hour = twoDigits(text, index + 1);
  const minute = twoDigits(text, index + 4);
  const second = twoDigits(text, index + 7);
  if (hour > 23 || minute > 59 || second > 60) return -1;
  return hour * 3600 + minute * 60 + second;
}

/** The digit at `index`; where there is none, so small a number that all made with it are negative. */
function digit(text: string, index: number): number {
  const value = text.charCodeAt(index) - ZERO;
  return value >= 0 && value <= 9 ? value : -1_000_000;
}

function twoDigits(text: string, index: number): number {
  return digit(text, index) * 10 + digit(text, index + 1);
}

function fourDigits(text: string, index: number): number {
  return twoDigits(text, index) * 100 + twoDigits(text, index + 2);
}

function isGmt(text: string, index: number): boolean {
  return text.charCodeAt(index) === SP && lettersAt(text, index + 1) === GMT;
}
