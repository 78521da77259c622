import type { EntityTag, RangeDecision } from 'routing-controllers-etag/http';

/** Ranges by their first and last byte, or what else is decided. */
export type Expected = 'whole' | 'not-satisfiable' | readonly (readonly [first: number, last: number])[];

export interface RangeCase {
  readonly rule: string;
  readonly range: string;
  readonly length: number;
  readonly expected: Expected;
}

export interface IfRangeCase {
  readonly rule: string;
  readonly ifRange: string;
  readonly etag?: EntityTag;
  readonly lastModified?: Date | number;
  readonly expected: RangeDecision['outcome'];
}

const WHOLE_FOR_MALFORMED =
  '14.1.1: "A recipient of a ranges-specifier that contains an invalid range-spec must ignore it"; so the whole';
const SATISFIABLE = '14.1.2: satisfiable if first-pos is less than the current length';
const CLAMPED = '14.1.2: a last-pos at or behind the end is the last byte';
const SEVERAL = '15.3.7.2: several satisfiable ranges are sent in one response';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index * 2}-${index * 2}`).join(',');

/** What the ranges of a field select, by section of RFC 9110. The inputs of Go's and Spring's suites are among them. */
export const rangeCases: Readonly<Record<string, readonly RangeCase[]>> = {
  'one range': [
    {
      rule: '14.1.2: byte positions start at 0, and both ends belong',
      range: 'bytes=0-4',
      length: 11,
      expected: [[0, 4]],
    },
    { rule: '14.1.2: a range in the middle', range: 'bytes=3-7', length: 11, expected: [[3, 7]] },
    { rule: '14.1.2: the first 500 bytes', range: 'bytes=0-499', length: 10_000, expected: [[0, 499]] },
    { rule: '14.1.2: the second 500 bytes', range: 'bytes=500-999', length: 10_000, expected: [[500, 999]] },
    { rule: '14.1.2: one byte', range: 'bytes=9500-9500', length: 10_000, expected: [[9500, 9500]] },
    { rule: '14.1.2: all bytes but the last', range: 'bytes=0-9', length: 11, expected: [[0, 9]] },
    { rule: '14.1.2: all bytes are a range too', range: 'bytes=0-10', length: 11, expected: [[0, 10]] },
    { rule: CLAMPED, range: 'bytes=0-11', length: 11, expected: [[0, 10]] },
    { rule: CLAMPED, range: 'bytes=0-20', length: 10, expected: [[0, 9]] },
    { rule: CLAMPED, range: 'bytes=5-1000', length: 11, expected: [[5, 10]] },
    { rule: CLAMPED, range: 'bytes=10-11', length: 11, expected: [[10, 10]] },
    { rule: CLAMPED, range: 'bytes=9-10000', length: 10, expected: [[9, 9]] },
    {
      rule: `${CLAMPED}, however large the number`,
      range: 'bytes=3-18446744073709551615',
      length: 11,
      expected: [[3, 10]],
    },
    { rule: 'leading zeros mean nothing', range: 'bytes=000-0004', length: 11, expected: [[0, 4]] },
    { rule: '14.1: range units are case-insensitive', range: 'BYTES=0-4', length: 11, expected: [[0, 4]] },
    { rule: '14.1: range units are case-insensitive', range: 'Bytes=-1', length: 11, expected: [[10, 10]] },
  ],
  'open ranges': [
    { rule: '14.1.2: without a last-pos it goes to the end', range: 'bytes=2-', length: 11, expected: [[2, 10]] },
    { rule: '14.1.2: from the first byte', range: 'bytes=0-', length: 10, expected: [[0, 9]] },
    { rule: '14.1.2: from the middle', range: 'bytes=5-', length: 10, expected: [[5, 9]] },
    { rule: '14.1.2: the last byte', range: 'bytes=10-', length: 11, expected: [[10, 10]] },
    { rule: '14.1.2: the last byte', range: 'bytes=9-', length: 10, expected: [[9, 9]] },
    { rule: '14.1.2: the last 500 bytes', range: 'bytes=9500-', length: 10_000, expected: [[9500, 9999]] },
  ],
  suffixes: [
    { rule: '14.1.2: the last bytes', range: 'bytes=-5', length: 11, expected: [[6, 10]] },
    { rule: '14.1.2: the last bytes', range: 'bytes=-5', length: 10, expected: [[5, 9]] },
    { rule: '14.1.2: the last byte', range: 'bytes=-1', length: 10, expected: [[9, 9]] },
    { rule: '14.1.2: the last 500 bytes', range: 'bytes=-500', length: 10_000, expected: [[9500, 9999]] },
    { rule: '14.1.2: as many bytes as there are', range: 'bytes=-10', length: 10, expected: [[0, 9]] },
    { rule: '14.1.2: of a shorter representation, all of it', range: 'bytes=-11', length: 10, expected: [[0, 9]] },
    { rule: '14.1.2: of a shorter representation, all of it', range: 'bytes=-15', length: 10, expected: [[0, 9]] },
    { rule: '14.1.2: of a shorter representation, all of it', range: 'bytes=-500', length: 350, expected: [[0, 349]] },
    {
      rule: '14.1.2: of a shorter representation, all of it, however large the number',
      range: `bytes=-${'9'.repeat(400)}`,
      length: 10,
      expected: [[0, 9]],
    },
  ],
  'several ranges': [
    {
      rule: SEVERAL,
      range: 'bytes=0-0,-2',
      length: 11,
      expected: [
        [0, 0],
        [9, 10],
      ],
    },
    {
      rule: SEVERAL,
      range: 'bytes=0-0,-1',
      length: 10_000,
      expected: [
        [0, 0],
        [9999, 9999],
      ],
    },
    {
      rule: SEVERAL,
      range: 'bytes=0-1,5-8',
      length: 11,
      expected: [
        [0, 1],
        [5, 8],
      ],
    },
    {
      rule: SEVERAL,
      range: 'bytes=0-1,5-',
      length: 11,
      expected: [
        [0, 1],
        [5, 10],
      ],
    },
    {
      rule: SEVERAL,
      range: 'bytes=1-2,5-',
      length: 10,
      expected: [
        [1, 2],
        [5, 9],
      ],
    },
    {
      rule: SEVERAL,
      range: 'bytes=0-1,2-3',
      length: 5,
      expected: [
        [0, 1],
        [2, 3],
      ],
    },
    {
      rule: SEVERAL,
      range: 'bytes=500-600,601-999',
      length: 10_000,
      expected: [
        [500, 600],
        [601, 999],
      ],
    },
    {
      rule: '5.6.1: spaces behind a comma',
      range: 'bytes=0-1, 4-5, 8-9',
      length: 10,
      expected: [
        [0, 1],
        [4, 5],
        [8, 9],
      ],
    },
    {
      rule: '5.6.1: spaces before a comma',
      range: 'bytes=0-0 ,2-2, 7-',
      length: 11,
      expected: [
        [0, 0],
        [2, 2],
        [7, 10],
      ],
    },
    {
      rule: '5.6.1: tabs around a comma',
      range: 'bytes=0-0\t,\t2-2',
      length: 11,
      expected: [
        [0, 0],
        [2, 2],
      ],
    },
    {
      rule: '5.6.1: empty members are skipped',
      range: 'bytes=,,0-0, ,2-2,',
      length: 11,
      expected: [
        [0, 0],
        [2, 2],
      ],
    },
    {
      rule: '15.3.7.2: the parts keep the order of the request; two may overlap',
      range: 'bytes=-2 , 7-',
      length: 11,
      expected: [
        [9, 10],
        [7, 10],
      ],
    },
    {
      rule: '15.3.7.2: the parts keep the order of the request; two may overlap',
      range: 'bytes=7-15,0-5,17-20,20-29',
      length: 39,
      expected: [
        [7, 15],
        [0, 5],
        [17, 20],
        [20, 29],
      ],
    },
    {
      rule: '14.2: two ranges may overlap',
      range: 'bytes=500-700,601-999',
      length: 10_000,
      expected: [
        [500, 700],
        [601, 999],
      ],
    },
    {
      rule: '14.2: two ranges may overlap, one inside the other',
      range: 'bytes=100-199,120-129,300-309',
      length: 1000,
      expected: [
        [100, 199],
        [120, 129],
        [300, 309],
      ],
    },
    {
      rule: '14.2: as many bytes in all as the whole has',
      range: 'bytes=0-1,2-4',
      length: 5,
      expected: [
        [0, 1],
        [2, 4],
      ],
    },
    {
      rule: '14.1.1: one satisfiable range is enough: the others are left out',
      range: 'bytes=15-,0-5',
      length: 10,
      expected: [[0, 5]],
    },
    { rule: '14.1.1: so with an empty suffix', range: 'bytes=-0,3-4', length: 10, expected: [[3, 4]] },
    {
      rule: 'the most ranges that are taken: 100',
      range: `bytes=${numbered(100)}`,
      length: 1000,
      expected: Array.from({ length: 100 }, (_, index) => [index * 2, index * 2] as const),
    },
  ],
  'ranges that no byte is in': [
    { rule: SATISFIABLE, range: 'bytes=11-', length: 11, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: 'bytes=11-12', length: 11, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: 'bytes=12-12', length: 11, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: 'bytes=11-100', length: 11, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: 'bytes=12-100', length: 11, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: 'bytes=100-', length: 11, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: 'bytes=100-1000', length: 11, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: 'bytes=10-20', length: 8, expected: 'not-satisfiable' },
    { rule: SATISFIABLE, range: `bytes=${'9'.repeat(400)}-`, length: 11, expected: 'not-satisfiable' },
    {
      rule: '14.1.2: none of several is satisfiable',
      range: 'bytes=11-12,20-',
      length: 11,
      expected: 'not-satisfiable',
    },
    {
      rule: '14.1.2: a suffix is satisfiable if its length is not 0',
      range: 'bytes=-0',
      length: 11,
      expected: 'not-satisfiable',
    },
  ],
  'another unit': [
    { rule: '14.2: MUST ignore a unit that it does not understand', range: 'items=0-4', length: 11, expected: 'whole' },
    { rule: '14.2: a unit that begins as bytes does', range: 'bytesx=0-4', length: 11, expected: 'whole' },
    { rule: '14.2: a unit that ends as bytes does', range: 'kilobytes=0-4', length: 11, expected: 'whole' },
    { rule: '14.2: no unit', range: '0-4', length: 11, expected: 'whole' },
    { rule: '14.2: no unit', range: '=0-4', length: 11, expected: 'whole' },
    { rule: '14.2: another separator', range: 'bytes:0-4', length: 11, expected: 'whole' },
    { rule: '14.2: white space behind the unit', range: 'bytes =0-4', length: 11, expected: 'whole' },
  ],
  'malformed fields': [
    ...[
      '',
      'foo',
      'bytes',
      'bytes=',
      'bytes=7',
      'bytes= 7 ',
      'bytes=-',
      'bytes=5-4',
      'bytes=10-9',
      'bytes=0-2,5-4',
      'bytes=2-5,4-3',
      'bytes=--5,4--3',
      'bytes=--1',
      'bytes=-1-',
      'bytes=A-',
      'bytes=A- ',
      'bytes=A-Z',
      'bytes= -Z',
      'bytes=5-Z',
      'bytes=Ran-dom, garbage',
      'bytes=foo bar',
      'bytes= foo bar',
      'bytes=0x01-0x02',
      'bytes=1e0-2',
      'bytes=0.0-1',
      'bytes=+0-1',
      'bytes=0-+1',
      'bytes=\u0660-\u0661',
      'bytes=\xa00-4',
      'bytes=0-4\n',
      'bytes=0-4;5-6',
      'bytes=0-1-2',
      'bytes=0-1 2-3',
      'bytes=         ',
      'bytes= , , ,   ',
      'bytes=   1 -2   ,  4- 5, 7 - 8 , ,,',
      'bytes=0-0, bytes=2-2',
      'bytes=0-4,items=0-4',
    ].map((range) => ({ rule: WHOLE_FOR_MALFORMED, range, length: 11, expected: 'whole' as const })),
  ],
  'a representation without content': [
    ...['bytes=0-', 'bytes=1-', 'bytes=0-128', 'bytes=0-0', 'bytes=-5', 'bytes=-0', ''].map((range) => ({
      rule: '14.2: MAY ignore the field when the representation has no content',
      range,
      length: 0,
      expected: 'whole' as const,
    })),
  ],
  'fields that ask for too much': [
    {
      rule: '17.15: more bytes in all than the whole has',
      range: 'bytes=0-,1-,2-,3-,4-',
      length: 11,
      expected: 'whole',
    },
    { rule: '17.15: one byte more than the whole has', range: 'bytes=0-2,2-4', length: 5, expected: 'whole' },
    { rule: '17.15: the whole and its last byte', range: 'bytes=0-,-1', length: 10_000, expected: 'whole' },
    { rule: '14.2: three ranges that share a byte', range: 'bytes=0-9,5-14,9-19', length: 1000, expected: 'whole' },
    { rule: '14.2: three ranges, each with the next', range: 'bytes=0-9,9-19,19-29', length: 1000, expected: 'whole' },
    { rule: '14.2: in any order', range: 'bytes=19-29,0-9,9-19', length: 1000, expected: 'whole' },
    { rule: '14.2: two pairs', range: 'bytes=0-9,9-19,100-109,109-119', length: 1000, expected: 'whole' },
    { rule: '14.2: two ranges inside another one', range: 'bytes=0-99,10-19,50-59', length: 1000, expected: 'whole' },
    { rule: '14.2: three times the same', range: 'bytes=0-0,0-0,0-0', length: 1000, expected: 'whole' },
    { rule: '17.15: more than 100 ranges', range: `bytes=${numbered(101)}`, length: 1000, expected: 'whole' },
    {
      rule: '17.15: more than 100 ranges, though few of them are satisfiable',
      range: `bytes=0-0,${numbered(101)}`,
      length: 3,
      expected: 'whole',
    },
  ],
};

const v1: EntityTag = { value: 'v1', weak: false };
const AT = Date.UTC(2014, 5, 25, 17, 12, 18);
const AT_TEXT = 'Wed, 25 Jun 2014 17:12:18 GMT';

/** The moment of the evaluation: a day after {@link AT}. */
export const NOW = AT + 86_400_000;

/** What `If-Range` decides (RFC 9110, section 13.1.5), before the bytes 0 to 4 of 8 are sent. */
export const ifRangeCases: readonly IfRangeCase[] = [
  { rule: 'the current strong tag', ifRange: '"v1"', etag: v1, expected: 'partial' },
  { rule: 'another tag', ifRange: '"v2"', etag: v1, expected: 'whole' },
  { rule: 'another tag, by one letter', ifRange: '"V1"', etag: v1, expected: 'whole' },
  { rule: 'a weak tag is never strong', ifRange: 'W/"v1"', etag: v1, expected: 'whole' },
  { rule: 'a current tag that is weak', ifRange: '"v1"', etag: { value: 'v1', weak: true }, expected: 'whole' },
  { rule: 'weak on both sides', ifRange: 'W/"v1"', etag: { value: 'v1', weak: true }, expected: 'whole' },
  { rule: 'a tag, where there is no tag', ifRange: '"v1"', expected: 'whole' },
  { rule: 'a tag, where there is but a date', ifRange: '"v1"', lastModified: AT, expected: 'whole' },
  { rule: 'a list is not a tag', ifRange: '"v1", "v2"', etag: v1, expected: 'whole' },
  { rule: 'the same tag in two lines is a list', ifRange: '"v1", "v1"', etag: v1, expected: 'whole' },
  { rule: 'a list that ends in the weak tag', ifRange: '"zzz", W/"v1"', etag: v1, expected: 'whole' },
  { rule: '* is not a tag', ifRange: '*', etag: v1, expected: 'whole' },
  { rule: 'a tag without its quotes', ifRange: 'v1', etag: v1, expected: 'whole' },
  { rule: 'text around the tag', ifRange: '"v1"x', etag: v1, expected: 'whole' },
  { rule: 'an empty field', ifRange: '', etag: v1, expected: 'whole' },
  { rule: 'an empty tag', ifRange: '""', etag: { value: '', weak: false }, expected: 'partial' },
  {
    rule: 'the tag of a coding that is not the current one',
    ifRange: '"v1--gzip"',
    etag: v1,
    expected: 'whole',
  },

  { rule: 'the exact date', ifRange: AT_TEXT, lastModified: AT, expected: 'partial' },
  { rule: 'the exact date as a Date', ifRange: AT_TEXT, lastModified: new Date(AT), expected: 'partial' },
  { rule: 'the date has whole seconds', ifRange: AT_TEXT, lastModified: AT + 123, expected: 'partial' },
  {
    rule: 'the date in an older form',
    ifRange: 'Wednesday, 25-Jun-14 17:12:18 GMT',
    lastModified: AT,
    expected: 'partial',
  },
  { rule: 'a date beside another tag', ifRange: AT_TEXT, etag: v1, lastModified: AT, expected: 'partial' },
  {
    rule: 'a later date is not the date',
    ifRange: 'Wed, 25 Jun 2014 17:12:19 GMT',
    lastModified: AT,
    expected: 'whole',
  },
  {
    rule: 'an earlier date is not the date',
    ifRange: 'Wed, 25 Jun 2014 17:12:17 GMT',
    lastModified: AT,
    expected: 'whole',
  },
  {
    rule: 'a date far in the future',
    ifRange: 'Sat, 01 Jan 2050 00:00:00 GMT',
    lastModified: AT,
    expected: 'whole',
  },
  { rule: 'a date, where there is no date', ifRange: AT_TEXT, etag: v1, expected: 'whole' },
  { rule: 'a date, where there is an invalid one', ifRange: AT_TEXT, lastModified: Number.NaN, expected: 'whole' },
  {
    rule: '1970, where the date is null as an ORM has it',
    ifRange: 'Thu, 01 Jan 1970 00:00:00 GMT',
    lastModified: null as unknown as number,
    expected: 'whole',
  },
  { rule: 'a number', ifRange: '9999', lastModified: AT, expected: 'whole' },
  { rule: 'another form of date', ifRange: '2014-06-25T17:12:18Z', lastModified: AT, expected: 'whole' },
  {
    rule: 'a date whose second has just ended is strong',
    ifRange: 'Thu, 26 Jun 2014 17:12:17 GMT',
    lastModified: NOW - 1000,
    expected: 'partial',
  },
  {
    rule: '8.8.2.2: a date of the current second is not strong',
    ifRange: 'Thu, 26 Jun 2014 17:12:18 GMT',
    lastModified: NOW,
    expected: 'whole',
  },
  {
    rule: '8.8.2.2: a date in the future is not strong',
    ifRange: 'Fri, 27 Jun 2014 17:12:18 GMT',
    lastModified: NOW + 86_400_000,
    expected: 'whole',
  },
];
