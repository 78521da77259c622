import fc from 'fast-check';
import { anyFieldValue } from '../http/arbitraries';
import type { FieldName, Representation, Request } from './rfc9110';

const OPAQUE_CHARACTERS = ['a', 'b', 'W', '/', '*', ',', '\\', "'", '\x21', '\x23', '\x7e', '\x80', '\xff'];

/** Few enough values that tags of requests and of resources often are the same. */
const opaque = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', 'v1', 'v,1', 'v') },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...OPAQUE_CHARACTERS), maxLength: 4 }) },
);
const tag = fc.tuple(fc.constantFrom('', '', 'W/'), opaque).map(([weak, value]) => `${weak}"${value}"`);

const separator = fc.constantFrom(',', ', ', ' ,', '\t,\t', ',,', ', ,', ' , \t ,');
const legalList = fc
  .tuple(fc.constantFrom('', '', '', ' ', ',', ', '), fc.array(fc.tuple(tag, separator), { maxLength: 4 }), tag)
  .map(([start, members, last]) => start + members.flat().join('') + last);

const oddity = fc.constantFrom('"', 'w/"v1"', 'W/v1', 'v1', 'W/', '*', ' ', '\0', '\x7f', '\u0100', '"v1" "v"', "'v1'");
const oddList = fc
  .tuple(legalList, oddity, fc.nat({ max: 12 }))
  .map(([list, odd, at]) => list.slice(0, at) + odd + list.slice(at));

/** The value of an `If-Match` or `If-None-Match` field. */
export const tagField = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('*', ' *', '*\t', '', ' ', ',') },
  { weight: 4, arbitrary: tag },
  { weight: 4, arbitrary: legalList },
  { weight: 3, arbitrary: oddList },
  { weight: 1, arbitrary: anyFieldValue },
);

const ANCHORS = [
  '1994-11-06T08:49:37Z',
  '2024-02-29T23:59:59Z',
  '2026-11-22T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '2000-02-28T23:59:59Z',
  '0050-06-01T00:00:00Z',
  '9999-12-31T23:59:50Z',
].map((text) => Date.parse(text));

/** Mostly the same, so that the dates of requests and of resources are close to each other. */
const anchor = fc.oneof(
  { weight: 3, arbitrary: fc.constant(ANCHORS[0] as number) },
  { weight: 1, arbitrary: fc.constantFrom(...ANCHORS) },
);
const second = fc.tuple(anchor, fc.integer({ min: -2, max: 2 })).map(([at, distance]) => at + distance * 1000);

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A date in each of its three forms. */
export const legalDate = fc.tuple(second, fc.nat({ max: 2 })).map(([at, form]) => {
  const imf = new Date(at).toUTCString();
  const [dayName = '', day = '', month = '', year = '', time = ''] = imf.split(' ');
  if (form === 0) return imf;
  if (form === 1) return `${DAYS[new Date(at).getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
  return `${dayName.slice(0, 3)} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`;
});

/** A date put together from parts that a calendar or a clock may not have. */
const composedDate = fc
  .tuple(
    fc.constantFrom(...DAYS),
    fc.constantFrom('00', '01', '06', '28', '29', '30', '31', '32', ' 6'),
    fc.constantFrom('Jan', 'Feb', 'Feb', 'Apr', 'Jun', 'Nov', 'Dec'),
    fc.constantFrom('1994', '2000', '2023', '2024', '1900', '2100', '0000', '0004', '9999'),
    fc.tuple(
      fc.constantFrom('00', '08', '23', '24'),
      fc.constantFrom('00', '49', '59', '60'),
      fc.constantFrom('00', '37', '59', '60', '61'),
    ),
    fc.nat({ max: 2 }),
  )
  .map(([dayName, day, month, year, clock, form]) => {
    const time = clock.join(':');
    if (form === 0) return `${dayName.slice(0, 3)}, ${day} ${month} ${year} ${time} GMT`;
    if (form === 1) return `${dayName}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
    return `${dayName.slice(0, 3)} ${month} ${day} ${time} ${year}`;
  });

/** A date with one run of characters replaced. */
const tornDate = fc
  .tuple(
    legalDate,
    fc.nat({ max: 30 }),
    fc.nat({ max: 3 }),
    fc.constantFrom('', ' ', '0', '1', '9', '00', '31', 'Feb', 'feb', 'Sun', ',', '-', ':', 'x', 'Z', ' GMT'),
  )
  .map(([date, at, length, text]) => date.slice(0, at) + text + date.slice(at + length));

/** What is a date or close to one. */
export const oddDate = fc.oneof(composedDate, tornDate);

const dateField = fc.oneof(
  { weight: 6, arbitrary: legalDate },
  { weight: 3, arbitrary: oddDate },
  { weight: 1, arbitrary: fc.tuple(legalDate, legalDate).map((dates) => dates.join(', ')) },
  { weight: 1, arbitrary: fc.constantFrom('', '0', '-1', '9999', '2030-01-01', '1994-11-06T08:49:37Z') },
  { weight: 1, arbitrary: anyFieldValue },
);

/** The lines of a field: none, one, or sometimes several. */
function lines(field: FieldName, value: fc.Arbitrary<string>, absent: number) {
  const values = fc.oneof(
    { weight: absent, arbitrary: fc.constant([]) },
    { weight: 6, arbitrary: value.map((line) => [line]) },
    { weight: 1, arbitrary: fc.array(value, { minLength: 2, maxLength: 3 }) },
  );
  return values.map((found) => found.map((line) => [field, line] as const));
}

const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'HEAD', 'QUERY', 'PUT', 'PATCH', 'POST', 'DELETE') },
  { weight: 1, arbitrary: fc.constantFrom('OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'REPORT', 'get') },
);

/** Requests with fields that are legal, odd, malformed and repeated. */
export const anyRequest: fc.Arbitrary<Request> = fc
  .tuple(
    method,
    lines('If-Match', tagField, 20),
    lines('If-Unmodified-Since', dateField, 8),
    lines('If-None-Match', tagField, 8),
    lines('If-Modified-Since', dateField, 4),
  )
  .map(([method, ...fields]) => ({ method, lines: fields.flat() }));

const lastModified = fc.tuple(second, fc.constantFrom(0, 1, 499, 999)).map(([at, fraction]) => at + fraction);

/** Resources: absent, or with a tag that is strong, weak or missing, and a date around those of the requests. */
export const anyRepresentation: fc.Arbitrary<Representation | null> = fc.option(
  fc.record({ etag: tag, lastModified }, { requiredKeys: [] }),
  { freq: 6 },
);
